/** Overview: the verdict, what to do now, the series in scope. */
import type { NextStep } from '../derive.ts';
import { type Step, to } from '../events.ts';
import { layout } from '../layout.ts';
import { pageOver } from '../overlays.ts';
import { allQuestions, isOfSeries, nextOpen } from '../questions.ts';
import { type SeriesRow, seriesRows } from '../rows.ts';
import type { State } from '../state.ts';
import { goTo, toQuestion } from '../step-program.ts';
import type { ListPart } from './part.ts';

/** A row of the Overview, from the top. */
export type OverviewRow =
  | { kind: 'verdict' }
  | { kind: 'step'; step: NextStep }
  | { kind: 'series'; series: SeriesRow };

/** The rows of the Overview and what their keys do. */
export const overviewPart: ListPart<OverviewRow> = {
  rows: overviewRows,
  open,
  trace: (_, row) => ({
    type: 'trace',
    of:
      row?.kind === 'series'
        ? { series: row.series.series }
        : row?.kind === 'step'
          ? { control: row.step.control }
          : 'overall',
  }),
  control: (state, row) =>
    row.kind === 'step'
      ? row.step.control
      : row.kind === 'series'
        ? firstOpen(state, row.series)
        : nextOpen(state, allQuestions(state)),
  copied: (_, row) => (row.kind === 'series' ? row.series.series : row.kind === 'step' ? row.step.control : undefined),
  act(state, id) {
    if (id !== 'open') return undefined;
    return hasStarted(state) ? to(pageOver(state, { type: 'trace', of: 'overall' })) : goTo(state, 'interview');
  },
};

/** The verdict and what to do now, as far as the window shows them, then the series; nothing before there are figures. */
export function overviewRows(state: State): OverviewRow[] {
  const { derived } = state;
  if (derived === undefined || !hasStarted(state)) return [];
  return [
    { kind: 'verdict' },
    ...stepsShown(state).map((step): OverviewRow => ({ kind: 'step', step })),
    ...seriesRows(state).map((series): OverviewRow => ({ kind: 'series', series })),
  ];
}

/** What to do now; a small window has room for the first alone. */
export function stepsShown({ derived, size }: Pick<State, 'derived' | 'size'>): NextStep[] {
  return derived?.nextSteps.slice(0, layout(size).kind === 'compact' ? 1 : 3) ?? [];
}

function hasStarted({ assessment, facts }: State): boolean {
  const { controls, scope } = assessment;
  return facts !== undefined || Object.keys(controls).length > 0 || Object.keys(scope).length > 0;
}

/** The reasons of the verdict, the gap or question behind a thing to do, or the questions of a series. */
function open(state: State, row: OverviewRow): Step {
  if (row.kind === 'verdict') return to(pageOver(state, { type: 'trace', of: 'overall' }));
  return row.kind === 'step' ? openNext(state, row.step) : openSeries(state, row.series);
}

function openNext(state: State, { control }: NextStep): Step {
  const gap = state.derived?.decisions.gaps.find((one) => one.control === control && one.cause !== 'unknown');
  return gap === undefined ? toQuestion(state, control) : to(pageOver(state, { type: 'gap', id: gap.id }));
}

/** To the first open question of the series, else its first; the interview stays within the series. */
function openSeries(state: State, { series }: SeriesRow): Step {
  const first = firstOpen(state, { series });
  const shown = toQuestion(state, first);
  const narrowed = first === undefined ? {} : { series };
  return { ...shown, state: { ...shown.state, interview: { ...shown.state.interview, ...narrowed } } };
}

function firstOpen(state: State, { series }: Pick<SeriesRow, 'series'>): string | undefined {
  const own = allQuestions(state).filter((candidate) => isOfSeries(candidate, series));
  return nextOpen(state, own) ?? own[0]?.id;
}
