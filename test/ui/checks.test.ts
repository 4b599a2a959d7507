/** Checks while AWS is read: how long it takes, how far the calls are, what each check does; and what others say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanEvent } from '../../source/app/ports.ts';
import type { State } from '../../source/app/state.ts';
import type { ElsewhereResult } from '../../source/core/foreign-findings.ts';
import { viewOf } from '../../source/ui/view.ts';
import { after } from '../app/drive.ts';
import { facts, halfRead, halfWay, stateOf } from '../app/fixture.ts';

const look = { ascii: false, colour: false, still: true };

const frame = (state: State, now = 0) =>
  viewOf(state, look, { frame: 0, now })
    .lines.map((line) => line.map(({ text }) => text).join(''))
    .join('\n');

const wide = () => stateOf(halfWay, { facts: facts(false), screen: 'checks', columns: 120, rows: 40 });

async function reading(): Promise<State> {
  const told: ScanEvent[] = [];
  halfRead((event) => told.push(event));
  await Promise.resolve();
  const started = after(wide(), { type: 'scan-started', since: 1000 }).state;
  return told.reduce(
    (state, event) => after(state, { type: 'scan', event, now: '2026-12-01T12:04:00Z' }).state,
    started,
  );
}

describe('Checks while AWS is read', () => {
  test('the time shows after two seconds, the calls with how many are asked for', async () => {
    const state = await reading();
    assert.match(frame(state, 42_000), /3 of 8 readings · 4 of 5 calls · 00:41 · 1 denied/);
    assert.doesNotMatch(frame(state, 2_900), /00:0/);
    assert.match(frame(state, 3_000), /00:02/);
  });

  test('each check has its own state, denied and skipped with the reason', async () => {
    const state = await reading();
    assert.match(frame(state), /▸ 2 running {3}✔ 2 read/);
    const whole = facts(false).readings;
    const rest = { 'iam.virtual-mfa-devices': whole['iam.virtual-mfa-devices'] };
    const hardware = after({ ...state, facts: { ...facts(false), readings: { ...whole, ...rest } } }, 'j', 'j').state;
    assert.match(frame(hardware), /denied {3}password-policy-min-length/);
    assert.match(frame(hardware), /now: denied, iam:GetAccountPasswordPolicy/);
    const gone = { state: 'unavailable', operation: 'iam:ListVirtualMFADevices', reason: 'not sampled' } as const;
    const skipped = Object.fromEntries(Object.keys(whole).map((name) => [name, { global: gone }]));
    const none = { ...state, facts: { ...facts(false), readings: skipped } } as State;
    assert.match(frame(none), /skipped {2}root-mfa-enabled/);
    assert.match(frame(none), /now: skipped, not sampled/);
  });
});

test('the pane says what another engine says otherwise, and from when an unread failure is', () => {
  const state = wide();
  const { derived } = state;
  assert.ok(derived !== undefined);
  const said: ElsewhereResult = {
    ...{ engine: 'prowler', version: '5.13.0', ids: ['iam_root_mfa_enabled'], seen: '2026-11-21T08:00:00Z' },
    ...{ from: 'prowler.json', expires: '2026-12-21', said: 'pass', passed: 1, total: 1 },
    ...{ disagrees: true, counts: 'nothing' },
  } as unknown as ElsewhereResult;
  const results = derived.results.map((result) =>
    result.check === 'root-mfa-enabled'
      ? { ...result, elsewhere: [said], lastRead: '2026-10-01T08:00:00.000Z' }
      : result,
  );
  const whole = frame({ ...state, derived: { ...derived, results } });
  assert.match(whole, /root-mfa-enabled +another engine disagrees/);
  const text = whole.replace(/\s*\n.*?│ /g, ' ');
  assert.match(text, /disagrees: Prowler 5\.13\.0 \(iam_root_mfa_enabled\) says pass/);
  assert.match(text, /2026-10-01 08:00:00 UTC, not readable since/);
});
