/** Forms that are about the program itself: a new assessment, the name one writes under. */
import { type FormKind, line } from '../form.ts';

/** The kinds of forms of this file. */
export const programForms = {
  'new-assessment': {
    open: () => ({
      title: 'A new assessment. This one stays as it is; its answers are saved.',
      fields: [line('name', 'Name of the company', '', 'as it should stand on the reports')],
    }),
    submit(text) {
      const name = text('name');
      if (name === '') return { fault: 'Give it a name, such as that of the company.' };
      return { entries: [], effects: [{ type: 'ask', ask: { type: 'new-assessment', name } }] };
    },
  },
  'your-name': {
    open: (state) => ({
      title: 'The name under which your answers are written from now on.',
      fields: [line('name', 'Your name', state.by)],
    }),
    submit(text) {
      const name = text('name');
      if (name === '') return { fault: 'A name is needed: entries say who made them.' };
      return { entries: [], effects: [{ type: 'ask', ask: { type: 'keep', name: 'userName', value: name } }] };
    },
  },
} satisfies Record<string, FormKind>;
