/** Who refused a call. The code only says "denied"; the cause is in the words of the message. */
import { plainLine } from '../core/text.ts';

const causes: [words: RegExp, sentence: (action: string) => string][] = [
  [
    /explicit deny in a service control policy/i,
    (action) => `A service control policy of the organization forbids ${action}`,
  ],
  [/no service control policy allows/i, (action) => `No service control policy of the organization allows ${action}`],
  [
    /explicit deny in a resource control policy/i,
    (action) => `A resource control policy of the organization forbids ${action}`,
  ],
  [/no resource control policy allows/i, (action) => `No resource control policy of the organization allows ${action}`],
  [/explicit deny in a permissions boundary/i, (action) => `The caller's permissions boundary forbids ${action}`],
  [/no permissions boundary allows/i, (action) => `The caller's permissions boundary does not allow ${action}`],
  [/explicit deny in a session policy/i, (action) => `The session policy forbids ${action}`],
  [/no session policy allows/i, (action) => `The session policy does not allow ${action}`],
  [/explicit deny in an identity-based policy/i, (action) => `A policy of the caller forbids ${action}`],
  [/no identity-based policy allows/i, (action) => `No policy of the caller allows ${action}`],
  [/explicit deny in a resource-based policy/i, (action) => `The policy on the resource itself forbids ${action}`],
  [/no resource-based policy allows/i, (action) => `The policy on the resource itself does not allow ${action}`],
  [
    /explicit deny in a VPC endpoint policy/i,
    (action) => `The policy of the VPC endpoint on the way forbids ${action}`,
  ],
  [/no VPC endpoint policy allows/i, (action) => `The policy of the VPC endpoint on the way does not allow ${action}`],
];

/** One sentence on who denied an action, as far as the message of AWS says. Names the policy where AWS names it. */
export function denialReason(action: string, message: string): string {
  const found = causes.find(([words]) => words.test(message));
  if (!found) return `AWS denied ${action} and did not say which policy refused it.`;
  // Newer texts end with the ARN of the policy that refused.
  const policy = message.match(/polic(?:y|ies)[^:]*:\s*(arn:[^\s,]+)/i)?.[1]?.replace(/[.)]+$/, '');
  return plainLine(`${found[1](action)}${policy ? ` (${policy})` : ''}.`);
}

/** The caller's ARN as a denial tells it ("User: arn:… is not authorized to perform"), if it does. */
export function callerOfDenial(message: string): string | undefined {
  return message.match(/User:\s*(arn:[\w-]+:(?:iam|sts)::\d{12}:[^\s]+)/)?.[1];
}
