/** Blocks as HTML. */
import type { Block, TableBlock } from '../document.ts';
import { barsHtml, ganttHtml, heatHtml, trendHtml } from './charts.ts';
import { cellHtml, escaped, lineHtml, tonedHtml } from './text.ts';

/** Widths that a table may ask for on a screen, in rem; each has a class. */
export const tableWidths = [20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120] as const;

/** Width of a usual column on a screen, in rem. */
const columnRem = 6;

/** Rows from which a filter is worth its place. */
const filterFrom = 12;

/** The sum of the widths of a table's columns, in usual columns. */
export function tableWidth({ columns }: TableBlock): number {
  return columns.reduce((sum, { width = 1 }) => sum + width, 0);
}

/** A block. */
export function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${lineHtml(block.text)}</p>`;
    case 'note':
      return `<div class="note ${block.tone}"><p class="note-title">${tonedHtml(block.title, block.tone)}</p><p>${lineHtml(block.text)}</p></div>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${lineHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'checklist':
      return `<ul class="boxes">${block.items.map(({ text, done }) => `<li><span class="box" aria-hidden="true">${done ? '☑' : '☐'}</span><span class="hidden">${done ? 'done: ' : 'to do: '}</span>${lineHtml(text)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.rows.map(({ term, text, tone }) => `<div><dt>${escaped(term)}</dt><dd>${tone === undefined || typeof text !== 'string' ? lineHtml(text) : tonedHtml(text, tone)}</dd></div>`).join('')}</dl>`;
    case 'details':
      return `<details><summary>${escaped(block.title)}</summary>${block.blocks.map(blockHtml).join('\n')}</details>`;
    case 'quote':
      return `<blockquote>${block.lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</blockquote>`;
    case 'table':
      return tableHtml(block);
    case 'bars':
      return barsHtml(block);
    case 'trend':
      return trendHtml(block);
    case 'gantt':
      return ganttHtml(block);
    case 'heat':
      return heatHtml(block);
  }
}

/** Most columns of a table whose rows become cards on a telephone; a wider one scrolls. */
const mostCards = 6;

/** The first column names the row. A table too wide for the screen scrolls by itself, by keyboard too. */
function tableHtml(block: TableBlock): string {
  const { caption, columns, rows, empty } = block;
  if (rows.length === 0) return `<p class="empty">${escaped(caption)}: ${escaped(empty)}</p>`;
  const sum = tableWidth(block);
  const wanted = sum * columnRem;
  const width = tableWidths.find((one) => one >= wanted) ?? tableWidths.at(-1);
  const cols = columns.map((column) => `<col width="${(((column.width ?? 1) / sum) * 100).toFixed(1)}%">`);
  const head = columns.map(
    ({ title, as = 'text' }) =>
      `<th scope="col" data-as="${as}"${as === 'number' ? ' class="number"' : ''}>${escaped(title)}</th>`,
  );
  const cards = columns.length <= mostCards;
  const body = rows.map((cells) => {
    const [first = '', ...others] = cells;
    const tds = others.map((cell, index) => {
      const { as = 'text', title = '' } = columns[index + 1] ?? {};
      const label = cards && cell !== '' ? ` data-label="${escaped(title)}"` : '';
      return `<td${as === 'text' ? '' : ` class="${as}"`}${label}>${cellHtml(cell)}</td>`;
    });
    return `<tr><th scope="row">${cellHtml(first)}</th>${tds.join('')}</tr>`;
  });
  return (
    `<div class="scroll" role="group" aria-label="${escaped(caption)}" tabindex="0"><table class="data m${width}${cards ? ' cards' : ''}"${rows.length < filterFrom ? '' : ' data-filter'}><caption>${escaped(caption)}</caption>` +
    `<colgroup>${cols.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table></div>`
  );
}
