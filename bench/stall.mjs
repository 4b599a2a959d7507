// Loaded into a measured process: how long the thread of the screen was held up at most, in milliseconds, by the clock
// and by its own work (the rest is the machine's, which had something else to do). It begins to look at the first
// SIGUSR2, and at the next one writes what it saw since into the file named by STALL_FILE. A terminal may send a signal
// twice; the second one within a moment is the same.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const beat = 5;
const moment = 100;

if (isMainThread && process.env.STALL_FILE !== undefined) {
  const seen = [];
  let began = 0;
  let last;
  process.on('SIGUSR2', () => {
    const now = performance.now();
    if (began === 0) {
      began = now;
      last = read();
      setInterval(look, beat).unref();
    } else if (now > began + moment && seen.length > 0) {
      look();
      const most = (of) => Math.max(...seen.map(of));
      const worst = { byClock: most(({ clock }) => clock), byWork: most(({ work }) => work) };
      writeFileSync(process.env.STALL_FILE, JSON.stringify(worst));
      seen.length = 0;
    }
  });
  function look() {
    const now = read();
    seen.push({ clock: now.clock - last.clock - beat, work: now.work - last.work });
    last = now;
  }
  /** Milliseconds of the clock, and of processor time of this thread. */
  function read() {
    const { user, system } = process.threadCpuUsage();
    return { clock: performance.now(), work: (user + system) / 1000 };
  }
}
