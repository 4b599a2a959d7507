/** The far side of background.ts: runs one scan and sends what it tells to the main thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { runScan } from './scan.ts';
import type { ScanEvent, ScanRequest } from './scan-types.ts';
import { type FromWorker, wireError } from './worker-messages.ts';

const port = parentPort;
if (port) {
  const send = (message: FromWorker): void => port.postMessage(message);
  try {
    const facts = await runScan(workerData as ScanRequest, (event: ScanEvent) => send({ event }));
    // The readings went over one by one; sending them again would double the memory.
    send({ done: { ...facts, readings: {} }, order: Object.entries(facts.readings).map(orderOf) });
  } catch (error) {
    send({ error: wireError(error) });
  }
}

function orderOf([name, byRegion]: [string, Record<string, unknown>]): [string, string[]] {
  return [name, Object.keys(byRegion)];
}
