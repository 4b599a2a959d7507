/** Which IAM action allows which operation (operations.csv): they differ for S3 and a few others. */
import { readFileSync } from 'node:fs';

const actions = new Map<string, string>();
for (const line of readFileSync(new URL('operations.csv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)) {
  const [operation, action] = line.split(',');
  if (operation && action) actions.set(operation, action);
}

/** The IAM action that allows an operation; the operation's own name where the table has none. */
export function iamAction(operation: string): string {
  return actions.get(operation) ?? operation;
}
