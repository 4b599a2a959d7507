/** Interview sheets: the questions follow the rhythm and the record, and what is on file is shown by what it counts for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../source/core/decide.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { interviewSheet } from '../../source/core/interview-sheet.ts';
import { interviewMarkdown } from '../../source/report/interview-sheet.ts';
import { sampleAssessment, sampleControl, sampleEvidence, sampleQuestionnaire } from './input-samples.ts';

const today = '2025-06-15';
const control = sampleControl({
  id: 'CC1.1-a',
  cadence: { every: 'month', onEvent: ['leaver'] },
  evidence: [{ what: 'Export', tier: 3 }],
});

function sheet(...bodies: EntryBody[]) {
  const questionnaire = sampleQuestionnaire(control);
  const assessment = sampleAssessment({ type: 'person', name: 'Gil', roles: ['GRC'] }, ...bodies);
  const decisions = decide({ questionnaire, assessment, results: [], today, depth: 'full' });
  const made = interviewSheet({ decisions, assessment, questionnaire, checks: [], today }, 'gil');
  assert.ok(made !== undefined && made.items.length === 1 && made.items[0] !== undefined);
  return { made, item: made.items[0] };
}

test('with nothing on record the sheet says so, and what to find', () => {
  const { item } = sheet();
  assert.deepEqual(item.questions.slice(2), [
    'It runs monthly: when did it last run, and when is it due next? (no run is on record)',
    'How do you know that the list is complete: leaver? (no list is on record)',
  ]);
  assert.deepEqual([item.said, item.show, item.find], ['nothing yet', [], ['Export']]);
});

test('runs, lists and what went wrong are asked about; a dated record is enough to show', () => {
  const { made, item } = sheet(
    { type: 'answer', control: 'CC1.1-a', answer: { level: 3 } },
    sampleEvidence('CC1.1-a', { what: 'Old *minutes*', date: '2020-01-01' }),
    sampleEvidence('CC1.1-a', { what: 'Ticket' }),
    { type: 'run', control: 'CC1.1-a', on: '2025-05-01' },
    { type: 'run', control: 'CC1.1-a', on: '2025-04-01', deviation: 'late' },
    { type: 'population', control: 'CC1.1-a', size: 25, deviations: 2, source: 'Personio' },
  );
  assert.match(item.questions[2] ?? '', /on record: last 1 May 2025/);
  assert.match(item.questions[3] ?? '', /on record: 25 items from Personio/);
  assert.match(item.questions[4] ?? '', /in the 3 cases that did not go right/);
  assert.equal(item.said, 'Ada said L3: 3');
  assert.deepEqual(
    item.show.map(({ what, tier }) => [what, tier]),
    [
      ['Ticket', 2],
      ['Old *minutes*', 1],
    ],
  );
  assert.deepEqual(item.find, []);
  assert.match(interviewMarkdown(made, 'Acme'), /- \[x\] Old \\\*minutes\\\*: .* \(E1\)/);
});
