/** Forms of several lines: don't know, not applicable, inherited, evidence, note, a new person. */
import { parseAnswer } from '../core/answer-text.ts';
import { addMonths, isDay } from '../core/calendar.ts';
import type { Day, EntryBody } from '../core/entry.ts';
import type { Control } from '../core/questionnaire.ts';
import { answerGiven } from './questions.ts';
import type { State } from './state.ts';
import { editField, isTyped, type TextField, textField } from './text-field.ts';

/** One line of a form. */
export interface FormField {
  id: string;
  label: string;
  field: TextField;
  /** One of these, turned through with ← → or space; absent: free text. */
  options?: readonly { value: string; label: string }[];
  /** What to type, shown after an empty line. */
  hint?: string;
}

/** What a form is for. */
export type FormPurpose = 'dont-know' | 'not-applicable' | 'inherited' | 'evidence' | 'note' | 'person';

/** A form being filled in. */
export interface Form {
  purpose: FormPurpose;
  title: string;
  control: Control;
  fields: FormField[];
  focus: number;
  /** What is wrong with it, one sentence. */
  fault?: string;
}

/** Reason codes of a control that does not apply (rule S-N1). */
const naReasons = [
  { value: 'not-in-scope', label: 'the system has no such part' },
  { value: 'not-performed', label: 'the company does not do this' },
  { value: 'other-control', label: 'another control covers it' },
];

const tiers = [
  { value: '0', label: 'word only' },
  { value: '1', label: 'document' },
  { value: '2', label: 'dated record' },
  { value: '3', label: 'system export' },
];

const noYes = [
  { value: 'no', label: 'no' },
  { value: 'yes', label: 'yes' },
];

/** Where the typed text of a form is kept when it is left with esc. */
export function draftKey(purpose: FormPurpose, control: Control): string {
  return `${purpose}:${control.id}`;
}

/** The form for a control, filled with what was typed before, else with what is known, else with a proposal. */
export function openForm(purpose: FormPurpose, control: Control, state: State, today: Day): Form {
  const { title, fields } = formFields(purpose, control, state, today);
  const draft = state.drafts[draftKey(purpose, control)];
  const filled = fields.map((line) => {
    const typed = draft?.[line.id];
    return typed === undefined ? line : { ...line, field: textField(typed) };
  });
  return { purpose, title, control, fields: filled, focus: 0 };
}

function formFields(
  purpose: FormPurpose,
  control: Control,
  state: State,
  today: Day,
): { title: string; fields: FormField[] } {
  const answer = answerGiven(state, control.id);
  switch (purpose) {
    case 'dont-know':
      return {
        title: "Don't know: who does?",
        fields: [line('ask', 'who', answer?.level === 'unknown' ? answer.ask : '', 'a name, or leave it empty')],
      };
    case 'not-applicable': {
      const given = answer?.level === 'not-applicable' ? answer : undefined;
      return {
        title: 'Not applicable: an auditor will ask why',
        fields: [
          choice('reason', 'reason', naReasons, given?.reason),
          line('text', 'in words', given?.text, 'one sentence an auditor can follow'),
          line('approver', 'approved by', given?.approver, 'a name'),
          line('reviewOn', 'review on', given?.reviewOn ?? addMonths(today, 12), 'YYYY-MM-DD'),
        ],
      };
    }
    case 'inherited': {
      const report = answer?.level === 'inherited' ? answer.report : undefined;
      return {
        title: 'Inherited: which report did you read?',
        fields: [
          line('report', 'report', report?.name, 'such as AWS SOC 2 Type 2; empty: none read yet'),
          line('periodStart', 'period from', report?.periodStart, 'YYYY-MM-DD'),
          line('periodEnd', 'period to', report?.periodEnd, 'YYYY-MM-DD'),
          line('reviewedBy', 'read by', report?.reviewedBy, 'a name'),
          line('reviewedOn', 'read on', report?.reviewedOn, 'YYYY-MM-DD'),
          choice('dutiesAssigned', 'our duties in it assigned', noYes, report?.dutiesAssigned === true ? 'yes' : 'no'),
        ],
      };
    }
    case 'evidence': {
      const [example] = control.evidence;
      const expires = example?.expiresMonths === undefined ? '' : addMonths(today, example.expiresMonths);
      return {
        title: 'Evidence',
        fields: [
          line('what', 'what', '', example === undefined ? 'what it is' : `such as ${example.what}`),
          line('where', 'where', '', 'file, folder or link'),
          line('date', 'made on', today, 'YYYY-MM-DD'),
          line('expires', 'counts until', expires, 'YYYY-MM-DD; empty: it does not age'),
          choice('tier', 'form', tiers, `${example?.tier ?? 1}`),
          line('seenBy', 'seen by', '', 'a second name, once you are two'),
        ],
      };
    }
    case 'note': {
      const note = state.assessment.controls[control.id]?.note?.text;
      return { title: 'Note', fields: [line('text', 'note', note, 'anything worth remembering')] };
    }
    case 'person':
      return { title: 'Who owns it?', fields: [line('name', 'name', '', 'first and last name')] };
  }
}

function line(id: string, label: string, value = '', hint?: string): FormField {
  return hint === undefined ? { id, label, field: textField(value) } : { id, label, field: textField(value), hint };
}

function choice(id: string, label: string, options: { value: string; label: string }[], value?: string): FormField {
  return { id, label, options, field: textField(value ?? options[0]?.value ?? '') };
}

/** The form after an editing key or a typed character on the line in focus; undefined when the key is neither. */
export function editForm(form: Form, key: string): Form | undefined {
  const current = form.fields[form.focus];
  if (current === undefined) return undefined;
  const field = current.options === undefined ? editField(current.field, key) : turn(current, key);
  if (field === undefined) return undefined;
  const { fault: _, ...rest } = form;
  return { ...rest, fields: form.fields.with(form.focus, { ...current, field }) };
}

/** ← → and space turn through the options of a line; its first letter jumps to an option. */
function turn(line: FormField, key: string): TextField | undefined {
  const options = line.options ?? [];
  const at = options.findIndex((option) => option.value === line.field.value);
  const by = key === 'right' || key === 'space' ? 1 : key === 'left' ? -1 : 0;
  if (by !== 0) return textField(options[(at + by + options.length) % options.length]?.value);
  const letter = isTyped(key) ? options.find((o) => o.value === key || o.label.startsWith(key)) : undefined;
  return letter === undefined ? undefined : textField(letter.value);
}

/** The text of every line. */
export function formValues(form: Form): Record<string, string> {
  return Object.fromEntries(form.fields.map((line) => [line.id, line.field.value]));
}

/** What the filled form means, as journal entries; or what is wrong with it. */
export function formEntries(form: Form): EntryBody[] | { fault: string } {
  const { control } = form;
  const values = Object.fromEntries(form.fields.map((l) => [l.id, l.field.value.trim()]));
  const text = (id: string) => values[id] ?? '';
  switch (form.purpose) {
    case 'dont-know': {
      const ask = text('ask');
      return [{ type: 'answer', control: control.id, answer: { level: 'unknown', ...(ask === '' ? {} : { ask }) } }];
    }
    case 'not-applicable':
    case 'inherited': {
      const word = form.purpose;
      const parsed = parseAnswer(word, control, { ...values, dutiesAssigned: text('dutiesAssigned') === 'yes' });
      return 'fault' in parsed ? parsed : [{ type: 'answer', control: control.id, answer: parsed.answer }];
    }
    case 'evidence':
      return evidenceEntry(control, text);
    case 'note':
      return [{ type: 'note', control: control.id, text: text('text') }];
    case 'person': {
      const name = text('name');
      if (name === '') return { fault: 'A name is needed.' };
      return [
        { type: 'person', name, roles: [] },
        { type: 'owner', control: control.id, person: name },
      ];
    }
  }
}

function evidenceEntry(control: Control, text: (id: string) => string): EntryBody[] | { fault: string } {
  const [what, where, date, expires, seenBy] = ['what', 'where', 'date', 'expires', 'seenBy'].map(text);
  if (!what) return { fault: 'Say what it is.' };
  if (!where) return { fault: 'Say where it is: without a reference it counts as word only.' };
  if (!isDay(date)) return { fault: `"${date}" is no date: write it as YYYY-MM-DD.` };
  if (expires && !isDay(expires))
    return { fault: `"${expires}" is no date: write it as YYYY-MM-DD, or leave it empty.` };
  const tier = ([0, 1, 2, 3] as const).find((known) => `${known}` === text('tier')) ?? 0;
  const evidence = { what, where, date, tier, ...(expires ? { expires } : {}), ...(seenBy ? { seenBy } : {}) };
  return [{ type: 'evidence', control: control.id, evidence }];
}
