/** The questions of the interview in asking order, and what has been said to each. */
import { askedQuestions } from '../core/asked-questions.ts';
import type { Assessment } from '../core/assessment.ts';
import { chosenDepth, type Depth, depthQuestion, isDepth, scopeSaid } from '../core/depth.ts';
import type { AnswerValue, EntryBody } from '../core/entry.ts';
import type { CheckResult } from '../core/finding.ts';
import type { SeriesId } from '../core/framework.ts';
import { type Remaining, remainingMinutes, timeLeft } from '../core/pace.ts';
import type { Control, Level, Questionnaire, ScopeQuestion, ScopeValue } from '../core/questionnaire.ts';
import type { State } from './state.ts';

/** One question: about the company and its scope, or about a control. */
export type Question =
  | { kind: 'scope'; id: string; question: ScopeQuestion }
  | { kind: 'control'; id: string; control: Control };

/** What the list of questions hangs on. */
type Asking = Pick<State, 'questionnaire' | 'assessment' | 'pending' | 'interview'>;

/** The lists made so far: one key press asks for the list many times, and only an answer changes it. */
const made = new WeakMap<Assessment, { questionnaire: Questionnaire; depth: Depth; questions: Question[] }>();

/** All questions at the chosen depth: the opening questions of scope, the controls, boundary and commitments. */
export function allQuestions(state: Omit<Asking, 'interview'>): readonly Question[] {
  const { questionnaire, assessment } = state;
  const depth = depthGiven(state);
  const known = made.get(assessment);
  if (known?.questionnaire === questionnaire && known.depth === depth) return known.questions;
  const { first, controls, later } = askedQuestions(questionnaire, assessment, depth);
  const scope = (question: ScopeQuestion): Question => ({ kind: 'scope', id: question.id, question });
  const questions = [
    ...first.map(scope),
    ...controls.map((control): Question => ({ kind: 'control', id: control.id, control })),
    ...later.map(scope),
  ];
  made.set(assessment, { questionnaire, depth, questions });
  return questions;
}

/** The questions of the interview: all, or those of the one series it was narrowed to. */
export function questionsOf(state: Asking): readonly Question[] {
  const { series, question } = state.interview;
  const all = allQuestions(state);
  const own = series === undefined ? all : all.filter((one) => isOfSeries(one, series));
  // Scope leads to any of its questions, also to one that this depth leaves for later.
  const beside =
    question === undefined || all.some(({ id }) => id === question) ? undefined : scopeQuestion(state, question);
  return beside === undefined ? own : [...own, beside];
}

/** The scoping question with an id, whether or not it is asked at this depth. */
export function scopeQuestion({ questionnaire }: Pick<State, 'questionnaire'>, id: string): Question | undefined {
  const question = questionnaire.scoping.find((one) => one.id === id);
  return question === undefined ? undefined : { kind: 'scope', id, question };
}

/** Whether a question is about a control of a series. */
export function isOfSeries(question: Question | undefined, series: SeriesId): boolean {
  return question?.kind === 'control' && question.control.criterion.startsWith(`${series}.`);
}

/** The depth chosen, also when it is still on its way to the disk. */
function depthGiven(state: Pick<State, 'assessment' | 'pending'>): Depth {
  const given = scopeGiven(state, depthQuestion);
  return isDepth(given) ? given : chosenDepth(state.assessment);
}

/** How long the questions without an answer take at this person's pace, such as `about 25 min left`; undefined: none is left. */
export function timeLeftOf(state: Asking): string | undefined {
  const open = questionsOf(state).filter((question) => !isAnswered(state, question));
  if (open.length === 0) return undefined;
  const scope = open.filter((question) => question.kind === 'scope').length;
  const remaining: Remaining = { scope, controls: open.length - scope };
  return timeLeft(remainingMinutes(state.assessment.history, remaining));
}

/** The question on the screen; undefined in a questionnaire without any. */
export function currentQuestion(state: State): Question | undefined {
  const questions = questionsOf(state);
  return questions[currentIndex(state, questions)];
}

/** Where the question on the screen stands among them. */
export function currentIndex(state: State, questions = questionsOf(state)): number {
  const wanted = state.interview.question ?? resumeAt(state, questions);
  return Math.max(
    0,
    questions.findIndex((question) => question.id === wanted),
  );
}

/** What a control was last answered with, also when it is still on its way to the disk. */
export function answerGiven(state: Pick<State, 'assessment' | 'pending'>, id: string): AnswerValue | undefined {
  const pending = state.pending.findLast(
    (body): body is EntryBody & { type: 'answer' } => body.type === 'answer' && body.control === id,
  );
  return pending === undefined ? state.assessment.controls[id]?.answer : (pending.answer ?? undefined);
}

/** What a scoping question was last answered with, also when it is still on its way to the disk. */
export function scopeGiven(state: Pick<State, 'assessment' | 'pending'>, id: string): ScopeValue | undefined {
  const pending = state.pending.map(scopeSaid).findLast((said) => said?.question === id);
  return pending === undefined ? state.assessment.scope[id]?.value : (pending.value ?? undefined);
}

/** Answered for now: anything but nothing, "come back later", and what a new round asks to confirm. */
export function isAnswered(state: Pick<State, 'assessment' | 'pending'>, question: Question): boolean {
  if (question.kind === 'scope') return scopeGiven(state, question.id) !== undefined;
  const answer = answerGiven(state, question.id);
  return answer !== undefined && answer.level !== 'later' && !('toConfirm' in answer);
}

/** Id of the first question that is not answered, from an index on, going round; undefined when all are. */
export function nextOpen(
  state: Pick<State, 'assessment' | 'pending'>,
  questions: readonly Question[],
  from = 0,
): string | undefined {
  const round = [...questions.slice(from), ...questions.slice(0, from)];
  return round.find((question) => !isAnswered(state, question))?.id;
}

/** The question to open on: where the person was when they left, or the one after their last answer. */
export function resumeAt(
  state: Pick<State, 'assessment' | 'pending'>,
  questions: readonly Question[],
): string | undefined {
  const last = lastStop(state.assessment);
  const index = questions.findIndex((question) => question.id === last?.id);
  if (index === -1) return nextOpen(state, questions) ?? questions[0]?.id;
  if (last?.exact === true) return questions[index]?.id;
  return nextOpen(state, questions, index + 1) ?? questions[index]?.id;
}

function lastStop(assessment: Assessment): { id: string; exact: boolean } | undefined {
  for (const entry of assessment.history.toReversed()) {
    if (entry.type === 'place' && entry.control !== undefined) return { id: entry.control, exact: true };
    if (entry.type === 'answer') return { id: entry.control, exact: false };
    const said = scopeSaid(entry);
    if (said !== undefined) return { id: said.question, exact: false };
  }
  return undefined;
}

/** One line of the choice list of a control. */
export interface Choice {
  value: `${Level}` | 'unknown' | 'later' | 'not-applicable' | 'inherited';
  /** Key that gives it. */
  key: string;
  label: string;
}

/** The choices of a control: its five levels in its own words, then the answers that are none. */
export function choicesOf(control: Control): Choice[] {
  const levels = control.levels.map((label, level): Choice => ({ value: `${level as Level}`, key: `${level}`, label }));
  const inherited: Choice[] =
    control.inheritable === true ? [{ value: 'inherited', key: 'i', label: 'Another organisation runs it…' }] : [];
  return [
    ...levels,
    { value: 'unknown', key: 'd', label: "Don't know: who does?" },
    { value: 'later', key: 'l', label: 'Come back later' },
    { value: 'not-applicable', key: 'n', label: 'Not applicable…' },
    ...inherited,
  ];
}

/** The marked choice: moved to, else given, else proposed by AWS, else the first. */
export function markedChoice(state: State, control: Control): number {
  if (state.interview.choice !== undefined) return state.interview.choice;
  const given = answerGiven(state, control.id);
  const value = given === undefined ? proposal(control, state.derived?.results ?? [])?.level : given.level;
  return Math.max(
    0,
    choicesOf(control).findIndex((choice) => choice.value === `${value}`),
  );
}

/**
 * What AWS shows beyond doubt, proposed but never filled in: level 0 where a determinative check fails, level 2 (in
 * force, nothing in writing) where every determinative check concludes and none fails.
 */
export function proposal(
  control: Control,
  results: readonly CheckResult[],
): { level: Level; because: string } | undefined {
  const determinative = control.checks
    .filter((link) => link.role === 'determinative')
    .map((link) => results.find((result) => result.check === link.id))
    .filter((result) => result?.committed === true);
  const failing = determinative.find((result) => result?.status === 'fail');
  if (failing !== undefined) return { level: 0, because: `AWS shows a failure (${failing.check})` };
  const passing = determinative.filter((result) => result?.status === 'pass');
  const open = determinative.some((result) => result?.status === 'unknown');
  if (open || passing.length === 0) return undefined;
  return { level: 2, because: 'AWS shows it in force; paper and records it cannot show' };
}

/** Checks whose failure would refute a claim of level 3 or 4 (rule S-X1). */
export function contradicting(control: Control, results: readonly CheckResult[]): CheckResult[] {
  const determinative = control.checks.filter((link) => link.role === 'determinative').map((link) => link.id);
  return results.filter(
    (result) => result.status === 'fail' && result.committed && determinative.includes(result.check),
  );
}
