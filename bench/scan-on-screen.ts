/** The interactive program on a real terminal while it reads an empty account: how long its screen stands still. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import type { TestServer } from '../test/aws/server.ts';

const stall = new URL('stall.mjs', import.meta.url).href;

/** How long the screen's thread was held up at most between the first call and the saved scan, in milliseconds. */
export interface Standstill {
  /** By the clock: also when the machine had something else to do. */
  byClock: number;
  /** By work of its own. */
  byWork: number;
}

/** Starts the program on a terminal, lets it read the account behind `server`, and says how its screen fared. */
export async function standstill(program: string, server: TestServer): Promise<Standstill> {
  const home = mkdtempSync(join(tmpdir(), 'soc2-ready-bench-'));
  const file = join(home, 'stall.json');
  const folder = join(home, 'acme');
  // The first tour has been seen.
  mkdirSync(join(home, 'soc2-ready'));
  writeFileSync(join(home, 'soc2-ready', 'preferences.json'), '{"tour":"seen"}');
  const terminal = spawn(process.execPath, [program, '--dir', folder, '--name', 'Bench'], {
    cols: 120,
    rows: 40,
    cwd: home,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      TERM: 'xterm-256color',
      CI: 'false',
      NODE_OPTIONS: `--import ${stall}`,
      STALL_FILE: file,
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  let screen = '';
  terminal.onData((data) => {
    screen += data;
  });
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (const end = Date.now() + 120_000; !holds(); await delay(20))
      if (Date.now() > end) throw new Error(`The screen never came to: ${what}\n${screen.slice(-500)}`);
  };
  try {
    await until('its first frame', () => screen.includes('? help'));
    const before = server.seen.length;
    // The screens of an assessment come after the welcome; reading starts from anywhere that offers it.
    terminal.write('R');
    await until('the first call', () => server.seen.length > before);
    terminal.kill('SIGUSR2');
    await until(
      'a saved scan',
      () => existsSync(join(folder, 'scans')) && readdirSync(join(folder, 'scans')).length > 0,
    );
    terminal.kill('SIGUSR2');
    await until('its figures', () => existsSync(file));
    return JSON.parse(readFileSync(file, 'utf8')) as Standstill;
  } finally {
    terminal.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
}
