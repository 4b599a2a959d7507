/** The sheets that people edit and give back: plan and RACI, with the columns they added themselves. */
import type { Decisions, PlanItem, Raci } from '../core/decision.ts';
import { type KeptColumns, type KeptSheet, keptCell } from '../core/kept-columns.ts';
import { planTable, raciTable, type Table } from './tables.ts';

/** What the columns of people say. */
export type Kept = Readonly<Record<KeptSheet, KeptColumns>>;

/** The plan: one word a state, why it is so, until when and by whom, what it costs, and the columns people added. */
export function planSheet(decisions: Pick<Decisions, 'plan'>, kept: Kept): Table {
  const { header, rows } = planTable(decisions as Decisions);
  const items = new Map(decisions.plan.items.map((item) => [item.id, item]));
  const at = header.indexOf('state');
  const table: Table = {
    header: [...header.slice(0, at + 1), 'reason', 'until', 'approver', 'cost', ...header.slice(at + 1)],
    rows: rows.map((row) => {
      const item = items.get(row[0] ?? '');
      const accepted = [item?.acceptedUntil ?? '', item?.acceptedBy ?? ''];
      const own = [item?.state ?? '', item?.stateReason ?? '', ...accepted, item?.cost ?? ''];
      return [...row.slice(0, at), ...own, ...row.slice(at + 1)];
    }),
  };
  return withKept(table, kept.plan);
}

/** What a worked-out column of the plan says of an item. */
export function planCells(decisions: Pick<Decisions, 'plan'>): (item: PlanItem, column: string) => string {
  const { header, rows } = planTable(decisions as Decisions);
  const byId = new Map(rows.map((row) => [row[0], row]));
  return (item, column) => byId.get(item.id)?.[header.indexOf(column)] ?? '';
}

/** The matrix and the columns people added. */
export function raciSheet(raci: Raci, kept: Kept): Table {
  return withKept(raciTable(raci), kept.raci);
}

/** Columns that bear a title of ours are left out: they could not be told apart when the sheet comes back. */
function withKept({ header, rows }: Table, kept: KeptColumns): Table {
  const ours = new Set(header.map((title) => title.toLowerCase()));
  const titles = kept.columns.filter((title) => !ours.has(title.toLowerCase()));
  return {
    header: [...header, ...titles],
    rows: rows.map((row) => [...row, ...titles.map((title) => keptCell(kept, row[0] ?? '', title))]),
  };
}
