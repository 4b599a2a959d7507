import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FileOperations } from '../../source/workspace/files.ts';
import { lockName, takeLock } from '../../source/workspace/lock.ts';
import { diskError } from './helpers.ts';

type LockOptions = Parameters<typeof takeLock>[2];

/** A folder in memory. Each operation is one indivisible step, done when `step` lets it. */
function memoryFolder(content: Map<string, Uint8Array>, step: () => Promise<void>): FileOperations {
  const at = (path: string) => {
    const bytes = content.get(basename(path));
    if (bytes === undefined) throw diskError('ENOENT');
    return bytes;
  };
  const put = (path: string, bytes: Uint8Array) => {
    if (content.has(basename(path))) throw diskError('EEXIST');
    content.set(basename(path), bytes);
  };
  const stepped =
    <Args extends unknown[], Result>(action: (...args: Args) => Result) =>
    async (...args: Args) => {
      await step();
      return action(...args);
    };
  return {
    open: stepped((path, _mode) => {
      put(path, new Uint8Array());
      return {
        async write(bytes) {
          content.set(basename(path), bytes);
          return bytes.length;
        },
        sync: async () => undefined,
        close: async () => undefined,
        truncate: async () => undefined,
        read: async () => new Uint8Array(),
        size: async () => 0,
      };
    }),
    readFile: stepped(at),
    link: stepped((from, to) => put(to, at(from))),
    rename: stepped((from, to) => {
      const bytes = at(from);
      content.delete(basename(from));
      content.set(basename(to), bytes);
    }),
    unlink: stepped((path) => {
      at(path);
      content.delete(basename(path));
    }),
    list: stepped(() => [...content.keys()]),
    makeFolder: async () => false,
    syncFolder: async () => undefined,
  };
}

/** A lock of a process that is gone. */
function deadLock(token: string): Uint8Array {
  const lock = {
    host: hostname(),
    pid: 2 ** 22 + 1,
    started: new Date().toISOString(),
    user: 'bob',
    token,
    replica: 'r',
  };
  return Buffer.from(JSON.stringify(lock));
}

const [t1, t2] = ['ab'.repeat(12), 'cd'.repeat(12)];
const starts: Record<string, [string, Uint8Array][]> = {
  'no lock': [],
  'a dead lock': [[lockName, deadLock(t1)]],
  'a dead lock and a dead claim': [
    [lockName, deadLock(t1)],
    [`${lockName}.after-${t1}`, deadLock(t2)],
  ],
  'a dead lock and a claim that leads nowhere': [
    [lockName, deadLock(t1)],
    [`${lockName}.after-${t2}`, deadLock(t2)],
  ],
  'a damaged lock': [[lockName, Buffer.from('\u0000')]],
};

/** Lets one rival at a time do a step: the one whose turn it is, for as many steps as its turn has. */
class Turns {
  readonly #waiting = new Map<number, () => void>();
  readonly #running = new Set<number>();
  readonly #plan: { who: number; steps: number }[];

  constructor(plan: readonly { who: number; steps: number }[]) {
    this.#plan = plan.map((turn) => ({ ...turn }));
  }

  begin(rival: number): void {
    this.#running.add(rival);
  }

  step(rival: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(rival, resolve);
      this.#next();
    });
  }

  end(rival: number): void {
    this.#running.delete(rival);
    this.#next();
  }

  #next(): void {
    // Only when all wait is it certain who could go.
    if (this.#waiting.size < this.#running.size || this.#waiting.size === 0) return;
    let turn = this.#plan[0];
    while (turn !== undefined && (turn.steps === 0 || !this.#waiting.has(turn.who))) {
      this.#plan.shift();
      turn = this.#plan[0];
    }
    const who = turn?.who ?? Math.min(...this.#waiting.keys());
    if (turn !== undefined) turn.steps -= 1;
    const go = this.#waiting.get(who);
    this.#waiting.delete(who);
    go?.();
  }
}

const rivalPlan = fc.record({
  /** The step at which it dies, if it does. */
  diesAt: fc.option(fc.nat(25), { nil: Number.POSITIVE_INFINITY }),
  /** Steps it stays inside. */
  stays: fc.nat(25),
});
const turns = fc.array(fc.record({ who: fc.nat(2), steps: fc.integer({ min: 1, max: 25 }) }), { maxLength: 30 });

for (const [what, start] of Object.entries(starts))
  test(`from ${what}, no order of steps and no crash lets two in, and the lock can be had at the end`, async () => {
    await fc.assert(
      fc.asyncProperty(turns, fc.array(rivalPlan, { minLength: 2, maxLength: 3 }), async (plan, rivalPlans) => {
        const content = new Map(start);
        const order = new Turns(plan);
        const alive = new Set<string>();
        const inside = new Set<string>();
        const stateOf = async (holder: { replica?: string }) => (alive.has(holder.replica ?? '') ? 'alive' : 'dead');
        const rival = async (index: number, { diesAt, stays }: { diesAt: number; stays: number }) => {
          const replica = `r${index}`;
          let steps = 0;
          const step = async () => {
            if (steps <= diesAt) await order.step(index);
            steps += 1;
            if (steps <= diesAt) return;
            alive.delete(replica);
            inside.delete(replica);
            throw new Error('died');
          };
          order.begin(index);
          alive.add(replica);
          try {
            const files = memoryFolder(content, step);
            const lock = await takeLock(files, '/w', { replica, now: new Date(), stateOf } as LockOptions);
            if (!lock.held) return false;
            inside.add(replica);
            for (let n = 0; n <= stays; n += 1) {
              assert.deepEqual([...inside], [replica]);
              await step();
            }
            inside.delete(replica);
            await lock.release();
            return true;
          } finally {
            alive.delete(replica);
            order.end(index);
          }
        };
        const results = await Promise.allSettled(rivalPlans.map((one, index) => rival(index, one)));
        for (const result of results)
          if (result.status === 'rejected') assert.equal((result.reason as Error).message, 'died');
        if (rivalPlans.every(({ diesAt }) => diesAt === Number.POSITIVE_INFINITY))
          assert.ok(results.some((result) => result.status === 'fulfilled' && result.value));
        assert.equal(await rival(9, { diesAt: Number.POSITIVE_INFINITY, stays: 0 }), true);
        assert.equal(content.has(lockName), false);
      }),
      { numRuns: 400 },
    );
  });
