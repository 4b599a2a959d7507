/** Forms of several lines: what is typed in them, whatever they are for. The kinds of forms are in forms/. */
import type { Day, EntryBody } from '../core/entry.ts';
import type { Effect } from './events.ts';
import { type FormPurpose, formKinds } from './forms/index.ts';
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

/** A form being filled in. */
export interface Form {
  purpose: FormPurpose;
  title: string;
  /** Id of what it is about: a control, a check, a register entry; empty: nothing that has one. */
  subject: string;
  fields: FormField[];
  focus: number;
  /** What is wrong with it, one sentence. */
  fault?: string;
}

/** What a filled form leads to. */
export type FormResult =
  | { fault: string /** One sentence with what to type instead. */ }
  | {
      /** Written to the journal, in this order. */
      entries: EntryBody[];
      /** Done besides. */
      effects?: Effect[];
      /** Said in the notice line. */
      notice?: string;
      /** In whose name the entries are; absent: the person at the keys. */
      by?: string;
      /** What it changes on the screen alone. */
      change?: (state: State) => State;
      /** What was typed is there again the next time: what it asks for may still be refused outside. */
      keep?: true;
    };

/** One kind of form. Pure. */
export interface FormKind {
  /** Its title and lines for a subject, filled with what is known, else with a proposal. */
  open(state: State, subject: string, today: Day): { title: string; fields: FormField[] };
  /** What the filled form means; the values are trimmed. */
  submit(text: (id: string) => string, subject: string, state: State): FormResult;
}

/** Where the typed text of a form is kept when it is left with esc. */
export function draftKey({ purpose, subject }: Pick<Form, 'purpose' | 'subject'>): string {
  return `${purpose}:${subject}`;
}

/** The form for a subject, filled with what was typed before, else with what is known, else with a proposal. */
export function openForm(purpose: FormPurpose, subject: string, state: State): Form {
  const { title, fields } = formKinds[purpose].open(state, subject, state.derived?.today ?? '');
  const draft = state.drafts[draftKey({ purpose, subject })];
  const filled = fields.map((line) => {
    const typed = draft?.[line.id];
    return typed === undefined ? line : { ...line, field: textField(typed) };
  });
  return { purpose, title, subject, fields: filled, focus: 0 };
}

/** A line of free text. */
export function line(id: string, label: string, value = '', hint?: string): FormField {
  return hint === undefined ? { id, label, field: textField(value) } : { id, label, field: textField(value), hint };
}

/** A line that is one of several. */
export function choice(
  id: string,
  label: string,
  options: { value: string; label: string }[],
  value?: string,
): FormField {
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

/** What the filled form means, as journal entries and effects; or what is wrong with it. */
export function formResult(form: Form, state: State): FormResult {
  const values = formValues(form);
  return formKinds[form.purpose].submit((id) => values[id]?.trim() ?? '', form.subject, state);
}
