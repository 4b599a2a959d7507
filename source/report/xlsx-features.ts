/** What the library leaves to its users: filters on the header, and lists of values to choose from. */

import type writeExcelFile from 'write-excel-file/node';
import {
  getCellAddress,
  insertElementMarkupAccordingToOrderOfSiblings as insert,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { columnWidths, type Sheet } from './xlsx.ts';

type Feature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>[number];
type SheetPart = NonNullable<NonNullable<NonNullable<Feature['files']>['transform']>['xl/worksheets/sheet{id}.xml']>;

/** Rows below the last for which a list is offered too, for who adds one. */
const rowsBelow = 200;

/** Longest list that fits into a rule (Excel). */
const longestList = 255;

/** Parts of a sheet in the order that the standard asks for (ECMA-376, CT_Worksheet); another order is a damaged file. */
export const partsOfSheet = [
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection'],
  ...['protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells'],
  ...['phoneticPr', 'conditionalFormatting', 'dataValidations', 'hyperlinks', 'printOptions', 'pageMargins'],
  ...['pageSetup', 'headerFooter', 'rowBreaks', 'colBreaks', 'drawing', 'legacyDrawing', 'tableParts', 'extLst'],
];

/** The feature for these sheets, in the order of the workbook. */
export function filtersAndChoices(sheets: readonly Sheet[]): Feature {
  const transform: NonNullable<SheetPart['transform']> = (xml, _options, { sheetIndex }) => {
    const sheet = sheets[sheetIndex];
    if (sheet === undefined || sheet.table.header.length === 0) return xml;
    const filtered = insert(xml, filterMarkup(sheet), partsOfSheet, 'worksheet');
    const choices = choicesMarkup(sheet);
    return choices === '' ? filtered : insert(filtered, choices, partsOfSheet, 'worksheet');
  };
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}

function filterMarkup({ table: { header, rows } }: Sheet): string {
  return `<autoFilter ref="A1:${getCellAddress(rows.length, header.length - 1)}"/>`;
}

function choicesMarkup({ table: { header, rows }, choices = {} }: Sheet): string {
  const rules = Object.entries(choices).flatMap(([title, values]) => {
    const column = header.indexOf(title);
    const list = values.join(',');
    if (column < 0 || list.length > longestList) return [];
    const range = `${getCellAddress(1, column)}:${getCellAddress(rows.length + rowsBelow, column)}`;
    const words = sanitizeAttributeValue(`One of: ${values.join(', ')}`);
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Not one of the list" error="${words}" sqref="${range}">` +
        `<formula1>${sanitizeTextContent(`"${list}"`)}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

/** Height of a line, and the most that a row can have, in points (Excel). */
const [lineHeight, highestRow] = [15, 409];

/**
 * Heights for rows with wrapped texts. They are not marked as set by hand, so a program that fits rows itself goes on
 * doing so; LibreOffice does not, and would print one text over the next.
 */
export function rowHeights(sheets: readonly Sheet[]): Feature {
  const widths = sheets.map(({ table }) => columnWidths(table).map(({ width }) => width));
  const transformElementAttributes: NonNullable<SheetPart['transformElementAttributes']> = (
    tagName,
    attributes,
    index,
    _options,
    { sheetIndex },
  ) => {
    const table = sheets[sheetIndex]?.table;
    if (tagName !== 'row' || index === undefined || table === undefined) return attributes;
    const cells = (index === 0 ? table.header : table.rows[index - 1]) ?? [];
    const lines = Math.max(1, ...cells.map((cell, at) => linesOf(cell, widths[sheetIndex]?.[at] ?? 10)));
    return { ...attributes, ht: Math.min(highestRow, lines * lineHeight) };
  };
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transformElementAttributes } } } };
}

/** Lines of a text in a column of this width; words break early, so a little less than the width counts. */
function linesOf(text: string, width: number): number {
  const lines = text.slice(0, 4000).split('\n');
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.9))), 0);
}
