/** A document as Markdown. Everything that came from people or AWS is escaped; a table stays a table whatever is in it. */
import { markdown } from '../core/text.ts';
import {
  type Block,
  type Cell,
  cellText,
  type Line,
  type ReportDocument,
  type Section,
  type Span,
  type TrendBlock,
} from './document.ts';
import type { BarParts } from './series.ts';

/** The whole document. */
export function markdownDocument({ title, subtitle, footer, sections, brand }: ReportDocument): string {
  const contact = brand?.contact === undefined ? [] : [paragraph(brand.contact)];
  const parts = [
    `# ${markdown(title)}`,
    paragraph(subtitle),
    ...contact,
    ...sections.flatMap(sectionParts),
    ...(footer === '' ? [] : ['---', paragraph(footer)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionParts({ title, blocks }: Section): string[] {
  return [`## ${markdown(title)}`, ...blocks.flatMap((block) => blockParts(block, 0))];
}

/** A block as the paragraphs it comes to; `inside`: how many levels deeper its headings stand. */
function blockParts(block: Block, inside: number): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(Math.min(6, block.level + inside))} ${markdown(block.text)}`];
    case 'paragraph':
      return [paragraph(block.text)];
    case 'note':
      return [`> **${markdown(block.title)}**  \n> ${start(lineMarkdown(block.text))}`];
    case 'list':
      return listParts(block.items.map((item, place) => `${block.ordered ? `${place + 1}.` : '-'} ${paragraph(item)}`));
    case 'checklist':
      return listParts(block.items.map(({ text, done }) => `- [${done ? 'x' : ' '}] ${paragraph(text)}`));
    case 'facts':
      return listParts(block.rows.map(({ term, text }) => `- **${markdown(term)}:** ${lineMarkdown(text)}`));
    case 'details':
      return [`#### ${markdown(block.title)}`, ...block.blocks.flatMap((one) => blockParts(one, inside + 1))];
    case 'quote':
      return listParts(
        block.lines
          .map((line) => `> ${start(markdown(line))}`)
          .flatMap((line) => [line, '>'])
          .slice(0, -1),
      );
    default:
      return pictureParts(block);
  }
}

/** Tables, and charts as tables. */
function pictureParts(block: Extract<Block, { caption: string }>): string[] {
  const { caption } = block;
  switch (block.kind) {
    case 'table':
      return block.rows.length === 0
        ? [paragraph(block.empty)]
        : [
            `**${markdown(caption)}**`,
            table(
              block.columns.map(({ title }) => title),
              block.rows,
            ),
          ];
    case 'bars':
      return [
        `**${markdown(caption)}**: █ evidenced, ▓ claimed only, ░ unknown, · missing`,
        table(
          ['series', 'bar', 'evidenced', 'criteria'],
          block.rows.map(({ id, title, bar, text }) => [
            `${id} ${title}`,
            barText(bar),
            String(Math.round(bar.evidenced * 100)),
            text,
          ]),
        ),
      ];
    case 'trend':
      return [`**${markdown(caption)}**`, table(['day', 'Type 1', 'evidenced', 'claimed', 'known'], trendRows(block))];
    case 'gantt':
      return [
        `**${markdown(caption)}**, ${block.marks.map(({ day, text }) => `${markdown(text)} ${day}`).join(', ')}`,
        table(
          ['item', 'what', 'owner', 'start', 'work done', 'due', 'critical'],
          block.rows.map(({ id, title, owner, start: from, workDone, due, critical }) => [
            ...[id, title, owner, from, workDone, due, critical ? 'critical' : ''],
          ]),
        ),
      ];
    case 'heat':
      return [
        `**${markdown(caption)}**`,
        table(
          [block.corner, ...block.columns],
          block.rows.map(({ title, cells }) => [title, ...cells.map(({ text }) => text)]),
        ),
      ];
    default:
      return [];
  }
}

function trendRows({ points }: TrendBlock): string[][] {
  const percent = (value: number | undefined) => (value === undefined ? '–' : String(Math.round(value * 100)));
  return points.map(({ day, verdict, evidenced, claimed, coverage }) => [
    ...[day, verdict, percent(evidenced), percent(claimed), `${percent(coverage)} %`],
  ]);
}

/** The bar in 20 characters. */
export function barText(bar: BarParts, width = 20): string {
  const ends = [bar.evidenced, bar.evidenced + bar.claimedOnly, 1 - bar.missing].map((share) =>
    Math.round(share * width),
  );
  return Array.from({ length: width }, (_, i) =>
    i < (ends[0] ?? 0) ? '█' : i < (ends[1] ?? 0) ? '▓' : i < (ends[2] ?? 0) ? '░' : '·',
  ).join('');
}

function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(header.map(markdown)),
    row(header.map(() => '---')),
    ...rows.map((cells) => row(cells.map((cell) => markdown(cellText(cell))))),
  ].join('\n');
}

/** One paragraph per list, so that nothing stands between its items. */
function listParts(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function paragraph(line: Line): string {
  return start(lineMarkdown(line));
}

function lineMarkdown(line: Line): string {
  return typeof line === 'string' ? markdown(line) : line.map(spanMarkdown).join('');
}

/** Ids are bold too: nothing can be escaped inside Markdown's code. No marks around spaces, where they would be no marks. */
function spanMarkdown({ text, style }: Span): string {
  const escaped = markdown(text);
  return style === 'plain' || escaped === '' || escaped !== escaped.trim() ? escaped : `**${escaped}**`;
}

/** Text at the beginning of a line: what would make a list, a heading, a rule or a quote of it is escaped. */
function start(text: string): string {
  return text
    .trimStart()
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
