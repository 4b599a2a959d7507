/**
 * Tables of a Word file, written as markup (WordprocessingML, ECMA-376 part 1, 17.4) into the file that the library
 * made. A table of the library is some forty objects for every cell, and it keeps all of them until the file is packed:
 * for 10,000 findings more memory than everything else of a report together (decision 0017).
 */
import { randomUUID } from 'node:crypto';
import { Paragraph, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { inert } from './docx-text.ts';
import { cellPadding } from './docx-widths.ts';
import { escaped } from './html/text.ts';

/** A cell of a table of Word. */
export interface WordCell {
  /** As somebody wrote it; line ends stay. */
  text: string;
  /** Colour of its ground, six hexadecimal digits. */
  fill?: string;
  bold?: boolean;
  /** Its text stands at the right. */
  right?: boolean;
}

/** A table of Word. */
export interface WordTable {
  /** Of the columns, in twentieths of a point. */
  widths: readonly number[];
  /** Size of its letters, in half points. */
  size: number;
  /** Repeated on every page. */
  header: readonly WordCell[] | undefined;
  /** As many cells as widths. Asked for once, when the file is written. */
  rows: () => Iterable<readonly WordCell[]>;
}

const documentPart = 'word/document.xml';

/** The tables of one file: a paragraph holds the place of each until the library has made the file. */
export class TablePlaces {
  // Nobody's text can hold it.
  readonly #mark = `table-${randomUUID()}-`;
  readonly #tables: WordTable[] = [];

  /** The paragraph to put where the table shall stand. After a table Word needs a paragraph. */
  place(table: WordTable): Paragraph {
    this.#tables.push(table);
    return new Paragraph({ children: [new TextRun(`${this.#mark}${this.#tables.length - 1};`)] });
  }

  /** The file with its tables. `archive`: as the library packed it. */
  fill(archive: Uint8Array): Uint8Array {
    const parts = unzipSync(archive);
    const body = strFromU8(parts[documentPart] ?? new Uint8Array());
    return zipSync({ ...parts, [documentPart]: strToU8(this.#filled(body)) });
  }

  #filled(body: string): string {
    const pieces: string[] = [];
    let from = 0;
    for (let at = body.indexOf(this.#mark); at !== -1; at = body.indexOf(this.#mark, from)) {
      const table = this.#tables[Number.parseInt(body.slice(at + this.#mark.length), 10)];
      const start = Math.max(body.lastIndexOf('<w:p>', at), body.lastIndexOf('<w:p ', at));
      pieces.push(body.slice(from, start), ...(table === undefined ? [] : tableMarkup(table)));
      from = body.indexOf('</w:p>', at) + '</w:p>'.length;
    }
    return [...pieces, body.slice(from)].join('');
  }
}

const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const borders = edges.map((edge) => `<w:${edge} w:val="single" w:color="BFC7D1" w:sz="4"/>`).join('');
const margins = Object.entries({ top: 30, left: cellPadding, bottom: 30, right: cellPadding })
  .map(([edge, width]) => `<w:${edge} w:type="dxa" w:w="${width}"/>`)
  .join('');

function* tableMarkup({ widths, size, header, rows }: WordTable): Generator<string> {
  const width = widths.reduce((sum, one) => sum + one, 0);
  yield `<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="${width}"/><w:tblBorders>${borders}</w:tblBorders>` +
    `<w:tblCellMar>${margins}</w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>`;
  const row = (cells: readonly WordCell[]) => cells.map((cell, at) => cellMarkup(cell, widths[at] ?? 0, size)).join('');
  if (header !== undefined) yield `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${row(header)}</w:tr>`;
  for (const cells of rows()) yield `<w:tr><w:trPr><w:cantSplit/></w:trPr>${row(cells)}</w:tr>`;
  yield '</w:tbl>';
}

function cellMarkup({ text, fill, bold = false, right = false }: WordCell, width: number, size: number): string {
  const look = `<w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
  const runs = inert(text)
    .split('\n')
    .map((part, at) => `<w:r>${look}${at > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`);
  return (
    `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/>` +
    `${fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`}<w:vAlign w:val="top"/></w:tcPr>` +
    `<w:p><w:pPr><w:spacing w:after="0"/>${right ? '<w:jc w:val="right"/>' : ''}</w:pPr>${runs.join('')}</w:p></w:tc>`
  );
}
