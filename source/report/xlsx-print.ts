/** How the sheets print: as wide as a page or two, the header on every page, and which sheet and page it is. */
import type writeExcelFile from 'write-excel-file/node';
import { insertElementMarkupAccordingToOrderOfSiblings as insert, sanitizeTextContent } from 'write-excel-file/utility';
import { columnWidths, type Sheet } from './xlsx.ts';
import { partsOfSheet } from './xlsx-features.ts';

type Feature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>[number];

/** Characters of all columns together that can still be read on one landscape page. */
const onePage = 350;

/** From so many columns on, the first stays in sight and is repeated on the page beside. */
const manyColumns = 7;

/** Columns that stay where they are while the others move. */
export function stickyColumns({ table }: Sheet): number {
  return table.header.length >= manyColumns ? 1 : 0;
}

/** The feature for these sheets, by the names they have in the workbook. */
export function printing(sheets: readonly Sheet[], names: readonly string[]): Feature {
  const titles = sheets.map((sheet, index) => {
    const name = `'${(names[index] ?? '').replaceAll("'", "''")}'`;
    const range = stickyColumns(sheet) > 0 ? `${name}!$A:$A,${name}!$1:$1` : `${name}!$1:$1`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sanitizeTextContent(range)}</definedName>`;
  });
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('<definedNames/>', () => `<definedNames>${titles.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            if (sheet === undefined) return xml;
            const width = columnWidths(sheet.table).reduce((sum, { width: of }) => sum + of, 0);
            const wide = `fitToWidth="${width > onePage ? 2 : 1}" fitToHeight="0"`;
            const fitted = insert(
              xml.replace('<pageSetup ', () => `<pageSetup ${wide} `),
              '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
              partsOfSheet,
              'worksheet',
            );
            const footer = '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>';
            return insert(fitted, footer, partsOfSheet, 'worksheet');
          },
        },
      },
    },
  };
}
