/** Which column of a file holds which field: told, kept from the last time, or proposed from the headers and then confirmed. */
import type { FileFault } from './csv.ts';
import { editDistance } from './edit-distance.ts';
import { ownValue } from './own-record.ts';
import type { PopulationField, PopulationSpec } from './population-spec.ts';
import { shellWord } from './shell-word.ts';

/** Header by field id; an empty text: the list has no such column, as somebody said. */
export type ColumnMap = Readonly<Record<string, string>>;

/** What is known about the columns before the file is looked at. */
export interface MappingWishes {
  /** From `--map`, or asked. */
  told: ColumnMap;
  /** From the last import of this kind. */
  kept?: ColumnMap | undefined;
}

/** A mapping to read by; or what is still to be confirmed or put right. */
export type Mapping =
  | { columns: ColumnMap }
  | {
      faults: FileFault[];
      /** Columns that look right and that nobody confirmed. */
      proposed: ColumnMap;
      /** Those and the settled ones that the file has: to look for further faults by. */
      likely: ColumnMap;
    };

/** A header in lower case, letters and digits only, so that `Last day` and `last_day` are the same. */
function plainHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Columns that look like fields by their headers. A header goes to one field, a field takes its likeliest header. */
export function proposeColumns(spec: PopulationSpec, headers: readonly string[]): ColumnMap {
  const chosen: Record<string, string> = {};
  const free = new Map(headers.filter((header) => header !== '').map((header) => [plainHeader(header), header]));
  const most = Math.max(...spec.fields.map((field) => field.headers.length));
  // The name of the field itself first, then the likeliest headers of every field before the second likeliest of any.
  for (let rank = -1; rank < most; rank += 1)
    for (const field of spec.fields) {
      const wanted = rank === -1 ? field.id : field.headers[rank];
      const header = wanted === undefined || Object.hasOwn(chosen, field.id) ? undefined : free.get(wanted);
      if (wanted === undefined || header === undefined) continue;
      chosen[field.id] = header;
      free.delete(wanted);
    }
  const inOrder = spec.fields.filter(({ id }) => Object.hasOwn(chosen, id));
  return Object.fromEntries(inOrder.map(({ id }) => [id, chosen[id] ?? '']));
}

/**
 * The columns to read. What is told stands, then what was kept, then headers that are the field's own name; anything
 * that only looks right is proposed, and reading waits until somebody confirms it.
 */
export function mapColumns(spec: PopulationSpec, headers: readonly string[], { told, kept }: MappingWishes): Mapping {
  const faults = [...unknownFields(spec, told), ...missingHeaders(headers, told, 'told')];
  const before = kept === undefined ? {} : withoutTold(kept, told);
  faults.push(...missingHeaders(headers, before, 'kept'));
  const columns: Record<string, string> = { ...before, ...told };
  const proposed: Record<string, string> = {};
  if (kept === undefined)
    for (const [id, header] of Object.entries(proposeColumns(spec, headers))) {
      if (Object.hasOwn(columns, id)) continue;
      if (plainHeader(header) === id) columns[id] = header;
      else proposed[id] = header;
    }
  for (const [id, header] of Object.entries(proposed))
    faults.push({
      column: header,
      problem: `This looks like the column for ${describe(spec, id)}, and nobody has confirmed it`,
      next: `Confirm it with --map ${shellWord(`${id}=${header}`)}, or leave it out with --map ${id}=.`,
    });
  faults.push(...missingFields(spec, { ...proposed, ...columns }, headers));
  for (const header of new Set(Object.values(columns)))
    if (header !== '' && headers.filter((one) => one === header).length > 1)
      faults.push({ column: header, problem: 'Two columns have this header', next: 'Rename one of them in the file.' });
  if (faults.length > 0) {
    const likely = Object.entries({ ...proposed, ...columns }).filter(([, header]) => headers.includes(header));
    return { faults, proposed, likely: Object.fromEntries(likely) };
  }
  const used = spec.fields.filter(({ id }) => Object.hasOwn(columns, id));
  return { columns: Object.fromEntries(used.map(({ id }) => [id, ownValue(columns, id) ?? ''])) };
}

function withoutTold(kept: ColumnMap, told: ColumnMap): ColumnMap {
  return Object.fromEntries(Object.entries(kept).filter(([id]) => !Object.hasOwn(told, id)));
}

function unknownFields(spec: PopulationSpec, told: ColumnMap): FileFault[] {
  const known = spec.fields.map(({ id }) => id);
  return Object.keys(told)
    .filter((id) => !known.includes(id))
    .map((id) => ({ problem: `There is no field "${id}" in this kind of list`, next: `Fields: ${known.join(', ')}.` }));
}

function missingHeaders(headers: readonly string[], map: ColumnMap, from: 'told' | 'kept'): FileFault[] {
  return Object.entries(map)
    .filter(([, header]) => header !== '' && !headers.includes(header))
    .map(([id, header]) => {
      const near = headers.find((one) => one !== '' && editDistance(plainHeader(one), plainHeader(header)) <= 2);
      const which = from === 'told' ? `--map ${id}=` : `the last import, which took "${id}" from it,`;
      return {
        problem: `There is no column "${header}", which ${which} names`,
        next:
          near === undefined
            ? `The file has: ${listed(headers)}.`
            : `Did you mean --map ${shellWord(`${id}=${near}`)}?`,
      };
    });
}

function missingFields(spec: PopulationSpec, columns: ColumnMap, headers: readonly string[]): FileFault[] {
  const has = (id: string) => (ownValue(columns, id) ?? '') !== '';
  const faults = spec.fields
    .filter((field) => field.required === true && !has(field.id))
    .map((field) => ({
      problem: `No column holds ${describe(spec, field.id)}`,
      next: `Name it with --map ${shellWord(`${field.id}=COLUMN`)}; the file has: ${listed(headers)}.`,
    }));
  if (spec.anyOf !== undefined && !spec.anyOf.some(has))
    faults.push({
      problem: `No column holds ${spec.anyOf.map((id) => describe(spec, id)).join(', or ')}`,
      next: `Name one with --map ${shellWord(`${spec.anyOf[0]}=COLUMN`)}; the file has: ${listed(headers)}.`,
    });
  return faults;
}

function describe(spec: PopulationSpec, id: string): string {
  const field: PopulationField | undefined = spec.fields.find((one) => one.id === id);
  return `"${id}" (${field?.what ?? id})`;
}

function listed(headers: readonly string[]): string {
  return (
    headers
      .filter((header) => header !== '')
      .map((header) => `"${header}"`)
      .join(', ') || 'none with a name'
  );
}
