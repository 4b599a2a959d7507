/** The registers and the description as rows of text, for the command line, the report and its CSV files. */
import type { Assessment } from '../core/assessment.ts';
import { type DescriptionCriterion, descriptionText } from '../core/description.ts';
import type { Day } from '../core/entry.ts';
import { ownValue } from '../core/own-record.ts';
import type { RegisterKind } from '../core/register-entry.ts';
import type { RegisterFault } from '../core/register-fault.ts';
import type { Registers } from '../core/register-fold.ts';
import { policyDueOn } from '../core/register-policies.ts';
import { reportCoversUntil } from '../core/register-vendors.ts';
import type { Table } from './tables.ts';

/** The registers as they are shown. */
export interface RegisterView {
  registers: Registers;
  /** Next review of each approved policy, by key. */
  reviewDue: Record<string, Day>;
  faults: readonly RegisterFault[];
}

/** The view of the registers of an assessment. */
export function registerView(assessment: Assessment, faults: readonly RegisterFault[], today: Day): RegisterView {
  const due = Object.entries(assessment.registers.policy).flatMap(([key, policy]): [string, Day][] => {
    const day = policy.partOf === undefined ? policyDueOn(policy, assessment, today) : undefined;
    return day === undefined ? [] : [[key, day]];
  });
  return { registers: assessment.registers, reviewDue: Object.fromEntries(due), faults };
}

/** One table per register. The last column says what is short. */
export const registerTables: Readonly<Record<RegisterKind, (view: RegisterView) => Table>> = {
  policy: (view) =>
    table(
      ['id', 'title', 'version', 'approver', 'approved', 'reviewed', 'next review', 'where', 'part of', 'short'],
      view,
      'policy',
      ([key, policy]) => [
        ...[key, policy.title, policy.version, policy.approver, policy.approvedOn, policy.reviewedOn],
        ...[ownValue(view.reviewDue, key), policy.where, policy.partOf],
      ],
    ),
  vendor: (view) =>
    table(
      [
        ...['id', 'name', 'tier', 'owner', 'does', 'data', 'handles', 'report', 'type', 'from', 'to', 'covered until'],
        ...['read by', 'read on', 'agreements', 'AWS Marketplace', 'method', 'exit', 'short'],
      ],
      view,
      'vendor',
      ([key, vendor]) => [
        ...[key, vendor.name, vendor.tier, vendor.owner, vendor.does, vendor.data, vendor.handles?.join(' ')],
        ...[vendor.report?.name ?? (vendor.noReport && `none: ${vendor.noReport}`), vendor.report?.type],
        ...[vendor.report?.periodStart, vendor.report?.periodEnd, vendor.report && reportCoversUntil(vendor.report)],
        ...[vendor.reviewedBy, vendor.reviewedOn],
        vendor.agreements?.map(({ kind, date, where }) => `${kind} ${date} ${where}`).join('; '),
        ...[vendor.marketplace === undefined ? '' : vendor.marketplace ? 'yes' : 'no', vendor.method, vendor.exit],
      ],
    ),
  duty: (view) =>
    table(['id', 'customers have to', 'control', 'told in', 'short'], view, 'duty', ([key, duty]) => [
      ...[key, duty.text, duty.control, duty.where],
    ]),
  exception: (view) =>
    table(
      ['reference', 'criterion', 'control', 'exception', 'answer', 'due', 'fixed', 'evidence', 'short'],
      view,
      'exception',
      ([key, exception]) => [
        ...[key, exception.criterion, exception.control, exception.text, exception.response],
        ...[exception.due, exception.fixedOn, exception.evidence],
      ],
    ),
  engagement: (view) =>
    table(
      [
        ...['id', 'auditor', 'fees', 'readiness', 'Type 1', 'fieldwork', 'report', 'assertion'],
        ...['representation letter', 'short'],
      ],
      view,
      'engagement',
      ([key, engagement]) => [
        ...[key, engagement.auditor, engagement.fees, engagement.readiness, engagement.type1, engagement.fieldwork],
        ...[engagement.report, engagement.assertion, engagement.representation],
      ],
    ),
};

/** The duties that vendors' reports leave to us (CUECs), and our control for each. */
export function vendorDutyTable({ registers }: RegisterView): Table {
  return {
    header: ['vendor', 'duty', 'control'],
    rows: Object.values(registers.vendor).flatMap(({ name, duties = [] }) =>
      duties.map(({ text, control }) => [name, text, control ?? '']),
    ),
  };
}

/** The description criteria. */
export function descriptionTable(criteria: readonly DescriptionCriterion[]): Table {
  return {
    header: ['criterion', 'tells of', 'status', 'text', 'still to be said', 'from'],
    rows: criteria.map((criterion) => [
      ...[criterion.id, criterion.title, criterion.status, descriptionText(criterion).join('\n')],
      ...[criterion.status === 'done' ? '' : criterion.missing.join('; '), criterion.from],
    ]),
  };
}

/** What is missing from a register altogether, with no row of its own; and what concerns none of its rows. */
export function missingEntries({ registers, faults }: RegisterView, kind: RegisterKind): RegisterFault[] {
  return faults.filter(({ register, key }) => register === kind && !Object.hasOwn(registers[kind], key));
}

/** The table without the columns in which nothing stands, and without those named. */
export function withoutEmptyColumns({ header, rows }: Table, drop: readonly string[] = []): Table {
  const used = header.map((name, column) => !drop.includes(name) && rows.some((row) => row[column] !== ''));
  const only = (cells: string[]) => cells.filter((_, column) => used[column]);
  return { header: only(header), rows: rows.map(only) };
}

type Row<Kind extends RegisterKind> = [key: string, record: Registers[Kind][string]];

function table<Kind extends RegisterKind>(
  header: string[],
  { registers, faults }: RegisterView,
  kind: Kind,
  cells: (row: Row<Kind>) => (string | undefined)[],
): Table {
  const faultsOf = Map.groupBy(
    faults.filter(({ register }) => register === kind),
    ({ key }) => key,
  );
  const rows = Object.entries(registers[kind]) as Row<Kind>[];
  return {
    header,
    rows: rows.map((row) => [
      ...cells(row).map((cell) => cell ?? ''),
      (faultsOf.get(row[0]) ?? []).map(({ text }) => text).join('; '),
    ]),
  };
}
