import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { callsAtOnce, rateOf } from '../../source/aws/rates.ts';
import { type Clock, Scheduler } from '../../source/aws/scheduler.ts';

/** A clock that stands still until somebody sleeps, then jumps to the next waker. */
class ManualClock implements Clock {
  time = 0;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      this.#sleepers.push({ at: this.time + milliseconds, wake: resolve });
    });
  }

  async runUntil(done: Promise<unknown>): Promise<void> {
    let finished = false;
    done.finally(() => {
      finished = true;
    });
    while (!finished) {
      await new Promise(setImmediate);
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (!next) continue;
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
  }
}

test('in no stretch of time do more calls leave than burst + rate × time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ perSecond: fc.integer({ min: 1, max: 20 }), burst: fc.integer({ min: 1, max: 10 }) }),
      fc.integer({ min: 1, max: 60 }),
      async ({ perSecond, burst }, count) => {
        const clock = new ManualClock();
        const scheduler = new Scheduler({ clock, rate: () => ({ pool: 'p', perSecond, burst }) });
        const left: number[] = [];
        const calls = Array.from({ length: count }, () =>
          scheduler.run('iam:GetAccountSummary', 'global', async () => left.push(clock.time)),
        );
        await clock.runUntil(Promise.all(calls));
        assert.equal(left.length, count);
        for (const [first, start] of left.entries()) {
          for (const [offset, end] of left.slice(first).entries()) {
            assert.ok(offset + 1 <= burst + ((end - start) / 1000) * perSecond + 1e-6);
          }
        }
        // Nor slower than it may be.
        assert.ok((left.at(-1) ?? 0) <= (Math.max(0, count - burst) / perSecond) * 1000 + 1e-6);
      },
    ),
    { numRuns: 30 },
  );
});

test('regions and operations have buckets of their own, a service pool is shared', async () => {
  const clock = new ManualClock();
  const scheduler = new Scheduler({ clock });
  const times: Record<string, number> = {};
  const send = (operation: string, region: string) =>
    scheduler.run(operation, region, async () => {
      times[`${operation} ${region}`] = clock.time;
    });
  const calls = [1, 2, 3, 4, 5].flatMap(() => [send('cloudtrail:GetTrailStatus', 'eu-west-1')]);
  calls.push(send('cloudtrail:DescribeTrails', 'eu-west-1'), send('cloudtrail:DescribeTrails', 'us-east-1'));
  await clock.runUntil(Promise.all(calls));
  assert.equal(times['cloudtrail:DescribeTrails us-east-1'], 0);
  assert.equal(times['cloudtrail:DescribeTrails eu-west-1'], 200);
  assert.notEqual(rateOf('s3:GetBucketAcl').pool, rateOf('s3:GetBucketPolicy').pool);
  assert.equal(rateOf('iam:GetAccountSummary').pool, rateOf('iam:ListVirtualMFADevices').pool);
  assert.equal(rateOf('nothing:Known').burst, 2);
});

test(`at most ${callsAtOnce} calls of a service and region are under way, and a failure frees its place`, async () => {
  const scheduler = new Scheduler({ rate: (pool) => ({ pool, perSecond: 1000, burst: 1000 }) });
  let running = 0;
  let most = 0;
  const call = (fails: boolean) =>
    scheduler.run('s3:GetBucketAcl', 'eu-west-1', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      if (fails) throw new Error('refused');
    });
  // Each of 30 asks again when its first call is done, so that some come while others wait.
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, async (_, index) => {
      await call(false);
      await call(index % 3 === 0);
      await call(false);
    }),
  );
  assert.equal(most, callsAtOnce);
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 20);
});

test('an abort ends waiting and sends nothing more', async () => {
  const controller = new AbortController();
  const scheduler = new Scheduler({
    signal: controller.signal,
    rate: (pool) => ({ pool, perSecond: 0.001, burst: 1 }),
  });
  let sent = 0;
  const send = () => scheduler.run('iam:GetAccountSummary', 'global', async () => (sent += 1));
  await send();
  const waiting = send();
  controller.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
  await assert.rejects(send(), /enough/);
  assert.equal(sent, 1);
});
