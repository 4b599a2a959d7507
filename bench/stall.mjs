// Loaded into a measured process: how long the thread of the screen was held up at most, in milliseconds. It begins to
// look at the first SIGUSR2, and at each further one writes what it saw since into the file named by STALL_FILE.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const beat = 5;

if (isMainThread && process.env.STALL_FILE !== undefined) {
  let late = [];
  let last = 0;
  process.on('SIGUSR2', () => {
    if (last > 0) {
      late.sort((a, b) => b - a);
      const usual = late[Math.floor(late.length / 100)];
      writeFileSync(process.env.STALL_FILE, JSON.stringify({ most: late[0], usual, beats: late.length }));
    } else {
      setInterval(() => {
        const now = performance.now();
        late.push(now - last - beat);
        last = now;
      }, beat).unref();
    }
    late = [];
    last = performance.now();
  });
}
