/** What the program asks for beyond saving and reading AWS, and what it is told; plain data, run outside. */

/** A wish. The session's ports fulfil it (`Ports.outside`), the terminal those that are its own. */
export type Ask =
  /** To the clipboard of the terminal (OSC 52); not every terminal has one, so the text is shown too. */
  | { type: 'copy'; text: string }
  /** The report in every format, into the workspace's dated folder. */
  | { type: 'write-report' };

/** The answer to a wish; a wish that fails is an event of its own. */
export type Told =
  /** Paths of the files written. */
  { type: 'report-written'; files: string[] };
