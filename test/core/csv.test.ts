/** Comma-separated files: every form that exports come in, and what is wrong with a line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCsv } from '../../source/core/csv.ts';
import { decodeText } from '../../source/core/text-encoding.ts';

const cells = (text: string) => parseCsv(text).table?.records.map((record) => record.cells);

test('commas, semicolons, tabs; any line end; quotes, also over lines; blank lines; sep=', () => {
  for (const [comma, end] of [
    [',', '\n'],
    [';', '\r\n'],
    ['\t', '\r'],
  ] as const) {
    const lines = ['a,b,c', '1,"x, ""y""",3', '', ',,', '4,"two\nlines",6'].map((line) => line.replaceAll(',', comma));
    const { table, faults } = parseCsv(lines.join(end));
    assert.deepEqual(faults, []);
    assert.equal(table?.delimiter, comma);
    assert.deepEqual(table?.header.cells, ['a', 'b', 'c']);
    assert.deepEqual(
      table?.records,
      [
        { line: 2, cells: ['1', `x${comma} "y"`, '3'] },
        { line: 5, cells: ['4', 'two\nlines', '6'] },
      ],
      JSON.stringify(comma),
    );
  }
  assert.deepEqual(cells('sep=;\na,b;c\n1;2'), [['1', '2']]);
  assert.deepEqual(cells('only\nAda\n'), [['Ada']]);
  assert.deepEqual(cells('a,b\n1,2,,\n'), [['1', '2']], 'empty cells behind the last column');
});

test('each fault has its line, and those of all lines come at once', () => {
  const { table, faults } = parseCsv('a,b\n1\n2,"x\ny"z\n3,4,5\n6,"7');
  assert.deepEqual(
    faults.map(({ line, problem }) => [line, problem]),
    [
      [2, 'This line has 1 cell, the header 2'],
      [4, 'Text follows a closed double quote: "z"'],
      [5, 'This line has 3 cells, the header 2'],
      [6, 'A double quote is opened here and never closed'],
    ],
  );
  assert.deepEqual(
    table?.records.map(({ line }) => line),
    [3, 6],
    'what fits is still looked at',
  );
  assert.equal(parseCsv('').faults[0]?.problem, 'The file is empty');
});

test('whatever is written by the rules is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r\n', ' ', '😀') });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      (rows, delimiter, end) => {
        const lines = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(delimiter));
        const kept = rows.map((row) => row.map((one) => one.trim())).filter((row) => row.some((one) => one !== ''));
        const { table, faults } = parseCsv(lines.join(end));
        assert.deepEqual(faults, []);
        assert.deepEqual(
          table?.records.map((record) => record.cells),
          kept,
        );
      },
    ),
  );
});

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test('UTF-8 with and without a mark, UTF-16 of both orders with and without one, Windows-1252', () => {
  const text = 'name\nJürg Zoë\n';
  const files: [Uint8Array, string][] = [
    [Buffer.from(text), 'UTF-8'],
    [Buffer.from(`\ufeff${text}`), 'UTF-8 with BOM'],
    [Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16 LE'],
    [utf16be(`\ufeff${text}`), 'UTF-16 BE'],
    [Buffer.from(text, 'utf16le'), 'UTF-16 LE'],
    [utf16be(text), 'UTF-16 BE'],
    [Buffer.from(text, 'latin1'), 'Windows-1252'],
  ];
  for (const [bytes, encoding] of files) assert.deepEqual(decodeText(bytes), { text, encoding });
  assert.deepEqual(decodeText(Buffer.from([0x80, 0x93])), { text: '€“', encoding: 'Windows-1252' });
});

test('two encodings in one file, and what is no text, are refused with the line', () => {
  const fault = (bytes: Uint8Array) => {
    const decoded = decodeText(bytes);
    assert.ok('fault' in decoded);
    return decoded.fault;
  };
  const mixed = fault(Buffer.concat([Buffer.from('name\nJürg\n'), Buffer.from('Zoë\n', 'latin1')]));
  assert.equal(mixed.line, 3);
  assert.match(mixed.problem, /byte EB is not UTF-8, while line 2 is UTF-8/);
  assert.match(fault(Buffer.concat([Buffer.from('\ufeffa\n'), Buffer.from([0xe9])])).problem, /marked as UTF-8/);
  assert.match(fault(Buffer.from('PK\u0003\u0004\0\0\0\0x')).problem, /zero byte/);
  assert.match(fault(Buffer.from([0x61, 0x81])).problem, /neither/);
  assert.match(fault(Buffer.from([0xff, 0xfe, 0x61])).problem, /UTF-16 LE and does not stay so/);
});

test('a line that ends early is filled where that is asked for, but not a last line that may have been cut off', () => {
  const { table, faults } = parseCsv('a,b,c\n1,2\n1,2,3\n', { fill: true });
  assert.deepEqual(faults, []);
  assert.deepEqual(
    table?.records.map(({ cells }) => cells),
    [
      ['1', '2', ''],
      ['1', '2', '3'],
    ],
  );
  assert.match(parseCsv('a,b,c\n1,2,3\n1,2', { fill: true }).faults[0]?.problem ?? '', /has 2 cells, the header 3/);
  assert.match(parseCsv('a,b,c\n1,2\n').faults[0]?.problem ?? '', /has 2 cells/, 'a list is whole or it is not');
});
