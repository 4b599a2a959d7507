/** What the screen costs while AWS is read: the program's main thread alone, in 17 regions that take their time to answer. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { startEmptyAccount } from './empty-account.ts';

const program = fileURLToPath(new URL('../dist/soc2-ready.cjs', import.meta.url));
/** Before each answer, milliseconds: the reading then takes ten seconds, as of a small account; most take minutes. */
const slowness = 1500;

/** Percent of a core from the first call to the saved scan, with the screen on Checks, where every reading shows. */
export async function scanShare(): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  const folder = join(home, 'acme');
  mkdirSync(join(home, 'soc2-ready'));
  writeFileSync(join(home, 'soc2-ready', 'preferences.json'), '{"tour":"seen"}');
  const server = await startEmptyAccount(slowness);
  const terminal = spawn(process.execPath, [program, '--dir', folder, '--name', 'Bench'], {
    ...{ name: 'xterm-256color', cols: 120, rows: 40, cwd: home },
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      LANG: 'C.UTF-8',
      CI: 'false',
      NODE_ENV: 'production',
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  let text = '';
  terminal.onData((data) => {
    text += data;
  });
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (const end = Date.now() + 120_000; !holds(); await delay(20))
      if (Date.now() > end) throw new Error(`The screen never came to: ${what}\n${text.slice(-500)}`);
  };
  try {
    await until('its first screen', () => text.includes('Welcome'));
    terminal.write('3');
    await until('Checks', () => text.includes('read yet'));
    terminal.write('R');
    await until('the first call', () => server.seen.length > 0);
    const [since, before] = [performance.now(), threadTime(terminal.pid)];
    await until(
      'a saved scan',
      () => existsSync(join(folder, 'scans')) && readdirSync(join(folder, 'scans')).length > 0,
    );
    return ((threadTime(terminal.pid) - before) / (performance.now() - since)) * 100;
  } finally {
    terminal.kill('SIGKILL');
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Milliseconds of processor time of the main thread so far; the one that draws. A tick is 10 ms on every Linux of today. */
function threadTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
