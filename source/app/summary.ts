/** The lines printed after leaving: where things stand, what this session changed. The caller adds where it is saved and how to go on. */
import { plainLine } from '../core/text.ts';
import { allQuestions, isAnswered, timeLeftOf } from './questions.ts';
import { changesText } from './session-changes.ts';
import type { State } from './state.ts';
import { percent } from './words.ts';

/** Two to four lines, safe to print: the verdict and its reasons, the figures, the first gap, this session. */
export function summaryLines(state: State): string[] {
  const { derived, unsaved } = state;
  const lines: string[] = [];
  if (derived !== undefined) {
    const { design } = derived.decisions.score;
    const { sentence, verdictSentence, notEnough } = derived.headline;
    const [gap] = derived.decisions.gaps;
    // Its reasons are on the Overview; here they would fill the screen.
    lines.push(`${verdictSentence.split(': ')[0]} · ${sentence}`);
    const figures = `evidenced ${percent(design.evidenced)} · claimed ${percent(design.claimed)} · could be ${percent(design.upper)}`;
    const gaps = gap === undefined ? '' : `${derived.decisions.gaps.length} gaps, first ${gap.control}: ${gap.reason}`;
    const known = [notEnough === undefined ? figures : '', gaps].filter((text) => text !== '');
    if (known.length > 0) lines.push(known.join(' · '));
  }
  const changed = changesText(state.assessment.history.slice(state.opened));
  lines.push(`This session: ${changed ?? 'nothing was changed'} · ${progressLine(state)}`);
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
