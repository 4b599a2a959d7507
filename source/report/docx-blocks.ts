/** Blocks of a document as paragraphs and tables of Word, by the styles of its headings, lists and tables. */
import {
  BorderStyle,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, type Cell, type Line, lineText, type TableBlock, type Tone } from './document.ts';
import type { TablePlaces, WordCell } from './docx-tables.ts';
import { inert } from './docx-text.ts';
import { type ColumnNeed, columnNeed, columnWidths } from './docx-widths.ts';

/** What stands in a body of Word. */
export type Child = Paragraph | Table;

/** Names of the lists, declared by who makes the document. */
export const listNames = { bullets: 'report-bullets', numbers: 'report-numbers' } as const;

/** Rows of a table that a document for reading holds; the workbook has all. */
const mostRows = 400;

const fills: Record<Tone, string | undefined> = {
  ...{ good: 'D9EAD3', partial: 'FFF2CC', bad: 'F4CCCC', unknown: 'E3E3E3', neutral: undefined },
};

/** Where the blocks of a file go. */
export interface Page {
  /** Of the text, in twentieths of a point. */
  width: number;
  /** Of the file. */
  tables: TablePlaces;
  /** Meant for few pages: smaller letters and less room in and between tables. */
  compact?: boolean;
}

/** The paragraphs and tables of a block. */
export function blockChildren(block: Block, page: Page): Child[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text, block.level === 3 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3)];
    case 'paragraph':
      return [paragraph(block.text)];
    case 'note':
      return [noteTable(block.tone, block.title, block.text, page.width), spacer()];
    case 'list':
      return block.items.map((item) => {
        const reference = block.ordered ? listNames.numbers : listNames.bullets;
        return paragraph(item, { numbering: { reference, level: 0 } });
      });
    case 'checklist':
      return block.items.map(({ text, done }) =>
        paragraph([{ text: done ? '☒ ' : '☐ ', style: 'plain' }, ...spans(text)], {
          indent: { left: 360, hanging: 360 },
        }),
      );
    case 'facts':
      return dataTable(
        block.caption,
        ['', ''],
        block.rows.map(({ term, text, tone }) => [term, toned(text, tone)]),
        { page, needs: shared([1, 3]), headless: true },
      );
    case 'details':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: runs(block.title, { bold: true }),
        }),
        ...block.blocks.flatMap((one) => blockChildren(one, page)),
      ];
    case 'quote':
      return block.lines.map((line) => paragraph(line, { indent: { left: 360 }, style: 'Quote' }));
    case 'table':
      return tableChildren(block, page);
    case 'bars':
      return dataTable(
        block.caption,
        ['series', 'evidenced █  claimed only ▓  unknown ░  missing ·', 'criteria'],
        block.rows.map(({ id, title, bar, text }) => [`${id} ${title}`, barText(bar), text]),
        { page, needs: shared([4, 4, 4]) },
      );
    case 'trend':
      return dataTable(
        block.caption,
        ['day', 'evidenced', 'claimed', 'coverage', 'verdict'],
        block.points.map(({ day, evidenced, claimed, coverage, verdict }) => [
          ...[day, percent(evidenced), percent(claimed), percent(coverage), verdict],
        ]),
        { page, needs: shared([2, 2, 2, 2, 4]) },
      );
    case 'gantt':
      return ganttChildren(block, page);
    case 'heat':
      return dataTable(
        block.caption,
        [block.corner, ...block.columns],
        block.rows.map(({ title, cells }) => [title, ...cells.map(({ value, text }) => ({ text, heat: value }))]),
        { page, needs: shared([3, ...block.columns.map(() => 1)]) },
      );
  }
}

/** A heading by Word's own style, so that its navigation and table of contents know it. */
export function heading(text: string, level: IParagraphOptions['heading']): Paragraph {
  return new Paragraph({ heading: level, keepNext: true, children: runs(text) });
}

/** A paragraph of a line. */
export function paragraph(line: Line, options: Omit<IParagraphOptions, 'children'> = {}): Paragraph {
  return new Paragraph({ spacing: { after: 80 }, ...options, children: runs(line) });
}

/** A line as runs; line ends inside it stay line ends. */
export function runs(line: Line, look: { bold?: boolean; size?: number; color?: string } = {}): TextRun[] {
  return spans(line).flatMap(({ text, style }) =>
    inert(text)
      .split('\n')
      .map(
        (part, index) =>
          new TextRun({
            text: part,
            ...look,
            ...(index === 0 ? {} : { break: 1 }),
            ...(style === 'strong' ? { bold: true } : {}),
            ...(style === 'code' ? { font: 'Consolas' } : {}),
          }),
      ),
  );
}

function spans(line: Line) {
  return typeof line === 'string' ? [{ text: line, style: 'plain' as const }] : line;
}

function toned(line: Line, tone: Tone | undefined): Cell {
  return tone === undefined ? lineText(line) : { text: lineText(line), tone };
}

function spacer(): Paragraph {
  return new Paragraph({ spacing: { after: 0, before: 0 }, children: [new TextRun({ text: '', size: 8 })] });
}

function tableChildren({ caption, columns, rows, empty }: TableBlock, page: Page): Child[] {
  if (rows.length === 0) return [paragraph(empty)];
  const numbers = new Set(columns.flatMap(({ as }, at) => (as === 'number' ? [at] : [])));
  return dataTable(
    caption,
    columns.map(({ title }) => title),
    rows,
    { page, needs: columns.map((column, at) => columnNeed(column, rows, at)), numbers },
  );
}

type ShownCell = Cell | { text: string; heat: number };

interface Layout {
  page: Page;
  needs: readonly ColumnNeed[];
  numbers?: ReadonlySet<number>;
  /** No row of titles. */
  headless?: boolean;
}

/** Columns that share the room as given, whatever stands in them. */
function shared(shares: readonly number[]): ColumnNeed[] {
  return shares.map((share) => ({ word: 0, share }));
}

function dataTable(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly ShownCell[])[],
  { page: { width, tables, compact = false }, needs, numbers, headless = false }: Layout,
): Child[] {
  // Many columns need a smaller letter.
  const size = titles.length > 9 ? 13 : titles.length > 6 || compact ? 15 : 17;
  const shown = rows.slice(0, mostRows);
  const wordCell = (value: ShownCell, at: number): WordCell => ({
    text: typeof value === 'string' ? value : value.text,
    bold: headless && at === 0,
    right: numbers?.has(at) ?? false,
    ...fillOf(value),
  });
  const table = tables.place({
    widths: columnWidths(width, size, needs),
    size,
    header: headless ? undefined : titles.map((text) => ({ text, bold: true, fill: 'E8EDF3' })),
    rows: () => shown.values().map((row) => row.map(wordCell)),
  });
  const more = rows.length - shown.length;
  return [
    new Paragraph({ style: 'Caption', keepNext: true, children: runs(caption) }),
    table,
    more > 0 ? paragraph(`${more} more rows are in report.xlsx and report.html.`) : spacer(),
  ];
}

function fillOf(value: ShownCell): { fill?: string } {
  if (typeof value === 'string') return {};
  if ('heat' in value) return value.heat > 0 ? { fill: heatFill(value.heat) } : {};
  const fill = fills[value.tone];
  return fill === undefined ? {} : { fill };
}

/** From white to a blue on which black can be read. */
function heatFill(value: number): string {
  const share = Math.min(1, Math.max(0, value));
  const channel = (end: number) =>
    Math.round(255 + (end - 255) * share)
      .toString(16)
      .padStart(2, '0');
  return `${channel(0x9e)}${channel(0xc5)}${channel(0xea)}`.toUpperCase();
}

function noteTable(tone: Tone, title: string, text: Line, width: number): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    borders: {
      top: none,
      bottom: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
      left: { style: BorderStyle.SINGLE, size: 24, color: 'BFC7D1' },
    },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            margins: { top: 80, bottom: 80, left: 140, right: 140 },
            shading: { type: ShadingType.CLEAR, color: 'auto', fill: fills[tone] ?? 'EEF2F6' },
            children: [
              new Paragraph({ spacing: { after: 40 }, children: runs(title, { bold: true }) }),
              new Paragraph({ spacing: { after: 0 }, children: runs(text) }),
            ],
          }),
        ],
      }),
    ],
  });
}

function barText(
  { evidenced, claimedOnly, missing }: { evidenced: number; claimedOnly: number; missing: number },
  width = 20,
): string {
  const [a, b, c] = [evidenced, evidenced + claimedOnly, 1 - missing].map((share) => Math.round(share * width));
  const mark = (at: number) => (at < (a ?? 0) ? '█' : at < (b ?? 0) ? '▓' : at < (c ?? 0) ? '░' : '·');
  return Array.from({ length: width }, (_, at) => mark(at)).join('');
}

function ganttChildren({ caption, rows, marks }: Extract<Block, { kind: 'gantt' }>, page: Page): Child[] {
  const table = dataTable(
    caption,
    ['item', 'owner', 'start', 'work done', 'due', 'state'],
    rows.map(({ id, title, owner, start, workDone, due, critical, state }) => [
      ...[`${id} ${title}`, owner, start, workDone],
      critical ? { text: `${due}, critical`, tone: 'bad' as const } : due,
      state,
    ]),
    { page, needs: shared([5, 2, 2, 2, 2, 2]) },
  );
  return [paragraph(marks.map(({ day, text }) => `${text}: ${day}`).join(' · ')), ...table];
}

function percent(value: number | undefined): string {
  return value === undefined ? 'not enough known' : `${Math.round(value * 100)} %`;
}
