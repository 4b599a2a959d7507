/** What the entries about populations must look like before they count. */
import { populationKindNames } from '../core/population-kinds.ts';
import { seedLimit } from '../core/population-sample.ts';
import { count, day, flag, listOf, maybe, name, object, oneOf, type Shape, text, when } from './value-shape.ts';

const result = object({
  ...{ control: name, size: count, deviations: count, unknown: count, counted: flag },
  runs: maybe(listOf(object({ on: day, deviation: maybe(text) }))),
});

/** Deviations and unknowns are among the items. */
const addsUp: Shape = (value) => {
  const { size, deviations, unknown } = value as { size: number; deviations: number; unknown: number };
  return deviations + unknown <= size ? undefined : 'no more deviations and unknowns than items';
};

const columns = when(
  'texts by field',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([field, header]) => name(field) === undefined && typeof header === 'string'),
);

/** Shapes by entry type. */
export const populationShapes = {
  'population-import': object({
    ...{ kind: oneOf(...populationKindNames), rowsFile: text, sha256: text, rows: count, columns },
    ...{ source: text, query: maybe(text), exported: day, count: maybe(count), file: text, fileSha256: text },
    ...{ dates: maybe(oneOf('dmy', 'mdy')), from: maybe(day), to: maybe(day), sample: count },
    seed: when('a seed', (value) => count(value) === undefined && Number(value) < seedLimit),
    results: listOf((value) => result(value) ?? addsUp(value)),
  }),
  'person-account': object({ person: name, account: name, same: flag }),
};
