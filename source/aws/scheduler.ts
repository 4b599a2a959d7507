/** When a call may leave: a pace per operation and region, and so many at once per service and region. */
import type { OperationName } from '../core/facts.ts';
import { callsAtOnce, type Rate, rateOf } from './rates.ts';

/** A clock and a way to wait, in milliseconds; a test brings its own. */
export interface Clock {
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when aborted before. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      function stop(): void {
        clearTimeout(timer);
        reject(signal?.reason);
      }
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

/** One scan's calls, paced. Everything waits in the order it came. */
export class Scheduler {
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #rate: (operation: OperationName) => Rate;
  /** Per pool and region: the instant at which its bucket of tokens will be full again (generic cell rate algorithm). */
  readonly #fullAt = new Map<string, number>();
  readonly #lanes = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(options: { signal?: AbortSignal; clock?: Clock; rate?: (operation: OperationName) => Rate } = {}) {
    this.#clock = options.clock ?? realClock;
    this.#signal = options.signal;
    this.#rate = options.rate ?? rateOf;
  }

  /** Runs `work` when its pace and its lane allow. @throws the signal's reason once aborted, whatever `work` throws. */
  async run<T>(operation: OperationName, region: string, work: () => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted();
    const delay = this.#takeToken(operation, region);
    if (delay > 0) await this.#clock.sleep(delay, this.#signal);
    const leave = await this.#enterLane(`${operation.slice(0, operation.indexOf(':'))} ${region}`);
    try {
      this.#signal?.throwIfAborted();
      return await work();
    } finally {
      leave();
    }
  }

  /** Takes the next token and says how many milliseconds to wait for it. */
  #takeToken(operation: OperationName, region: string): number {
    const { pool, perSecond, burst } = this.#rate(operation);
    const key = `${pool} ${region}`;
    const interval = 1000 / perSecond;
    const now = this.#clock.now();
    const fullAt = Math.max(this.#fullAt.get(key) ?? 0, now) + interval;
    this.#fullAt.set(key, fullAt);
    return Math.max(0, fullAt - burst * interval - now);
  }

  async #enterLane(key: string): Promise<() => void> {
    const lane = this.#lanes.get(key) ?? { running: 0, waiting: [] };
    this.#lanes.set(key, lane);
    // A lane that is left is handed over without a gap, so `running` stays as it is for the one who waited.
    if (lane.running < callsAtOnce) lane.running += 1;
    else await new Promise<void>((resolve) => lane.waiting.push(resolve));
    return () => {
      const next = lane.waiting.shift();
      if (next) next();
      else lane.running -= 1;
    };
  }
}
