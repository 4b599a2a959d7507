/** Traces: the rules and inputs behind a figure. */
import type { SeriesId } from '../core/framework.ts';
import { seriesTitles } from '../core/framework.ts';
import { formatFigure, formatTrace } from '../core/score-trace.ts';
import type { ControlScore, CriterionScore } from '../core/score-types.ts';
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import { controlScore, criterionTitle } from './rows.ts';
import type { State } from './state.ts';

/** The trace of the overall figure, of a series or of a control. */
export function tracePage(state: State, of: 'overall' | { series: SeriesId } | { control: string }): Page {
  const decisions = state.derived?.decisions;
  if (decisions === undefined) return { title: 'Trace', paragraphs: [plain('Still reckoning.')] };
  if (of === 'overall')
    return { title: 'The verdict, and the trace of the overall figure', paragraphs: overall(state) };
  if ('control' in of) {
    const score = controlScore(state, of.control);
    const left = decisions.excluded.find((excluded) => excluded.control === of.control);
    const none =
      left === undefined ? 'It has no figure: it is not applicable.' : `Not in this assessment: ${left.reason}`;
    return { title: `Trace of ${of.control}`, paragraphs: score === undefined ? [plain(none)] : controlTrace(score) };
  }
  const scores = decisions.score.design.criteria.filter((score) => score.id.startsWith(`${of.series}.`));
  const paragraphs = scores.flatMap((score) => [...criterionTrace(score), plain('')]);
  const title = `Trace of ${of.series} ${seriesTitles[of.series] ?? ''}`;
  return {
    title,
    paragraphs: paragraphs.length === 0 ? [plain('No question of this version asks about it.')] : paragraphs,
  };
}

function overall(state: State): Paragraph[] {
  const { design } = state.derived?.decisions.score ?? {};
  const { headline } = state.derived ?? {};
  if (design === undefined || headline === undefined) return [];
  const figures = `${formatFigure(design.evidenced)} evidenced, ${formatFigure(design.claimed)} claimed, ${formatFigure(design.upper)} could be`;
  return [
    toned('heading', headline.sentence),
    plain(headline.verdictSentence),
    plain('Gaps (4) lists each of them, the worst first; Plan (5) says who does what by when.'),
    plain(''),
    toned('heading', `Design: ${figures}`),
    plain(
      `The plain mean of ${design.criteria.length} criteria [S-A1]; coverage ${formatFigure(design.coverage)} [S-H1]:`,
    ),
    ...design.criteria.map((score) =>
      plain(`${score.id.padEnd(6)} ${formatFigure(score.evidenced)} → ${score.state}  ${criterionTitle(score.id)}`, 2),
    ),
  ];
}

function criterionTrace(score: CriterionScore): Paragraph[] {
  return [
    toned('heading', `${score.id} ${criterionTitle(score.id)}`),
    plain(formatTrace(score)),
    ...score.controls.map((control) => plain(formatTrace(control), 2)),
  ];
}

/** The trace of one control, a step a line. */
export function controlTrace(score: ControlScore): Paragraph[] {
  return [
    toned('heading', formatTrace(score)),
    plain(''),
    ...score.trace.map((step) => plain(`${step.rule.padEnd(5)} ${step.text}`, 2)),
    plain(''),
    plain(
      `evidenced ${formatFigure(score.evidenced)}   claimed ${formatFigure(score.claimed)}   could be ${formatFigure(score.upper)}`,
    ),
    plain('The rules are those of docs/scoring.md.'),
  ];
}
