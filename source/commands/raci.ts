/** `soc2-ready raci`: the matrix and its views, what is wrong with it, and agreeing to it. */
import type { RaciFinding } from '../core/decision.ts';
import { counted } from '../core/phrases.ts';
import { versionFor } from '../core/raci-agreement.ts';
import { byCadence, dutiesOf, loads } from '../core/raci-views.ts';
import { shellWord } from '../core/shell-word.ts';
import { plainLine } from '../core/text.ts';
import { raciSheet } from '../report/edit-sheets.ts';
import { raciFindingTable, raciTable, type Table } from '../report/tables.ts';
import { raciWorksheet } from '../report/workbook.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json, withFormatOfFile } from './output.ts';
import { emitWorkbook } from './output-workbook.ts';
import { author, derive, openChosen, openSession, type Session, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';

/** Prints the matrix or a view; with --lint its findings, exit 1 on an error without a waiver. `ack` and `channel` record. */
export async function run({ args, options: given }: Invocation): Promise<number> {
  const options = withFormatOfFile(given);
  const [what, ...rest] = args;
  if (what !== 'waive') refuseOptions(options, ['text', 'approver', 'expires'], 'raci waive RULE CONTROL');
  if (what === 'ack') return acknowledge(rest, options);
  if (what === 'channel') return setChannel(rest, options);
  if (what === 'set' || what === 'waive' || what === 'hats')
    return (await import('./raci-set.ts')).run({ args, options });
  if (what !== undefined)
    throw new CommandError(2, `raci takes no "${what}".`, 'It takes ack, channel, set, waive or hats.');
  const session = await openSession(options);
  try {
    return options.lint === true ? lint(session, options) : await show(session, options);
  } finally {
    await session.workspace.close();
  }
}

async function show(session: Session, options: Options): Promise<number> {
  const { raci } = session.decisions;
  const { keptColumns } = session.workspace.assessment;
  const view = text(options, 'view') ?? 'control';
  if (options.format === 'xlsx' && view === 'control') {
    await emitWorkbook(options, 'raci.xlsx', [raciWorksheet(raci, keptColumns)]);
    return 0;
  }
  const format = formatOption(options);
  if (!['control', 'person', 'cadence'].includes(view))
    throw new CommandError(2, `--view takes control, person or cadence, not "${view}".`);
  if (view === 'person') emit(personView(session, options), options);
  else if (view === 'cadence') emit(cadenceView(session, options), options);
  else
    emit(
      format === 'json'
        ? json({ schema: 'soc2-ready/raci@1', ...raci })
        : formatTable(format === 'csv' ? raciSheet(raci, keptColumns) : raciTable(raci), format),
      options,
    );
  const errors = errorsOf(raci.findings, false);
  if (errors > 0 && options.quiet !== true && format !== 'json')
    process.stderr.write(`${counted(errors, 'error')} in the matrix: soc2-ready raci --lint\n`);
  return 0;
}

function lint({ decisions }: Session, options: Options): number {
  const { raci } = decisions;
  const ready = options.ready === true;
  const format = formatOption(options);
  // To be called ready the matrix has to be agreed: there rule R12 is an error.
  const findings = raci.findings.map((f): RaciFinding => (ready && f.rule === 'R12' ? { ...f, severity: 'error' } : f));
  if (format === 'json') emit(json({ schema: 'soc2-ready/raci@1', ...raci, findings }), options);
  else emit(formatTable(raciFindingTable({ ...raci, findings }), format), options);
  return errorsOf(findings, ready) > 0 ? 1 : 0;
}

function errorsOf(findings: readonly RaciFinding[], ready: boolean): number {
  return findings.filter((f) => (f.severity === 'error' || (ready && f.rule === 'R12')) && f.waived === undefined)
    .length;
}

/** Everybody's load, or one person's duties with --for. */
function personView({ decisions }: Session, options: Options): string {
  const { raci } = decisions;
  const format = formatOption(options);
  const wanted = text(options, 'for');
  if (wanted !== undefined) {
    const party = raci.parties.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    if (party === undefined)
      throw new CommandError(
        2,
        `Nobody called "${wanted}" is on the matrix.`,
        'soc2-ready raci --view person lists everybody.',
      );
    const duties = dutiesOf(party.name, raci);
    if (format === 'json') return json({ schema: 'soc2-ready/raci-person@1', person: party.name, duties });
    const rows = duties.map(({ control, letters, standIn, cadence, title }) => [
      ...[[...letters, ...(standIn ? ['stand-in'] : [])].join('/'), control, cadence, title],
    ]);
    const table = formatTable({ header: ['part', 'control', 'rhythm', 'title'], rows }, format);
    return format === 'text'
      ? `${party.name}: your ${counted(duties.length, 'duty').replace('dutys', 'duties')}\n${table}`
      : table;
  }
  const list = loads(raci);
  if (format === 'json') return json({ schema: 'soc2-ready/raci-load@1', loads: list, agreements: raci.agreements });
  const agreed = new Map(raci.agreements.map((one) => [one.person, one]));
  const signed = (name: string) => {
    const one = agreed.get(name);
    if (one === undefined) return '';
    if (one.acknowledged === undefined) return 'not acknowledged';
    return one.current ? `acknowledged ${one.acknowledged.on}` : `changed since ${one.acknowledged.on}`;
  };
  const table: Table = {
    header: ['who', 'A', 'R', 'C', 'I', 'stand-in', 'share of A', 'agreed'],
    rows: list.map(({ party, letters, standIn, shareOfA }) => [
      ...[party, String(letters.A), String(letters.R), String(letters.C), String(letters.I), String(standIn)],
      `${Math.round(shareOfA * 100)} %`,
      signed(party),
    ]),
  };
  return formatTable(table, format);
}

function cadenceView({ decisions }: Session, options: Options): string {
  const { raci, controls, plan } = decisions;
  const rhythms = byCadence(raci, controls, plan.firstRuns);
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/raci-cadence@1', rhythms });
  const rows = rhythms.flatMap(({ label, rows: theirs }) =>
    theirs.map((row) => [
      label,
      row.due ?? '',
      row.control,
      row.accountable.join(', '),
      row.doers.join(', '),
      row.title,
    ]),
  );
  return formatTable({ header: ['rhythm', 'first run', 'control', 'A', 'R', 'title'], rows }, format);
}

/** Records that the person under --by has read their rows and agrees (rule R12). */
async function acknowledge(words: readonly string[], options: Options): Promise<number> {
  // `raci ack "Ada Example"` under another name would put one person's signature under another's rows.
  if (words.length > 0)
    throw new CommandError(
      2,
      `raci ack takes no "${words.join(' ')}": who agrees is who it is written by.`,
      `soc2-ready raci ack --by ${shellWord(words.join(' '))}`,
    );
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const { decisions, today } = await derive(workspace, questionnaire);
    const by = await author(options);
    const { raci } = decisions;
    const one = raci.agreements.find(({ person }) => person.toLowerCase() === by.toLowerCase());
    if (one === undefined)
      throw new CommandError(
        2,
        `${by} is no person of the matrix.`,
        'Name who agrees: soc2-ready raci ack --by "Ada Example"',
      );
    const { person, rows } = one;
    const version = versionFor(person, raci.rows);
    const { id } = await workspace.append({ type: 'acknowledge', person, version, on: today }, by);
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/raci-ack@1', entry: id, person, rows, version, on: today }));
    else if (options.quiet !== true)
      process.stdout.write(`${plainLine(person)} has acknowledged ${counted(rows, 'row')}.\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

/** Records how a party hears of what it is informed about (rule R6); no text takes it away. */
async function setChannel([party, ...words]: string[], options: Options): Promise<number> {
  if (party === undefined)
    throw new CommandError(
      2,
      'raci channel needs a name and a text.',
      'For example: soc2-ready raci channel "all staff" "#security"',
    );
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const { decisions } = await derive(workspace, questionnaire);
    const known = decisions.raci.parties.find(({ name }) => name.toLowerCase() === party.toLowerCase());
    if (known === undefined)
      throw new CommandError(
        2,
        `Nobody called "${party}" is on the matrix.`,
        'soc2-ready raci --view person lists everybody.',
      );
    const channel = words.join(' ').trim();
    const { id } = await workspace.append(
      { type: 'channel', party: known.name, text: channel === '' ? null : channel },
      await author(options),
    );
    if (options.json === true)
      process.stdout.write(
        json({
          ...{ schema: 'soc2-ready/raci-channel@1', entry: id },
          ...{ party: known.name, channel: channel === '' ? null : channel },
        }),
      );
    else if (options.quiet !== true)
      process.stdout.write(`${plainLine(known.name)}: ${channel === '' ? 'no channel' : plainLine(channel)}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}
