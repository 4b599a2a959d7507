/** The rows of each list screen, after filter: the screens draw them and the cursor moves over them. */
import type { CheckGap } from '../core/check-gaps.ts';
import { reaches } from '../core/constants.ts';
import type { Gap } from '../core/decision.ts';
import type { CheckResult, CheckStatus } from '../core/finding.ts';
import { compareCriteria, criteria, criterion, type SeriesId, seriesTitles } from '../core/framework.ts';
import { publishedConstants } from '../core/model-constants.ts';
import type { ControlScore, CriterionScore } from '../core/score-types.ts';
import { keptRows } from './kept-rows.ts';
import { matches } from './parts/part.ts';
import type { State } from './state.ts';

/** One bar: shares of the whole that add to 1. */
export interface Bar {
  evidenced: number;
  claimed: number;
  unknown: number;
  missing: number;
}

/** A row of the Overview. */
export interface SeriesRow {
  series: SeriesId;
  title: string;
  criteria: { id: string; state: CriterionScore['state'] | 'Unasked' | 'Inherited'; contradicted: boolean }[];
  /** Controls about which something is known, of all asked. */
  known: number;
  total: number;
  /** Undefined below the least coverage, 60 % unless overridden: no figure is shown (rule S-H1). */
  bar?: Bar;
}

/** Rows of the Overview: one per series of criteria in scope. */
export function seriesRows(state: State): SeriesRow[] {
  const decisions = state.derived?.decisions;
  if (decisions === undefined) return [];
  const scored = new Map(decisions.score.design.criteria.map((score) => [score.id, score]));
  const unasked = new Set(decisions.unasked);
  const rows: SeriesRow[] = [];
  for (const { id, series } of criteria) {
    const score = scored.get(id);
    if (score === undefined && !unasked.has(id)) continue;
    let row = rows.find((candidate) => candidate.series === series);
    if (row === undefined) {
      row = { series, title: seriesTitles[series] ?? series, criteria: [], known: 0, total: 0 };
      rows.push(row);
    }
    row.criteria.push({ id, state: unasked.has(id) ? 'Unasked' : stateOf(score), contradicted: isContradicted(score) });
    row.known += score?.controls.filter((control) => control.known).length ?? 0;
    row.total += score?.controls.length ?? 0;
  }
  const floor = (decisions.score.constants ?? publishedConstants)['coverage-floor'];
  for (const row of rows) {
    const scores = row.criteria.map((c) => scored.get(c.id));
    const coverage = mean(scores.map((score) => score?.coverage ?? 0));
    if (reaches(coverage, floor)) row.bar = barOf(scores);
  }
  return rows;
}

function stateOf(score: CriterionScore | undefined): SeriesRow['criteria'][number]['state'] {
  if (score === undefined) return 'Unasked';
  const inherited = score.controls.length > 0 && score.controls.every((c) => c.state === 'Inherited');
  return inherited ? 'Inherited' : score.state;
}

function isContradicted(score: CriterionScore | undefined): boolean {
  return score?.controls.some((control) => control.state === 'Contradicted') === true;
}

/** The four parts over these criteria, each the same share; one without a score is unknown altogether. */
export function barOf(scores: readonly (Pick<CriterionScore, 'evidenced' | 'claimed' | 'upper'> | undefined)[]): Bar {
  const evidenced = mean(scores.map((score) => score?.evidenced ?? 0));
  const claimed = mean(scores.map((score) => score?.claimed ?? 0));
  const upper = mean(scores.map((score) => score?.upper ?? 1));
  return { evidenced, claimed: claimed - evidenced, unknown: upper - claimed, missing: 1 - upper };
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The score of a control, in the design ledger. */
export function controlScore(state: State, id: string): ControlScore | undefined {
  const design = state.derived?.decisions.score.design;
  return design?.criteria.flatMap((score) => score.controls).find((control) => control.id === id);
}

const statusOrder: readonly CheckStatus[] = ['fail', 'unknown', 'pass', 'not-applicable'];
const severityOrder = ['critical', 'high', 'medium', 'low'];

/** The ways in which Checks can be sorted; the first is the one it begins with. */
export const checkSorts = ['severity', 'service', 'criterion'] as const;

/** How Checks is sorted. */
export function checkSort({ sorts }: State): (typeof checkSorts)[number] {
  return checkSorts.find((sort) => sort === sorts.checks) ?? 'severity';
}

/** Rows of Checks: failures first, worst first; or the services or criteria one after the other. */
export const checkRows = keptRows('checks', makeCheckRows, undefined, (state) => `${state.status} ${checkSort(state)}`);

function makeCheckRows(state: State): CheckResult[] {
  const results = state.derived?.results ?? [];
  const known = new Map(state.checks.map((check) => [check.id, check]));
  const sort = checkSort(state);
  const service = (result: CheckResult) => known.get(result.check)?.service ?? '';
  const bySort = (a: CheckResult, b: CheckResult): number => {
    if (sort === 'service') return service(a) < service(b) ? -1 : service(a) > service(b) ? 1 : 0;
    return sort === 'criterion' ? compareCriteria(a.criteria[0] ?? '', b.criteria[0] ?? '') : 0;
  };
  return results
    .filter((result) => state.status === undefined || result.status === state.status)
    .filter((r) =>
      matches(state, 'checks', [r.check, r.status, r.severity, ...r.criteria, known.get(r.check)?.title ?? '']),
    )
    .toSorted(
      (a, b) =>
        bySort(a, b) ||
        statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
        severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
        (a.check < b.check ? -1 : 1),
    );
}

/** A row of Gaps: a control short of target, or a failing check that takes nothing away. */
export type GapRow = { kind: 'gap'; gap: Gap } | { kind: 'check'; check: CheckGap };

/** The ways in which Gaps can be sorted; the first is the order of the gap list. */
export const gapSorts = ['worst first', 'points', 'criterion'] as const;

/** How Gaps is sorted. */
export function gapSort({ sorts }: State): (typeof gapSorts)[number] {
  return gapSorts.find((sort) => sort === sorts.gaps) ?? 'worst first';
}

/** Rows of Gaps in the view chosen. */
export const gapRows = keptRows('gaps', makeGapRows, undefined, (state) => `${state.cause} ${gapSort(state)}`);

function makeGapRows(state: State): GapRow[] {
  const decisions = state.derived?.decisions;
  if (decisions === undefined) return [];
  const sort = gapSort(state);
  if (state.views.gaps === 'checks') {
    const found = decisions.checkGaps.filter((gap) =>
      matches(state, 'gaps', [gap.check, ...gap.criteria, gap.standing, gap.reason, gap.severity]),
    );
    const sorted =
      sort === 'criterion'
        ? found.toSorted((a, b) => compareCriteria(a.criteria[0] ?? '', b.criteria[0] ?? ''))
        : found;
    return sorted.map((check) => ({ kind: 'check', check }));
  }
  const found = decisions.gaps
    .filter((gap) => state.cause === undefined || gap.cause === state.cause)
    .filter((gap) => matches(state, 'gaps', [gap.control, gap.title, gap.cause, gap.reason, gap.severity]));
  const sorted =
    sort === 'points'
      ? found.toSorted((a, b) => b.points - a.points)
      : sort === 'criterion'
        ? found.toSorted((a, b) => compareCriteria(a.criterion, b.criterion))
        : found;
  return sorted.map((gap) => ({ kind: 'gap', gap }));
}

/** The criterion's short title. */
export function criterionTitle(id: string): string {
  return criterion(id)?.title ?? id;
}
