/** Taking back a sheet that somebody edited: read, compare, show; with --apply written in one go. */
import type { FileFault } from '../core/csv.ts';
import type { EntryBody } from '../core/entry.ts';
import type { KeptChange } from '../core/kept-columns.ts';
import { counted } from '../core/phrases.ts';
import { CommandError } from './errors.ts';
import { type EditedTable, faulty, readEditedTable, type TableWanted } from './read-sheet.ts';
import { author, derive, openChosen, type Session } from './session.ts';
import type { Options } from './table.ts';

/** What a sheet says against the workspace. */
export interface SheetDiff {
  /** With one of them nothing is written. */
  faults: FileFault[];
  /** What would be written. */
  bodies: EntryBody[];
}

/** How one kind of sheet is compared and shown. */
export interface SheetKind<Diff extends SheetDiff> {
  diff(table: EditedTable, session: Session, by: string): Diff;
  json(diff: Diff, applied: boolean): string;
  /** What a person reads; each line is safe for a terminal. */
  lines(diff: Diff, applied: boolean): string[];
}

/** Last line of a diff that is not written yet. */
export const applyLine = 'Write it with: --apply';

/** Shows what would change; with --apply records all of it in one write. A file with a fault changes nothing (exit code 2). */
export async function importSheet<Diff extends SheetDiff>(
  file: string,
  wanted: TableWanted,
  options: Options,
  kind: SheetKind<Diff>,
): Promise<number> {
  const apply = options.apply === true;
  const table = await readEditedTable(file, wanted);
  const { workspace, questionnaire } = await openChosen(options, { readOnly: !apply });
  try {
    if (apply && workspace.readOnly !== undefined)
      throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const by = await author(options);
    const diff = kind.diff(table, await derive(workspace, questionnaire), by);
    if (diff.faults.length > 0) throw faulty(table, diff.faults);
    if (apply) await workspace.appendAll(diff.bodies, by);
    process.stdout.write(options.json === true ? kind.json(diff, apply) : `${kind.lines(diff, apply).join('\n')}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

/** Most cells of people's own columns that are listed. */
const mostCells = 20;

/** What changes in the columns that people added. */
export function keptLines(kept: readonly KeptChange[], applied: boolean): string[] {
  if (kept.length === 0) return [];
  const columns = [...new Set(kept.map(({ column }) => column))];
  const shown = kept.slice(0, mostCells);
  const more = kept.length - shown.length;
  return [
    `${counted(kept.length, 'cell')} of your own ${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')} ${applied ? 'kept' : 'would be kept'}:`,
    ...shown.map(({ row, column, was, now }) => `  ${row}  ${column}: ${short(was)} → ${short(now)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** A text in a line of a diff. */
export function short(text: string): string {
  const characters = [...text];
  return text === '' ? 'nothing' : characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : text;
}
