/** Excel sheets: what is inside, looked at without the library that wrote it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { xlsxSheet, xlsxWorkbook } from '../../source/report/xlsx.ts';

/** The text of one file of a ZIP archive, found through its central directory. */
function unzip(archive: Buffer, name: string): string {
  for (let at = archive.indexOf('PK\u0001\u0002'); at !== -1; at = archive.indexOf('PK\u0001\u0002', at + 4)) {
    const length = archive.readUInt16LE(at + 28);
    if (archive.subarray(at + 46, at + 46 + length).toString() !== name) continue;
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const data = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    return (archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString();
  }
  throw new Error(`no ${name} in the archive`);
}

test('every cell is text, the header stays in sight, and nothing hostile gets through', async () => {
  const hostile = ['=1+1', '+2', '@SUM(A1)', '<script>&', '\u001b[31mred\u0007', 'line\nbreak', '表 👩‍💻'];
  const sheet = await xlsxSheet('Questions', {
    header: ['id', 'text'],
    rows: hostile.map((text, i) => [`${i}`, text]),
  });
  const cells = unzip(sheet, 'xl/worksheets/sheet1.xml');
  const strings = unzip(sheet, 'xl/sharedStrings.xml');
  assert.equal(cells.match(/<row /g)?.length, hostile.length + 1);
  assert.match(cells, /<pane ySplit="1"/);
  assert.doesNotMatch(cells, /<f>/, 'no formula');
  assert.ok(
    [...cells.matchAll(/<c [^>]*>/g)].every(([cell]) => cell.includes('t="s"')),
    'text only',
  );
  for (const text of ['=1+1', '&lt;script&gt;&amp;', 'red', '表 👩‍💻']) assert.ok(strings.includes(text), text);
  assert.doesNotMatch(strings, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
});

test('a column of numbers holds numbers, and text where a cell is none; it prints page by page under its header', async () => {
  const header = ['id', 'points', 'a', 'b', 'c', 'd', 'e'];
  const row = (id: string, points: string) => [id, points, '', '', '', '', ''];
  const book = await xlsxWorkbook([
    {
      name: "Ann's",
      table: { header, rows: [row('7', '10.5'), row('8', '=1'), row('9', '-2')] },
      numbers: { points: '0.0' },
    },
    { name: 'Small', table: { header: ['id'], rows: [['1']] } },
  ]);
  const sheet = unzip(book, 'xl/worksheets/sheet1.xml');
  assert.match(sheet, /<c r="B2"[^>]*><v>10\.5<\/v>/);
  for (const cell of ['A2', 'B3', 'B4']) assert.match(sheet, new RegExp(`<c r="${cell}"[^>]*t="s"`), cell);
  assert.match(sheet, /<pane ySplit="1" xSplit="1"/);
  assert.match(sheet, /<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>/);
  assert.match(sheet, /<pageSetup fitToWidth="1" fitToHeight="0"/);
  const names = unzip(book, 'xl/workbook.xml');
  assert.match(names, /localSheetId="0">'Ann''s'!\$A:\$A,'Ann''s'!\$1:\$1</);
  assert.match(names, /localSheetId="1">'Small'!\$1:\$1</);
});
