/** Who sends a Lambda function events that nobody waits for. */
import type { PolicyDocument } from './facts.ts';
import { asList, coversAction, statements } from './policy.ts';

// Services that call without waiting for the answer: an event they hand over is lost when the function fails.
const asynchronous =
  /^(s3|sns|events|ses|config|codecommit|cloudformation|iot|logs(\.[a-z0-9-]+)?)\.amazonaws\.com(\.cn)?$/;

/** Services that a function's policy lets call it asynchronously, sorted. */
export function asynchronousCallers(document: PolicyDocument | null): string[] {
  if (document === null) return [];
  const services = statements(document).flatMap((statement) => {
    if (statement.Effect !== 'Allow' || !coversAction(statement, 'lambda:InvokeFunction')) return [];
    return typeof statement.Principal === 'object' ? [...asList(statement.Principal.Service)] : [];
  });
  return [...new Set(services.filter((service) => asynchronous.test(service)))].sort();
}
