// Runs under whatever Node the machine has (20 and up), before any script: installs the dependencies when they are
// absent or older than the lock file. One of them is Node 24 itself, which npm then puts first on PATH.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.installed-lock`;
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  process.stderr.write('soc2-ready: installing dependencies (first run, or the lock file changed)…\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // Output goes to stderr: what `npm start` prints on stdout is the program's own.
  const stdio = ['ignore', 2, 2];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio })
    : spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write('soc2-ready: npm ci failed; its messages are above.\n');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, lock);
}
