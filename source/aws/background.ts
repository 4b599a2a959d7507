/** A scan in a worker thread, so that neither its memory nor its work stalls the screen. */
import { Worker } from 'node:worker_threads';
import type { Facts, Reading } from '../core/facts.ts';
import { AwsAccessError } from './access-error.ts';
import type { ScanEvent, ScanRequest } from './scan-types.ts';
import { type FromWorker, fromWire } from './worker-messages.ts';

/** A scan that is running. */
export interface RunningScan {
  /** Settles as `runScan` does; rejects with an AbortError when cancelled. */
  done: Promise<Facts>;
  /** Stops it at once; nothing more is sent or told. */
  cancel(): void;
}

// A small young generation keeps the thread's memory low; the old one holds the largest account we expect.
const limits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 1024 };

/**
 * Starts a scan in a worker thread. Loads nothing of the AWS SDK into this thread. A code for MFA cannot be asked for
 * from there: resolve the credentials first (`resolveIdentity`) and pass them in the request.
 */
export function startScan(request: ScanRequest, onEvent: (event: ScanEvent) => void): RunningScan {
  // Beside this file: worker.ts in the source, worker.js in the bundle.
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: request,
    resourceLimits: limits,
    // Whatever a library prints would land on the screen.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();

  let settled = false;
  const { promise: done, resolve, reject } = Promise.withResolvers<Facts>();
  const finish = (settle: () => void): void => {
    if (settled) return;
    settled = true;
    settle();
    worker.terminate();
  };
  const readings = new Map<string, Reading<unknown>>();
  worker.on('message', (message: FromWorker) => {
    if (settled) return;
    if ('event' in message) {
      const { event } = message;
      if (event.type === 'fact') readings.set(`${event.name} ${event.region}`, event.reading);
      onEvent(event);
    } else if ('error' in message) {
      finish(() => reject(fromWire(message.error)));
    } else {
      finish(() => resolve({ ...message.done, readings: assemble(message.order, readings) }));
    }
  });
  worker.on('error', (error) => finish(() => reject(outOfMemory(error) ?? error)));
  worker.on('exit', (code) =>
    finish(() => reject(new Error(`The scan ended before it was done (exit code ${code}).`))),
  );
  return {
    done,
    cancel: () => finish(() => reject(new DOMException('The scan was cancelled.', 'AbortError'))),
  };
}

function assemble(order: [string, string[]][], readings: Map<string, Reading<unknown>>): Facts['readings'] {
  const named = order.map(([name, regions]) => [
    name,
    Object.fromEntries(regions.map((region) => [region, readings.get(`${name} ${region}`)])),
  ]);
  return Object.fromEntries(named) as Facts['readings'];
}

function outOfMemory(error: unknown): AwsAccessError | undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return undefined;
  const next = 'Read fewer regions at a time with --region.';
  return new AwsAccessError('memory', `The scan needed more than ${limits.maxOldGenerationSizeMb} MB of memory.`, next);
}
