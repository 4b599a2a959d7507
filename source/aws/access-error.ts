/** The error of a scan that could read nothing at all. */

/** Why nothing at all could be read. */
export type AccessProblem =
  | 'no-credentials'
  | 'profile-not-found'
  | 'sso-expired'
  | 'session-expired'
  | 'wrong-credentials'
  | 'mfa'
  | 'role-denied'
  | 'network'
  | 'clock'
  | 'memory';

/** Nothing at all could be read, because of credentials or connection. */
export class AwsAccessError extends Error {
  override name = 'AwsAccessError';
  /** Exit code of the command line: nothing could be read from AWS. */
  readonly exitCode = 4;
  readonly problem: AccessProblem;
  /** What to do next: one sentence, or the exact command to run. */
  readonly next: string;

  /** `message` is one sentence for a person. */
  constructor(problem: AccessProblem, message: string, next: string) {
    super(message);
    this.problem = problem;
    this.next = next;
  }
}
