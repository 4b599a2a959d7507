/** How many items auditors draw, and drawing them so that anybody can draw the same ones again. */
import type { Cadence } from './questionnaire.ts';
import { eventSample, samplingTable } from './sampling.ts';

/** Items that a firm usually draws. Firm practice, not a rule: no standard sets a number. */
export interface SampleRange {
  low: number;
  high: number;
}

/** The range for a population of this size; with a rhythm, that of a control on the calendar. Never more than there is. */
export function sampleRange(size: number, rhythm?: Cadence['every']): SampleRange {
  const { from, to } =
    (rhythm === undefined ? undefined : samplingTable.find(({ cadence }) => cadence === rhythm)?.sample) ??
    eventSample(size);
  return { low: Math.min(size, from), high: Math.min(size, to) };
}

/** Seeds are whole numbers below this. */
export const seedLimit = 2 ** 32;

/**
 * A generator of numbers from 0 up to (not with) 1, the same for the same seed everywhere: mulberry32, a counter of 32
 * bits stepped by 0x6D2B79F5 and mixed by two multiplications. Good enough to draw samples, not to keep secrets.
 */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / seedLimit;
  };
}

/**
 * A random sample without repetition, in the order of the items: shuffles the first `count` places (Fisher–Yates) with
 * {@link randomNumbers}. All items when `count` is not below their number. Give the items in an order of their own, not
 * the file's, and the sample does not hang on the file's order.
 */
export function drawSample<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const random = randomNumbers(seed);
  const places = items.map((_, index) => index);
  const most = Math.min(Math.max(0, count), items.length);
  for (let place = 0; place < most; place += 1) {
    const other = place + Math.floor(random() * (items.length - place));
    [places[place], places[other]] = [places[other] ?? 0, places[place] ?? 0];
  }
  const drawn = new Set(places.slice(0, most));
  return items.filter((_, index) => drawn.has(index));
}
