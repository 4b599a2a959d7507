// Loaded into a measured process: at its end it says how much memory it held at most, in MiB.
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** On Linux resourceUsage() starts at what the parent held when it forked; the peak of the process itself is VmHWM. */
function peak() {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

if (isMainThread) process.on('exit', () => writeSync(2, `\nmemory ${Math.round(peak())}\n`));
