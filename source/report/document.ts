/**
 * What every format writes: a document of sections, each a list of typed blocks. A format is a small renderer over these
 * and knows nothing of assessments. Texts are as people and AWS wrote them: each renderer makes them safe for its format
 * (core/text.ts).
 */
import type { Day } from '../core/entry.ts';
import type { Brand } from './brand.ts';
import type { BarParts } from './series.ts';

/** How a thing stands. Colour alone never says it: the text says the same in words. */
export type Tone = 'good' | 'partial' | 'bad' | 'unknown' | 'neutral';

/** A piece of a line. */
export interface Span {
  text: string;
  /** `code`: an id, a command. */
  style: 'plain' | 'strong' | 'code';
}

/** A line of text. */
export type Line = string | readonly Span[];

/** A cell; `tone` where it says how something stands. */
export type Cell = string | { text: string; tone: Tone };

/** A column of a table. */
export interface Column {
  /** Stable, in English, for formats with named columns. */
  key: string;
  title: string;
  /** Numbers stand at the right and sort by value; days sort as text. Default text. */
  as?: 'text' | 'number' | 'day';
  /** Share of the width, 1 is usual; for formats that set widths. */
  width?: number;
}

/** A table with a caption; never without a column. */
export interface TableBlock {
  kind: 'table';
  /** Says what the rows are, for whoever sees the table alone. */
  caption: string;
  columns: readonly Column[];
  /** As many cells as columns. */
  rows: readonly (readonly Cell[])[];
  /** What stands in place of a table without rows. */
  empty: string;
}

/** Bars of four parts: evidenced, claimed only, unknown, missing. */
export interface BarsBlock {
  kind: 'bars';
  caption: string;
  rows: readonly { id: string; title: string; bar: BarParts /** What stands beside it. */; text: string }[];
}

/** Figures over days. A point without enough known has no figures. */
export interface TrendBlock {
  kind: 'trend';
  caption: string;
  /** By day. Figures 0–1. */
  points: readonly { day: Day; evidenced?: number; claimed?: number; coverage: number; verdict: string }[];
}

/** One line of a Gantt chart. */
export interface GanttRow {
  id: string;
  title: string;
  owner: string;
  start: Day;
  /** The work is done; from here to `due` the first dated artefact ripens. */
  workDone: Day;
  due: Day;
  critical: boolean;
  state: string;
}

/** A Gantt chart. */
export interface GanttBlock {
  kind: 'gantt';
  caption: string;
  from: Day;
  to: Day;
  rows: readonly GanttRow[];
  /** Days that stand out, such as today and the opening of the window. */
  marks: readonly { day: Day; text: string }[];
}

/** A heat map: how much of something is where. */
export interface HeatBlock {
  kind: 'heat';
  caption: string;
  /** What the rows are, above the first column. */
  corner: string;
  columns: readonly string[];
  /** `value` 0–1 sets the shade; `text` says it. As many cells as columns. */
  rows: readonly { title: string; cells: readonly { value: number; text: string }[] }[];
}

/** A block of a section. */
export type Block =
  | { kind: 'heading' /** Under the section, whose own title is level 2. */; level: 3 | 4; text: string }
  | { kind: 'paragraph'; text: Line }
  /** Stands out: a verdict, a warning. */
  | { kind: 'note'; tone: Tone; title: string; text: Line }
  | { kind: 'list'; ordered: boolean; items: readonly Line[] }
  /** Boxes to tick on paper. */
  | { kind: 'checklist'; items: readonly { text: Line; done: boolean }[] }
  /** Pairs of a term and what it is. */
  | { kind: 'facts'; caption: string; rows: readonly { term: string; text: Line; tone?: Tone }[] }
  /** What only some readers want: may stand closed on a screen, never on paper. Formats without that show it as it is. */
  | { kind: 'details'; title: string; blocks: readonly Block[] }
  /** A paragraph that somebody else wrote, line by line. */
  | { kind: 'quote'; lines: readonly string[] }
  | TableBlock
  | BarsBlock
  | TrendBlock
  | GanttBlock
  | HeatBlock;

/** A section. */
export interface Section {
  /** Stable: link target in HTML, name in `--sections`. */
  id: string;
  title: string;
  blocks: readonly Block[];
}

/** Everything a format writes. */
export interface ReportDocument {
  title: string;
  /** Under the title: the date, for whom. */
  subtitle: string;
  /** On every page and at the end: what it is and is not, in one line. */
  footer: string;
  sections: readonly Section[];
  brand?: Brand;
  /** Meant for few pages: smaller on paper, and no page of its own for each section. */
  compact?: boolean;
}

/** The words of a line, without its styles. */
export function lineText(line: Line): string {
  return typeof line === 'string' ? line : line.map(({ text }) => text).join('');
}

/** The words of a cell. */
export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Characters of a title that fit above a page. */
const runningLength = 90;

/** A title as it stands above every page: one line, however long the name in it is. */
export function runningTitle(title: string): string {
  const characters = [...title];
  return characters.length <= runningLength ? title : `${characters.slice(0, runningLength - 1).join('')}…`;
}
