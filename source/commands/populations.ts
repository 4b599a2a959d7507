/** `soc2-ready populations [KIND]`: the imported lists and their exceptions; whose accounts are whose. */
import type { Account } from '../core/population-accounts.ts';
import { personKey } from '../core/population-accounts.ts';
import { populationKindNames, populationKinds } from '../core/population-kinds.ts';
import { plainPerson } from '../core/population-likeness.ts';
import type { PopulationReport } from '../core/population-report.ts';
import { populationLines } from '../core/population-text.ts';
import { plainLine } from '../core/text.ts';
import type { Table } from '../report/tables.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { kindOption, many } from './population-options.ts';
import { contextOf, importsOf, openStore, type PopulationStore, refresh, reportsOf } from './population-store.ts';
import { author, openChosen } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Lists the populations, or one with its exceptions; settles accounts and brings outcomes up to date when asked. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [word, ...more] = args;
  if (more.length > 0)
    throw new CommandError(2, 'populations takes one kind.', `Kinds: ${populationKindNames.join(', ')}.`);
  const kind = word === undefined ? undefined : kindOption(word);
  const format = formatOption(options);
  const settles = many(options, 'match').length + many(options, 'no-match').length > 0;
  const writes = settles || options.refresh === true;
  const { workspace, questionnaire } = await openChosen(options, { readOnly: !writes });
  try {
    if (writes && workspace.readOnly !== undefined)
      throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const store = await openStore(workspace, questionnaire);
    for (const problem of store.problems) process.stderr.write(`soc2-ready: ${plainLine(problem)}\n`);
    const now = new Date().toISOString();
    if (writes) await settle(store, options, now);
    const reports = reportsOf(store, now).filter((report) => kind === undefined || report.kind === kind);
    if (kind !== undefined && !importsOf(workspace).some((one) => one.kind === kind))
      throw new CommandError(
        2,
        `No list of ${kind} has been imported.`,
        `Import one: soc2-ready import population FILE --kind ${kind}`,
      );
    if (format === 'json') emit(json({ schema: 'soc2-ready/populations@1', populations: reports }), options);
    else if (format === 'text' && kind !== undefined)
      emit(
        reports
          .flatMap((report) => populationLines(report, questionnaire))
          .map(plainLine)
          .join('\n'),
        options,
      );
    else emit(formatTable(kind === undefined ? overview(reports) : exceptions(reports), format), options);
    return 0;
  } finally {
    await workspace.close();
  }
}

/** Writes down whose accounts are whose, all of them checked first, and judges anew what hangs on them. */
async function settle(store: PopulationStore, options: Options, now: string): Promise<void> {
  const { accounts } = contextOf(store, now);
  const people = new Set([...store.rows.values()].flatMap((rows) => rows.map(personKey)).filter((key) => key !== ''));
  const said = [
    ...many(options, 'match').map((pair) => ({ ...pairOf(pair, people, accounts), same: true })),
    ...many(options, 'no-match').map((pair) => ({ ...pairOf(pair, people, accounts), same: false })),
  ];
  const by = await author(options);
  for (const { person, account, same } of said)
    await store.workspace.append({ type: 'person-account', person, account, same }, by);
  const changed = await refresh(store, by, now);
  if (options.quiet === true) return;
  if (said.length > 0) process.stderr.write(`settled ${said.length} ${said.length === 1 ? 'account' : 'accounts'}\n`);
  process.stderr.write(changed.length > 0 ? `brought up to date: ${changed.join(', ')}\n` : 'no outcome changed\n');
}

/** `PERSON=ACCOUNT`: an address or name on a list, and a user name, login or ARN. */
function pairOf(
  pair: string,
  people: ReadonlySet<string>,
  accounts: readonly Account[],
): { person: string; account: string } {
  const at = pair.lastIndexOf('=');
  if (at < 1)
    throw new CommandError(2, `"${pair}" is no PERSON=ACCOUNT.`, 'For example: --match "ada@example.com=a.lovelace"');
  const person = plainPerson(pair.slice(0, at));
  if (!people.has(person))
    throw new CommandError(
      2,
      `Nobody on the imported lists is "${person}".`,
      'Write the address, or the name, as the list has it.',
    );
  const wanted = pair.slice(at + 1).trim();
  const plain = plainPerson(wanted);
  const found = accounts.filter(({ id, handle }) =>
    [id, plainPerson(id), plainPerson(handle)].some((one) => one === wanted || one === plain),
  );
  const [one, ...others] = found;
  if (one === undefined)
    throw new CommandError(
      2,
      `There is no account "${wanted}" in the latest scans or logins.`,
      'Write the AWS user name, its ARN, or the login.',
    );
  if (others.length > 0)
    throw new CommandError(
      2,
      `"${wanted}" is several accounts: ${found.map(({ id }) => id).join(', ')}.`,
      'Write one of these in full.',
    );
  return { person, account: one.id };
}

/** One line per kind and control, kinds that were not imported included. */
function overview(reports: readonly PopulationReport[]): Table {
  const header = ['kind', 'as of', 'control', 'items', 'exceptions', 'rate', 'pattern', 'not shown', 'state'];
  const rows = populationKindNames.flatMap((kind) => {
    const report = reports.find((one) => one.kind === kind);
    if (report === undefined)
      return [[kind, '', '', '', '', '', '', '', `not imported: ${populationKinds[kind].title}`]];
    return report.findings.controls.map((found) => [
      ...[kind, report.import.exported, found.control, String(found.size), String(found.deviations)],
      ...[`${(found.rate * 100).toFixed(1)} %`, found.pattern, String(found.unknown)],
      state(report, found.counted, found.size === 0 && found.pending === 0),
    ]);
  });
  return { header, rows };
}

/** `nothing`: no row of the list is about the control. */
function state(report: PopulationReport, counted: boolean, nothing: boolean): string {
  if (report.outdated) return 'out of date: --refresh';
  if (report.findings.rows.length === 0 || nothing) return 'did not occur';
  return counted ? '' : 'value not committed: not scored';
}

/** The rows behind one list's figures. */
function exceptions(reports: readonly PopulationReport[]): Table {
  const rows = reports.flatMap(({ kind, findings }) =>
    findings.controls.flatMap(({ control, exceptions: wrong, unknowns }) => [
      ...wrong.map(({ row, test, why }) => [kind, control, row, test, 'exception', why]),
      ...unknowns.map(({ row, test, why }) => [kind, control, row, test, 'not shown', why]),
    ]),
  );
  return { header: ['kind', 'control', 'row', 'test', 'outcome', 'why'], rows };
}
