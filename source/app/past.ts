/** What History shows: the days read from the journal, the two that are compared, and the two scans. */
import type { Comparison } from '../core/compare.ts';
import type { Drift } from '../core/drift.ts';
import type { Day } from '../core/entry.ts';
import type { Score } from '../core/score-types.ts';

/** How things stood at the end of a day on which something was said. Figures 0–1. */
export interface PastDay {
  day: Day;
  verdict: Score['verdict'];
  /** Criteria Met, of all. */
  inPlace: number;
  criteria: number;
  evidenced: number;
  claimed: number;
  coverage: number;
  /** Rule S-H1: enough is known for the figures to be shown. */
  enough: boolean;
  /** UTC instant of the scan it was judged with. */
  scan?: string;
  /** Saved under this other version of the model, and shown as saved (rule S-S1). */
  asSaved?: number;
}

/** The past as far as it has been read. */
export interface Past {
  /** Oldest first; absent until they are read. */
  days?: readonly PastDay[];
  /** Highest seq of the journal when they were read: later entries make them old. */
  seq?: number;
  comparison?: { from: Day; to: Day; made: Comparison };
  drift?: { account: string; before: string; after: string; lines: readonly Drift[] };
  /** Why the days could not be read, one sentence. */
  fault?: string;
  /** Why there is no drift to show, one sentence. */
  noDrift?: string;
  /** Days marked to be compared, two at most, in the order in which they were marked. */
  marked: readonly Day[];
}

/** The two days to compare: those marked, else the one marked and the last, else the last two; undefined with fewer. */
export function chosenDays({ days = [], marked }: Past): [from: Day, to: Day] | undefined {
  const last = days.at(-1)?.day;
  const [only = last] = marked;
  const chosen = marked.length === 2 ? marked : [only === last ? days.at(-2)?.day : only, last];
  const [one, other] = chosen.filter((day) => day !== undefined).toSorted();
  return one === undefined || other === undefined || one === other ? undefined : [one, other];
}
