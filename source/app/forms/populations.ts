/** The form that takes a list in: which file, where it came from, and what shows that it is whole. */
import { populationKinds } from '../../core/population-kinds.ts';
import type { PopulationKind } from '../../core/population-spec.ts';
import { choice, type FormKind, line } from '../form.ts';

const columns = [
  { value: 'take', label: 'take those that look right' },
  { value: 'stop', label: 'show them first' },
];

/** The forms of Populations; their subject is the kind of list. */
export const populationForms = {
  'import-population': {
    open(state, subject, today) {
      const kind = subject as PopulationKind;
      const before = state.assessment.populations.imports[kind];
      const wanted = populationKinds[kind].fields.filter(({ required }) => required === true).map(({ what }) => what);
      return {
        title: `Import ${populationKinds[kind].title.toLowerCase()} (CSV with ${wanted.join(', ')})`,
        fields: [
          line('path', 'file', '', 'path of the CSV file'),
          line('source', 'system', before?.source, 'which system it came from'),
          line('query', 'query', before?.query, 'the query or filter that listed it'),
          line('date', 'exported on', today, 'YYYY-MM-DD'),
          line('count', 'rows', '', 'how many the source itself counts; empty: not known'),
          choice('columns', 'columns', columns, before === undefined ? 'stop' : 'take'),
        ],
      };
    },
    submit(text, subject) {
      const path = text('path');
      if (path === '') return { fault: 'Say which file it is.' };
      if (!/^\d*$/.test(text('count'))) return { fault: `"${text('count')}" is no number of rows.` };
      const [source, query, date, count] = [text('source'), text('query'), text('date'), text('count')];
      const kind = subject as PopulationKind;
      const take = text('columns') === 'take';
      return {
        entries: [],
        effects: [
          { type: 'ask', ask: { type: 'import-population', ...{ kind, path, source, query, date, count, take } } },
        ],
        notice: 'Reading the list…',
        keep: true,
      };
    },
  },
} satisfies Record<string, FormKind>;
