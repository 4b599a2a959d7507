/** Runs the real command line in a home of its own, as a user would, without a terminal. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
/** Types are stripped once and not for each run: half of the time of a run. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/test-programs', import.meta.url));

/** What a run left behind. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A home folder and a current folder, removed after the test. */
export interface Place {
  home: string;
  cwd: string;
  /** Runs `soc2-ready ARGS`. */
  run(...args: string[]): Promise<Run>;
  /** Runs it with environment variables besides. */
  runWith(env: Record<string, string>, ...args: string[]): Promise<Run>;
}

/** A fresh place for one test. */
export function place(t: TestContext): Place {
  const cwd = mkdtempSync(join(tmpdir(), 'soc2-ready-'));
  t.after(() => rmSync(cwd, { recursive: true, force: true }));
  const home = join(cwd, 'home');
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    TZ: 'UTC',
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_COMPILE_CACHE: compiled,
  };
  const runWith = (more: Record<string, string>, ...args: string[]) =>
    new Promise<Run>((done, fail) => {
      const child = spawn(process.execPath, [cli, ...args], {
        cwd,
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (data) => {
        stdout += data;
      });
      child.stderr.on('data', (data) => {
        stderr += data;
      });
      child.on('error', fail);
      child.on('close', (code) => done({ code, stdout, stderr }));
    });
  return { home, cwd, runWith, run: (...args) => runWith({}, ...args) };
}
