/** Workshop: one question for several people around one screen, the parking lot, and what each takes away. */
import type { AnswerValue, EntryBody } from '../../core/entry.ts';
import type { Control, Level } from '../../core/questionnaire.ts';
import { answerBy, type Parked, type PersonSummary, workshopSummary } from '../../core/workshop.ts';
import { answersOf } from '../../core/workshop-fold.ts';
import { editNote } from '../edit-note.ts';
import { type Step, save, say, then, to } from '../events.ts';
import { openForm } from '../form.ts';
import type { FormPurpose } from '../forms/index.ts';
import type { ActionId } from '../keys.ts';
import { openLink, questionLinks } from '../links.ts';
import { pageOver } from '../overlays.ts';
import { allQuestions, currentQuestion } from '../questions.ts';
import type { State } from '../state.ts';
import { whyOver } from '../step-interview.ts';
import { withList } from '../step-lists.ts';
import { chosenView } from './index.ts';
import { type ListPart, matches } from './part.ts';

/** A row of Workshop, by its view. */
export type WorkshopRow =
  | { kind: 'person'; name: string; level?: AnswerValue['level'] }
  | { kind: 'parked'; parked: Parked }
  | { kind: 'summary'; summary: PersonSummary };

/** The rows of Workshop and what their keys do. */
export const workshopPart: ListPart<WorkshopRow> = {
  views: [
    { id: 'question', title: 'Question' },
    { id: 'parking', title: 'Parking lot' },
    { id: 'people', title: 'What each takes away' },
  ],
  rows: workshopRows,
  open,
  trace: (state) => {
    const control = workshopControl(state)?.id;
    return control === undefined ? undefined : { type: 'trace', of: { control } };
  },
  copied: (state, row) => (row.kind === 'parked' ? row.parked.text : workshopControl(state)?.id),
  act,
};

/** The controls of the interview, in asking order. */
export function workshopControls(state: State): Control[] {
  return allQuestions(state).flatMap((question) => (question.kind === 'control' ? [question.control] : []));
}

/** The control on the screen: gone to, else the one of the interview, else the first that somebody has not answered. */
export function workshopControl(state: State): Control | undefined {
  const controls = workshopControls(state);
  const wanted = controls.find(({ id }) => id === state.workshop.control);
  if (wanted !== undefined) return wanted;
  const question = currentQuestion(state);
  if (question?.kind === 'control') return question.control;
  return controls.find(({ id }) => saidOn(state, id).some(({ level }) => level === undefined)) ?? controls[0];
}

/** Each participant with what they said to a control, also when it is still on its way to the disk. */
export function saidOn(state: State, control: string): { name: string; level?: AnswerValue['level'] }[] {
  return state.assessment.workshop.participants.map((name) => {
    const sent = state.pending.findLast(
      (body): body is EntryBody & { type: 'answer' } =>
        body.type === 'answer' && body.control === control && state.authors.get(body) === name,
    );
    const level = sent === undefined ? answerBy(state.assessment, control, name)?.level : sent.answer?.level;
    return level === undefined ? { name } : { name, level };
  });
}

/** Everybody has answered: the answers are shown. Before, nobody is led by what another said. */
export function isRevealed(state: State, control: string): boolean {
  const said = saidOn(state, control);
  return said.length > 0 && said.every(({ level }) => level !== undefined);
}

/**
 * Minutes since the first answer of a series in this sitting, a sitting being what lies within so many hours of now.
 * Undefined: nobody has begun.
 */
export function minutesOn({ assessment }: State, series: string, now: number): number | undefined {
  const first = assessment.history.find(
    (entry) =>
      entry.type === 'answer' &&
      entry.control.startsWith(`${series}.`) &&
      now - Date.parse(entry.at) < sitting &&
      now >= Date.parse(entry.at),
  );
  return first === undefined ? undefined : Math.floor((now - Date.parse(first.at)) / 60_000);
}

/** Milliseconds: four hours, longer than any sitting people can stand. */
const sitting = 4 * 3_600_000;

/** The rows of the view shown. */
export function workshopRows(state: State): WorkshopRow[] {
  switch (chosenView(state, 'workshop')) {
    case 'parking':
      return state.assessment.workshop.parked
        .map((parked): WorkshopRow => ({ kind: 'parked', parked }))
        .filter((row) => row.kind === 'parked' && matches(state, 'workshop', [row.parked.text, row.parked.by]));
    case 'people':
      return workshopSummary(state.assessment, workshopControls(state)).map((summary) => ({
        kind: 'summary',
        summary,
      }));
    default: {
      const control = workshopControl(state);
      return control === undefined ? [] : saidOn(state, control.id).map((said) => ({ kind: 'person', ...said }));
    }
  }
}

function open(state: State, row: WorkshopRow): Step {
  if (row.kind === 'person') return go(state, 1);
  if (row.kind === 'summary') return to(pageOver(state, { type: 'participant', name: row.summary.name }));
  return state.readOnly === undefined ? form(state, 'parked', row.parked.entry) : to(say(state, state.readOnly));
}

function act(state: State, id: ActionId, row: WorkshopRow | undefined): Step | undefined {
  const control = workshopControl(state);
  if (id === 'add')
    return chosenView(state, 'workshop') === 'parking' ? form(state, 'park', '') : form(state, 'participants', '');
  if (id === 'park') return form(state, 'park', control?.id ?? '');
  if (id === 'timer') return form(state, 'timer', '');
  if (chosenView(state, 'workshop') !== 'question' || control === undefined) return undefined;
  const level = id.startsWith('level-') ? (Number(id.slice('level-'.length)) as Level) : undefined;
  if (level !== undefined) return answer(state, control, row, { level });
  switch (id) {
    case 'dont-know':
      return answer(state, control, row, { level: 'unknown' });
    case 'later':
      return answer(state, control, row, { level: 'later' });
    case 'settle':
      return settle(state, control);
    case 'remove':
      return row?.kind === 'person' ? leave(state, row.name) : undefined;
    case 'note':
      return row?.kind === 'person'
        ? editNote(state, { purpose: 'said-note', subject: JSON.stringify([control.id, row.name]) })
        : undefined;
    case 'open-link':
      return openLink(state, questionLinks(state, control.id));
    case 'why':
      return whyOver(state, control.id);
    case 'previous':
      return go(state, -1);
    case 'next':
      return go(state, 1);
    default:
      return undefined;
  }
}

function form(state: State, purpose: FormPurpose, subject: string): Step {
  return to({ ...state, overlay: { kind: 'form', form: openForm(purpose, subject, state) } });
}

/** An answer in the name of the person under the cursor, which goes on to the next one who has not said anything. */
function answer(state: State, control: Control, row: WorkshopRow | undefined, value: AnswerValue): Step {
  if (row?.kind !== 'person') return to(say(state, 'Say first who takes part: + adds them.'));
  const here = { ...state, redo: [], workshop: { ...state.workshop, control: control.id } };
  const sent = save(here, { type: 'answer', control: control.id, answer: value }, row.name);
  return then(sent, (next) => {
    const open = saidOn(next, control.id).findIndex(({ level }) => level === undefined);
    return to(open === -1 ? next : withList(next, 'workshop', { cursor: open }));
  });
}

function settle(state: State, control: Control): Step {
  if (answersOf(state.assessment.controls[control.id]).length === 0)
    return to(say(state, 'Nobody has answered yet: 0 to 4 answers for the person under the cursor.'));
  const items = control.levels.map((label, level) => ({ value: `${level}`, label: `level ${level}: ${label}` }));
  const title = `What holds for ${control.id}?`;
  return to({ ...state, overlay: { kind: 'picker', purpose: 'settle', subject: control.id, title, items } });
}

function leave(state: State, name: string): Step {
  const names = state.assessment.workshop.participants.filter((other) => other !== name);
  return then(save(withList(state, 'workshop', { cursor: 0 }), { type: 'participants', names }), (next) =>
    to(say(next, `${name} has left the table; what they said stays.`)),
  );
}

/** To the question before or after; the cursor goes to the first who has not answered it. */
function go(state: State, by: number): Step {
  const controls = workshopControls(state);
  const at = controls.findIndex(({ id }) => id === workshopControl(state)?.id);
  const next = controls[at + by];
  if (next === undefined) return to(say(state, by > 0 ? 'That was the last question.' : 'This is the first question.'));
  const moved = { ...state, workshop: { ...state.workshop, control: next.id } };
  const open = saidOn(moved, next.id).findIndex(({ level }) => level === undefined);
  return to(withList(moved, 'workshop', { cursor: Math.max(0, open) }));
}
