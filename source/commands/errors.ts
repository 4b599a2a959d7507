/** Errors that a person can do something about. */

/** An error with its exit code and the next thing to do. The program prints both, never a stack. */
export class CommandError extends Error {
  /** 1 error, 2 usage, 3 gaps, 4 AWS, 124 time-out, 130 interrupted. */
  exitCode: number;
  /** One sentence: what to do next. */
  next: string;

  constructor(exitCode: number, message: string, next = '') {
    super(message);
    this.exitCode = exitCode;
    this.next = next;
  }
}
