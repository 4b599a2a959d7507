/** The live layer: moto's server, from PATH or from a virtual environment of the checkout. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** Forgets everything: an account as on its first day. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const binary = process.platform === 'win32' ? ['Scripts', 'moto_server.exe'] : ['bin', 'moto_server'];

/**
 * Starts the emulator, or says in one sentence why there is none; live tests are then skipped with that reason.
 * Installs test/aws/requirements.txt into `.venv` when it must and Python is there.
 */
export async function startEmulator(): Promise<Emulator | { absent: string }> {
  const command = findMotoServer();
  if ('absent' in command) return command;
  const child = spawn(command.path, ['-H', '127.0.0.1', '-p', '0'], {
    // AdministratorAccess and its kind can only be attached when they are loaded; the images that come with the
    // emulator would bring a thousand snapshots that count as the account's own.
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true', MOTO_EC2_LOAD_DEFAULT_AMIS: 'false' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A test that dies must not leave the emulator behind.
  const end = () => child.kill();
  process.once('exit', end);
  const url = await listening(child);
  if (url === undefined) return { absent: `${command.path} ended before it listened` };
  return {
    url,
    reset: async () => {
      const answer = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!answer.ok) throw new Error(`moto-api/reset answered ${answer.status}`);
    },
    stop: () =>
      new Promise((stopped) => {
        process.off('exit', end);
        child.once('exit', () => stopped());
        child.kill();
      }),
  };
}

/** The address that the server prints once it listens; undefined when it ends instead. */
function listening(child: ChildProcess): Promise<string | undefined> {
  return new Promise((found) => {
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4096);
      const [, url] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed) ?? [];
      if (url) found(url);
    });
    child.once('error', () => found(undefined));
    child.once('exit', () => found(undefined));
  });
}

function findMotoServer(): { path: string } | { absent: string } {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, binary[1] ?? '');
    if (folder !== '' && existsSync(path)) return { path };
  }
  const venv = join(root, '.venv');
  const path = join(venv, ...binary);
  if (existsSync(path)) return { path };
  const python = process.platform === 'win32' ? 'python' : 'python3';
  if (spawnSync(python, ['--version']).status !== 0) return { absent: 'no moto_server and no Python to install it' };
  const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
  const pip = join(venv, binary[0] ?? '', 'pip');
  const options = ['--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20'];
  const steps: [string, string[]][] = [
    [python, ['-m', 'venv', venv]],
    [pip, ['install', ...options, '-r', requirements]],
  ];
  for (const [program, args] of steps) {
    const { status, error } = spawnSync(program, args, { timeout: 300_000, encoding: 'utf8' });
    if (status !== 0)
      return { absent: `moto could not be installed: ${error?.message ?? `${program} ended with ${status}`}` };
  }
  return existsSync(path) ? { path } : { absent: 'pip installed no moto_server' };
}
