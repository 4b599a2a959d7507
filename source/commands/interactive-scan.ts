/** How the screen reads AWS: everything, or a part into the last scan; always in the background. */
import type { Ports, RunningScan, ScanEvent } from '../app/ports.ts';
import type { ScanRequest } from '../aws/scan-types.ts';
import { cannotReadAgain, factsOf, mergeScans } from '../core/resume.ts';
import { CommandError } from './errors.ts';
import type { AwsChoice } from './outside-aws.ts';

/** The two ways to read. A profile chosen on the screen counts before what the session was started with. */
export function scanPorts(request: ScanRequest, choice: AwsChoice): Required<Pick<Ports, 'startScan' | 'readAgain'>> {
  const asked = (): ScanRequest => {
    const { credentials: _, region: __, ...rest } = request;
    return choice.profile === undefined ? request : { ...rest, profile: choice.profile };
  };
  return {
    startScan: (onEvent) => inBackground(asked(), onEvent),
    readAgain(last, checks, onEvent) {
      const part = { facts: factsOf(checks), regions: last.regions };
      const fault = cannotReadAgain(last, part.facts, new Date());
      if (fault !== undefined) throw new CommandError(2, fault, 'R reads all anew.');
      let other: CommandError | undefined;
      const running = inBackground({ ...asked(), ...part }, (event) => {
        if (event.type === 'identity' && event.account !== last.account) {
          const who = `These credentials are of account ${event.account}, the last reading is of ${last.account}.`;
          other = new CommandError(2, who, 'R reads this account as a whole.');
          running.cancel();
        } else if (other === undefined) onEvent(event);
      });
      const done = running.done.then(
        (later) => mergeScans(last, later),
        (error) => {
          throw other ?? error;
        },
      );
      return { done, cancel: () => running.cancel() };
    },
  };
}

/** The SDK's worker is loaded on first use: nothing that the first frame should wait for. */
function inBackground(request: ScanRequest, onEvent: (event: ScanEvent) => void): RunningScan {
  let cancelled = false;
  let stop = () => {
    cancelled = true;
  };
  const done = import('../aws/background.ts').then(({ startScan }) => {
    if (cancelled) throw new DOMException('The scan was cancelled.', 'AbortError');
    const scan = startScan(request, onEvent);
    stop = () => scan.cancel();
    return scan.done;
  });
  return { done, cancel: () => stop() };
}
