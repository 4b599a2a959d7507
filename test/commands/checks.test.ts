/** `checks list`, `checks show` and docs/checks.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import { checkPages } from '../../scripts/check-pages.ts';
import { place } from './program.ts';

interface Listed {
  checks: { id: string; tier: number; service: string; controls: { id: string; role: string; because: string }[] }[];
}

test('checks list --json names every check with what it serves; --tier and --service narrow it', async (t) => {
  const { run } = place(t);
  const all = JSON.parse((await run('checks', 'list', '--json', '--tier', '1')).stdout) as Listed;
  const tierOne = allChecks.filter(({ tier }) => tier === 1).map(({ id }) => id);
  assert.deepEqual(
    all.checks.map(({ id }) => id),
    tierOne,
  );
  const root = all.checks.find(({ id }) => id === 'root-mfa-enabled');
  assert.ok(root?.controls.some(({ role, because }) => role === 'determinative' && because.length > 20));
  const s3 = JSON.parse((await run('checks', 'list', '--json', '--service', 's3')).stdout) as Listed;
  assert.deepEqual([...new Set(s3.checks.map(({ service }) => service))], ['s3']);
  const wrong = await run('checks', 'list', '--service', 'nothing');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /one of .*iam/);
});

test('checks show prints the page of a check, and suggests the nearest id for a mistyped one', async (t) => {
  const { run } = place(t);
  const { code, stdout } = await run('checks', 'show', 'root-mfa-enabled');
  assert.equal(code, 0);
  for (const heading of [
    'Why an auditor asks',
    'Judgement',
    'Severity',
    'Serves',
    'Reads',
    'In the console',
    'Known elsewhere as',
  ])
    assert.match(stdout, new RegExp(`^${heading}$`, 'm'));
  assert.match(stdout, /iam_root_mfa_enabled/);
  const wrong = await run('checks', 'show', 'root-mfa-enable');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /Did you mean "root-mfa-enabled"/);
});

test('docs/checks.md holds the pages of this version', async () => {
  const file = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
  assert.ok(file === (await checkPages()), 'stale: run node scripts/check-pages.ts');
});
