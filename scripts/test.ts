// `npm test [-- FILE…] [--update]`: builds, then runs every test file (or those named) and counts honestly.
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
process.chdir(root);
process.argv.push('--if-stale');
await import('./build.ts');

const all = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/.test(file))
  .map((file) => join(root, 'test', file))
  .sort();
const files = named.length === 0 ? all : named.map((file) => resolve(file));

// A fixed window, no colour and no AWS account of the machine's: what happens to be set must not decide a test.
for (const name of Object.keys(process.env))
  if (/^(AWS_|NO_COLOR|FORCE_COLOR|INK_)/.test(name)) delete process.env[name];
Object.assign(process.env, { COLUMNS: '100', LINES: '30', AWS_EC2_METADATA_DISABLED: 'true', TZ: 'UTC' });

const counts = { passed: 0, failed: 0, skipped: 0 };
const skipped: string[] = [];
const stream = run({
  files,
  concurrency: 2,
  timeout: 600_000,
  execArgv: [
    '--import',
    join(root, 'test/register.mjs'),
    ...(args.includes('--update') ? ['--test-update-snapshots'] : []),
  ],
});
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip === undefined || event.skip === false) counts.passed += 1;
  else {
    counts.skipped += 1;
    skipped.push(`${relative(root, event.file ?? '')}: ${event.name}${event.skip === true ? '' : ` (${event.skip})`}`);
  }
});
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') counts.failed += 1;
});
stream.compose(new spec()).pipe(process.stdout);
await new Promise((done) => stream.on('end', done));
process.on('exit', () => {
  for (const line of skipped) process.stdout.write(`skipped: ${line}\n`);
  process.stdout.write(
    `${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}\n`,
  );
  if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
});
