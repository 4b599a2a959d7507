/** What all sections are made with. */
import type { CheckStatus } from '../../core/finding.ts';
import type { ControlState, CriterionState, Type1Verdict, WindowVerdict } from '../../core/score-types.ts';
import {
  type Block,
  type Cell,
  type Column,
  cellText,
  type Line,
  type Span,
  type TableBlock,
  type Tone,
} from '../document.ts';
import type { Table } from '../tables.ts';

/** How much a section says: `brief` fits a board's two pages. */
export type Detail = 'brief' | 'full';

/** The tone of a state of a control or a criterion. */
export const stateTone: Readonly<Record<ControlState | CriterionState, Tone>> = {
  Met: 'good',
  Inherited: 'neutral',
  Partial: 'partial',
  Gap: 'bad',
  Contradicted: 'bad',
  Unknown: 'unknown',
  Unsupported: 'unknown',
};

/** The tone of a verdict. Unknown is never good and never bad. */
export const verdictTone: Readonly<Record<Type1Verdict | WindowVerdict, Tone>> = {
  'Not ready': 'bad',
  'Not enough known': 'unknown',
  'Ready with conditions': 'partial',
  Ready: 'good',
  'Not started': 'neutral',
  'At risk': 'bad',
  'On track with exceptions': 'partial',
  'On track': 'good',
};

/** The tone of a check's status. */
export const checkTone: Readonly<Record<CheckStatus, Tone>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'unknown',
  'not-applicable': 'neutral',
};

/** A figure 0–1 as a whole percentage, without the sign. */
export function percent(value: number): string {
  return String(Math.round(value * 100));
}

/** A column that holds text as wide as usual, unless said otherwise. */
export function column(key: string, title: string, width = 1, as: Column['as'] = 'text'): Column {
  return { key, title, width, as };
}

/** A table. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  empty = 'None.',
): TableBlock {
  return { kind: 'table', caption, columns, rows, empty };
}

/** A table without those of the named columns in which no row says anything. */
export function withoutEmpty(block: TableBlock, keys: readonly string[]): TableBlock {
  const keep = block.columns.map(
    ({ key }, at) => !keys.includes(key) || block.rows.some((row) => cellText(row[at] ?? '') !== ''),
  );
  const kept = <T>(cells: readonly T[]) => cells.filter((_, at) => keep[at]);
  return { ...block, columns: kept(block.columns), rows: block.rows.map(kept) };
}

/** A table of the command line as a block, column titles as they are there. */
export function fromTable({ header, rows }: Table, caption: string, empty: string): TableBlock {
  const isNumber = (index: number) => rows.length > 0 && rows.every((row) => /^\d*(\.\d+)?$/.test(row[index] ?? ''));
  const columns = header.map((title, index) =>
    column(title, title, Math.min(4, longest(rows, index) > 40 ? 3 : 1), isNumber(index) ? 'number' : 'text'),
  );
  return table(caption, columns, rows, empty);
}

function longest(rows: readonly string[][], index: number): number {
  return rows.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), 0);
}

/** A cell that says how something stands. */
export function toned(text: string, tone: Tone): Cell {
  return { text, tone };
}

/** A paragraph. */
export function paragraph(text: Line): Block {
  return { kind: 'paragraph', text };
}

/** A heading under the section's own. */
export function heading(text: string, level: 3 | 4 = 3): Block {
  return { kind: 'heading', level, text };
}

/** A list; nothing where it would be empty. */
export function list(items: readonly Line[], ordered = false): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', ordered, items }];
}

/** Strong words in a line. */
export function strong(text: string): Span {
  return { text, style: 'strong' };
}

/** Plain words in a line. */
export function plain(text: string): Span {
  return { text, style: 'plain' };
}

/** An id or a command in a line. */
export function code(text: string): Span {
  return { text, style: 'code' };
}

/** The first so many; and what says how many more there are. */
export function first<T>(items: readonly T[], most: number): { shown: readonly T[]; more: number } {
  return { shown: items.slice(0, most), more: Math.max(0, items.length - most) };
}
