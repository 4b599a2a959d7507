/** A note in the person's own editor; the form stands in where there is none, and where the editor fails. */
import { type Step, say, to } from './events.ts';
import { type Form, formValues, openForm } from './form.ts';
import type { State } from './state.ts';
import { submit } from './step-overlay.ts';
import { textField } from './text-field.ts';

/** Which note: the form it stands in for, and what that is about. */
export interface EditedNote {
  purpose: 'note' | 'said-note';
  subject: string;
}

/** How it came back. `text` is absent where there is none to be had; `fault` says why, or what went wrong besides. */
export interface Edited {
  note: EditedNote;
  before: string;
  text?: string;
  fault?: string;
}

/** Opens a note: in the editor, else as a form. */
export function editNote(state: State, note: EditedNote): Step {
  const form = openForm(note.purpose, note.subject, state);
  if (!state.editor) return to({ ...state, overlay: { kind: 'form', form } });
  return to(state, { type: 'edit', note, text: formValues(form).text ?? '' });
}

/** Saves what the editor left behind. After a failure nothing is saved: what was written is in the form, to go on with. */
export function edited(state: State, { note, before, text, fault }: Edited): Step {
  const written = filled(openForm(note.purpose, note.subject, state), text ?? before);
  if (fault !== undefined) {
    const form = {
      ...written,
      fault: `${fault} Here is ${text === undefined ? 'the note as it was' : 'what was written'}.`,
    };
    return to({ ...state, overlay: { kind: 'form', form } });
  }
  if (text === undefined || text === before) return to(say(state, 'The note is as it was.'));
  return submit(state, written);
}

function filled(form: Form, text: string): Form {
  return {
    ...form,
    fields: form.fields.map((line) => (line.id === 'text' ? { ...line, field: textField(text) } : line)),
  };
}
