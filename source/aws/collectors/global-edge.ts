/** Where CloudFront is reached. */
import type { Session } from '../session.ts';

/** The region that serves CloudFront for the account's partition; undefined where the partition has no CloudFront. */
export function globalEdge({ home }: Session): string | undefined {
  if (/^(us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc)-/.test(home)) return undefined;
  return home.startsWith('cn-') ? 'cn-northwest-1' : 'us-east-1';
}
