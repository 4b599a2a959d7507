/** Sheets that leave the program, are edited, and come back: CSV and Excel, through the command line. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { readSheet } from 'read-excel-file/node';
import { type Sheet, xlsxWorkbook } from '../../source/report/xlsx.ts';
import { place } from './program.ts';

/** Rewrites a cell of a sheet by title, in the row whose first cell is `id`. */
async function edit(file: string, id: string, cells: Record<string, string>): Promise<Sheet> {
  const data = (await readSheet(file)).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  const [header = [], ...rows] = data;
  for (const title of Object.keys(cells)) if (!header.includes(title)) header.push(title);
  for (const row of rows)
    header.forEach((title, at) => {
      row[at] = row[0] === id && cells[title] !== undefined ? cells[title] : (row[at] ?? '');
    });
  return { name: 'Any name', table: { header, rows } };
}

it('takes the plan back from Excel and from CSV: states, owners, and columns of one’s own', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  const exported = await run('plan', '--format', 'xlsx', '-o', 'plan.xlsx', '--dir', 'demo');
  assert.equal(exported.code, 0, exported.stderr);
  const journal = () => readFileSync(join(cwd, 'demo/journal.jsonl'), 'utf8');
  const before = journal();
  const same = await run('import', 'plan', 'plan.xlsx', '--dir', 'demo', '--apply');
  assert.match(same.stdout, /nothing to change/);
  assert.equal(journal(), before);

  const item = 'plan:CC1.2-b';
  const edited = await edit(join(cwd, 'plan.xlsx'), item, {
    ...{ state: 'blocked', reason: '=waits for the board', owner: 'Nora New', Ticket: "'=SEC-12", due: '2099-01-01' },
  });
  writeFileSync(join(cwd, 'edited.xlsx'), await xlsxWorkbook([edited]));
  const shown = await run('import', 'plan', 'edited.xlsx', '--dir', 'demo');
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /CC1\.2-b {2}state: open → blocked \(=waits for the board\)/);
  assert.match(shown.stdout, /CC1\.2-b {2}owner: .* → Nora New/);
  assert.match(shown.stdout, /1 cell of columns that the plan works out/);
  assert.match(shown.stdout, /--apply/);
  assert.equal(journal(), before, 'shown, not written');
  assert.equal((await run('import', 'plan', 'edited.xlsx', '--dir', 'demo', '--apply', '--by', 'Ada')).code, 0);
  assert.equal(journal().trimEnd().split('\n').length, before.trimEnd().split('\n').length + 3);

  const csv = (await run('plan', '--format', 'csv', '--dir', 'demo')).stdout;
  assert.match(csv.split('\r\n')[0] ?? '', /,Ticket$/);
  const line = csv.split('\r\n').find((one) => one.startsWith(item)) ?? '';
  for (const cell of ['blocked', "'=waits for the board", "''=SEC-12", 'Nora New'])
    assert.ok(line.includes(cell), cell);
  writeFileSync(join(cwd, 'again.csv'), csv);
  assert.match((await run('import', 'plan', 'again.csv', '--dir', 'demo')).stdout, /nothing to change/);
});

it('refuses a plan with mistakes, each with its row and column, and changes nothing', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  const journal = () => readFileSync(join(cwd, 'demo/journal.jsonl'), 'utf8');
  const before = journal();
  const rows = [
    'id,state,reason,until,owner',
    'plan:CC1.2-b,later,,,',
    'plan:CC9.9-z,open,,,',
    'plan:CC1.5-a,accepted,as it is,soon,',
    'plan:CC6.1-mfa,closed,,,',
    'plan:CC1.5-b,blocked,,,',
    'plan:CC1.3-c,doing,,,AWS',
    'CC1.2-b,doing,,,',
  ];
  writeFileSync(join(cwd, 'wrong.csv'), `${rows.join('\n')}\n`);
  const { code, stderr } = await run('import', 'plan', 'wrong.csv', '--dir', 'demo', '--apply');
  assert.equal(code, 2);
  for (const fault of [
    /line 2, column state: "later" is no state/,
    /line 3, column id: There is no item "CC9\.9-z"/,
    /line 4, column until: "soon" is no day/,
    /line 5, column state: CC6\.1-mfa is not closed/,
    /line 6, column reason: blocked needs a reason/,
    /line 7, column owner: AWS cannot own/,
    /line 8, column id: CC1\.2-b is there already/,
  ])
    assert.match(stderr, fault);
  const wrong = { header: ['id', 'state'], rows: [['plan:CC1.2-b', 'later']] };
  writeFileSync(join(cwd, 'wrong.xlsx'), await xlsxWorkbook([{ name: 'Plan', table: wrong }]));
  assert.match(
    (await run('import', 'plan', 'wrong.xlsx', '--dir', 'demo')).stderr,
    /sheet Plan: .*\n.*row 2, column state/,
  );
  for (const [name, content] of [
    ['empty.csv', ''],
    ['noise.xlsx', Buffer.from('PK\u0003\u0004 not a workbook')],
    ['other.csv', 'name,age\nx,1\n'],
  ] as const) {
    writeFileSync(join(cwd, name), content);
    const run1 = await run('import', 'plan', name, '--dir', 'demo', '--apply');
    assert.equal(run1.code, 2, name);
    assert.doesNotMatch(run1.stderr, /\n\s+at /, 'no stack');
  }
  assert.equal(journal(), before);
});

it('takes the RACI back from Excel with a column of notes beside the letters', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  await run('raci', '--format', 'xlsx', '-o', 'raci.xlsx', '--dir', 'demo');
  assert.match((await run('import', 'raci', 'raci.xlsx', '--dir', 'demo')).stdout, /nothing to change/);
  const edited = await edit(join(cwd, 'raci.xlsx'), 'CC1.1-a', { 'Nora New': 'C', remark: 'agreed in May' });
  writeFileSync(join(cwd, 'edited.xlsx'), await xlsxWorkbook([edited]));
  const { stdout, code, stderr } = await run(
    'import',
    'raci',
    'edited.xlsx',
    '--dir',
    'demo',
    '--apply',
    '--by',
    'Ada',
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /CC1\.1-a {2}Nora New: nothing → C/);
  assert.match(stdout, /CC1\.1-a {2}remark: nothing → agreed in May/);
  const csv = (await run('raci', '--format', 'csv', '--dir', 'demo')).stdout;
  assert.match(csv.split('\r\n').find((line) => line.startsWith('CC1.1-a')) ?? '', /,agreed in May$/);
});

it('takes answers from the exported questionnaire, all or none', async (t) => {
  const { run, cwd } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  assert.equal((await run('questions', 'export', '--format', 'xlsx', '-o', 'q.xlsx', '--dir', 'acme')).code, 0);
  const data = (await readSheet(join(cwd, 'q.xlsx'))).map((row) =>
    row.map((cell) => (cell === null ? '' : String(cell))),
  );
  const [header = [], ...rows] = data;
  const fill = (id: string, cells: Record<string, string>) => {
    const row = rows.find((one) => one[header.indexOf('control')] === id) ?? [];
    for (const [title, value] of Object.entries(cells)) row[header.indexOf(title)] = value;
  };
  fill('CC1.1-a', {
    level: '3',
    owner: 'Ada',
    notes: 'signed in May',
    'evidence at': 'drive/code.pdf',
    'evidence date': '2026-05-02',
  });
  fill('CC1.1-b', { level: 'L2' });
  const write = async (name: string) =>
    writeFileSync(join(cwd, name), await xlsxWorkbook([{ name: 'Questions', table: { header, rows } }]));
  await write('filled.xlsx');
  const { stdout, code, stderr } = await run(
    'import',
    'answers',
    'filled.xlsx',
    '--dir',
    'acme',
    '--apply',
    '--by',
    'Ada',
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^5 changes on 2 rows recorded:/);
  assert.match((await run('score', 'CC1.1-a', '--dir', 'acme')).stdout, /L3/);
  assert.match((await run('import', 'answers', 'filled.xlsx', '--dir', 'acme', '--by', 'Ada')).stdout, /nothing new/);

  fill('CC1.2-a', { level: '7' });
  fill('CC1.2-b', { level: 'n/a' });
  fill('CC1.3-a', { 'evidence at': 'x' });
  fill('CC1.1-b', { level: '4' });
  await write('wrong.xlsx');
  const journal = readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
  const wrong = await run('import', 'answers', 'wrong.xlsx', '--dir', 'acme', '--apply', '--by', 'Ada');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /row \d+, column level: "7" is no answer to CC1\.2-a/);
  assert.match(wrong.stderr, /column level: Not applicable needs a reason code/);
  assert.match(wrong.stderr, /column evidence date: "" is no day/);
  assert.equal(readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8'), journal);

  writeFileSync(join(cwd, 'own.csv'), 'id;answer\nCC1.2-a;unknown\nheadcount;6-20\n');
  assert.match(
    (await run('import', 'answers', 'own.csv', '--dir', 'acme', '--apply', '--by', 'Ada')).stdout,
    /2 changes on 2 rows/,
  );
});

it('takes back what Excel made of days and numbers that nobody touched, and finds the sheet behind a cover', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo');
  const accepted = ['--reason', 'as it is', '--until', '2099-01-31', '--approver', 'Ada', '--cost', '1200.50'];
  assert.equal((await run('plan', 'set', 'CC1.5-a', 'accepted', ...accepted, '--by', 'Ada', '--dir', 'demo')).code, 0);
  const csv = (await run('plan', '--format', 'csv', '--dir', 'demo')).stdout;
  const american = csv
    .replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, (_, year, month, day) => `${Number(month)}/${Number(day)}/${year}`)
    .replace(/\b1200\.50\b/, '1200.5')
    .replace(/(?<=,)(\d+)\.0(?=,)/g, '$1');
  assert.match(american, /1\/31\/2099/);
  writeFileSync(join(cwd, 'american.csv'), american);
  const same = await run('import', 'plan', 'american.csv', '--dir', 'demo');
  assert.equal(same.stdout, 'The file says what the plan says: nothing to change.\n', same.stderr);

  const table = { header: ['id', 'owner'], rows: [['plan:CC1.5-a', 'Nora New']] };
  const cover = {
    header: ['Plan of', 'Acme'],
    rows: [
      ['id', ''],
      ['of the file', '7'],
    ],
  };
  writeFileSync(
    join(cwd, 'cover.xlsx'),
    await xlsxWorkbook([
      { name: 'Cover', table: cover },
      { name: 'Plan (2)', table },
    ]),
  );
  assert.match((await run('import', 'plan', 'cover.xlsx', '--dir', 'demo')).stdout, /CC1\.5-a {2}owner: .* → Nora New/);
  writeFileSync(join(cwd, 'locked.xlsx'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  const open = 'application/vnd.oasis.opendocument.spreadsheet';
  writeFileSync(join(cwd, 'plan.ods'), `PK\u0003\u0004${'\0'.repeat(26)}mimetype${open}`);
  assert.match((await run('import', 'plan', 'plan.ods', '--dir', 'demo')).stderr, /plan\.ods is an OpenDocument file/);
  assert.match((await run('import', 'plan', 'locked.xlsx', '--dir', 'demo')).stderr, /locked with a password/);
});

it('reads no workbook that unpacks to more than it says, and takes no memory for it', async (t) => {
  const { run, cwd } = place(t);
  await run('init', 'acme', '--name', 'Acme');
  const packed = deflateRawSync(Buffer.alloc(257 * 1024 * 1024), { level: 1 });
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const local = Buffer.alloc(30);
  local.write('PK\u0003\u0004', 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.write('PK\u0001\u0002', 'latin1');
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  // What it says of itself.
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  writeFileSync(join(cwd, 'forged.xlsx'), Buffer.concat([local, name, packed, entry, name]));
  const { code, stderr } = await run('import', 'plan', 'forged.xlsx', '--dir', 'acme');
  assert.equal(code, 2);
  assert.match(stderr, /unpacks to more than any sheet/);
});
