/** `soc2-ready register`: policies, vendors, customers' duties, prior exceptions, the engagement, DC 1–9. */
import { type DescriptionCriterion, descriptionCriteria, descriptionText } from '../core/description.ts';
import type { RegisterKind } from '../core/register-entry.ts';
import { registerKinds } from '../core/register-entry.ts';
import { offeredVendors } from '../core/register-vendors.ts';
import { plainLine } from '../core/text.ts';
import {
  descriptionTable,
  type RegisterView,
  registerTables,
  registerView,
  vendorDutyTable,
  withoutEmptyColumns,
} from '../report/register-tables.ts';
import type { Table } from '../report/tables.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { removeEntry, setEntry } from './register-edit.ts';
import { exampleFor, kindOf, type RegisterWord, wordFor } from './register-words.ts';
import { openSession, type Session } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Lists a register, sets fields of a record, or takes one off; without a name counts what each holds and lacks. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [word, verb = 'list', ...rest] = args;
  if (word === undefined) return await overview(options);
  const kind = kindOf(word);
  if (verb === 'list') return await list(kind, options);
  if (verb === 'set') return await setEntry(kind, rest, options);
  if (verb === 'remove') return await removeEntry(kind, rest, options);
  throw new CommandError(
    2,
    `register ${word} takes list, set or remove, not "${verb}".`,
    `For example: soc2-ready register ${wordFor(kind)} list`,
  );
}

async function overview(options: Options): Promise<number> {
  const session = await openSession(options);
  try {
    const { registers } = session.workspace.assessment;
    const counts = registerKinds.map((kind) => {
      const faults = session.decisions.registerFaults.filter(({ register }) => register === kind);
      return { register: wordFor(kind), entries: Object.keys(registers[kind]).length, short: faults.length };
    });
    const criteria = description(session);
    const done = criteria.filter(({ status }) => status === 'done').length;
    counts.push({ register: 'description', entries: criteria.length, short: criteria.length - done });
    const format = formatOption(options);
    if (format === 'json') emit(json({ schema: 'soc2-ready/registers@1', registers: counts }), options);
    else {
      const rows = counts.map(({ register, entries, short }) => [register, String(entries), String(short)]);
      emit(formatTable({ header: ['register', 'entries', 'short'], rows }, format), options);
    }
    return 0;
  } finally {
    await session.workspace.close();
  }
}

async function list(kind: RegisterWord, options: Options): Promise<number> {
  const session = await openSession(options);
  try {
    const format = formatOption(options);
    if (kind === 'description') {
      const criteria = description(session);
      if (format === 'json') emit(json({ schema: 'soc2-ready/description@1', criteria }), options);
      else
        emit(format === 'text' ? descriptionList(criteria) : formatTable(descriptionTable(criteria), format), options);
      return 0;
    }
    const { assessment } = session.workspace;
    const faults = session.decisions.registerFaults.filter(({ register }) => register === kind);
    const view = registerView(assessment, faults, session.today);
    if (format === 'json') {
      const entries = Object.entries(assessment.registers[kind]).map(([id, record]) => ({ id, ...record }));
      emit(json({ schema: 'soc2-ready/register@1', register: wordFor(kind), entries, faults }), options);
      return 0;
    }
    const table = registerTables[kind](view);
    emit(format === 'text' ? textList(kind, view, table, session) : formatTable(table, format), options);
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** The records without empty columns, vendors' duties, and below them what is short and how to begin. */
function textList(kind: RegisterKind, view: RegisterView, table: Table, { workspace }: Session): string {
  const { rows } = table;
  const parts = [
    rows.length === 0 ? 'Nothing is entered.' : formatTable(withoutEmptyColumns(table, ['short']), 'text'),
  ];
  const duties = vendorDutyTable(view);
  if (kind === 'vendor' && duties.rows.length > 0) parts.push(formatTable(duties, 'text'));
  const lines = view.faults.map(({ key, kind: what, text }) => `  ${what}${key === '' ? '' : `, ${key}`}: ${text}`);
  if (lines.length > 0) parts.push(['Short', ...lines.map(plainLine)].join('\n'));
  const [vendor] = kind === 'vendor' ? offeredVendors(workspace.assessment) : [];
  const id =
    vendor === undefined ? exampleFor(kind) : `${vendor.id}${vendor.id === 'aws' ? '' : ' tier=critical'} owner=NAME`;
  if (vendor !== undefined || rows.length === 0)
    parts.push(`Begin with: soc2-ready register ${wordFor(kind)} set ${plainLine(id)}`);
  return parts.join('\n\n');
}

/** DC 1–9 as they are read: the text, and what is still to be said. */
function descriptionList(criteria: readonly DescriptionCriterion[]): string {
  return criteria
    .map((criterion) => {
      const missing = criterion.status === 'done' ? [] : criterion.missing;
      return [
        `${criterion.id} ${criterion.title}: ${criterion.status}`,
        ...descriptionText(criterion).map((text) => `  ${plainLine(text)}`),
        ...missing.map((text) => `  still to be said: ${plainLine(text)}`),
      ].join('\n');
    })
    .join('\n\n');
}

function description({ workspace, questionnaire, decisions, facts, today }: Session) {
  return descriptionCriteria({ assessment: workspace.assessment, questionnaire, decisions, facts, today });
}
