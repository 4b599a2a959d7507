/** Excel sheets: what is inside, looked at without the library that wrote it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { xlsxSheet } from '../../source/report/xlsx.ts';

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
