/** Results over several accounts, from earlier scans, and recorded by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import { type Assessment, emptyAssessment } from '../../source/core/assessment.ts';
import type { Facts } from '../../source/core/facts.ts';
import { checkResults, judged, judgementKey } from '../../source/core/results.ts';
import {
  lastFailures,
  longestGapDays,
  passingSince,
  pastScan,
  regionsThatCount,
} from '../../source/core/scan-history.ts';
import { shippedQuestionnaire } from '../../source/workspace/content.ts';
import { bucket, denied, facts, account as home, now, ok } from '../checks/facts.ts';

const questionnaire = await shippedQuestionnaire();
const found = checkById('s3-default-encryption');
assert.ok(found);
const checks = [found];
const other = '444455556666';
const good = () => facts({ 's3.buckets': { global: ok([bucket('a')]) } });
const bad = () => facts({ 's3.buckets': { global: ok([bucket('b', { encryption: ok(null) })]) } });
const unread = () => facts({ 's3.buckets': { global: denied('s3:ListBuckets') } });
const of = (account: string, scan: Facts): Facts => ({ ...scan, account });
const at = (finishedAt: string, scan: Facts): Facts => ({ ...scan, finishedAt });

function resultOf(scans: Facts[], change: Partial<Assessment> = {}, instant = now) {
  const assessment = { ...emptyAssessment(), ...change };
  const [result] = checkResults({ scans, checks, assessment, questionnaire, now: instant });
  assert.ok(result);
  return result;
}

const attribution = { by: 'Ada', at: now, entry: 'e1' };
const inScope = (...value: string[]) => ({ scope: { accounts: { value, committed: true, ...attribution } } });

test('any account that fails fails; resources and what was not read keep their account', () => {
  const result = resultOf([of(home, good()), of(other, bad())]);
  assert.deepEqual([result.status, result.passed, result.total], ['fail', 1, 2]);
  assert.deepEqual(
    result.resources.map(({ id, account }) => [id, account]),
    [
      ['b', other],
      ['a', home],
    ],
  );
  const partly = resultOf([of(home, good()), of(other, unread())]);
  assert.deepEqual([partly.status, partly.unknown.map(({ account }) => account)], ['unknown', [other]]);
  assert.equal(resultOf([of(home, bad()), of(other, unread())]).unknown.length, 1);
});

test('an account in scope that was never scanned is unknown, one out of scope is not judged', () => {
  const result = resultOf([of(home, good())], inScope(home, other));
  assert.equal(result.status, 'unknown');
  assert.match(result.unknown[0]?.reason ?? '', /444455556666 is in scope and has not been scanned/);
  assert.equal(resultOf([of(home, good()), of(other, bad())], inScope(home)).status, 'pass');
});

const manual = {
  check: 's3-default-encryption',
  status: 'pass',
  evidence: 'screens of all buckets',
  where: 'evidence/b.png',
  date: '2026-11-20',
  expires: '2027-02-20',
  ...attribution,
} as const;

test('a recorded result counts only where the scan could not conclude, and only until it expires', () => {
  const result = resultOf([unread()], { manualResults: [manual] });
  assert.deepEqual([result.status, result.passed, result.total, result.unknown], ['pass', 1, 1, []]);
  assert.match(result.resources[0]?.reason ?? '', /recorded by Ada on 2026-11-20, counts until 2027-02-20/);
  assert.deepEqual(
    result.recorded?.insteadOf.map(({ kind }) => kind),
    ['denied'],
  );
  assert.equal(resultOf([bad()], { manualResults: [manual] }).status, 'fail');
  assert.equal(resultOf([bad()], { manualResults: [manual] }).recorded, undefined);
  assert.equal(resultOf([unread()], { manualResults: [manual] }, '2027-02-21T12:00:00Z').status, 'unknown');
  assert.equal(resultOf([], { manualResults: [manual] }).status, 'pass');
});

test('with several accounts a recorded result is about the one it names', () => {
  const scans = [of(home, good()), of(other, unread())];
  assert.equal(resultOf(scans, { manualResults: [manual] }).status, 'unknown');
  assert.equal(resultOf(scans, { manualResults: [{ ...manual, account: home }] }).status, 'unknown');
  assert.equal(resultOf(scans, { manualResults: [{ ...manual, account: other }] }).status, 'pass');
});

const past = (scan: Facts) => pastScan(scan, judged(scan, { checks, assessment: emptyAssessment(), questionnaire }));

test('since when: the first of an unbroken row of scans that pass', () => {
  const days = ['2026-11-21', '2026-11-01', '2026-10-10', '2026-10-01'].map((day) => `${day}T12:00:00Z`);
  const [d0 = '', d1 = '', d2 = '', d3 = ''] = days;
  const since = (...scans: Facts[]) => passingSince(scans.map(past))['s3-default-encryption'];
  assert.equal(since(at(d0, good()), at(d1, good()), at(d2, good())), d2);
  assert.equal(since(at(d0, good())), undefined);
  assert.equal(since(at(d0, bad()), at(d1, good())), undefined);
  // Broken by a failure, by what could not be read, by a gap, by a region left out.
  assert.equal(since(at(d0, good()), at(d1, good()), at(d2, bad()), at(d3, good())), d1);
  assert.equal(since(at(d0, good()), at(d1, good()), at(d2, unread())), d1);
  assert.equal(since(at(d0, good()), at(d3, good())), undefined);
  assert.equal(since(at(d0, good()), { ...at(d1, good()), regions: ['us-east-1'] }), undefined);
});

test('the row dates a result that AWS does not date, for as long as scoping and the newest scan hold', () => {
  const assessment = emptyAssessment();
  const first = '2026-11-01T12:00:00Z';
  const history = {
    key: judgementKey(assessment, questionnaire),
    passing: { [home]: { 's3-default-encryption': first } },
    failing: {},
    regions: {},
  };
  const dated = (change: object = {}) =>
    checkResults({ scans: [good()], checks, assessment, questionnaire, now, history, ...change })[0];
  assert.deepEqual([dated()?.since, dated()?.sinceBy], [first, 'scans']);
  assert.equal(dated({ scans: [bad()] })?.since, undefined);
  assert.equal(dated({ history: { ...history, key: 'of another scoping' } })?.since, undefined);
  const late = new Date(Date.parse(now) + (longestGapDays + 1) * 86_400_000).toISOString();
  assert.equal(dated({ now: late })?.since, undefined);
});

test('a failure stands while it cannot be looked at again; a pass, a record by hand or another scoping ends it', () => {
  const [d0 = '', d1 = '', d2 = ''] = ['2026-11-21', '2026-11-01', '2026-10-10'].map((day) => `${day}T12:00:00Z`);
  const failures = (...scans: Facts[]) => lastFailures(scans.map(past));
  const shut = [at(d0, unread()), at(d1, unread()), at(d2, bad())];
  assert.equal(failures(...shut)['s3-default-encryption']?.at, d2);
  assert.deepEqual(failures(at(d0, good()), at(d1, bad())), {});
  assert.deepEqual(failures(at(d0, unread()), at(d1, good()), at(d2, bad())), {});
  assert.deepEqual(failures(at(d0, bad())), {});

  const history = {
    key: judgementKey(emptyAssessment(), questionnaire),
    passing: {},
    failing: { [home]: failures(...shut) },
    regions: {},
  };
  const judgedNow = (change: object = {}) =>
    checkResults({
      scans: [unread()],
      checks,
      assessment: emptyAssessment(),
      questionnaire,
      now,
      history,
      ...change,
    })[0];
  const stands = judgedNow();
  assert.deepEqual([stands?.status, stands?.lastRead, stands?.unknown[0]?.kind], ['fail', d2, 'denied']);
  assert.match(stands?.resources[0]?.reason ?? '', /As read on 2026-10-10; it could not be read since/);
  assert.equal(judgedNow({ scans: [good()] })?.status, 'pass');
  assert.equal(judgedNow({ assessment: { ...emptyAssessment(), manualResults: [manual] } })?.status, 'pass');
  // What somebody saw before the failure was read says nothing of it.
  const onDay = (date: string) =>
    judgedNow({ assessment: { ...emptyAssessment(), manualResults: [{ ...manual, date }] } });
  assert.equal(onDay('2026-10-10')?.status, 'pass');
  const before = onDay('2026-10-09');
  assert.deepEqual([before?.status, before?.recorded, before?.unknown[0]?.kind], ['fail', undefined, 'denied']);
  assert.equal(judgedNow({ history: { ...history, key: 'of another scoping' } })?.status, 'unknown');
  assert.equal(judgedNow({ history: undefined })?.status, 'unknown');
});

test('a scan that is told to read fewer regions leaves the others unread, not gone, unless scoping names them', () => {
  const ports = checkById('sg-no-ssh-from-internet');
  assert.ok(ports);
  const quiet = { 'ec2.security-groups': { b: ok([]) } };
  const narrow = { ...facts(quiet), regions: ['b'], regionsNamed: true };
  const whole = { ...facts(quiet), regions: ['a', 'b'] };
  assert.deepEqual(regionsThatCount(['x'], whole), ['a', 'b']);
  assert.deepEqual(regionsThatCount(['a', 'b'], narrow), ['a', 'b']);
  const history = { key: '', passing: {}, failing: {}, regions: { [home]: ['a', 'b'] } };
  const statusOf = (change: object = {}) => {
    const base = { scans: [narrow], checks: [ports], assessment: emptyAssessment(), questionnaire, now, history };
    const [result] = checkResults({ ...base, ...change });
    return [result?.status, result?.unknown.map(({ region }) => region)];
  };
  assert.deepEqual(statusOf(), ['unknown', ['a']]);
  assert.deepEqual(statusOf({ history: undefined }), ['not-applicable', []]);
  const scope = { regions: { value: ['b'], committed: true, ...attribution } };
  assert.deepEqual(statusOf({ assessment: { ...emptyAssessment(), scope } }), ['not-applicable', []]);
});
