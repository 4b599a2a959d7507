/** The shape of the lists beside the questionnaire: sources.yaml and aws-services.yaml. */
import type { AwsService } from './aws-services.ts';
import { list, may, must, object, text } from './questionnaire-schema.ts';
import type { Fault, Field, Shape } from './shape.ts';
import { shapeFaults } from './shape.ts';
import type { SourceRow } from './source-rows.ts';

const day: Shape = { type: 'text', pattern: /^\d{4}-\d{2}(-\d{2})?$/, hint: 'a day or month such as 2026-11-21' };

const sourceRow: Record<keyof SourceRow, Field> = {
  id: must({ type: 'text', pattern: /^S[0-4]\.\d{1,2}$/, hint: 'a source row such as S2.6' }),
  what: must(text, 'What is asked for, in our own words.'),
  servedBy: may(
    list(
      {
        type: 'text',
        pattern: /^(command|check|scoping|page):\S+$/,
        hint: 'command:, check:, scoping: or page: and a name',
      },
      1,
    ),
    'What serves it besides controls.',
  ),
};

const awsService: Record<keyof AwsService, Field> = {
  name: must(text),
  also: may(list(text, 1), 'Other names and parts of it.'),
  state: must({ type: 'one of', values: ['open', 'closed', 'ended', 'renamed'] }),
  since: may(day, 'Since when it is closed, ended or renamed.'),
  instead: may(text, 'What to say instead.'),
};

/** Shape of each part of the two files, by the field it has at the top. */
export const listShapes = {
  sources: list(object(sourceRow), 1),
  asOf: day,
  otherWords: list(text, 1),
  awsServices: list(object(awsService), 1),
} as const satisfies Record<string, Shape>;

/** Faults of the parsed content of a file that holds the named parts and nothing else, and of what is named twice. */
export function listFileFaults(content: unknown, parts: readonly (keyof typeof listShapes)[]): Fault[] {
  const shape = object(Object.fromEntries(parts.map((part) => [part, must(listShapes[part])])));
  const faults = shapeFaults(shape, content);
  if (faults.length > 0) return faults;
  const { sources = [], awsServices = [] } = content as { sources?: SourceRow[]; awsServices?: AwsService[] };
  const names = awsServices.map(({ name, also = [] }) => [name, ...also]);
  return [
    ...sources.flatMap(({ id }, index) =>
      sources.findIndex((row) => row.id === id) < index
        ? [{ path: ['sources', index, 'id'], message: `${id} is already used further up` }]
        : [],
    ),
    ...names.flatMap((own, index) =>
      own.flatMap((name) =>
        names.slice(0, index).some((earlier) => earlier.includes(name))
          ? [{ path: ['awsServices', index], message: `${name} is already named further up` }]
          : [],
      ),
    ),
    ...awsServices.flatMap(({ state, instead }, index) =>
      (state === 'open') === (instead === undefined)
        ? []
        : [{ path: ['awsServices', index, 'instead'], message: instead ? 'is not for an open service' : 'is missing' }],
    ),
  ];
}
