/** The bars of the report: one per series of criteria. */
import { seriesTitles } from '../core/framework.ts';
import type { CriterionScore } from '../core/score-types.ts';

/** The shares of one bar; they add to 1. */
export interface BarParts {
  evidenced: number;
  claimedOnly: number;
  unknown: number;
  missing: number;
}

/** One series in scope. */
export interface SeriesBar {
  id: string;
  title: string;
  bar: BarParts;
  criteria: CriterionScore[];
}

/** One bar per series in scope, in the framework's order. */
export function seriesBars(criteria: readonly CriterionScore[]): SeriesBar[] {
  const byId = Map.groupBy(criteria, ({ id }) => id.split('.')[0] ?? id);
  return [...byId].map(([id, own]) => ({ id, title: seriesTitles[id] ?? id, bar: barOf(own), criteria: own }));
}

/** The four-part bar of some criteria: plain means, as rule S-A1 has it; the parts add to 1. */
export function barOf(criteria: readonly CriterionScore[]): BarParts {
  const mean = (figure: (c: CriterionScore) => number) =>
    criteria.length === 0 ? 0 : criteria.reduce((sum, c) => sum + figure(c), 0) / criteria.length;
  const evidenced = mean((c) => c.evidenced);
  const claimed = mean((c) => c.claimed);
  const upper = mean((c) => c.upper);
  return { evidenced, claimedOnly: claimed - evidenced, unknown: upper - claimed, missing: 1 - upper };
}
