/** Other assessments on this machine: what is known of them, and which is opened next. */

/** What the program opens after it has been left; the terminal stays with it. */
export type NextAssessment =
  | { type: 'folder'; folder: string }
  /** A new one; its folder is made from the name. */
  | { type: 'new'; name: string }
  | { type: 'sample' };

/** Where an assessment stands; worked out outside, one after the other. */
export type ClientFigures =
  | {
      /** Type 1 today in words. */
      verdict: string;
      /** Share of what is asked that is known, 0–1. */
      coverage: number;
      /** The first thing to do, one line; absent: nothing. */
      next?: string;
      /** Day of the last change, YYYY-MM-DD; absent: nothing was ever said. */
      changed?: string;
      /** Name of the assessment. */
      name: string;
    }
  /** Why it cannot be told, one sentence. */
  | { fault: string };

/** An assessment on this machine. */
export interface Client {
  /** Absolute path. */
  folder: string;
  /** Last part of the folder, until the name in the journal is known. */
  name: string;
  /** The one that is open now. */
  current: boolean;
  /** Absent while it is being worked out. */
  figures?: ClientFigures;
}
