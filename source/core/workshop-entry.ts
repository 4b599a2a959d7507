/** What people do together, as the journal keeps it: settling answers, starting over, the matrix, a workshop. */
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
  | { type: 'channel'; party: string; text: string | null }
  /** Who sits around the screen, in the order they answer; the whole list each time. */
  | { type: 'participants'; names: string[] }
  /** Something to come back to: a line on the parking lot, with the question it came up at. */
  | { type: 'park'; text: string; control?: ControlId }
  /** What became of a line on the parking lot; null: it is open again. */
  | { type: 'parked'; item: string; outcome: string | null };

/** Their names. */
export const workshopTypes = [
  ...(['settle', 'reassess', 'acknowledge', 'channel'] as const),
  ...(['participants', 'park', 'parked'] as const),
] as const satisfies WorkshopBody['type'][];
