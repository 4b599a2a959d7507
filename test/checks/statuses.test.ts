/** Every check has a table (table in status.ts), and so is seen to pass, fail, not apply and be unknown. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { allChecks } from '../../checks/index.ts';
import { alwaysJudged } from './status.ts';

const folder = new URL('./', import.meta.url);
const register = fileURLToPath(new URL('../register.mjs', folder));

test('each check of tier 1 has one table of accounts', async () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts') && file !== 'statuses.test.ts');
  const imports = files.map((file) => `await import(${JSON.stringify(new URL(file, folder).href)});`);
  const script = `${imports.join('\n')}
    const { tables } = await import(${JSON.stringify(new URL('status.ts', folder).href)});
    process.stderr.write(JSON.stringify(tables));`;
  // The tests themselves run where they are; here their files are only asked for which checks they hold tables.
  const options = ['--import', register, '--test-skip-pattern=.', '--input-type=module', '-e', script];
  const { stderr } = await promisify(execFile)(process.execPath, options, { cwd: fileURLToPath(folder) });
  const tables = JSON.parse(stderr) as string[];
  assert.deepEqual(
    tables.sort(),
    allChecks.map(({ id }) => id),
  );
  assert.equal(tables.length, 148);
});

test('the checks that always find something to judge are checks, and say so in no other words', () => {
  for (const id of Object.keys(alwaysJudged)) {
    const check = allChecks.find((candidate) => candidate.id === id);
    assert.ok(check, id);
    assert.doesNotMatch(check.judgement, /does not apply|not applicable/i, id);
  }
});
