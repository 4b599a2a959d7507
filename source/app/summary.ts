/** The lines printed after leaving: where things stand. The caller adds where it is saved and how to go on. */
import { plainLine } from '../core/text.ts';
import { allQuestions, isAnswered, timeLeftOf } from './questions.ts';
import type { State } from './state.ts';
import { percent } from './words.ts';

/** One to five lines, safe to print. */
export function summaryLines(state: State): string[] {
  const { derived, unsaved } = state;
  const lines: string[] = [];
  if (derived !== undefined) {
    const { design } = derived.decisions.score;
    const { sentence, notEnough } = derived.headline;
    const [gap] = derived.decisions.gaps;
    lines.push(sentence);
    lines.push(
      notEnough ??
        `evidenced ${percent(design.evidenced)} · claimed ${percent(design.claimed)} · could be ${percent(design.upper)}`,
    );
    if (gap !== undefined) lines.push(`${derived.decisions.gaps.length} gaps, first ${gap.control}: ${gap.reason}`);
  }
  lines.push(progressLine(state));
  if (unsaved !== undefined) lines.push(`NOT saved: ${unsaved.bodies.length} entries, ${unsaved.reason}`);
  return lines.map(plainLine);
}

/** How many questions of the chosen depth are answered, and about how long the rest takes. */
export function progressLine(state: Pick<State, 'questionnaire' | 'assessment' | 'pending'>): string {
  const questions = allQuestions(state);
  const answered = questions.filter((question) => isAnswered(state, question)).length;
  const left = timeLeftOf({ ...state, interview: { typing: false } });
  return `${answered} of ${questions.length} questions answered${left === undefined ? '' : `, ${left}`}`;
}
