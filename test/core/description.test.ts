/** DC 1–9 are drafted from what is known, and say what is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DescriptionCriterion, descriptionCriteria, descriptionText } from '../../source/core/description.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { type Facts, factsVersion } from '../../source/core/facts.ts';
import type { Questionnaire } from '../../source/core/questionnaire.ts';
import { answered, assessment, control, questionnaire, threePeople, today } from './sample.ts';

const controls = [
  control('CC2.3-a', { title: 'Promises' }),
  control('CC6.4-data-centres', { title: 'Guarded data centres', inheritable: true }),
  control('CC6.4-offices', { title: 'Offices' }),
];
const base = questionnaire(controls);
const content: Questionnaire = {
  ...base,
  scoping: [
    ...base.scoping,
    {
      ...{ id: 'incident-notice-hours', ask: 'Within how many hours are customers told?', why: 'w', type: 'number' },
      ...{ unit: 'hours', commitment: true, group: 'commitments' },
    },
  ],
};
const facts: Facts = {
  ...{ factsVersion, account: '123456789012', partition: 'aws', callerArn: 'arn:aws:iam::123456789012:user/a' },
  ...{ startedAt: '2026-11-01T00:00:00Z', finishedAt: '2026-11-01T00:01:00Z', regions: ['eu-west-1'] },
  calls: { total: 0, byOperation: {} },
  readings: {
    'sts.caller': { global: { state: 'ok', data: { account: '123456789012', arn: 'a' } } },
    'ec2.network-interfaces': { 'eu-west-1': { state: 'ok', data: [{ id: 'eni-1', groups: [] }] } },
    's3.buckets': { global: { state: 'ok', data: [] } },
    'iam.password-policy': { global: { state: 'denied', operation: 'o', action: 'a', reason: 'r' } },
  },
};

function criteria(given: { facts?: Facts } = {}, ...bodies: EntryBody[]) {
  const made = assessment(...bodies);
  const list = descriptionCriteria({
    assessment: made,
    questionnaire: content,
    decisions: { controls },
    facts: given.facts,
    today,
  });
  return Object.fromEntries(list.map((one) => [one.id, one]));
}

const scope = (question: string, value: string | string[] | number | boolean, committed?: boolean): EntryBody => ({
  ...{ type: 'scope', question, value, ...(committed === undefined ? {} : { committed }) },
});
const text = (one: DescriptionCriterion | undefined) => (one === undefined ? '' : descriptionText(one).join('\n'));

test('nothing said: nothing is made up, and each says what it waits for', () => {
  const made = criteria();
  assert.deepEqual(Object.keys(made), ['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9']);
  for (const id of ['DC1', 'DC2', 'DC3', 'DC4', 'DC6', 'DC7', 'DC8', 'DC9']) {
    assert.equal(made[id]?.status, 'empty', id);
    assert.deepEqual(made[id]?.lines, [], id);
    assert.ok((made[id]?.missing.length ?? 0) > 0, id);
  }
  assert.equal(made.DC5?.status, 'draft');
  assert.match(text(made.DC5), /CC6\.4: Guarded data centres \(CC6\.4-data-centres\); Offices/);
});

test('company and head count, promises and committed values', () => {
  const made = criteria(
    {},
    ...[scope('company', 'Acme'), scope('headcount', '6-20'), scope('incident-notice-hours', 24, true)],
    { type: 'note', control: 'CC2.3-a', text: 'We promise 99.9 % and notice of incidents' },
    ...answered('CC2.3-a', 3, 2),
  );
  assert.equal(text(made.DC1), 'Acme, head count 6 to 20.');
  assert.match(
    text(made.DC2),
    /^We promise 99\.9 % and notice of incidents\.\nSee Minutes \(evidence\/minutes\.pdf, 1 November 2026\)\./,
  );
  assert.match(text(made.DC2), /Within how many hours are customers told\? 24 hours/);
  assert.deepEqual(made.DC2?.missing, []);
  const offered = criteria({}, scope('incident-notice-hours', 24, false));
  assert.equal(text(offered.DC2), '', 'a value that is only offered is no promise');
});

test('components: account and services from the scan where scoping is silent; only what was read and is there', () => {
  const made = criteria({ facts }, ...threePeople, scope('saas', ['GitHub']), {
    ...{ type: 'policy', key: 'backup', record: { title: 'Backup policy' } },
  });
  const said = text(made.DC3);
  assert.match(said, /AWS account 123456789012, regions eu-west-1\./);
  assert.match(said, /saw something: ec2\.$/m);
  assert.match(said, /Software from others: GitHub\./);
  assert.match(said, /People, by role: CEO, CTO, ENG, BOARD\./);
  assert.match(said, /Procedures, by policy: Backup policy\./);
  assert.deepEqual(made.DC3?.missing, ['kinds of data: scoping']);
});

test('incidents: a recorded zero is an answer', () => {
  const made = criteria(
    {},
    { type: 'population', control: 'CC7.4-records', size: 0, deviations: 0, source: 'tickets, 1 December' },
  );
  assert.equal(text(made.DC4), 'No incident on record (tickets, 1 December).');
  assert.deepEqual(made.DC4?.missing, []);
});

test('duties of customers, subservice organisations, what other organisations run', () => {
  const made = criteria(
    {},
    { type: 'duty', key: 'a', record: { text: 'Remove users', where: 'the terms', control: 'CC2.3-a' } },
    {
      ...{ type: 'vendor', key: 'aws' },
      record: { name: 'AWS', tier: 'critical', method: 'carve-out', report: { name: 'SOC 2' }, expects: 'Guards.' },
    },
    { type: 'vendor', key: 'slack', record: { name: 'Slack', tier: 'other' } },
    { type: 'answer', control: 'CC6.4-data-centres', answer: { level: 'inherited' } },
  );
  assert.equal(text(made.DC6), 'Remove users. (counts for CC2.3-a; told in the terms)');
  assert.equal(
    text(made.DC7),
    'AWS, by the carve-out method. Its report: SOC 2. Expected of it: Guards.\nControls that other organisations run: Guarded data centres (CC6.4-data-centres).',
  );
});

test('what does not apply, with reason, approver and day', () => {
  const made = criteria({}, scope('categories', ['availability']), {
    ...{ type: 'answer', control: 'CC6.4-offices' },
    answer: {
      level: 'not-applicable',
      reason: 'no-office',
      text: 'Fully remote',
      approver: 'Fay',
      reviewOn: '2027-06-01',
    },
  });
  const said = text(made.DC8);
  assert.match(said, /not part of the report: Confidentiality, Processing integrity, Privacy\./);
  assert.match(said, /Criteria that apply: 36\./);
  assert.match(said, /CC6\.4-offices, Offices: Fully remote\. Approved by Fay, to be looked at again on 1 June 2027\./);
});

test('changes: a Type 1 tells none; before the window nothing can have changed; inside it the looks count', () => {
  assert.match(text(criteria({}, scope('report-type', 'type1')).DC9), /Type 1 is planned/);
  const later: EntryBody = { type: 'window', start: '2027-01-01', months: 6, opened: false };
  assert.match(text(criteria({}, later).DC9), /begins on 1 January 2027/);
  const open: EntryBody = { type: 'window', start: '2026-09-01', months: 6, opened: true };
  const inside = criteria({}, open, { type: 'run', control: 'CC3.4-a', on: '2026-11-02', deviation: 'New database' });
  assert.equal(text(inside.DC9), 'Looked at on 2 November 2026: New database.');
  assert.deepEqual(criteria({}, open).DC9?.missing, ['changes since 1 September 2026: record the looks of CC3.4-a']);
});

test("the company's own words take the draft's place; done says so; words stay when only done changes", () => {
  const said = (done: boolean, own?: string): EntryBody => ({
    ...{ type: 'description', criterion: 'DC1', done, ...(own === undefined ? {} : { text: own }) },
  });
  const made = criteria({}, scope('company', 'Acme'), said(false, 'Acme counts sheep.'), said(true));
  assert.equal(made.DC1?.status, 'done');
  assert.equal(text(made.DC1), 'Acme counts sheep.');
  const back = criteria({}, scope('company', 'Acme'), said(true, 'x'), said(false, ''));
  assert.equal(back.DC1?.status, 'draft');
  assert.equal(text(back.DC1), 'Acme.');
});
