/** What the library leaves to its users: filters on the header, and lists of values to choose from. */

import type writeExcelFile from 'write-excel-file/node';
import {
  getCellAddress,
  insertElementMarkupAccordingToOrderOfSiblings as insert,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import type { Sheet } from './xlsx.ts';

type Feature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>[number];
type SheetPart = NonNullable<NonNullable<NonNullable<Feature['files']>['transform']>['xl/worksheets/sheet{id}.xml']>;

/** Rows below the last for which a list is offered too, for who adds one. */
const rowsBelow = 200;

/** Longest list that fits into a rule (Excel). */
const longestList = 255;

/** Parts of a sheet in the order that the standard asks for (ECMA-376, CT_Worksheet); another order is a damaged file. */
const order = [
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
    const filtered = insert(xml, filterMarkup(sheet), order, 'worksheet');
    const choices = choicesMarkup(sheet);
    return choices === '' ? filtered : insert(filtered, choices, order, 'worksheet');
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
