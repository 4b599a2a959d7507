/** The plan as a sheet: whatever people change in it, the import makes that change and no other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { type CsvTable, parseCsv } from '../../source/core/csv.ts';
import { decide } from '../../source/core/decide.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { sheetCell } from '../../source/core/kept-columns.ts';
import { diffPlan, planEntries, planStates } from '../../source/core/plan-sheet.ts';
import { unguarded } from '../../source/core/text.ts';
import { planCells, planSheet } from '../../source/report/edit-sheets.ts';
import { csv, type Table } from '../../source/report/tables.ts';
import { xlsxWorkbook } from '../../source/report/xlsx.ts';
import { hostile } from '../hostile.ts';
import { assessment as assessmentOf, control, questionnaire, threePeople, today } from './sample.ts';

const controls = ['CC1.1-a', 'CC6.1-b', 'CC6.2-c', 'CC8.1-d'].map((id) => control(id));

function planOf(...more: EntryBody[]) {
  const assessment = assessmentOf(...threePeople, ...more);
  const input = { questionnaire: questionnaire(controls), assessment, results: [], today, depth: 'full' as const };
  return { assessment, decisions: decide(input) };
}

/** As the command reads a CSV file. */
function fromCsv(text: string): CsvTable {
  const { table, faults } = parseCsv(text);
  assert.deepEqual(faults, []);
  assert.ok(table);
  const clean = ({ line, cells }: CsvTable['header']) => ({
    ...{ line, cells: cells.map((cell) => sheetCell(unguarded(cell))) },
  });
  return { ...table, header: clean(table.header), records: table.records.map(clean) };
}

/** As the command reads a workbook. */
async function fromXlsx(table: Table): Promise<CsvTable> {
  const [sheet] = await readExcelFile(await xlsxWorkbook([{ name: 'Plan', table }]));
  const rows = (sheet?.data ?? []).map((row) => row.map((cell) => sheetCell(cell === null ? '' : String(cell))));
  const width = table.header.length;
  const padded = rows.map((cells) => Array.from({ length: width }, (_, at) => cells[at] ?? ''));
  const [header = [], ...rest] = padded;
  return {
    delimiter: ',',
    header: { line: 1, cells: header },
    records: rest.map((cells, i) => ({ line: i + 2, cells })),
  };
}

const texts = fc.oneof(
  fc.constantFrom(...hostile.filter((text) => text.length < 1000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', 'waits for Ben', "'=1", "''@x", '_x0041_', '_x005F_x0041_', '007', '2026-12-01', 'TRUE', '1e5'),
);
const editOf = fc.record({
  row: fc.nat(3),
  state: fc.constantFrom(...planStates),
  reason: texts,
  approver: texts,
  cost: texts,
  owner: fc.constantFrom('', 'Fay Founder', 'Eve Engineer', 'Nora New', '=SUM(A1)'),
  ticket: texts,
});

/** What a cell comes back as, whatever it is written in. */
const clean = sheetCell;

function edited(
  table: Table,
  edits: readonly Record<'state' | 'reason' | 'approver' | 'cost' | 'owner' | 'ticket', string>[] & { row: number }[],
) {
  const header = [...table.header, ...(table.header.includes('Ticket no.') ? [] : ['Ticket no.'])];
  const rows = table.rows.map((row) => header.map((_, at) => row[at] ?? ''));
  const set = (row: string[], title: string, value: string) => {
    row[header.indexOf(title)] = value;
  };
  for (const { row: at, state, reason, approver, cost, owner, ticket } of edits) {
    const row = rows[at];
    if (row === undefined) continue;
    set(row, 'state', state);
    // What the program would refuse is the other tests' business.
    const needed = state === 'blocked' || state === 'accepted';
    set(row, 'reason', needed && clean(reason) === '' ? 'because' : reason);
    set(row, 'until', state === 'accepted' ? '2027-06-01' : '');
    set(row, 'approver', state !== 'accepted' ? '' : clean(approver) === '' ? 'Fay Founder' : approver);
    set(row, 'cost', cost);
    if (owner !== '') set(row, 'owner', owner);
    set(row, 'Ticket no.', ticket);
  }
  return { header, rows };
}

/** The cells that people may change, by item. */
function answersOf(table: Table): Record<string, string[]> {
  const titles = ['state', 'reason', 'until', 'approver', 'cost', 'owner', 'Ticket no.'];
  return Object.fromEntries(
    table.rows.map((row) => [
      row[table.header.indexOf('id')],
      titles.map((title) => clean(row[table.header.indexOf(title)] ?? '')),
    ]),
  );
}

async function roundTrip(way: (table: Table) => CsvTable | Promise<CsvTable>, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(editOf, { maxLength: 4 }), async (edits) => {
      const { assessment, decisions } = planOf();
      const before = planSheet(decisions, assessment.keptColumns);
      const untouched = diffPlan(await way(before), decisions, assessment, planCells(decisions));
      assert.deepEqual([untouched.changes, untouched.kept, untouched.faults, untouched.workedOut], [[], [], [], 0]);

      const wanted = edited(before, edits);
      const diff = diffPlan(await way(wanted), decisions, assessment, planCells(decisions));
      assert.deepEqual(diff.faults, []);
      const after = planOf(...planEntries(diff, assessment, today));
      const sheet = planSheet(after.decisions, after.assessment.keptColumns);
      assert.deepEqual(answersOf(sheet), answersOf(wanted));
      const again = diffPlan(await way(sheet), after.decisions, after.assessment, planCells(after.decisions));
      assert.deepEqual([again.changes, again.kept, again.faults], [[], [], []]);
    }),
    { numRuns: runs },
  );
}

test('any edit of the plan in CSV is the plan after the import, and nothing else has changed', () =>
  roundTrip((table) => fromCsv(csv(table)), 150));

test('any edit of the plan in Excel is the plan after the import, and nothing else has changed', () =>
  roundTrip(fromXlsx, 25));

test('who accepted an item, and what it costs, go out and come back; a cost alone leaves state and day as they were', () => {
  const said: EntryBody = {
    ...{ type: 'plan', item: 'plan:CC1.1-a', state: 'accepted', reason: 'too dear', on: '2026-01-02' },
    ...{ until: '2027-06-01', approver: 'Fay Founder', cost: '9,000 EUR' },
  };
  const { assessment, decisions } = planOf(said);
  const sheet = planSheet(decisions, assessment.keptColumns);
  const row = sheet.rows.find(([id]) => id === 'plan:CC1.1-a') ?? [];
  const cell = (title: string) => row[sheet.header.indexOf(title)];
  assert.deepEqual([cell('approver'), cell('cost')], ['Fay Founder', '9,000 EUR']);
  const diffOf = (...lines: string[]) =>
    diffPlan(fromCsv(lines.join('\r\n')), decisions, assessment, planCells(decisions));
  const longer = diffOf('id,until', 'CC1.1-a,2027-07-01');
  assert.equal(longer.changes[0]?.state?.approver, 'Fay Founder', 'a table without the column takes nobody away');
  assert.deepEqual(
    diffOf('id,approver', 'CC1.1-a,').faults.map(({ column, problem }) => [column, problem]),
    [['approver', 'accepted needs an approver']],
  );
  assert.deepEqual(
    diffOf('id,state,reason,until', 'CC6.1-b,accepted,because,2027-06-01').faults.map(({ column }) => column),
    ['approver'],
  );
  assert.deepEqual(planEntries(diffOf('id,cost', 'CC1.1-a,'), assessment, today), [{ ...said, cost: '' }]);
  const dearer = planEntries(diffOf('id,state,cost', 'CC6.1-b,doing,12 EUR'), assessment, today);
  assert.deepEqual(dearer, [{ type: 'plan', item: 'plan:CC6.1-b', on: today, state: 'doing', cost: '12 EUR' }]);
});
