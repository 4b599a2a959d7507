/** From a file to rows: columns, dates, cells, duplicates; every fault at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantAt } from '../../source/core/instant.ts';
import { type DateOrder, orderTold, parseMoment, parsePeriod } from '../../source/core/population-dates.ts';
import { openFile, readFile } from '../../source/core/population-file.ts';
import { populationKindNames, populationKinds } from '../../source/core/population-kinds.ts';
import { proposeColumns } from '../../source/core/population-mapping.ts';
import type { PopulationKind } from '../../source/core/population-spec.ts';

interface Wishes {
  told?: Record<string, string>;
  kept?: Record<string, string>;
  dates?: DateOrder;
}

function read(kind: PopulationKind, text: string, { told = {}, ...wishes }: Wishes = {}) {
  const opened = openFile(Buffer.from(text));
  return readFile(populationKinds[kind], opened, { told, timeZone: 'Europe/Berlin', ...wishes });
}

function rows(...args: Parameters<typeof read>) {
  const file = read(...args);
  assert.ok('rows' in file, JSON.stringify(file));
  return file.rows;
}

function faults(...args: Parameters<typeof read>): string[] {
  const file = read(...args);
  assert.ok('faults' in file && file.faults.length > 0, 'it has to be refused');
  return file.faults.map(({ line, column, problem, next }) => {
    assert.notEqual(next, '');
    return `${line ?? '-'} ${column ?? '-'}: ${problem}`;
  });
}

test('headers that are the field itself are taken; others are proposed and wait until somebody confirms them', () => {
  assert.deepEqual(rows('leavers', 'Name,E-mail,LEFT\nAda,ADA@x.com,2026-03-01\n'), [
    { name: 'Ada', email: 'ADA@x.com', left: '2026-03-01' },
  ]);
  const text = 'Employee,Work email,Last day,Note\nAda,a@x.com,2026-03-01,x\n';
  assert.deepEqual(
    faults('leavers', text).map((fault) => fault.replace(/ \(.*/, '')),
    [
      '- Employee: This looks like the column for "name"',
      '- Work email: This looks like the column for "email"',
      '- Last day: This looks like the column for "left"',
    ],
  );
  const told = { name: 'Employee', email: 'Work email', left: 'Last day' };
  const settled = [{ name: 'Ada', email: 'a@x.com', left: '2026-03-01' }];
  assert.deepEqual(rows('leavers', text, { told }), settled);
  assert.deepEqual(rows('leavers', text, { kept: told }), settled, 'as confirmed the last time');
  assert.deepEqual(rows('leavers', text, { told: { ...told, name: '' } }), [{ email: 'a@x.com', left: '2026-03-01' }]);
  assert.match(faults('leavers', 'Wer,Wann\nAda,2026-03-01', { kept: told }).join('\n'), /the last import/);
});

test('wrong columns: unknown fields, missing ones, a misspelt header, two of one name', () => {
  const wrong = faults('changes', 'id,author,merged\n1,ada,2026-03-01', { told: { aprovers: 'x', checks: 'autor' } });
  assert.match(wrong.join('\n'), /There is no field "aprovers"/);
  assert.match(wrong.join('\n'), /There is no column "autor", which --map checks= names/);
  assert.match(wrong.join('\n'), /No column holds "approvers"/);
  assert.match(faults('leavers', 'left\n2026-03-01').join('\n'), /No column holds "email".*, or "name"/);
  assert.match(faults('devices', 'id,owner,encrypted,owner\n1,a,yes,b').join('\n'), /Two columns have this header/);
  assert.match(faults('devices', 'Gerät,Wem\n1,a').join('\n'), /No column holds "id"/);
});

test('every kind proposes its own field names, and each field has headers of its own', () => {
  for (const kind of populationKindNames) {
    const spec = populationKinds[kind];
    const ids = spec.fields.map(({ id }) => id);
    assert.deepEqual(proposeColumns(spec, ids), Object.fromEntries(ids.map((id) => [id, id])), kind);
    for (const { needs } of spec.tests) for (const id of needs) assert.ok(ids.includes(id), `${kind} needs ${id}`);
    for (const id of spec.key.flat()) assert.ok(ids.includes(id), `${kind} is told apart by ${id}`);
  }
});

test('dates: one meaning each, in the zone where no offset is given', () => {
  const zone = 'Europe/Berlin';
  const meanings: Record<string, string> = {
    '2026-11-21': '2026-11-21',
    '20261121': '2026-11-21',
    '2026/11/21': '2026-11-21',
    '1.2.2026': '2026-02-01',
    '21 Nov 2026': '2026-11-21',
    '21-Nov-2026': '2026-11-21',
    'November 21, 2026': '2026-11-21',
    '2026-11-21T10:00:00Z': '2026-11-21T10:00:00Z',
    '2026-11-21 10:00:00.5 +02:00': '2026-11-21T08:00:00Z',
    '2026-11-21 10:00': '2026-11-21T09:00:00Z',
    '21.06.2026, 12:15': '2026-06-21T10:15:00Z',
    'Nov 21, 2026 12:05 AM': '2026-11-20T23:05:00Z',
    '5/5/2026': '2026-05-05',
  };
  for (const [text, moment] of Object.entries(meanings)) assert.equal(parseMoment(text, undefined, zone), moment, text);
  for (const text of [
    '31.02.2026',
    '2026-13-01',
    '45678',
    '1763712000',
    'soon',
    '3/4/2026',
    '3/4/26',
    '2026-01-01 25:00',
  ])
    assert.equal(parseMoment(text, undefined, zone), undefined, text);
  assert.equal(parseMoment('3/4/2026', 'dmy', zone), '2026-04-03');
  assert.equal(parseMoment('3/4/2026', 'mdy', zone), '2026-03-04');
  assert.deepEqual(['13/4/2026', '4/13/2026', '3/4/2026', '4.3.2026'].map(orderTold), [
    'dmy',
    'mdy',
    'either',
    undefined,
  ]);
  assert.deepEqual(parsePeriod('Q3 2026'), { from: '2026-07-01', to: '2026-09-30' });
  assert.deepEqual(parsePeriod('2028-02'), { from: '2028-02-01', to: '2028-02-29' });
  assert.deepEqual(parsePeriod('2026-H3'), undefined);
});

test('the clock is put forward and back: each wall time is one instant', () => {
  const at = (day: string, hours: number) => new Date(instantAt(day, hours * 3600, 'Europe/Berlin')).toISOString();
  assert.equal(at('2026-03-29', 1.5), '2026-03-29T00:30:00.000Z');
  assert.equal(at('2026-03-29', 2.5), '2026-03-29T01:30:00.000Z', 'skipped');
  assert.equal(at('2026-03-29', 3.5), '2026-03-29T01:30:00.000Z');
  assert.equal(at('2026-10-25', 2.5), '2026-10-25T00:30:00.000Z', 'the first of two');
  assert.equal(at('2026-10-25', 3.5), '2026-10-25T02:30:00.000Z');
});

test('day or month first: the file decides, else it is asked for; a file of both orders is refused', () => {
  const file = (...dates: string[]) => `name,left\n${dates.map((date, index) => `p${index},${date}`).join('\n')}`;
  assert.deepEqual(
    rows('leavers', file('3/4/2026', '25/4/2026')).map(({ left }) => left),
    ['2026-04-03', '2026-04-25'],
  );
  assert.deepEqual(
    rows('leavers', file('3/4/2026', '4/25/2026')).map(({ left }) => left),
    ['2026-03-04', '2026-04-25'],
  );
  assert.deepEqual(faults('leavers', file('3/4/2026', '2026-04-05')), [
    '2 left: 3/4/2026 can be read in two ways, and no date of the file settles it',
  ]);
  assert.equal(rows('leavers', file('3/4/2026'), { dates: 'dmy' })[0]?.left, '2026-04-03');
  assert.deepEqual(faults('leavers', file('25/4/2026', '4/26/2026')), [
    '3 left: 4/26/2026 has the month first, and line 2 (25/4/2026) the day',
  ]);
  assert.deepEqual(faults('leavers', file('25/4/2026'), { dates: 'mdy' }), [
    '2 left: 25/4/2026 is no date with --dates mdy',
  ]);
});

test('the order of the lines makes no difference, also to the order of day and month', () => {
  const lines = ['Bo,3/4/2026 10:00', 'ada,25/4/2026 10:00', 'Cy,1/2/2026'];
  const read = (order: string[]) => rows('leavers', ['name,left', ...order].join('\n'));
  const expected = read(lines);
  assert.deepEqual(
    expected.map(({ name, left }) => [name, left]),
    [
      ['ada', '2026-04-25T08:00:00Z'],
      ['Bo', '2026-04-03T08:00:00Z'],
      ['Cy', '2026-02-01'],
    ],
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: 3 }), (order) => assert.deepEqual(read(order), expected)),
  );
});

test('whatever bytes come, the answer is rows or faults that say what to do', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc
      .string({ unit: fc.constantFrom('name', 'left', ',', ';', '"', '\n', '2026-05-01', 'ü', ' ') })
      .map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, (content) => {
      const file = readFile(populationKinds.leavers, openFile(content), { told: {}, timeZone: 'UTC' });
      if ('rows' in file) return;
      assert.ok(file.faults.length > 0 && file.faults.every(({ problem, next }) => problem !== '' && next !== ''));
    }),
    { numRuns: 500 },
  );
});

test('bad cells, blanks, duplicates: one report of them all, in the order of the lines', () => {
  const text = [
    'id,owner,encrypted',
    'L1,ada,yes',
    'L2,bo,perhaps',
    ',cy,yes',
    'L1,ada,yes',
    'l1,ada,no',
    'L3,,not encrypted',
    'L4,dee',
  ].join('\n');
  assert.deepEqual(faults('devices', text), [
    '3 encrypted: "perhaps" is not yes or no',
    '4 id: This cell has to hold the serial number or name',
    '5 -: This line repeats line 2',
    '6 -: This line and line 2 are both about "l1", and differ',
    '8 -: This line has 2 cells, the header 3',
  ]);
  assert.match(faults('leavers', 'name,email,left\n,,2026-01-01').join(), /Nothing says who this is/);
  assert.match(faults('leavers', 'name,left\nAda,45678').join(), /a spreadsheet's number for a day/);
  assert.match(faults('leavers', 'name,left\nAda,1-2-26').join(), /a year of two digits/);
});

/** The same text as programs write it. */
const encodings: Record<string, (text: string) => Uint8Array> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'Windows-1252': (text) => Buffer.from(text, 'latin1'),
};

test('one list in five encodings is one list; with faults it is one report, the same in each', () => {
  const good = 'name;left;removed\r\nJürg Öhm;1.5.2026;2.5.2026\r\n"Zoë; née Ä";3.5.2026;\r\n';
  const bad = 'Wer;left;removed\r\nJürg;1.5.2026;bald\r\nZoë;31.2.2026;\r\nJürg;1.5.2026;bald\r\n';
  const of = (text: string, encode: (text: string) => Uint8Array) => {
    const wishes = { told: {}, timeZone: 'Europe/Berlin' };
    return readFile(populationKinds.leavers, openFile(encode(text)), wishes);
  };
  for (const [name, encode] of Object.entries(encodings)) {
    const file = of(good, encode);
    assert.ok('rows' in file, `${name}: ${JSON.stringify(file)}`);
    assert.deepEqual(
      file.rows,
      [
        { name: 'Jürg Öhm', left: '2026-05-01', removed: '2026-05-02' },
        { name: 'Zoë; née Ä', left: '2026-05-03', removed: null },
      ],
      name,
    );
    const refused = of(bad, encode);
    assert.ok('faults' in refused, name);
    assert.deepEqual(
      refused.faults.map(({ line, column, problem }) => [line, column, problem.replace(/:.*/, '')]),
      [
        [undefined, undefined, 'No column holds "email" (e-mail address or login), or "name" (full name)'],
        [2, 'removed', '"bald" is no date'],
        [3, 'left', '"31.2.2026" is no date'],
        [4, 'removed', '"bald" is no date'],
        [4, undefined, 'This line repeats line 2'],
      ],
      name,
    );
  }
});

test('cells: people, factors, states, results', () => {
  const change = (approvers: string, checks: string) =>
    rows('changes', `id,author,approvers,checks,merged\n1,ada,"${approvers}",${checks},2026-01-01`)[0];
  assert.deepEqual(change('bo; cy', '12/12'), {
    ...{ id: '1', author: 'ada', approvers: ['bo', 'cy'], checks: 'passed', merged: '2026-01-01' },
  });
  assert.deepEqual(change('', 'FAILURE')?.approvers, []);
  assert.deepEqual(change('Berg, Tove; bo', '11 of 12')?.approvers, ['Berg, Tove', 'bo']);
  assert.equal(change('bo', '11 of 12')?.checks, 'failed');
  assert.equal(change('bo', 'skipped')?.checks, 'none');
  assert.equal(change('bo', '')?.checks, null);
  const user = (header: string, state: string, factor: string) => {
    const columns = { active: header };
    return rows('idp-users', `email,${header},factor\na@x,${state},${factor}`, { told: columns })[0];
  };
  assert.deepEqual(user('Status', 'DEPROVISIONED', 'none'), { email: 'a@x', active: false, factor: false });
  assert.deepEqual(user('Suspended', 'TRUE', 'okta verify push'), { email: 'a@x', active: false, factor: true });
  assert.deepEqual(user('Account enabled', 'true', ''), { email: 'a@x', active: true, factor: null });
});
