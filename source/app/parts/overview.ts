/** Overview: the series in scope. */
import { type Step, to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import { allQuestions, isAnswered, isOfSeries } from '../questions.ts';
import { type SeriesRow, seriesRows } from '../rows.ts';
import type { State } from '../state.ts';
import { goTo, toQuestion } from '../step-program.ts';
import type { ListPart } from './part.ts';

/** The rows of the Overview and what their keys do. */
export const overviewPart: ListPart<SeriesRow> = {
  rows: seriesRows,
  open: openSeries,
  trace: (_, row) => ({ type: 'trace', of: row === undefined ? 'overall' : { series: row.series } }),
  copied: (_, row) => row.series,
  act(state, id) {
    if (id !== 'open') return undefined;
    return hasStarted(state) ? to(pageOver(state, { type: 'trace', of: 'overall' })) : goTo(state, 'interview');
  },
};

function hasStarted({ assessment }: State): boolean {
  return Object.keys(assessment.controls).length > 0 || Object.keys(assessment.scope).length > 0;
}

/** To the first open question of the series, else its first; the interview stays within the series. */
function openSeries(state: State, { series }: SeriesRow): Step {
  if (!hasStarted(state)) return goTo(state, 'interview');
  const own = allQuestions(state).filter((candidate) => isOfSeries(candidate, series));
  const shown = toQuestion(state, (own.find((question) => !isAnswered(state, question)) ?? own[0])?.id);
  const narrowed = own.length > 0 ? { series } : {};
  return { ...shown, state: { ...shown.state, interview: { ...shown.state.interview, ...narrowed } } };
}
