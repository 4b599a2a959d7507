/** The plan back from a spreadsheet: what people changed in it, before anything is written. */
import type { Assessment } from './assessment.ts';
import { isDay } from './calendar.ts';
import type { CsvRecord, CsvTable, FileFault } from './csv.ts';
import type { Decisions, PlanItem } from './decision.ts';
import type { Day, EntryBody, PlanState } from './entry.ts';
import { type KeptChange, keptCell, keptEntries, keptTitle, sameCell } from './kept-columns.ts';
import { ownValue } from './own-record.ts';
import type { ControlId } from './questionnaire.ts';
import { duplicateColumns } from './sheet-columns.ts';
import { dayCell, noDay, sameInSheet } from './sheet-values.ts';

/** Columns of the plan that people may change. */
const planColumns = {
  ...{ state: 'state', owner: 'owner', reason: 'reason', until: 'until', approver: 'approver', cost: 'cost' },
} as const;

/** States to choose from. `closed` is there for reading: the model closes an item, nobody's word does (rule S-R1). */
export const planStates: readonly PlanState[] = ['open', 'doing', 'blocked', 'done', 'accepted'];

/** Columns that are worked out and not taken in. */
const workedOutPlanColumns = [
  ...['box', 'phase', 'effort', 'lead days', 'start', 'due', 'slack', 'points', 'action', 'accepted when', 'after'],
  'rank',
];

/** One changed item: its state with what goes with it, its owner, or what it costs. */
export interface PlanChange {
  control: ControlId;
  what: 'state' | 'owner' | 'cost';
  was: string;
  now: string;
  /** Behind a changed state. */
  state?: { state: PlanState; reason?: string; until?: Day; approver?: string };
}

/** What a table says against the plan. */
export interface PlanDiff {
  changes: PlanChange[];
  kept: KeptChange[];
  /** Everything wrong with the table; with one of them nothing may be applied. */
  faults: FileFault[];
  /** Items of the plan that the table leaves out: they stay as they are. */
  untouched: ControlId[];
  /** Rows whose gap is gone since the table was made: nothing of them is taken in but the columns people added. */
  gone: ControlId[];
  /** Cells of worked-out columns that differ from the plan of today. */
  workedOut: number;
}

interface Reading {
  columns: readonly string[];
  /** Every cell of the column `until`: they tell the order of day and month. */
  untils: readonly string[];
  decisions: Pick<Decisions, 'plan' | 'controls' | 'gaps'>;
  assessment: Assessment;
  faults: FileFault[];
}

/** Compares a table with the plan: a row per item. An empty cell of state or owner leaves it as it is. */
export function diffPlan(
  { header, records }: CsvTable,
  decisions: Reading['decisions'],
  assessment: Assessment,
  /** What the worked-out columns say today, by item id and column. */
  today: (item: PlanItem, column: string) => string,
): PlanDiff {
  const diff: PlanDiff = { changes: [], kept: [], faults: [], untouched: [], gone: [], workedOut: 0 };
  const columns = header.cells;
  diff.faults.push(...duplicateColumns(header));
  if (!has(columns, 'id')) {
    const next = 'Start from: soc2-ready plan --format csv, or the sheet Plan of report.xlsx';
    return { ...diff, faults: [...diff.faults, { line: header.line, problem: 'There is no column "id"', next }] };
  }
  const untils = records.map((record) => cellAt(columns, record, 'until'));
  const reading: Reading = { columns, untils, decisions, assessment, faults: diff.faults };
  const items = new Map(decisions.plan.items.map((item) => [item.control.toLowerCase(), item]));
  const seen = new Map<string, number>();
  for (const record of records) {
    const { line } = record;
    const id = cellAt(columns, record, 'id').replace(/^plan:/i, '');
    const control = decisions.controls.find((one) => one.id.toLowerCase() === id.toLowerCase());
    const fault = (problem: string, next: string) => diff.faults.push({ line, column: 'id', problem, next });
    if (control === undefined) {
      fault(`There is no item "${id}" in the plan`, 'Correct the id, or delete the row.');
      continue;
    }
    const before = seen.get(control.id);
    if (before !== undefined) {
      fault(`${control.id} is there already, above at ${before}`, 'Leave one of the two.');
      continue;
    }
    seen.set(control.id, line);
    diff.kept.push(...keptChanges(reading, record, `plan:${control.id}`));
    const item = items.get(control.id.toLowerCase());
    if (item === undefined) diff.gone.push(control.id);
    else {
      diff.changes.push(...stateChange(reading, record, item), ...ownerChange(reading, record, item));
      diff.changes.push(...costChange(reading, record, item));
      const worked = workedOutPlanColumns.filter((column) => has(columns, column));
      diff.workedOut += worked.filter(
        (column) => !sameInSheet(today(item, column), cellAt(columns, record, column)),
      ).length;
    }
  }
  diff.untouched = decisions.plan.items.flatMap(({ control }) => (seen.has(control) ? [] : [control]));
  return diff;
}

function stateChange({ columns, untils, decisions, faults }: Reading, record: CsvRecord, item: PlanItem): PlanChange[] {
  const { line } = record;
  const typed = cellAt(columns, record, 'state').toLowerCase();
  // As the plan on a terminal says it.
  const word = typed === 'done, to re-test' ? 'done' : typed;
  const fault = (column: string, problem: string, next: string): PlanChange[] => {
    faults.push({ line, column, problem, next });
    return [];
  };
  if (word === 'closed') {
    const gap = decisions.gaps.find(({ control }) => control === item.control);
    return fault('state', `${item.control} is not closed: ${gap?.reason ?? 'its gap is open'}`, 'Write done.');
  }
  if (word !== '' && !planStates.includes(word as PlanState))
    return fault('state', `"${typed}" is no state`, `Write ${planStates.join(', ')}, or nothing.`);
  const state = word === '' ? item.state : (word as PlanState);
  const wasReason = item.stateReason ?? '';
  const typedReason = cellAt(columns, record, 'reason');
  // A table without the column says nothing of reasons: one stays for as long as its state does.
  const keeps = !has(columns, 'reason') ? state === item.state : sameCell(wasReason, typedReason);
  const reason = keeps ? wasReason : typedReason;
  const wasUntil = item.acceptedUntil ?? '';
  const typedUntil = has(columns, 'until') ? dayCell(cellAt(columns, record, 'until'), wasUntil, untils) : wasUntil;
  const until = state === 'accepted' ? typedUntil : '';
  const wasApprover = item.acceptedBy ?? '';
  const typedApprover = cellAt(columns, record, 'approver');
  const keepsApprover = !has(columns, 'approver') || sameCell(wasApprover, typedApprover);
  const approver = state !== 'accepted' ? '' : keepsApprover ? wasApprover : typedApprover;
  const ended = state === 'accepted' && (until !== wasUntil || approver !== wasApprover);
  const changed = state !== item.state || reason !== wasReason || ended;
  if (!changed) return [];
  if ((state === 'blocked' || state === 'accepted') && reason === '')
    return fault('reason', `${state} needs a reason`, 'Say what it waits for, or why it may stay as it is.');
  if (state === 'accepted' && !isDay(until))
    return fault('until', noDay(until), 'Write the last day on which it may stay so as YYYY-MM-DD.');
  if (state === 'accepted' && approver === '')
    return fault('approver', 'accepted needs an approver', 'Name who decided that it may stay as it is.');
  const goesWith = {
    ...(reason === '' ? {} : { reason }),
    ...(until === '' ? {} : { until }),
    ...(approver === '' ? {} : { approver }),
  };
  return [
    {
      ...{ control: item.control, what: 'state' as const },
      was: stateWords(item.state, wasReason, wasUntil, wasApprover),
      now: stateWords(state, reason, until, approver),
      state: { state, ...goesWith },
    },
  ];
}

function stateWords(state: PlanState, reason: string, until: string, approver: string): string {
  const by = approver === '' ? '' : ` by ${approver}`;
  const end = state === 'accepted' ? `${by}${until === '' ? '' : ` until ${until}`}` : '';
  return `${state}${end}${reason === '' ? '' : ` (${reason})`}`;
}

/** An emptied cell takes the cost away; a table without the column says nothing of costs. */
function costChange({ columns }: Reading, record: CsvRecord, item: PlanItem): PlanChange[] {
  const was = item.cost ?? '';
  const now = cellAt(columns, record, 'cost');
  if (!has(columns, 'cost') || sameInSheet(was, now)) return [];
  return [{ control: item.control, what: 'cost', was, now }];
}

function ownerChange({ columns, faults }: Reading, record: CsvRecord, item: PlanItem): PlanChange[] {
  const now = cellAt(columns, record, 'owner');
  if (now === '' || sameCell(item.owner, now)) return [];
  if (/^(aws|amazon( web services)?|all staff)$/i.test(now)) {
    const problem = `${now} cannot own a plan item`;
    faults.push({ line: record.line, column: 'owner', problem, next: 'Name one person inside (rule R11).' });
    return [];
  }
  return [{ control: item.control, what: 'owner', was: item.owner, now }];
}

function keptChanges({ columns, assessment }: Reading, record: CsvRecord, row: string): KeptChange[] {
  const ours = new Set(['id', 'control', ...Object.values(planColumns), ...workedOutPlanColumns]);
  return columns.flatMap((column, at): KeptChange[] => {
    if (column === '' || ours.has(column.toLowerCase())) return [];
    const { plan } = assessment.keptColumns;
    const was = keptCell(plan, row, column);
    const now = record.cells[at] ?? '';
    return sameCell(was, now) ? [] : [{ row, column: keptTitle(plan, column), was, now }];
  });
}

/** The entries that make it so. The A moves with an owner where somebody has set letters of that row by hand. */
export function planEntries({ changes, kept }: PlanDiff, assessment: Assessment, on: Day): EntryBody[] {
  const states = new Set(changes.flatMap(({ control, state }) => (state === undefined ? [] : [control])));
  const costs = new Map(
    changes.flatMap(({ control, what, now }) => (what === 'cost' ? [[control, now] as const] : [])),
  );
  const bodies = changes.flatMap(({ control, what, now, state }): EntryBody[] => {
    const base = { type: 'plan', item: `plan:${control}`, on } as const;
    const cost = costs.get(control);
    if (state !== undefined) return [{ ...base, ...state, ...(cost === undefined ? {} : { cost }) }];
    if (what === 'cost') return states.has(control) ? [] : [{ ...base, ...standing(assessment, control), cost: now }];
    const byHand = assessment.raci.some((set) => set.control === control && !set.standIn);
    const owner: EntryBody = { type: 'owner', control, person: now };
    return byHand ? [owner, { type: 'raci', control, person: now, role: 'A' }] : [owner];
  });
  return [...bodies, ...keptEntries('plan', kept)];
}

/** What was said of an item, which its cost leaves as it is, with the day it was said. */
function standing({ plan }: Assessment, control: ControlId): { state: PlanState; on?: Day } {
  const said = ownValue(plan, `plan:${control}`);
  if (said === undefined) return { state: 'open' };
  const { by: _by, at: _at, entry: _entry, cost: _cost, ...rest } = said;
  return rest;
}

function has(columns: readonly string[], title: string): boolean {
  return columns.some((column) => column.toLowerCase() === title);
}

function cellAt(columns: readonly string[], { cells }: CsvRecord, title: string): string {
  return cells[columns.findIndex((column) => column.toLowerCase() === title)] ?? '';
}
