/** The forms of Workshop: who takes part, what is put aside and what became of it, minutes per series, a note of somebody. */
import { uniqueNames } from '../../core/workshop.ts';
import { type FormKind, line } from '../form.ts';

/** The forms of Workshop. */
export const workshopForms = {
  participants: {
    open: (state) => ({
      title: 'Who sits around the screen?',
      fields: [
        line(
          'names',
          'names',
          state.assessment.workshop.participants.join(', '),
          'in the order they answer, commas between',
        ),
      ],
    }),
    submit(text) {
      const names = uniqueNames(text('names').split(','));
      return { entries: [{ type: 'participants', names }] };
    },
  },
  park: {
    open: (_, subject) => ({
      title: `Parking lot${subject === '' ? '' : `, from ${subject}`}`,
      fields: [
        line('text', 'what', '', 'what to come back to'),
        line('by', 'brought up by', '', 'a name; empty: yours'),
      ],
    }),
    submit(text, subject) {
      if (text('text') === '') return { fault: 'Say what it is.' };
      const entry = { type: 'park', text: text('text'), ...(subject === '' ? {} : { control: subject }) } as const;
      return { entries: [entry], ...(text('by') === '' ? {} : { by: text('by') }), notice: 'Parked.' };
    },
  },
  parked: {
    open(state, subject) {
      const item = state.assessment.workshop.parked.find(({ entry }) => entry === subject);
      return {
        title: item?.text ?? 'Parking lot',
        fields: [line('outcome', 'what became of it', item?.outcome, 'empty: it is open again')],
      };
    },
    submit: (text, subject) => ({
      entries: [{ type: 'parked', item: subject, outcome: text('outcome') === '' ? null : text('outcome') }],
    }),
  },
  timer: {
    open: (state) => ({
      title: 'How long may a series take?',
      fields: [
        line(
          'minutes',
          'minutes',
          `${state.workshop.minutes}`,
          'from the first answer; nothing happens at the end but a word',
        ),
      ],
    }),
    submit(text) {
      const minutes = Number(text('minutes'));
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) return { fault: 'A whole number from 1 to 240.' };
      return { entries: [], change: (state) => ({ ...state, workshop: { ...state.workshop, minutes } }) };
    },
  },
  'said-note': {
    open(state, subject) {
      const [control = '', name = ''] = JSON.parse(subject) as string[];
      const note = state.assessment.controls[control]?.note;
      return {
        title: `Note of ${name}`,
        fields: [line('text', 'note', note?.text, 'what they said that is worth keeping')],
      };
    },
    submit(text, subject) {
      const [control = '', name = ''] = JSON.parse(subject) as string[];
      return { entries: [{ type: 'note', control, text: text('text') }], by: name };
    },
  },
} satisfies Record<string, FormKind>;
