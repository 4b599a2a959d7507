/** Steps of the Interview. */
import { parseScope } from '../core/answer-text.ts';
import { depthQuestion, scopeEntry, scopeSaid } from '../core/depth.ts';
import type { AnswerValue } from '../core/entry.ts';
import type { Control, Level, ScopeQuestion, ScopeValue } from '../core/questionnaire.ts';
import { editNote } from './edit-note.ts';
import { type Step, save, say, then, to } from './events.ts';
import { openForm } from './form.ts';
import type { FormPurpose } from './forms/index.ts';
import type { ActionId } from './keys.ts';
import { openLink, questionLinks } from './links.ts';
import { ownerPicker } from './pickers.ts';
import { typedTypes } from './place.ts';
import {
  allQuestions,
  choicesOf,
  contradicting,
  currentIndex,
  currentQuestion,
  isAnswered,
  isOfSeries,
  markedChoice,
  nextOpen,
  questionsOf,
  scopeGiven,
  scopeQuestion,
} from './questions.ts';
import type { State } from './state.ts';
import { lastUndoable, redo, undo } from './step-undo.ts';
import { editField, insert, isKeyName, textField } from './text-field.ts';

/** Shows the question to resume at, or the one already chosen. */
export function enterInterview(state: State): State {
  const question = currentQuestion(state);
  const { series: _, ...interview } = state.interview;
  return question === undefined ? state : showQuestion({ ...state, interview }, question.id);
}

/** Shows a question with its text or ticks as they were last given, or as they were left half typed. */
export function showQuestion(state: State, id: string): State {
  const question = allQuestions(state).find((candidate) => candidate.id === id) ?? scopeQuestion(state, id);
  const { series } = state.interview;
  // A question of another series ends the narrowing: undo and the lists lead anywhere.
  const narrowed = series !== undefined && isOfSeries(question, series) ? { series } : {};
  if (question?.kind !== 'scope') return { ...state, interview: { ...narrowed, question: id, typing: false } };
  const { type } = question.question;
  const given = scopeGiven(state, id);
  const draft = state.drafts[`scope:${id}`]?.text;
  if (typedTypes.includes(type)) {
    const text = textField(draft ?? scopeText(given ?? question.question.default));
    return { ...state, interview: { question: id, text, typing: state.readOnly === undefined } };
  }
  if (type !== 'choices') return { ...state, interview: { question: id, typing: false } };
  const ticked = draft?.split(',') ?? (Array.isArray(given) ? given : []);
  return { ...state, interview: { question: id, ticked: ticked.filter((value) => value !== ''), typing: false } };
}

/** The step of an action on the Interview; undefined when it does not know it. */
export function stepInterview(state: State, id: ActionId): Step | undefined {
  const question = currentQuestion(state);
  if (id === 'previous') return to(go(state, -1));
  if (id === 'next') return to(go(state, 1));
  if (id === 'back') return back(state);
  if (question === undefined) return undefined;
  if (id === 'why') return whyOver(state, question.id);
  if (id === 'open-link') return openLink(state, questionLinks(state, question.id));
  if (id === 'undo') return undoHere(state);
  if (id === 'redo') return redo(state);
  return question.kind === 'scope' ? stepScope(state, id, question.question) : stepControl(state, id, question.control);
}

/** The page behind a question; the glossary is read with the first. */
export function whyOver(state: State, question: string): Step {
  const page = { ...state, overlay: { kind: 'page', page: { type: 'why', question }, scroll: 0 } } as const;
  return to(page, ...(state.glossary === undefined ? [{ type: 'read-glossary' as const }] : []));
}

function stepControl(state: State, id: ActionId, control: Control): Step | undefined {
  const total = choicesOf(control).length;
  const level = id.startsWith('level-') ? (Number(id.slice('level-'.length)) as Level) : undefined;
  if (level !== undefined) return giveLevel(state, control, level);
  switch (id) {
    case 'up':
      return to(mark(state, Math.max(0, markedChoice(state, control) - 1)));
    case 'down':
      return to(mark(state, Math.min(total - 1, markedChoice(state, control) + 1)));
    case 'answer':
      return answerMarked(state, control);
    case 'later':
      return then(answer(state, control, { level: 'later' }), (next) => to(go(next, 1)));
    case 'dont-know':
    case 'not-applicable':
    case 'inherited':
    case 'evidence':
      return to(form(state, id, control));
    case 'note':
      return editNote(state, { purpose: 'note', subject: control.id });
    case 'owner':
      return to(ownerPicker(state, control.id));
    case 'trace':
      return to({
        ...state,
        overlay: { kind: 'page', page: { type: 'trace', of: { control: control.id } }, scroll: 0 },
      });
    default:
      return undefined;
  }
}

/** A digit answers at once and stays, so that what AWS says to it can be read. */
function giveLevel(state: State, control: Control, level: Level): Step {
  const given = answer(state, control, { level });
  const against = againstLevel(state, control, level);
  return then(given, (next) =>
    to(
      against === undefined
        ? say(mark(next, level), `Answered ${level}. Enter goes on, z takes it back.`, 'good')
        : say(
            mark(next, level),
            `Answered ${level}, ${against}. w shows what it read, z takes the answer back.`,
            'bad',
          ),
    ),
  );
}

/** That AWS shows otherwise than a level claims (rule S-X1); undefined: it does not. */
function againstLevel(state: State, control: Control, level: Level): string | undefined {
  const against = level < 3 ? [] : contradicting(control, state.derived?.results ?? []);
  if (against.length === 0) return undefined;
  return `but AWS shows otherwise (${against.map(({ check }) => check).join(', ')})`;
}

/** Gives the marked choice: those that need more ask for it, the others go on to the next question. */
function answerMarked(state: State, control: Control): Step {
  const choice = choicesOf(control)[markedChoice(state, control)];
  if (choice === undefined) return to(state);
  switch (choice.value) {
    case 'unknown':
      return to(form(state, 'dont-know', control));
    case 'not-applicable':
    case 'inherited':
      return to(form(state, choice.value, control));
    case 'later':
      return then(answer(state, control, { level: 'later' }), (next) => to(go(next, 1)));
    default: {
      const level = Number(choice.value) as Level;
      const given = state.assessment.controls[control.id]?.answer?.level;
      const said = given === level && state.pending.length === 0 ? to(state) : answer(state, control, { level });
      const against = given === level ? undefined : againstLevel(state, control, level);
      return then(said, (next) => {
        const gone = go(next, 1);
        return to(
          against === undefined
            ? gone
            : say(gone, `${control.id}: answered ${level}, ${against}. ← goes back to it.`, 'bad'),
        );
      });
    }
  }
}

function answer(state: State, control: Control, value: AnswerValue): Step {
  return save({ ...state, redo: [] }, { type: 'answer', control: control.id, answer: value });
}

function mark(state: State, choice: number): State {
  return { ...state, interview: { ...state.interview, choice } };
}

function form(state: State, purpose: FormPurpose, control: Control): State {
  return { ...state, overlay: { kind: 'form', form: openForm(purpose, control.id, state) } };
}

function stepScope(state: State, id: ActionId, question: ScopeQuestion): Step | undefined {
  const options = question.options ?? [];
  const at = state.interview.choice ?? 0;
  switch (id) {
    case 'up':
      return to(mark(state, Math.max(0, at - 1)));
    case 'down':
      return to(mark(state, Math.min(options.length - 1, at + 1)));
    case 'tick':
      return to(tick(state, question, options[at]?.value));
    case 'choose':
      return scope(state, question, state.interview.ticked ?? []);
    case 'answer':
      return to({ ...state, interview: { ...state.interview, typing: true } });
    case 'submit':
      return submitText(state, question);
    case 'trace':
      return to(say(state, 'A question about scope has no figure.'));
    default:
      return undefined;
  }
}

function tick(state: State, question: ScopeQuestion, value: string | undefined): State {
  if (value === undefined) return state;
  const before = state.interview.ticked ?? [];
  const ticked = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  const drafts = { ...state.drafts, [`scope:${question.id}`]: { text: ticked.join(',') } };
  return { ...state, drafts, interview: { ...state.interview, ticked } };
}

function submitText(state: State, question: ScopeQuestion): Step {
  const typed = state.interview.text?.value.trim() ?? '';
  // Enter on an empty line leaves it open: nobody is held up by what they do not know yet.
  if (typed === '' && scopeGiven(state, question.id) === undefined)
    return to(say(go(state, 1), 'Left open; Scope lists what is.'));
  const parsed = parseScope(question, state.interview.text?.value ?? '');
  if ('fault' in parsed) return to(say(state, parsed.fault, 'bad'));
  return parsed.value === null ? to(state) : scope(state, question, parsed.value);
}

/** Answers a scoping question and goes on. A value one commits to counts as committed once it is given here. */
function scope(state: State, question: ScopeQuestion, value: ScopeValue): Step {
  if (state.readOnly !== undefined) return to(say(state, state.readOnly));
  const { [`scope:${question.id}`]: _, ...drafts } = state.drafts;
  const saved = save({ ...state, drafts, redo: [] }, scopeEntry(question, value, true));
  // From the list of Scope one comes back to it.
  const listed = state.screens.at(-2) === 'scope';
  return then(saved, (next) =>
    to(
      listed
        ? { ...next, screens: state.screens.slice(0, -1) }
        : question.id === depthQuestion
          ? goToOpen(next)
          : goBeyond(next, question, value),
    ),
  );
}

/** To the question after this one as they are once the answer is in: it may bring questions in, or take the next one out. */
function goBeyond(state: State, { id }: ScopeQuestion, value: ScopeValue): State {
  const { assessment } = state;
  const said = { value, committed: true, by: state.by, at: '', entry: '' };
  const answered = { ...assessment, scope: { ...assessment.scope, [id]: said } };
  const after = questionsOf({ ...state, assessment: answered });
  const next = after[after.findIndex((question) => question.id === id) + 1];
  return next === undefined ? go(state, 1) : showQuestion(state, next.id);
}

/** Another depth is chosen in the middle too: on to the first question of it that has no answer. */
function goToOpen(state: State): State {
  const open = nextOpen(state, questionsOf(state), 1);
  return open === undefined ? go(state, 1) : showQuestion(state, open);
}

/** The library's picker picked an answer to a scoping question. */
export function pickScope(state: State, picked: string): Step {
  const question = currentQuestion(state);
  if (question?.kind !== 'scope') return to(state);
  return scope(state, question.question, question.question.type === 'yes-no' ? picked === 'yes' : picked);
}

/** A typed key or pasted text while the question's field has the keys. */
export function typeInInterview(state: State, text: string): Step {
  const { interview } = state;
  const question = currentQuestion(state);
  if (!interview.typing || question === undefined) return to(/^[0-9]$/.test(text) ? say(state, digitsHere) : state);
  const field = interview.text ?? textField();
  if (text === 'left' && field.cursor === 0) return to(go(state, -1));
  if (text === 'right' && field.cursor === field.value.length) return to(go(state, 1));
  const edited = editField(field, text) ?? (isKeyName(text) ? field : insert(field, text));
  const drafts = { ...state.drafts, [`scope:${question.id}`]: { text: edited.value } };
  return to({ ...state, drafts, interview: { ...interview, text: edited } });
}

/** Elsewhere digits go to screens; a key that does nothing has to say why. */
const digitsHere = 'To another screen: esc and then its digit, or : and its name.';

/** To another question, by so many; at the last one the screen says so. */
function go(state: State, by: number): State {
  const questions = questionsOf(state);
  const index = currentIndex(state, questions) + by;
  const next = questions[index];
  if (next !== undefined) return showQuestion(state, next.id);
  const { series } = state.interview;
  const which = series === undefined ? '' : ` of ${series}`;
  return say(state, by > 0 ? lastWords(state, which) : `This is the first question${which}.`);
}

/** What is said after the last question: what is still open, and how to come to it. */
function lastWords(state: State, which: string): string {
  const open = questionsOf(state).filter((question) => !isAnswered(state, question)).length;
  if (open === 0) return `That was the last question${which}. esc goes back.`;
  return `That was the last question${which}; ${open} ${open === 1 ? 'is' : 'are'} still open: / finds them, esc goes back.`;
}

function back(state: State): Step {
  if (state.interview.typing) return to({ ...state, interview: { ...state.interview, typing: false } });
  const screens = state.screens.length > 1 ? state.screens.slice(0, -1) : (['overview'] as const);
  return to({ ...state, screens: [...screens] });
}

/** Takes back the last act, and shows the question it was about. */
function undoHere(state: State): Step {
  const last = lastUndoable(state);
  if (last === undefined) return to(state);
  const subject = scopeSaid(last)?.question ?? ('control' in last ? last.control : undefined);
  const { choice: _, ...interview } = state.interview;
  const undone = undo({ ...state, interview });
  return subject === undefined ? undone : then(undone, (next) => to(showQuestion(next, subject)));
}

/** A scoping value as text to edit. */
export function scopeText(value: ScopeValue | undefined): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : `${value}`;
}
