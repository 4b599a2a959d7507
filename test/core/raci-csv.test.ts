import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { type CsvTable, parseCsv } from '../../source/core/csv.ts';
import type { Raci } from '../../source/core/decision.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { noKeptColumns, sheetCell } from '../../source/core/kept-columns.ts';
import { makeRaci } from '../../source/core/raci.ts';
import { rowsOf, versionFor } from '../../source/core/raci-agreement.ts';
import { diffRaci as diffWith, raciEntries } from '../../source/core/raci-csv.ts';
import { byCadence, dutiesOf, loads } from '../../source/core/raci-views.ts';
import { unguarded } from '../../source/core/text.ts';
import { csv, raciTable, type Table } from '../../source/report/tables.ts';
import { xlsxWorkbook } from '../../source/report/xlsx.ts';
import { assessment, control, questionnaire, threePeople, today } from './sample.ts';

const controls = ['CC1.1-a', 'CC6.1-b', 'CC6.2-c', 'CC8.1-d'].map((id, index) =>
  control(id, { cadence: index === 3 ? { onEvent: ['change'] } : { every: index === 0 ? 'year' : 'quarter' } }),
);
// A name that a spreadsheet would take for a formula has to come back whole.
const people: EntryBody[] = [...threePeople, { type: 'person', name: '=SUM Sneaky', roles: ['SUP'] }];
const make = (...more: EntryBody[]) =>
  makeRaci({ controls, assessment: assessment(...people, ...more), questionnaire: questionnaire(controls), today });

const tableOf = (text: string) => {
  const { table, faults } = parseCsv(text);
  assert.deepEqual(faults, []);
  assert.ok(table);
  const clean = ({ line, cells }: CsvTable['header']) => ({ line, cells: cells.map((cell) => unguarded(cell).trim()) });
  return { ...table, header: clean(table.header), records: table.records.map(clean) };
};
const diffRaci = (table: CsvTable, raci: Raci) => diffWith(table, raci, noKeptColumns().raci);
const export_ = (raci: Raci) => csv(raciTable(raci));

test('what was exported comes back without a change', () => {
  const raci = make();
  assert.deepEqual(diffRaci(tableOf(export_(raci)), raci), {
    ...{ changes: [], kept: [], faults: [], untouched: [], newNames: [] },
  });
});

/** As the command reads a workbook. */
async function fromXlsx(table: Table): Promise<CsvTable> {
  const [sheet] = await readExcelFile(await xlsxWorkbook([{ name: 'RACI', table }]));
  const rows = (sheet?.data ?? []).map((row) => row.map((cell) => sheetCell(cell === null ? '' : String(cell))));
  const padded = rows.map((cells) => table.header.map((_, at) => cells[at] ?? ''));
  const [header = [], ...rest] = padded;
  const records = rest.map((cells, index) => ({ line: index + 2, cells }));
  return { delimiter: ',', header: { line: 1, cells: header }, records };
}

/** Any matrix with one A a row, written in a spreadsheet, is the matrix after the import, and nothing else has changed. */
async function roundTrip(way: (table: Table) => CsvTable | Promise<CsvTable>, runs: number): Promise<void> {
  const raci = make();
  const names = raci.parties.map(({ name }) => name);
  const cell = fc.constantFrom<string>('', '', 'R', 'C', 'I');
  const row = fc.tuple(
    fc.array(cell, { minLength: names.length, maxLength: names.length }),
    fc.nat(names.length - 1),
    fc.boolean(),
    fc.constantFrom('', 'Fay Founder', 'Eve Engineer'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 4, maxLength: 4 }), async (wanted) => {
      const table = raciTable(raci);
      const rows = table.rows.map((cells, index) => {
        const [letters, accountable, alsoDoes, standIn] = wanted[index] ?? [[], 0, false, ''];
        const own = letters.map((letter, at) => (at === accountable ? (alsoDoes ? 'R/A' : 'A') : letter));
        return [...cells.slice(0, 3), ...own, standIn, cells.at(-1) ?? ''];
      });
      const { changes, kept, faults } = diffRaci(await way({ ...table, rows }), raci);
      assert.deepEqual([kept, faults], [[], []]);
      const made = make(...raciEntries(changes));
      const after = raciTable(made);
      for (const [index, cells] of rows.entries()) {
        const got = after.rows[index] ?? [];
        assert.deepEqual(got.slice(0, -2), cells.slice(0, -2));
        if (cells.at(-2) !== '') assert.equal(got.at(-2), cells.at(-2));
      }
      const again = diffRaci(await way(after), made);
      assert.deepEqual([again.changes, again.kept, again.faults], [[], [], []]);
    }),
    { numRuns: runs },
  );
}

test('any matrix with one A a row, in CSV, is the matrix after the import', () =>
  roundTrip((table) => tableOf(csv(table)), 200));

test('any matrix with one A a row, in Excel, is the matrix after the import', () => roundTrip(fromXlsx, 25));

test('each mistake is told with its line, and nothing else is compared', () => {
  const raci = make();
  const [header = '', first = '', second = ''] = export_(raci).split('\r\n');
  const faultsOf = (...lines: string[]) =>
    diffRaci(tableOf(lines.join('\r\n')), raci).faults.map(({ line, problem }) => `${line}: ${problem}`);
  assert.deepEqual(faultsOf(header.replace('control', 'kontrolle'), first), ['1: There is no column "control"']);
  assert.deepEqual(faultsOf(header, first.replace('CC1.1-a', 'CC9.9-z')), [
    '2: There is no control "CC9.9-z" in the matrix',
  ]);
  assert.deepEqual(faultsOf(header, first, first, second), ['3: CC1.1-a is on line 2 already']);
  assert.deepEqual(faultsOf('control,Fay Founder,Theo Tech', 'CC1.1-a,A,A'), [
    '2: Theo Tech and Fay Founder both have the A of CC1.1-a',
  ]);
  assert.deepEqual(faultsOf('control,Fay Founder', 'CC1.1-a,'), ['2: Nobody has the A of CC1.1-a']);
  assert.deepEqual(faultsOf('control,Fay Founder', 'CC1.1-a,boss'), ['2: "boss" is no cell of a RACI']);
  assert.deepEqual(faultsOf('control,Eve Engineer', 'CC1.1-a,C/I'), ['2: "C/I" is no cell of a RACI']);
  assert.deepEqual(faultsOf('control,Fay Founder,Fay Founder', 'CC1.1-a,A,A'), [
    '1: The column "Fay Founder" is there twice',
  ]);
});

test('a column left out keeps its letters, a control left out its row, a new name is told', () => {
  const raci = make();
  const diff = diffRaci(tableOf('control;Nora New\r\nCC6.1-b;C\r\n'), raci);
  assert.deepEqual(diff.changes, [{ control: 'CC6.1-b', person: 'Nora New', what: 'letters', was: '', now: 'C' }]);
  assert.deepEqual(diff.untouched, ['CC1.1-a', 'CC6.2-c', 'CC8.1-d']);
  assert.deepEqual(diff.newNames, ['Nora New']);
});

test('a changed row is another version for who is named on it, and for nobody else', () => {
  const before = make();
  const after = make({ type: 'raci', control: 'CC6.1-b', person: 'Eve Engineer', role: 'R' });
  const changed = before.parties
    .filter(({ name }) => versionFor(name, before.rows) !== versionFor(name, after.rows))
    .map(({ name }) => name);
  assert.deepEqual(changed, ['Eve Engineer']);
  assert.equal(versionFor('Theo Tech', before.rows), versionFor('Theo Tech', before.rows.toReversed()));
  const version = versionFor('Theo Tech', before.rows);
  const signed = make({ type: 'acknowledge', person: 'Theo Tech', version, on: today });
  assert.deepEqual(
    signed.agreements.filter(({ current }) => current).map(({ person, acknowledged }) => [person, acknowledged?.on]),
    [['Theo Tech', today]],
  );
});

test('the views hold every row and every letter once', () => {
  const raci = make();
  const load = loads(raci);
  const letters = raci.rows.flatMap((row) => Object.values(row.cells).flat()).length;
  assert.equal(
    load.reduce((sum, { letters: { R, A, C, I } }) => sum + R + A + C + I, 0),
    letters,
  );
  assert.ok(Math.abs(load.reduce((sum, { shareOfA }) => sum + shareOfA, 0) - 1) < 1e-9);
  for (const { name } of raci.parties) assert.equal(dutiesOf(name, raci).length, rowsOf(name, raci.rows).length);
  const theirs = dutiesOf('Theo Tech', raci).map(({ letters: l }) => l.join('/'));
  assert.deepEqual(
    theirs,
    theirs.toSorted((a, b) => Number(b.includes('A')) - Number(a.includes('A'))),
  );
  const rhythms = byCadence(raci, controls, []);
  assert.deepEqual(
    rhythms.map(({ label, rows }) => [label, rows.length]),
    [
      ['quarterly', 2],
      ['yearly', 1],
      ['at events', 1],
    ],
  );
});

test('a name in other capitals is the same party; a renamed one says who still has the A', () => {
  const raci = make();
  const [header = '', ...rows] = export_(raci).split('\r\n');
  const { changes, newNames, faults } = diffRaci(tableOf([header.toUpperCase(), ...rows].join('\r\n')), raci);
  assert.deepEqual({ changes, newNames, faults }, { changes: [], newNames: [], faults: [] });
  const renamed = [header.replace('Fay Founder', 'Nora New'), ...rows].join('\r\n');
  const [fault] = diffRaci(tableOf(renamed), raci).faults;
  assert.match(fault?.problem ?? '', /Fay Founder \(who has no column here\) and Nora New both have the A/);
  assert.match(fault?.next ?? '', /needs a column, with the cell empty/);
});
