/** What people do together, as the journal keeps it: settling answers, starting over, and agreeing on the matrix. */
import type { AnswerValue, Day } from './entry.ts';
import type { ControlId } from './questionnaire.ts';

/** What such an entry says. */
export type WorkshopBody =
  /** Several people answered one control; the facilitator says what holds (docs/scoring.md S-P1). */
  | { type: 'settle'; control: ControlId; answer: AnswerValue }
  /** A new round: every answer so far is to be confirmed (docs/scoring.md S-P2). */
  | { type: 'reassess'; on: Day }
  /** A person has read their rows of the matrix in this version and agrees (rule R12). */
  | { type: 'acknowledge'; person: string; version: string; on: Day }
  /** How somebody who is informed hears of it (rule R6); null: nobody says. */
  | { type: 'channel'; party: string; text: string | null };

/** Their names. */
export const workshopTypes = ['settle', 'reassess', 'acknowledge', 'channel'] as const satisfies WorkshopBody['type'][];
