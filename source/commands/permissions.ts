/** `soc2-ready permissions`: the least-privilege policy of exactly the operations used. */
import { leastPrivilegePolicy, startOperations } from '../aws/permissions.ts';
import { emit, formatOption, json } from './output.ts';
import { chosenChecks } from './scan.ts';
import type { Invocation } from './table.ts';

/** Prints the policy as JSON, ready to paste into IAM. */
export async function run({ options }: Invocation): Promise<number> {
  formatOption(options, ['text', 'json']);
  const operations = [...startOperations, ...chosenChecks(options).flatMap((check) => check.operations)];
  emit(json(leastPrivilegePolicy([...new Set(operations)])), options);
  return 0;
}
