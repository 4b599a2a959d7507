/** Populations judged: exceptions, rate, isolated or systematic, as computed by hand; samples anybody can draw again. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { addDays } from '../../source/core/calendar.ts';
import type { Facts } from '../../source/core/facts.ts';
import { judgePopulation, type PopulationContext, populationResults } from '../../source/core/population.ts';
import { type AccountLinks, accountsOf, awsAccounts, identityAccounts } from '../../source/core/population-accounts.ts';
import { parsePeriod } from '../../source/core/population-dates.ts';
import { populationKinds } from '../../source/core/population-kinds.ts';
import type { PopulationRow } from '../../source/core/population-rows.ts';
import { rowId } from '../../source/core/population-rows.ts';
import { drawSample, sampleRange } from '../../source/core/population-sample.ts';
import type { PopulationKind } from '../../source/core/population-spec.ts';

const demo = fileURLToPath(new URL('../../demo/scan.json.gz', import.meta.url));
const facts = JSON.parse(gunzipSync(readFileSync(demo)).toString()) as Facts;

/** Seen on 21 November 2026 at 22:51:09 UTC. */
const aws = awsAccounts([facts]);

function context(changes: Partial<PopulationContext> = {}): PopulationContext {
  const values: Record<string, number> = { 'leaver-hours': 24, 'training-days': 30, 'access-review-months': 3 };
  return {
    ...{ timeZone: 'Europe/Berlin', now: '2026-11-22T12:00:00Z', accounts: [], links: {}, lists: {} },
    commitment: (id) => ({ value: values[id] ?? 0, committed: true }),
    ...changes,
  };
}

function judge(kind: PopulationKind, rows: PopulationRow[], changes: Partial<PopulationContext> = {}, period = {}) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return judgePopulation(kind, rows, columns, period, context(changes));
}

/** Outcome of a list of one row, by its first test. */
function one(kind: PopulationKind, row: PopulationRow, changes: Partial<PopulationContext> = {}): string {
  const [control] = judge(kind, [row], changes).controls;
  const why = control?.exceptions[0]?.why ?? control?.unknowns[0]?.why;
  if (why !== undefined) return `${control?.exceptions.length ? 'exception' : 'unknown'}: ${why}`;
  return control?.pending === 1 ? 'pending' : control?.size === 1 ? 'right' : 'apart';
}

/** 25 people who left on the first 25 days of May and whose access went the next day, but for three of them. */
function leavers(): PopulationRow[] {
  return Array.from({ length: 25 }, (_, index): PopulationRow => {
    const number = String(index + 1).padStart(2, '0');
    const left = `2026-05-${number}`;
    const email = `person${number}@example.com`;
    if (number === '04') return { email, left, removed: '2026-05-07' };
    // Gone by the list, and yet in the identity provider or in AWS.
    if (number === '11') return { email: 'joan.legacy@example.com', name: 'Joan Legacy', left, removed: '2026-05-12' };
    if (number === '19') return { email: 'pia.kept@example.com', left, removed: '2026-05-20' };
    return { email, left, removed: addDays(left, 1) };
  });
}

const legacy = 'arn:aws:iam::123456789012:user/j.legacy';
const kept = identityAccounts([{ email: 'Pia.Kept@example.com', active: true }], '2026-11-20', 'Europe/Berlin');

test('25 leavers, 3 of them late: 12 %, systematic', () => {
  const links: AccountLinks = { 'joan.legacy@example.com': { [legacy]: true } };
  const { controls } = judge('leavers', leavers(), { accounts: [...kept, ...aws], links });
  assert.equal(controls.length, 1);
  const { control, size, deviations, unknown, rate, pattern, exceptions, counted } = controls[0] ?? assert.fail();
  assert.deepEqual(
    [control, size, deviations, unknown, rate, pattern, counted],
    [...['CC6.2-leavers', 25, 3, 0, 0.12, 'systematic', true]],
  );
  assert.deepEqual(
    exceptions.map(({ row, why }) => `${row}: ${why}`),
    [
      'joan.legacy@example.com 2026-05-11: AWS user j.legacy (123456789012) is still open: a password and 1 active key',
      'person04@example.com 2026-05-04: removed later than 24 hours after the last day',
      'pia.kept@example.com 2026-05-19: login Pia.Kept@example.com is still active in the identity provider',
    ],
  );
});

test("an account that only looks like a leaver's is never assumed to be theirs, nor left out of sight", () => {
  const found = (links: AccountLinks) => {
    const [control] = judge('leavers', leavers(), { accounts: [...kept, ...aws], links }).controls;
    return [control?.deviations, control?.unknown, control?.pattern];
  };
  assert.deepEqual(found({}), [2, 1, 'systematic']);
  assert.deepEqual(found({ 'joan.legacy@example.com': { [legacy]: false } }), [2, 0, 'systematic']);
  assert.deepEqual(
    found({ 'somebody@example.com': { [legacy]: true } }),
    [2, 0, 'systematic'],
    "it is somebody else's",
  );
});

test('the deadline of a leaver, to the hour where the list has one and to the day where not', () => {
  const left = { email: 'a@x', left: '2026-03-28' };
  assert.equal(one('leavers', { ...left, removed: '2026-03-29' }), 'right', 'also when the clock is put forward');
  assert.match(one('leavers', { ...left, removed: '2026-03-30' }), /^exception: removed later than 24 hours/);
  assert.equal(one('leavers', { ...left, removed: '2026-03-29T21:59:59Z' }), 'right');
  assert.match(one('leavers', { ...left, removed: '2026-03-29T22:00:00Z' }), /^exception/);
  const hour = { email: 'a@x', left: '2026-03-28T10:00:00Z' };
  assert.match(one('leavers', { ...hour, removed: '2026-03-29' }), /^unknown: the hour of the removal decides/);
  assert.match(one('leavers', { ...left, removed: null }), /^unknown: nothing says when/);
  assert.equal(one('leavers', { email: 'a@x', left: '2026-11-21', removed: null }), 'pending');
});

test('400 changes, 6 of them unapproved: 1.5 %, isolated', () => {
  const rows = Array.from({ length: 400 }, (_, index): PopulationRow => {
    const id = String(index + 1);
    const base = {
      id,
      author: `dev${index % 7}`,
      checks: 'passed',
      merged: addDays('2026-01-01', index % 180),
      ticket: 'T-1',
    };
    if ([10, 110, 210].includes(index)) return { ...base, approvers: [] };
    if ([20, 120, 220].includes(index)) return { ...base, approvers: [`Dev${index % 7}`] };
    return {
      ...base,
      approvers: [`dev${index % 7}`, 'lead'],
      ...(index === 300 ? { checks: 'none', ticket: null } : {}),
    };
  });
  const { controls, notTested } = judge('changes', rows);
  assert.deepEqual(notTested, []);
  assert.deepEqual(
    controls.map(({ control, size, deviations, rate, pattern }) => [control, size, deviations, rate, pattern]),
    [
      ['CC8.1-review', 400, 6, 0.015, 'isolated'],
      ['CC8.1-tests', 400, 1, 0.0025, 'isolated'],
      ['CC8.1-request', 400, 1, 0.0025, 'isolated'],
    ],
  );
  assert.deepEqual(
    controls[0]?.exceptions.map(({ row, why }) => `${row} ${why}`).sort(),
    ['11', '111', '211']
      .map((id) => `${id} nobody approved it`)
      .concat(['21', '121', '221'].map((id) => `${id} approved by its author only`))
      .sort(),
  );
});

test('a name with a comma in it is one person: who approves their own change is seen', () => {
  const change = { id: '1', author: 'Berg, Tove', merged: '2026-05-01' };
  assert.equal(one('changes', { ...change, approvers: ['Berg', 'Tove'] }), 'exception: approved by its author only');
  assert.equal(one('changes', { ...change, approvers: ['Berg, Tove', 'Leo'] }), 'right');
});

/** The demo company's identity provider: its twelve people and one who left; two have no factor. */
const people = [
  ...['Mina Okafor', 'Tove Berg', 'Inés Duarte', 'Leo Ferri', 'Priya Raman', 'Nils Lindgren', 'Sara Novak'],
  ...['Elif Kaya', 'Jonas Weiß', 'Awa Diallo', 'Rosa Adeyemi', 'Kim Halloran', 'Joan Legacy'],
];

function identityUsers(): PopulationRow[] {
  return people.map((name): PopulationRow => {
    const local = name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll('ß', 'ss')
      .toLowerCase()
      .replace(' ', '.');
    const gone = name === 'Joan Legacy';
    return {
      email: `${local}@example.com`,
      name,
      active: !gone,
      factor: gone ? null : !['Sara Novak', 'Awa Diallo'].includes(name),
    };
  });
}

test("an identity provider's export matched to the demo account", () => {
  const rows = identityUsers();
  // Each of the thirteen looks like one user of the account, and none is settled by looks.
  const proposals = rows.map((row) => accountsOf(row, aws, {}));
  assert.deepEqual(
    proposals.map(({ theirs, proposed }) => [theirs.length, proposed.length]),
    rows.map(() => [0, 1]),
  );
  assert.equal(proposals[8]?.proposed[0]?.account.handle, 'j.weiss');
  const links: AccountLinks = Object.fromEntries(
    proposals.map(({ proposed }) => [proposed[0]?.person ?? '', { [proposed[0]?.account.id ?? '']: true }]),
  );
  const before = judge('idp-users', rows, { accounts: aws }).controls;
  const { controls } = judge('idp-users', rows, { accounts: aws, links });
  const figures = ({ control, size, deviations, unknown, pattern }: (typeof controls)[number]) => [
    ...[control, size, deviations, unknown, pattern],
  ];
  assert.deepEqual(before.map(figures), [
    ['CC6.1-mfa', 12, 2, 0, 'systematic'],
    ['CC6.2-unused', 1, 0, 1, 'none'],
  ]);
  assert.deepEqual(controls.map(figures), [
    ['CC6.1-mfa', 12, 2, 0, 'systematic'],
    ['CC6.2-unused', 1, 1, 0, 'isolated'],
  ]);
  // A factor in the identity provider is none for the password of an AWS user.
  const bot = aws.find(({ handle }) => handle === 'deploy-bot') ?? assert.fail();
  const shared = { ...links, 'leo.ferri@example.com': { [bot.id]: true } };
  const [mfa] = judge('idp-users', rows, { accounts: aws, links: shared }).controls;
  assert.equal(mfa?.deviations, 3);
  assert.match(JSON.stringify(mfa?.exceptions), /deploy-bot \(123456789012\) has a password and no second factor/);
});

test('a control that no row is about is kept as a zero; one whose rows are all pending says nothing yet', () => {
  const columns = ['email', 'active', 'factor'];
  const of = (kind: PopulationKind, rows: PopulationRow[], fields: string[]) =>
    populationResults(judgePopulation(kind, rows, fields, {}, context())).map(({ control, size }) => [control, size]);
  assert.deepEqual(of('idp-users', [{ email: 'a@x', active: true, factor: true }], columns), [
    ['CC6.1-mfa', 1],
    ['CC6.2-unused', 0],
  ]);
  assert.deepEqual(of('leavers', [], ['left', 'email']), [['CC6.2-leavers', 0]]);
  assert.deepEqual(of('leavers', [{ email: 'a@x', left: '2026-11-21', removed: null }], ['left', 'email']), []);
});

test('likeness: initials, order, accents, addresses; nothing else', () => {
  const looks = (row: PopulationRow, handle: string) => {
    const account = { ...(aws[0] ?? assert.fail()), id: `arn:${handle}`, handle };
    return accountsOf(row, [account], {}).proposed[0]?.why;
  };
  assert.equal(looks({ name: 'Ines Duarte' }, 'iduarte'), 'an initial and a name');
  assert.equal(looks({ name: 'Ines Duarte' }, 'duarte_ines'), 'first and last name');
  assert.equal(looks({ name: 'Łukasz Groß' }, 'lgross'), 'an initial and a name');
  assert.equal(looks({ email: 'ines.duarte@x.com' }, 'ines.duarte@y.com'), 'the same name before the @');
  assert.equal(looks({ name: 'Ines Duarte' }, 'ines'), 'one name only');
  assert.equal(looks({ name: 'Ines Duarte' }, 'iduarti'), 'one letter apart');
  assert.equal(looks({ name: 'Ines Duarte' }, 'terraform'), undefined);
  const same = { ...(aws[0] ?? assert.fail()), handle: 'INES@x.com' };
  assert.equal(accountsOf({ email: 'ines@x.com' }, [same], {}).theirs.length, 1, 'the same address is the same person');
});

test('joiners: approved by somebody else, before the access; trained in time', () => {
  const joiner = {
    email: 'a@x',
    started: '2026-05-04',
    account: '2026-05-04',
    approver: ['bo'],
    approved: '2026-05-02',
  };
  assert.equal(one('joiners', joiner), 'right');
  assert.equal(one('joiners', { ...joiner, approved: '2026-05-04' }), 'right', 'the same day');
  assert.match(one('joiners', { ...joiner, approved: '2026-05-05' }), /^exception: approved after/);
  assert.match(one('joiners', { ...joiner, approver: [] }), /^exception: nobody approved/);
  assert.match(one('joiners', { ...joiner, approver: ['A@x'] }), /^exception: approved by the joiner/);
  assert.match(one('joiners', { ...joiner, approved: null }), /^unknown/);
  const trained = (trained: string | null, started = '2026-05-04') =>
    one('joiners', { email: 'a@x', started, trained });
  assert.equal(trained('2026-06-03'), 'right');
  assert.match(trained('2026-06-04'), /^exception: trained later than 30 days/);
  assert.match(trained(null), /^exception: no training after 30 days/);
  assert.equal(trained(null, '2026-11-01'), 'pending');
});

test('devices, access reviews, incidents, tasks', () => {
  const device = { id: 'L1', owner: ['ada'], encrypted: true };
  assert.equal(one('devices', device), 'right');
  assert.equal(one('devices', { ...device, encrypted: false }), 'exception: not encrypted');
  assert.equal(one('devices', { ...device, encrypted: null }), 'unknown: the list does not say');
  assert.equal(one('devices', { ...device, owner: [] }), 'exception: no owner');
  const both = judge('devices', [{ id: 'L1', owner: [], encrypted: false }]).controls[0];
  assert.deepEqual([both?.size, both?.deviations, both?.exceptions.length], [1, 1, 2], 'a row deviates once');

  const review = { system: 'AWS', due: '2026-07-01..2026-09-30', done: '2026-09-30', reviewer: ['bo'] };
  assert.equal(one('access-reviews', review), 'right');
  assert.equal(one('access-reviews', { ...review, done: '2026-10-01' }), 'exception: done after its period');
  assert.equal(one('access-reviews', { ...review, done: '2026-06-30' }), 'exception: done before its period');
  assert.equal(one('access-reviews', { ...review, done: null }), 'exception: not done');
  assert.equal(one('access-reviews', { ...review, due: '2026-12-31', done: null }), 'pending');
  assert.match(one('access-reviews', { ...review, reviewer: [] }), /^unknown/);

  const incident = { id: 'I1', opened: '2026-05-01', closed: '2026-05-02', review: 'https://x/1' };
  assert.equal(one('incidents', incident), 'right');
  assert.equal(one('incidents', { ...incident, review: null }), 'exception: over, and no review');
  assert.equal(one('incidents', { ...incident, review: null, closed: null }), 'pending');

  const task = { id: 'T1', opened: '2026-05-01', due: '2026-06-01', closed: '2026-06-01' };
  assert.equal(one('tickets', task), 'right');
  assert.equal(one('tickets', { ...task, closed: '2026-06-02' }), 'exception: closed after its day');
  assert.equal(one('tickets', { ...task, closed: null }), 'exception: past its day and open');
  assert.equal(one('tickets', { ...task, due: '2026-12-01', closed: null }), 'pending');
  assert.match(one('tickets', { ...task, due: null }), /^exception: no day/);
});

test('access reviews are runs of the control: one a period, on the day its last system was done', () => {
  const review = (system: string, due: string, done: string | null) => ({ system, due, done, reviewer: ['bo'] });
  const { controls } = judge(
    'access-reviews',
    [
      ...[review('AWS', '2026-Q1', '2026-03-02'), review('GitHub', '2026-Q1', '2026-03-20T23:30:00Z')],
      ...[review('AWS', '2026-Q2', '2026-07-02'), review('GitHub', '2026-Q2', '2026-06-20')],
      ...[review('AWS', '2026-Q3', null), review('GitHub', '2026-Q3', null)],
      ...[review('AWS', '2026-Q4', '2026-11-02'), review('GitHub', '2026-Q4', null)],
    ].map((row) => ({ ...row, due: period(row.due) })),
  );
  assert.deepEqual(controls[0]?.runs, [
    { on: '2026-03-21' },
    { on: '2026-07-02', deviation: 'AWS: done after its period' },
    { on: '2026-11-02' },
  ]);
  assert.deepEqual([controls[0]?.size, controls[0]?.deviations, controls[0]?.pending], [7, 3, 1]);
});

/** A quarter as a row holds it. */
function period(quarter: string): string {
  const { from, to } = parsePeriod(quarter) ?? assert.fail();
  return `${from}..${to}`;
}

test('a deployment leads back to a merged change, by number, link or commit', () => {
  const rows = [
    { id: '#12', author: 'a', approvers: ['b'], merged: '2026-05-01T10:00:00Z', commit: 'ABCDEF1234567890' },
    { id: '13', author: 'a', approvers: ['b'], merged: '2026-05-09', commit: null },
  ];
  const lists = { changes: { rows, exported: '2026-06-01' } };
  const of = (change: string | null, deployed = '2026-05-02') =>
    one('deployments', { id: 'D', deployed, change }, { lists });
  for (const change of ['12', '#12', 'PR-12', 'https://github.com/x/y/pull/12', 'abcdef1', 'abcdef1234567890'])
    assert.equal(of(change), 'right', change);
  assert.equal(of('13'), 'exception: 13 was merged after it');
  assert.equal(of('14'), 'exception: no merged change 14 in the list of changes');
  assert.equal(of(null), 'exception: no change behind it');
  assert.match(of('3', '2026-04-01'), /^unknown: it went live before/);
  assert.match(one('deployments', { id: 'D', deployed: '2026-05-02', change: '12' }), /^unknown: import the merged/);
});

test('a column that is not there is said so, rows outside the period do not count, an uncommitted value is not scored', () => {
  const rows = [
    { id: '1', author: 'a', approvers: [], merged: '2026-01-31T22:30:00Z' },
    { id: '2', author: 'a', approvers: [], merged: '2026-01-31T23:30:00Z' },
  ];
  const found = judge('changes', rows, {}, { from: '2026-02-01', to: '2026-02-28' });
  assert.deepEqual([found.rows.map(({ id }) => id), found.outside], [['2'], 1], 'by the day in the zone');
  assert.deepEqual(
    found.notTested.map(({ test, missing }) => [test.id, missing]),
    [
      ['tested', ['checks']],
      ['requested', ['ticket']],
    ],
  );
  const uncommitted = { commitment: () => ({ value: 24, committed: false }) };
  assert.equal(judge('leavers', leavers(), uncommitted).controls[0]?.counted, false);
});

const changeRow = fc.record({
  id: fc.string({ unit: fc.constantFrom('a', 'B', '1', '2'), minLength: 1, maxLength: 6 }),
  author: fc.constantFrom('a', 'b'),
  approvers: fc.subarray(['a', 'b']),
  merged: fc.constantFrom('2026-01-01', '2026-02-01T10:00:00Z'),
});

const changeRows = fc.uniqueArray(changeRow, { selector: ({ id }) => id.toLowerCase(), maxLength: 40 });

test('the order of the rows makes no difference, to the findings or to the sample', () => {
  const shuffled = changeRows.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.nat(2 ** 32 - 1), ([rows, other], seed) => {
      const [a, b] = [judge('changes', rows), judge('changes', other)];
      assert.deepEqual(b, a);
      assert.deepEqual(drawSample(b.rows, 8, seed), drawSample(a.rows, 8, seed));
      assert.ok((a.controls[0]?.deviations ?? 0) <= rows.length);
    }),
  );
});

test('a sample is reproducible, within the population, of its size, without repetition', () => {
  fc.assert(
    fc.property(changeRows, fc.nat(60), fc.nat(2 ** 32 - 1), (rows, count, seed) => {
      const sample = drawSample(rows, count, seed);
      assert.deepEqual(drawSample(rows, count, seed), sample);
      assert.equal(sample.length, Math.min(count, rows.length));
      assert.equal(new Set(sample).size, sample.length);
      assert.ok(sample.every((row) => rows.includes(row)));
    }),
  );
  const items = Array.from({ length: 100 }, (_, index) => index);
  assert.deepEqual(drawSample(items, 8, 42), [20, 31, 45, 55, 60, 65, 67, 85], 'the same on every machine, for ever');
  // Every item is as likely: 10 of 100, 20,000 times, is 2,000 each, give or take five standard deviations (42).
  const drawn = items.map(() => 0);
  for (let seed = 0; seed < 20_000; seed += 1)
    for (const item of drawSample(items, 10, seed)) drawn[item] = (drawn[item] ?? 0) + 1;
  assert.ok(
    drawn.every((times) => Math.abs(times - 2000) < 212),
    `${Math.min(...drawn)} to ${Math.max(...drawn)}`,
  );
});

test('usual sample sizes: by number, or by rhythm; never more than there is', () => {
  const of = (...args: Parameters<typeof sampleRange>) => {
    const { low, high } = sampleRange(...args);
    return [low, high];
  };
  assert.deepEqual(
    [0, 7, 10, 11, 25, 50, 51, 250, 251, 400].map((size) => of(size)),
    [
      ...[
        [0, 0],
        [7, 7],
        [10, 10],
        [8, 11],
        [8, 25],
        [8, 25],
        [15, 25],
        [15, 25],
        [25, 60],
        [25, 60],
      ],
    ],
  );
  assert.deepEqual(
    [of(4, 'quarter'), of(1, 'quarter'), of(12, 'month')],
    [
      [2, 2],
      [1, 1],
      [2, 5],
    ],
  );
});

test('what tells rows apart: the address, else the name, and the day', () => {
  assert.equal(rowId(populationKinds.leavers, { email: null, name: 'Ada', left: '2026-01-01' }), 'Ada 2026-01-01');
});
