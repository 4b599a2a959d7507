/** Rule S-R1: done is not closed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../source/core/assessment.ts';
import { decide } from '../../source/core/decide.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { answered, control, failedCheck, questionnaire, today } from './sample.ts';

const id = 'CC6.1-a';
const check = { id: 'mfa', role: 'determinative', because: 'for the test' } as const;
const people: EntryBody[] = ['Ada', 'Ben'].map((name) => ({ type: 'person', name, roles: [] }));
const done = (on: string): EntryBody => ({ type: 'plan', item: `plan:${id}`, state: 'done', on });
const proof = (date: string, seenBy?: string): EntryBody => ({
  ...{ type: 'evidence', control: id },
  evidence: { what: 'Minutes', where: 'evidence/m.pdf', date, tier: 2, ...(seenBy === undefined ? {} : { seenBy }) },
});
const scan = (finishedAt: string): EntryBody => ({
  ...{ type: 'scan', file: `scans/${finishedAt}`, sha256: 'x', account: '123456789012' },
  finishedAt,
});

function plan(lines: (EntryBody | [string, EntryBody])[], results: CheckResult[] = [], checks = [check].slice(1)) {
  const entries = lines.map((line, index): Entry => {
    const [by, body] = Array.isArray(line) ? line : (['Ada', line] as const);
    const base = { v: entryVersion, id: `e${index}`, replica: 'r', seq: index + 1, at: '2026-11-01T09:00:00Z' };
    return { ...base, by, questionnaire: 'q', ...body };
  });
  const controls = [control(id, { checks })];
  const said = questionnaire(controls);
  return decide({ questionnaire: said, assessment: fold(entries), results, today, depth: 'full' }).plan;
}

const answers = answered(id, 3);

test('while the model still sees the gap, closed reads done and takes no hours', () => {
  const closed: EntryBody = { type: 'plan', item: `plan:${id}`, state: 'closed', on: '2026-11-20' };
  const { items, settled } = plan([...people, ...answered(id, 1), closed]);
  assert.deepEqual(
    items.map(({ state, start, workDone }) => [state, start === workDone]),
    [['done', true]],
  );
  assert.deepEqual(settled, []);
});

test('a record from before the fix, or seen only by who did it, leaves it done', () => {
  const old = plan([...people, ...answers, ['Ben', proof('2026-11-01', 'Ada')], done('2026-11-20')]);
  assert.deepEqual(old.items, [], 'the gap itself is gone');
  assert.deepEqual(
    old.settled.map(({ state, because }) => [state, because]),
    [['done', 'it needs a dated record from after 20 November 2026, or its live checks run again']],
  );
  // Beside an old good record: the new one counts only with a second person who did not do the work.
  const alone = plan([
    ...people,
    ...answers,
    ['Ben', proof('2026-11-01', 'Ada')],
    done('2026-11-20'),
    proof('2026-11-25'),
  ]);
  assert.match(alone.settled[0]?.because ?? '', /^a second person has to see/);
});

test('a record from after the fix that somebody else saw closes it; on the very day only what was written later', () => {
  const later = plan([...people, ...answers, done('2026-11-20'), proof('2026-11-25', 'Ben')]);
  assert.deepEqual(later.settled, [
    {
      ...{ id: `plan:${id}`, control: id, state: 'closed', fixedOn: '2026-11-20', fixedBy: 'Ada', on: '2026-11-25' },
      because: 'Minutes, dated 25 November 2026, seen by Ben',
    },
  ]);
  const sameDay = [proof('2026-11-20', 'Ben'), done('2026-11-20')];
  assert.equal(plan([...people, ...answers, ...sameDay]).settled[0]?.state, 'done');
  assert.equal(plan([...people, ...answers, ...sameDay.toReversed()]).settled[0]?.state, 'closed');
});

test('a scan after the fix closes it without a second person; one from before it does not; nor one that fails', () => {
  const passed: CheckResult = { ...failedCheck('mfa', 0, 3), status: 'pass', resources: [] };
  const before = plan([...people, ...answers, scan('2026-11-19T08:00:00Z'), done('2026-11-20')], [passed], [check]);
  assert.equal(before.settled[0]?.state, 'done');
  const after = plan([...people, ...answers, done('2026-11-20'), scan('2026-11-21T08:00:00Z')], [passed], [check]);
  assert.deepEqual([after.settled[0]?.state, after.settled[0]?.on], ['closed', '2026-11-21']);
  const failing = plan(
    [...people, ...answers, done('2026-11-20'), scan('2026-11-21T08:00:00Z')],
    [failedCheck('mfa', 1, 3)],
    [check],
  );
  assert.equal(failing.settled.length, 0);
  assert.equal(failing.items[0]?.state, 'done');
});

test('what is accepted until a day is open again after it, and the plan says so', () => {
  const accepted = (until: string): EntryBody => ({
    ...{ type: 'plan', item: `plan:${id}`, state: 'accepted', on: '2026-11-01' },
    ...{ reason: 'the office moves', until },
  });
  const still = plan([...people, ...answered(id, 1), accepted(today)]);
  assert.deepEqual([still.items[0]?.state, still.items[0]?.acceptedUntil], ['accepted', today]);
  const over = plan([...people, ...answered(id, 1), accepted('2026-11-30')]);
  assert.equal(over.items[0]?.state, 'open');
  assert.ok(over.warnings.includes(`${id} was accepted until 30 November 2026: it is open again.`));
});
