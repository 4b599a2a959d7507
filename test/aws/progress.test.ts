/** What a scan tells while it runs: how far each operation is, at most 20 times a second. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseChecks } from '../../checks/index.ts';
import type { ScanEvent as AppEvent } from '../../source/app/ports.ts';
import { runScan } from '../../source/aws/scan.ts';
import type { CallStates, ScanEvent } from '../../source/aws/scan-types.ts';
import { goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import { startServer } from './server.ts';
import { recordingOf } from './suite.ts';
import { fault, faults } from './written.ts';

type Progress = ScanEvent & { type: 'progress' };

test('queued, running, ok, denied and failed by operation; at most 20 reports a second, and one at the end', async (t) => {
  const server = await startServer({
    replay: recordingOf(baseSuite, 'good'),
    written: [...goodAccount.written, fault('iam:GetAccountSummary', faults.malformed)],
    deny: ['s3:GetBucketVersioning'],
    delayMs: 5,
  });
  t.after(() => server.close());
  const told: { at: number; event: Progress }[] = [];
  const facts = await runScan(
    {
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-secret' },
      facts: [...new Set(baseChecks.flatMap((check) => check.facts))],
    },
    (event) => {
      if (event.type === 'progress') told.push({ at: performance.now(), event });
      // The program takes the same events: this is its type.
      const same: AppEvent = event;
      assert.ok(same.type);
    },
  );
  assert.ok(told.length >= 3, `${told.length} reports`);
  for (const [index, { at }] of told.entries())
    assert.ok(
      told.slice(index).filter((later) => later.at < at + 1_000).length <= 21,
      'more than 20 a second, and the last',
    );
  const sum = (state: keyof CallStates, { operations }: Progress) =>
    Object.values(operations).reduce((all, states) => all + states[state], 0);
  const seen = (state: keyof CallStates) => told.some(({ event }) => sum(state, event) > 0);
  for (const state of ['queued', 'running', 'ok', 'denied', 'failed'] as const) assert.ok(seen(state), state);
  for (const [index, { event }] of told.entries()) {
    const before = told[index - 1]?.event;
    if (before) assert.ok(event.calls >= before.calls && event.done >= before.done);
  }
  const last = told.at(-1)?.event;
  assert.ok(last);
  assert.deepEqual([sum('queued', last), sum('running', last), last.done], [0, 0, last.total]);
  assert.equal(sum('ok', last) + sum('denied', last) + sum('failed', last), facts.calls.total);
  const versioning = last.operations['s3:GetBucketVersioning'];
  assert.deepEqual([versioning?.ok, versioning?.denied], [0, facts.calls.byOperation['s3:GetBucketVersioning']]);
  assert.equal(last.operations['iam:GetAccountSummary']?.failed, 1);
  assert.equal(last.operations['iam:GetAccountPasswordPolicy']?.ok, 1);
});
