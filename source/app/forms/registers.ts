/** The forms of the registers: one record of any of them, and the company's own words for a description criterion. */
import { type DescriptionId, descriptionCriteria, descriptionTitles } from '../../core/description.ts';
import type { EntryBody } from '../../core/entry.ts';
import { ownValue } from '../../core/own-record.ts';
import { begunRecord, fieldText } from '../../core/register-begin.ts';
import {
  engagementKey,
  type RegisterBody,
  type RegisterKind,
  type RegisterRecords,
  registerKinds,
} from '../../core/register-entry.ts';
import { fieldForm, type RegisterField, registerFields } from '../../core/register-fields.ts';
import { registerKey } from '../../core/register-known.ts';
import { recordOf, setFields } from '../../core/register-set.ts';
import { choice, type FormField, type FormKind, type FormResult, line } from '../form.ts';
import type { State } from '../state.ts';

const titles: Readonly<Record<RegisterKind, string>> = {
  policy: 'Policy',
  vendor: 'Vendor',
  duty: "Customers' duty",
  exception: 'Prior exception',
  engagement: 'Engagement with the auditor',
};

const noYes = [
  { value: 'no', label: 'no, a draft still' },
  { value: 'yes', label: 'yes, as we want it' },
];

/** The forms of the registers. The subject is `REGISTER:KEY`, without a key for a new record; or `DC1` to `DC9`. */
export const registerForms = {
  register: {
    open(state, subject) {
      const { register, key } = recordNamed(subject);
      const record = storedRecord(state, register, key) ?? begunRecord(register, key, state.assessment);
      const id = key === '' ? [line('id', 'id', '', 'such as access-control; empty: made of the name')] : [];
      return {
        title: key === '' ? `${titles[register]}: a new one` : titles[register],
        fields: [...id, ...registerFields[register].map((field) => formField(field, fieldText(field, record)))],
      };
    },
    submit: submitRecord,
  },
  description: {
    open(state, subject) {
      const own = ownValue(state.assessment.descriptionText, subject as DescriptionId) ?? draftOf(state, subject);
      const done = ownValue(state.assessment.description, subject as DescriptionId) === true;
      return {
        title: descriptionTitles.find(({ id }) => id === subject)?.title ?? 'Description',
        fields: [
          line('text', 'words', own, 'what the description says; empty: the draft stays'),
          choice('done', 'done', noYes, done ? 'yes' : 'no'),
        ],
      };
    },
    submit(text, subject, state) {
      const criterion = descriptionTitles.find(({ id }) => id === subject)?.id;
      if (criterion === undefined) return { fault: `${subject} is no description criterion.` };
      const body: EntryBody & { type: 'description' } = {
        type: 'description',
        criterion,
        done: text('done') === 'yes',
      };
      // A draft that was left as it is stays a draft: it follows what people answer.
      if (text('text') !== draftOf(state, subject)) body.text = text('text');
      return { entries: [body], notice: `${criterion} is noted.` };
    },
  },
} satisfies Record<string, FormKind>;

/** The register and key that a subject names. */
function recordNamed(subject: string): { register: RegisterKind; key: string } {
  const at = subject.indexOf(':');
  const register = registerKinds.find((kind) => kind === subject.slice(0, at)) ?? 'policy';
  return { register, key: subject.slice(at + 1) };
}

function storedRecord(state: State, register: RegisterKind, key: string): object | undefined {
  return ownValue<object>(state.assessment.registers[register], key);
}

function draftOf({ assessment, questionnaire, derived, facts }: State, id: string): string {
  if (derived === undefined) return '';
  const { decisions, today } = derived;
  const drafts = descriptionCriteria({ assessment, questionnaire, decisions, facts, today });
  return drafts.find((draft) => draft.id === id)?.lines.join(' ') ?? '';
}

function formField(field: RegisterField, value: string): FormField {
  const options =
    field.type === 'yes-no'
      ? ['yes', 'no']
      : field.type === 'no-duties'
        ? ['none']
        : field.type === 'choice'
          ? field.values
          : undefined;
  if (options === undefined) {
    const plain = field.type === 'text';
    return line(field.name, field.name, value, plain ? field.help : `${field.help}: ${fieldForm(field)}`);
  }
  const said = [{ value: '', label: `– ${field.help}` }, ...options.map((one) => ({ value: one, label: one }))];
  return choice(field.name, field.name, said, value);
}

function submitRecord(text: (id: string) => string, subject: string, state: State): FormResult {
  const { register, key: known } = recordNamed(subject);
  const key = known === '' ? newKey(register, text, state) : known;
  if (typeof key !== 'string') return key;
  const stored = known === '' ? undefined : storedRecord(state, register, key);
  const start =
    stored === undefined
      ? begunRecord(register, key, state.assessment)
      : recordOf(stored as RegisterRecords['policy'] & { by: string; at: string; entry: string });
  const assignments = registerFields[register].flatMap((field) => {
    const value = text(field.name);
    return value === fieldText(field, start) ? [] : [{ field: field.name, value }];
  });
  const ids = state.questionnaire.controls.map(({ id }) => id);
  const result = setFields(register, start as Partial<RegisterRecords[typeof register]>, assignments, ids);
  if ('faults' in result) return { fault: result.faults.join(' ') };
  return { entries: [{ type: register, key, record: result.record } as RegisterBody], notice: `${key} is noted.` };
}

/** The id typed, else the one made of the name; or what is wrong with it. */
function newKey(register: RegisterKind, text: (id: string) => string, state: State): string | { fault: string } {
  if (register === 'engagement') return engagementKey;
  const said = text('id') === '' ? (text('title') || text('name') || text('text')).slice(0, 60) : text('id');
  const key = register === 'exception' ? said.replace(/\p{Cc}/gu, ' ') : registerKey(said);
  if (key === '' || key === '__proto__') return { fault: 'It needs an id: small letters, digits and hyphens.' };
  if (key.length > 80) return { fault: 'The id is longer than 80 characters: choose a shorter one.' };
  if (storedRecord(state, register, key) === undefined) return key;
  return { fault: `${key} is there already: esc, and enter on its row changes it.` };
}
