/** How figures are shown everywhere: the bar of four parts that add to 100, and how far the headline can be trusted. */

import { reaches } from './constants.ts';
import type { Constants } from './model-constants.ts';
import type { CriterionScore, Ledger } from './score-types.ts';
import { floorOf } from './window.ts';

/** The shares of one bar; they add to 1. */
export interface Bar {
  evidenced: number;
  claimedOnly: number;
  unknown: number;
  missing: number;
}

/** The names of the parts, in their order. */
export const barParts = ['evidenced', 'claimedOnly', 'unknown', 'missing'] as const satisfies (keyof Bar)[];

/** The bar of one criterion, or of a ledger. */
export function barOfFigures({
  evidenced,
  claimed,
  upper,
}: Pick<CriterionScore, 'evidenced' | 'claimed' | 'upper'>): Bar {
  return { evidenced, claimedOnly: claimed - evidenced, unknown: upper - claimed, missing: 1 - upper };
}

/** The parts in whole per cent that add to 100: what rounding leaves over goes to the parts it cut most. */
export function barPercents(bar: Bar): Bar {
  const exact = barParts.map((part) => Math.max(0, bar[part]) * 100);
  // The last bits of sums must not turn 64 into 63.
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  const left = 100 - whole.reduce((sum, value) => sum + value, 0);
  const cut = exact.map((value, place) => Math.round((value - (whole[place] ?? 0)) * 1e9));
  const order = cut.map((_, place) => place).sort((x, y) => (cut[y] ?? 0) - (cut[x] ?? 0) || x - y);
  for (const place of order.slice(0, left)) whole[place] = (whole[place] ?? 0) + 1;
  const [evidenced = 0, claimedOnly = 0, unknown = 0, missing = 0] = whole;
  return { evidenced, claimedOnly, unknown, missing };
}

/** How far the headline can be trusted. */
export interface Confidence {
  /** `none`: too little is known for a headline (rule S-H1). */
  grade: 'high' | 'medium' | 'low' | 'none';
  /** Three signs, such as `●●○`. */
  mark: string;
  /** `medium: 91 % is known, 9 % of it on word or paper only`. */
  text: string;
}

/** Our judgement: known at least so far, and at most so much of it claimed only. */
const grades = [
  { grade: 'high', coverage: 0.9, debt: 0.1, mark: '●●●' },
  { grade: 'medium', coverage: 0.75, debt: 0.25, mark: '●●○' },
  { grade: 'low', coverage: 0, debt: 1, mark: '●○○' },
] as const;

/** The confidence mark of a ledger (rule S-H1): by coverage, and by how much of what is claimed nothing shows. */
export function confidenceOf(
  ledger: Pick<Ledger, 'coverage' | 'claimed' | 'evidenced'>,
  constants?: Constants,
): Confidence {
  const { coverage, claimed, evidenced } = ledger;
  const debt = claimed - evidenced;
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  const text = `${percent(coverage)} is known, ${percent(debt)} claimed only`;
  if (!reaches(coverage, floorOf({ ...(constants && { constants }) })))
    return { grade: 'none', mark: '○○○', text: `none: ${text}` };
  const found = grades.find((one) => reaches(coverage, one.coverage) && reaches(one.debt, debt)) ?? grades[2];
  return { grade: found.grade, mark: found.mark, text: `${found.grade}: ${text}` };
}
