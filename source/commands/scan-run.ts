/** Runs one scan in the worker, with a progress line on a terminal's stderr and ctrl+c to stop it. */
import type { ScanRequest } from '../aws/scan-types.ts';
import type { Facts } from '../core/facts.ts';
import { CommandError } from './errors.ts';
import type { Options } from './table.ts';

/** The facts of a whole scan. @throws CommandError with exit code 130 when it was stopped; nothing is kept then. */
export async function runScanHere(request: ScanRequest, options: Options): Promise<Facts> {
  const { startScan } = await import('../aws/background.ts');
  const live = process.stderr.isTTY && options.quiet !== true;
  const scan = startScan(request, (event) => {
    if (live && event.type === 'identity')
      process.stderr.write(`account ${event.account} as ${event.arn}, read-only\n`);
    if (live && event.type === 'progress')
      process.stderr.write(`\r${event.done} of ${event.total} · ${event.calls} calls · ${event.denied} denied `);
  });
  const stop = () => scan.cancel();
  process.once('SIGINT', stop);
  try {
    return await scan.done;
  } catch (error) {
    if ((error as Error).name === 'AbortError')
      throw new CommandError(130, 'The scan was stopped; nothing of it was kept.');
    throw error;
  } finally {
    process.off('SIGINT', stop);
    if (live) process.stderr.write('\n');
  }
}
