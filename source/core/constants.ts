/**
 * Every constant of the scoring model, in one place. They are **our judgement**: no standard sets them, and docs/scoring.md
 * says so. Changing one changes results: raise {@link modelVersion} with it.
 */
import type { Severity } from './finding.ts';
import type { Level } from './questionnaire.ts';

/** Version of the model; saved results name it, and results of different versions are not compared (rule S-S1). */
export const modelVersion = 1;

/** Design claimed by answer level (rule S-D1). */
export const designByLevel: Readonly<Record<Level, number>> = { 0: 0, 1: 0.4, 2: 0.6, 3: 1, 4: 1 };

/** Operation by answer level while there are no records of runs (rule S-O1). */
export const operationByLevel: Readonly<Record<Level, number>> = { 0: 0, 1: 0, 2: 0, 3: 0.5, 4: 1 };

/** Highest evidenced figure by effective evidence tier (rule S-E1). */
export const capByTier: Readonly<Record<0 | 1 | 2 | 3, number>> = { 0: 0.5, 1: 0.75, 2: 1, 3: 1 };

/** Highest evidenced figure beside a failing check that counts, by its severity (rule S-C2). */
export const capBySeverity: Readonly<Record<Severity, number>> = { critical: 0.25, high: 0.5, medium: 0.75, low: 0.9 };

/** Severities whose failure can be material (rule S-C4). */
export const materialSeverities: readonly Severity[] = ['critical', 'high'];

/** True in the account, but nobody says they look after it (rules S-X2, S-U2). */
export const unclaimedStrength = 0.5;

/** Inherited without a reviewed report that covers the period (rule S-I1). */
export const inheritedUnreviewed = 0.5;

/** Lowest evidenced figure of Met, and of Partial (rule S-T1). */
export const metFrom = 0.85;
export const partialFrom = 0.35;

/** Weight of a key control. */
export const keyWeight = 3;

/** A key control at or under the first figure holds its criterion at or under the second (rule S-K1), and is weak in the window (S-V3). */
export const weakKeyAt = 0.25;
export const weakKeyCap = 0.49;

/** Coverage under which no headline figure is printed and nothing is concluded (rules S-H1, S-T2). */
export const coverageFloor = 0.6;

/** Share of failing resources above which a failure is material (S-C4), and of deviations above which they are systematic (S-O5). */
export const materialShare = 0.05;

/** Highest figure of operation with systematic deviations (rule S-O4). */
export const systematicCap = 0.5;

/** Share of weight that is N/A above which the score with N/A as 0 is printed too (rule S-N3). */
export const naShareToPrint = 0.1;

/** Months before today in which evidence must be dated (rule S-E2), where no window that opened earlier reaches further back. */
export const lookBackMonths = 12;

/** Months after the end of a vendor's report that a bridge letter can stand for (rule S-I1). */
export const bridgeMonths = 3;

/** Months ahead in which a recurring control needs its next date while no window is chosen (rule S-V2). */
export const longestWindowMonths = 12;

/** Slack of comparisons with a threshold, so that the last bit of a sum never decides a state. */
const slack = 1e-9;

/** Whether a figure reaches a threshold. */
export function reaches(figure: number, threshold: number): boolean {
  return figure >= threshold - slack;
}
