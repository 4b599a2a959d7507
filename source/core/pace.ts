/** How long the rest of the interview takes, learned from how fast this person has answered so far. */
import type { Entry } from './entry.ts';

/** Questions still open, by kind. */
export interface Remaining {
  /** About the company and its scope. */
  scope: number;
  /** About controls. */
  controls: number;
}

/**
 * Minutes for one question until this person has answered {@link leastAnswers} of its kind at a human pace: our own
 * judgement, short for facts about the company, longer for a control whose five levels have to be read and talked over.
 */
export const priorMinutes: Readonly<Record<keyof Remaining, number>> = { scope: 0.5, controls: 2 };

/** Answers of a kind after which its pace is the person's own. */
export const leastAnswers = 5;

/** A longer pause between two answers was a break, not thinking: minutes. */
const breakMinutes = 10;

/** A shorter one was not a person reading: an imported file, or a key held down. Minutes. */
const fastestMinutes = 2 / 60;

/** As many of the latest answers of a kind make the pace: people get faster. */
const latest = 30;

/**
 * Minutes for the questions that are left, unrounded. The pace is the median of the pauses between consecutive answers of
 * the person who answered last, for each kind of question by itself; pauses over ten minutes do not count.
 */
export function remainingMinutes(history: readonly Entry[], remaining: Remaining): number {
  const pauses = pausesOf(history);
  const minutes = (kind: keyof Remaining) =>
    pauses[kind].length < leastAnswers ? priorMinutes[kind] : median(pauses[kind]);
  return remaining.scope * minutes('scope') + remaining.controls * minutes('controls');
}

/** The pauses before the latest answers, by the kind of question that was answered. */
function pausesOf(history: readonly Entry[]): Record<keyof Remaining, number[]> {
  const pauses: Record<keyof Remaining, number[]> = { scope: [], controls: [] };
  const last = history.findLast((entry) => kindOf(entry) !== undefined);
  let next: Entry | undefined;
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const entry = history[index];
    const kind = entry === undefined ? undefined : kindOf(entry);
    if (entry === undefined || kind === undefined || entry.by !== last?.by) continue;
    if (next !== undefined) {
      const own = pauses[kindOf(next) ?? kind];
      const minutes = (Date.parse(next.at) - Date.parse(entry.at)) / 60_000;
      if (minutes >= fastestMinutes && minutes <= breakMinutes && own.length < latest) own.push(minutes);
    }
    next = entry;
    if (pauses.scope.length >= latest && pauses.controls.length >= latest) break;
  }
  return pauses;
}

function kindOf({ type }: Entry): keyof Remaining | undefined {
  if (type === 'answer') return 'controls';
  return type === 'scope' || type === 'depth' ? 'scope' : undefined;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Such as `about 25 min left`: to five minutes under an hour, to half an hour above; nothing finer is known. */
export function timeLeft(minutes: number): string {
  if (minutes < 2.5) return 'a few minutes left';
  const rounded = Math.round(minutes / 5) * 5;
  if (rounded < 60) return `about ${rounded} min left`;
  const hours = Math.round(minutes / 30) / 2;
  return `about ${Math.max(1, hours)} h left`;
}
