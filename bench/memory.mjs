// Loaded into a measured process: at its end it says how much memory it held at most, in MiB.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => writeSync(2, `\nmemory ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`));
