/** How many items auditors draw, and drawing them so that anybody can draw the same ones again. */
import type { Cadence } from './questionnaire.ts';

/** Items that a firm usually draws. Firm practice, not a rule: no standard sets a number. */
export interface SampleRange {
  low: number;
  high: number;
}

/** By rhythm of a control that runs on the calendar. */
const byRhythm: Readonly<Record<NonNullable<Cadence['every']>, SampleRange>> = {
  day: { low: 15, high: 40 },
  week: { low: 5, high: 10 },
  month: { low: 2, high: 5 },
  quarter: { low: 2, high: 2 },
  'half-year': { low: 1, high: 1 },
  year: { low: 1, high: 1 },
};

/** By number of items, for what runs at events: up to so many items, from and to. Beyond the last: 25 to 60. */
const bySize: readonly ({ upTo: number } & SampleRange)[] = [
  { upTo: 10, low: 10, high: 10 },
  { upTo: 50, low: 8, high: 25 },
  { upTo: 250, low: 15, high: 25 },
  { upTo: Number.POSITIVE_INFINITY, low: 25, high: 60 },
];

/** The range for a population of this size; with a rhythm, that of a control on the calendar. Never more than there is. */
export function sampleRange(size: number, rhythm?: Cadence['every']): SampleRange {
  const range = rhythm === undefined ? bySize.find(({ upTo }) => size <= upTo) : byRhythm[rhythm];
  return { low: Math.min(size, range?.low ?? 0), high: Math.min(size, range?.high ?? 0) };
}

/** Seeds are whole numbers below this. */
export const seedLimit = 2 ** 32;

/**
 * A generator of numbers from 0 up to (not with) 1, the same for the same seed everywhere: mulberry32, a counter of 32
 * bits stepped by 0x6D2B79F5 and mixed by two multiplications. Good enough to draw samples, not to keep secrets.
 */
export function randomNumbers(seed: number): () => number {
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
