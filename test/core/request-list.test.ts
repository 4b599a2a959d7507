/** The request list: what is there and what is lacking, before and inside a window. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../source/core/decide.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import type { Control } from '../../source/core/questionnaire.ts';
import { requestList } from '../../source/core/request-list.ts';
import { sampleAssessment, sampleControl, sampleEvidence, sampleQuestionnaire, sampleResult } from './input-samples.ts';

const today = '2025-06-15';
const level: EntryBody = { type: 'answer', control: 'CC1.1-a', answer: { level: 3 } };
const open: EntryBody = { type: 'window', start: '2025-01-01', months: 6, opened: true };
const run = (on: string): EntryBody => ({ type: 'run', control: 'CC1.1-a', on });

function request(changes: Partial<Control>, bodies: EntryBody[], results: CheckResult[] = []) {
  const questionnaire = sampleQuestionnaire(sampleControl({ id: 'CC1.1-a', ...changes }));
  const assessment = sampleAssessment(...bodies);
  const input = { questionnaire, assessment, results, today, depth: 'full' as const };
  const [one, ...more] = requestList({ ...input, decisions: decide(input) });
  assert.ok(one !== undefined && more.length === 0);
  return one;
}

test('nothing said and words alone are missing; a document is partly; a dated record is there', () => {
  assert.equal(request({}, []).state, 'missing');
  assert.equal(request({}, [{ ...level }]).state, 'missing');
  const document = request({}, [level, sampleEvidence('CC1.1-a', { tier: 1 })]);
  assert.deepEqual([document.state, document.have], ['partly', ['a document']]);
  const record = request({}, [level, sampleEvidence('CC1.1-a', {})]);
  assert.deepEqual([record.state, record.have, record.lacking], ['have it', ['a dated record'], []]);
  assert.equal(request({}, [sampleEvidence('CC1.1-a', {})]).state, 'partly');
  const partly = request({}, [{ ...level, answer: { level: 1 } } as EntryBody, sampleEvidence('CC1.1-a', {})]);
  assert.deepEqual(partly.lacking, ['the control itself: answered L1, not in place yet']);
  const expired = request({}, [level, sampleEvidence('CC1.1-a', { expires: '2025-06-14' })]);
  assert.equal(expired.state, 'partly');
});

test('live checks that pass stand for an export; one that was not read does not', () => {
  const checks = [{ id: 'c', role: 'determinative' as const, because: 'b' }];
  assert.deepEqual(request({ checks }, [level], [sampleResult('c', 'pass')]).have, ['live checks of AWS that pass']);
  assert.equal(request({ checks }, [level], [sampleResult('c', 'unknown')]).state, 'missing');
});

test('a record that AWS refutes is not all of it', () => {
  const checks = [{ id: 'c', role: 'determinative' as const, because: 'b' }];
  const refuted = request({ checks }, [level, sampleEvidence('CC1.1-a', {})], [sampleResult('c', 'fail')]);
  assert.deepEqual([refuted.state, refuted.lacking], ['partly', ['a scan that passes: AWS shows otherwise']]);
});

test('inside a window the runs due and the list of events are asked for too', () => {
  const evidence = sampleEvidence('CC1.1-a', {});
  const monthly = request({ cadence: { every: 'month' } }, [
    level,
    evidence,
    open,
    run('2025-01-20'),
    run('2025-02-20'),
  ]);
  assert.deepEqual(monthly.period, { from: '2025-01-01', to: '2025-06-30', proposed: false });
  assert.deepEqual(monthly.population, ['6 runs, monthly; usual sample 2–5']);
  assert.deepEqual([monthly.state, monthly.lacking], ['partly', ['3 runs with a dated record']]);

  const events = { cadence: { onEvent: ['leaver'] } };
  const none = request(events, [level, evidence, open]);
  assert.deepEqual(none.lacking, ['the list of what occurred in the period']);
  assert.deepEqual(none.population, ['all of: leaver; how many is not known yet']);
  const list: EntryBody = { type: 'population', control: 'CC1.1-a', size: 25, deviations: 3, source: 'Personio' };
  const known = request(events, [level, evidence, open, list]);
  assert.equal(known.state, 'have it');
  assert.deepEqual(known.population, ['25 (leaver), from Personio; usual sample 8–25']);
  assert.equal(request(events, [level, evidence]).period.proposed, true);

  // A control with both is asked for both, whichever of them gives its figure.
  const both = request({ cadence: { every: 'month', onEvent: ['leaver'] } }, [level, evidence, open, list]);
  assert.deepEqual(both.have, ['a dated record', 'the list of 25 items']);
  assert.deepEqual(both.lacking, ['5 runs with a dated record']);
  const reviewed = ['2025-01-20', '2025-02-20', '2025-03-20', '2025-04-20', '2025-05-20'].map(run);
  const ran = request({ cadence: { every: 'month', onEvent: ['leaver'] } }, [level, evidence, open, list, ...reviewed]);
  assert.deepEqual([ran.state, ran.have[1]], ['have it', '5 runs of 5 due so far']);
});

test('N/A with its reason is there; an inherited control asks for the report', () => {
  const apart = { level: 'not-applicable' as const, reason: 'r', text: 't', approver: 'Bo', reviewOn: '2026-01-01' };
  assert.equal(request({}, [{ type: 'answer', control: 'CC1.1-a', answer: apart }]).state, 'have it');
  const inherited = request({ inheritable: true }, [
    { type: 'answer', control: 'CC1.1-a', answer: { level: 'inherited' } },
  ]);
  assert.deepEqual([inherited.state, inherited.have], ['missing', []]);
});

test('from whom: the doers and the one who answers for it, as the matrix has them', () => {
  const people: EntryBody[] = [
    { type: 'person', name: 'Ada', roles: ['CEO'] },
    { type: 'person', name: 'Gil', roles: ['GRC'] },
  ];
  assert.deepEqual(request({}, people).from, { R: ['Gil'], A: ['Ada'] });
});
