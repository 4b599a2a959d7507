// Loaded into a measured process: at its end it says how much memory it held at most, in MiB, and the processor's seconds.
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

function worked() {
  const { user, system } = process.cpuUsage();
  return ((user + system) / 1e6).toFixed(2);
}

if (isMainThread) process.on('exit', () => writeSync(2, `\nmemory ${Math.round(peak())}\nworked ${worked()}\n`));
