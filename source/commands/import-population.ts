/** `soc2-ready import population FILE --kind KIND`: a list, its exceptions, a sample, and what the journal keeps of it. */
import { createHash, randomInt } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { dayIn } from '../core/calendar.ts';
import type { FileFault } from '../core/csv.ts';
import { elapsed, observationWindow } from '../core/observation-window.ts';
import { populationResults } from '../core/population.ts';
import { openFile, type PopulationFile, readFile } from '../core/population-file.ts';
import { populationKinds } from '../core/population-kinds.ts';
import type { ColumnMap } from '../core/population-mapping.ts';
import { type PopulationReport, populationReport, rhythm } from '../core/population-report.ts';
import { sampleRange, seedLimit } from '../core/population-sample.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import { populationLines } from '../core/population-text.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { shellWord } from '../core/shell-word.ts';
import { plainLine } from '../core/text.ts';
import { Interrupted, type Talk } from '../plain/talk.ts';
import { saveRows } from '../workspace/populations.ts';
import { findWorkspaceFolder, type Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { askAccounts, askColumns, askOrigin, talkOf } from './population-ask.ts';
import { type Origin, originOf, type PopulationOptions, populationOptions, refuse } from './population-options.ts';
import { contextOf, openStore, type PopulationStore, refresh } from './population-store.ts';
import { author, openChosen, text } from './session.ts';
import type { Options } from './table.ts';

/** Longer files than any list of ours. */
const mostBytes = 64 * 1024 * 1024;

/** Imports one list. With any fault it prints them all, changes nothing, and the exit code is 2. */
export async function importPopulation(path: string, options: Options): Promise<number> {
  const wishes = populationOptions(options);
  const bytes = readBytes(path);
  refuseNewFolder(text(options, 'dir'));
  const { workspace, questionnaire } = await openChosen(options, { readOnly: wishes.dry });
  try {
    if (!wishes.dry && workspace.readOnly !== undefined)
      throw new CommandError(1, `Nothing was imported: ${workspace.readOnly}`);
    const talk = await talkOf(options);
    const by = wishes.dry ? '' : await author(options);
    const { file, report, others } = await importList({ workspace, questionnaire, path, bytes, wishes, talk, by });
    if (others.length > 0 && options.quiet !== true)
      process.stderr.write(`judged anew against it: ${others.join(', ')}\n`);
    if (options.json === true) {
      const { form } = file;
      process.stdout.write(json({ schema: 'soc2-ready/population@1', written: !wishes.dry, form, ...report }));
    } else {
      const lines = populationLines(report, questionnaire);
      if (wishes.dry) lines.push('', 'Nothing was written (--dry-run).');
      process.stdout.write(`${lines.map(plainLine).join('\n')}\n`);
    }
    return 0;
  } finally {
    await workspace.close();
  }
}

/** One list taken into an open workspace, asking where somebody can be asked. `others`: lists that it made judge anew. */
export async function importList(from: {
  workspace: Workspace;
  questionnaire: Questionnaire;
  path: string;
  bytes: Uint8Array;
  wishes: PopulationOptions;
  talk: Talk | undefined;
  by: string;
}): Promise<{ file: PopulationFile; report: PopulationReport; others: PopulationKind[] }> {
  const { workspace, questionnaire, path, bytes, wishes, talk, by } = from;
  const now = new Date().toISOString();
  const taken = take(path, bytes, wishes, workspace, talk, now);
  const { file, origin } = await taken.catch(leftEarly('Interrupted: nothing was imported.'));
  const store = await openStore(workspace, questionnaire);
  const draft = draftReport({ path, bytes, wishes, file, origin, store, now });
  if (wishes.dry) return { file, report: draft, others: [] };
  return { file, ...(await write({ draft, file, store, talk, by, now })) };
}

/** For a person who left with ctrl+c: what has become of the import, and the exit code of an interrupt. */
function leftEarly(message: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Interrupted) throw new CommandError(130, message);
    throw error;
  };
}

/** Reads the file, asking where there is a terminal. Ends the command with all that is wrong. */
async function take(
  path: string,
  bytes: Uint8Array,
  wishes: PopulationOptions,
  workspace: Workspace,
  talk: Talk | undefined,
  now: string,
): Promise<{ file: PopulationFile; origin: Origin }> {
  const { assessment } = workspace;
  const spec = populationKinds[wishes.kind];
  const kept = assessment.populations.imports[wishes.kind]?.columns;
  const opened = openFile(bytes);
  const headers = opened.table?.header.cells;
  const told =
    talk === undefined || headers === undefined
      ? wishes.columns
      : await askColumns(talk, spec, headers, wishes.columns, kept);
  const file = readFile(spec, opened, { told, kept, dates: wishes.dates, timeZone: assessment.timeZone });
  const faults: FileFault[] = 'faults' in file ? file.faults : [];
  const today = dayIn(now, assessment.timeZone);
  const asked = talk === undefined || faults.length > 0 ? wishes : await askOrigin(talk, wishes, today);
  const origin = originOf(asked, today, basename(path), faults);
  if ('faults' in file) return refuse(path, faults, confirmation(file.proposed));
  const { count } = wishes;
  if (count !== undefined && count !== file.rows.length)
    faults.push({
      problem: `The file has ${file.rows.length} rows, and the source counts ${count} (--count)`,
      next: 'Export the whole list: the rows that are missing are the ones an auditor asks about.',
    });
  return faults.length > 0 ? refuse(path, faults) : { file, origin };
}

/** What would be written, with its sample drawn. Ends the command where no row counts and nothing shows that so it was. */
function draftReport(from: {
  path: string;
  bytes: Uint8Array;
  wishes: PopulationOptions;
  file: PopulationFile;
  origin: Origin;
  store: PopulationStore;
  now: string;
}): PopulationReport {
  const { path, bytes, wishes, file, origin, store, now } = from;
  const { kind, count } = wishes;
  const { assessment } = store.workspace;
  const standing = populationKinds[kind].event === undefined;
  const window = standing ? undefined : elapsed(observationWindow(assessment), dayIn(now, assessment.timeZone));
  const context = contextOf(store, now, { kind, rows: file.rows, exported: origin.exported });
  const imported = {
    ...{ kind, rowsFile: '', sha256: '', rows: file.rows.length, columns: { ...file.columns } },
    ...(file.order === undefined ? {} : { dates: file.order }),
    ...origin,
    ...(count === undefined ? {} : { count }),
    fileSha256: createHash('sha256').update(bytes).digest('hex'),
    ...(wishes.period ?? window),
    ...{ seed: wishes.seed ?? randomInt(seedLimit), sample: 0, results: [] },
  };
  const { findings } = populationReport(imported, file.rows, context);
  const items = findings.rows.length;
  if (items === 0) refuseZero(path, standing, origin);
  const sample = Math.min(items, wishes.sample ?? sampleRange(items, rhythm(kind, context)).low);
  return populationReport({ ...imported, sample, results: populationResults(findings) }, file.rows, context);
}

/** Writes rows and entry, asks about accounts, and judges anew whatever hangs on this list. */
async function write(from: {
  draft: PopulationReport;
  file: PopulationFile;
  store: PopulationStore;
  talk: Talk | undefined;
  by: string;
  now: string;
}): Promise<{ report: PopulationReport; others: PopulationKind[] }> {
  const { draft, file, store, talk, by, now } = from;
  const { workspace } = store;
  const kind: PopulationKind = draft.kind;
  const saved = { ...draft.import, ...(await saveRows(workspace, kind, file.rows)) };
  await workspace.append({ type: 'population-import', ...saved }, by);
  store.rows.set(kind, file.rows);
  if (talk !== undefined)
    for (const answer of await askAccounts(talk, draft.proposals).catch(
      leftEarly('Interrupted: the list is imported, its accounts are not settled.'),
    ))
      await workspace.append({ type: 'person-account', ...answer }, by);
  const others = (await refresh(store, by, now)).filter((other) => other !== kind);
  const imported = workspace.assessment.populations.imports[kind] ?? saved;
  return { report: populationReport(imported, file.rows, contextOf(store, now)), others };
}

/** The options that confirm all proposed columns at once. */
function confirmation(proposed: ColumnMap = {}): string | undefined {
  const pairs = Object.entries(proposed).map(([id, header]) => `--map ${shellWord(`${id}=${header}`)}`);
  return pairs.length === 0
    ? undefined
    : `To take all columns that look right, once for this kind of list: ${pairs.join(' ')}`;
}

/** An empty list says something only with the query that came back empty; of what is there on a day it says nothing. */
function refuseZero(path: string, standing: boolean, { source, file, query }: Origin): void {
  const problem = 'The list has no rows';
  if (standing) refuse(path, [{ problem, next: 'A list of what is there today is never empty: export it again.' }]);
  if (query !== undefined && source !== file) return;
  const next = 'Add --source SYSTEM and --query QUERY: a zero counts only with the query that came back empty.';
  refuse(path, [{ problem: `${problem} that count, and nothing says which query came back empty`, next }]);
}

/** The bytes of a file that a person named. */
export function readBytes(path: string): Uint8Array {
  try {
    if (statSync(path).size > mostBytes)
      throw new CommandError(2, `${path} is larger than 64 MB.`, 'Export a shorter period.');
    return readFileSync(path);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(2, `Cannot read ${path}: ${(error as Error).message}`, 'Give the path of a CSV file.');
  }
}

/** A list belongs to an assessment that is there: a faulty file must not leave a new one behind. */
function refuseNewFolder(dir: string | undefined): void {
  if (dir === undefined || findWorkspaceFolder({ cwd: process.cwd(), dir }).exists) return;
  throw new CommandError(2, `There is no assessment in ${dir}.`, `Make one with: soc2-ready init ${dir}`);
}
