/** `r`: what one row needs is read again into the last reading, and what is on the screen stays meanwhile. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanEvent } from '../../source/app/ports.ts';
import { checkRows, gapRows } from '../../source/app/rows.ts';
import { checkState } from '../../source/app/scan-states.ts';
import type { State } from '../../source/app/state.ts';
import { after } from './drive.ts';
import { facts, halfWay, stateOf } from './fixture.ts';

const read = facts(false);
const on = (screen: 'checks' | 'gaps'): State => ({
  ...stateOf(halfWay, { facts: read, screen }),
  ...{ lastFacts: read, canScan: true, scan: { state: 'none' } },
});
const identity: ScanEvent = { type: 'identity', account: read.account, arn: 'arn', partition: 'aws', regions: [] };

/** `r` was pressed and the reading began. */
function begun(): { state: State; again: readonly string[] } {
  const { state, effects } = after(on('checks'), 'r');
  const [effect] = effects;
  assert.ok(effect?.type === 'start-scan' && effect.again !== undefined);
  return { state: after(state, { type: 'scan-started', since: 0, again: effect.again }).state, again: effect.again };
}

describe('r', () => {
  test('reads the check under the cursor, on Gaps all checks of the control', () => {
    assert.deepEqual(begun().again, [checkRows(on('checks'))[0]?.check]);
    const gaps = on('gaps');
    const rows = gapRows(gaps);
    const links = (row: (typeof rows)[number]) =>
      row.kind === 'gap'
        ? (gaps.derived?.decisions.controls.find(({ id }) => id === row.gap.control)?.checks.map(({ id }) => id) ?? [])
        : [];
    const looked = rows.findIndex((row) => links(row).length > 0);
    const asked = rows.findIndex((row) => links(row).length === 0);
    const at = (place: number) => after(gaps, ...'j'.repeat(place), 'r');
    assert.deepEqual(at(looked).effects, [{ type: 'start-scan', again: links(rows[looked] as (typeof rows)[number]) }]);
    assert.deepEqual(at(asked).effects, []);
    assert.match(at(asked).state.notice?.text ?? '', /No check looks at it/);
  });

  test('keeps what is known until it comes, and all of it when it fails', () => {
    const { state, again } = begun();
    const going = after(state, { type: 'scan', event: identity, now: read.finishedAt }).state;
    assert.equal(going.facts, read);
    assert.ok(going.scan.state === 'running');
    for (const check of going.checks)
      assert.equal(checkState(check, going.scan, read).state, again.includes(check.id) ? 'running' : 'ok');
    const failed = after(going, { type: 'scan-failed', reason: 'No way.' }).state;
    assert.deepEqual([failed.facts, failed.scan.state, failed.notice?.text], [read, 'finished', 'No way.']);
    // A whole reading that fails says so.
    const whole = after(on('checks'), { type: 'scan-started', since: 0 }, { type: 'scan-failed', reason: 'No way.' });
    assert.equal(whole.state.scan.state, 'failed');
  });

  test('says once what the check shows now, with the figures made of it', () => {
    const { state, again } = begun();
    const { derived } = state;
    assert.ok(derived !== undefined);
    const done = after(state, { type: 'scan-done', facts: read, assessment: state.assessment, seconds: 1 }).state;
    assert.equal(done.notice?.text, undefined);
    const told = after(done, { type: 'derived', derived }).state;
    const row = checkRows(state).find(({ check }) => check === again[0]);
    assert.equal(told.notice?.text, `Read again. ${row?.check}: ${row?.status}.`);
    assert.ok(told.scan.state === 'finished' && told.scan.again === undefined);
  });

  test('waits for a first reading', () => {
    const { lastFacts: _, ...rest } = on('checks');
    const { state, effects } = after(rest, 'r');
    assert.deepEqual(effects, []);
    assert.match(state.notice?.text ?? '', /not been read yet/);
  });
});
