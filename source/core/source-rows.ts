/** What the project's sources ask for, and what serves it: the rows of sources.yaml joined with the controls that name them. */
import type { Questionnaire } from './questionnaire.ts';

/** One row of sources.yaml. */
export interface SourceRow {
  /** `S0.1` to `S4.5`; controls name it in `sources`. */
  id: string;
  /** What is asked for, in our own words. */
  what: string;
  /** What serves it besides controls: `command:NAME`, `check:ID`, `scoping:ID`, `page:PATH`. */
  servedBy?: string[];
}

/** A row with all that serves it; nothing when nothing does yet. */
export interface ServedRow {
  id: string;
  what: string;
  /** Ids of controls first, in the order of the questionnaire. */
  servedBy: string[];
}

/** Each row with the controls that name it and what the row itself names. */
export function servedRows(rows: readonly SourceRow[], { controls }: Pick<Questionnaire, 'controls'>): ServedRow[] {
  return rows.map(({ id, what, servedBy = [] }) => ({
    id,
    what,
    servedBy: [...controls.filter(({ sources }) => sources?.includes(id)).map((control) => control.id), ...servedBy],
  }));
}
