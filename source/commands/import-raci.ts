/** `soc2-ready import raci FILE [--apply]`: the matrix back from a spreadsheet, as a diff first. */
import { readFileSync } from 'node:fs';
import { type FileFault, parseCsv } from '../core/csv.ts';
import { counted } from '../core/raci-cells.ts';
import { diffRaci, type RaciChange, type RaciDiff, raciEntries } from '../core/raci-csv.ts';
import { plainLine } from '../core/text.ts';
import { decodeText } from '../core/text-encoding.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, derive, openChosen } from './session.ts';
import type { Options } from './table.ts';

/** Shows what would change; with --apply records it. A file with a fault changes nothing (exit code 2). */
export async function importRaci(file: string, options: Options): Promise<number> {
  const apply = options.apply === true;
  const table = readTable(file);
  const { workspace, questionnaire } = await openChosen(options, { readOnly: !apply });
  try {
    if (apply && workspace.readOnly !== undefined)
      throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const { decisions } = await derive(workspace, questionnaire);
    const diff = diffRaci(table, decisions.raci);
    if (diff.faults.length > 0) throw faulty(file, diff.faults);
    const bodies = raciEntries(diff.changes);
    const by = apply && bodies.length > 0 ? await author(options) : '';
    if (apply) for (const body of bodies) await workspace.append(body, by);
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/import-raci@1', applied: apply, ...diff }));
    else process.stdout.write(`${lines(diff, apply).map(plainLine).join('\n')}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

function readTable(file: string) {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CommandError(
      2,
      `Cannot read ${file}: ${(error as Error).message}`,
      'Make one with: soc2-ready raci --format csv -o FILE',
    );
  }
  const decoded = decodeText(bytes);
  if ('fault' in decoded) throw faulty(file, [decoded.fault]);
  const { table, faults } = parseCsv(decoded.text);
  if (table === undefined || faults.length > 0) throw faulty(file, faults);
  return table;
}

/** Faults listed one by one; the rest is counted. */
const mostFaults = 20;

function faulty(file: string, faults: readonly FileFault[]): CommandError {
  const shown = faults.slice(0, mostFaults).map(({ line, column, problem, next }) => {
    const where = [
      ...(line === undefined ? [] : [`line ${line}`]),
      ...(column === undefined ? [] : [`column ${column}`]),
    ];
    return `  ${where.length === 0 ? '' : `${where.join(', ')}: `}${problem}. ${next}`;
  });
  const more = faults.length > shown.length ? [`  and ${faults.length - shown.length} more`] : [];
  const text = [`${file}: nothing was changed.`, ...shown, ...more].map(plainLine).join('\n');
  return new CommandError(2, text, 'Mend these and run it again.');
}

function lines({ changes, untouched, newNames }: RaciDiff, applied: boolean): string[] {
  if (changes.length === 0) return ['The file says what the matrix says: nothing to change.'];
  const say = ({ control, person, what, was, now }: RaciChange) =>
    what === 'standIn'
      ? `  ${control}  stand-in: ${was || 'nobody'} → ${now || 'nobody'}`
      : `  ${control}  ${person}: ${was || 'nothing'} → ${now || 'nothing'}`;
  const controls = new Set(changes.map(({ control }) => control)).size;
  return [
    `${counted(changes.length, 'cell')} on ${counted(controls, 'control')} ${applied ? 'changed' : 'would change'}:`,
    ...changes.map(say),
    ...(newNames.length > 0 ? [`Nobody has entered ${newNames.join(', ')}: taken as a group.`] : []),
    ...(untouched.length > 0 ? [`${counted(untouched.length, 'control')} not in the file: left as they are.`] : []),
    applied ? 'Who is named on a changed row has to acknowledge it again (R12).' : 'Write it with: --apply',
  ];
}
