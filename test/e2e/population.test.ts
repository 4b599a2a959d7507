/** Importing a list on a real terminal: columns are asked about once, and accounts that look alike are settled. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start, temporaryHome } from './real-terminal.ts';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));

interface Line {
  type: string;
  columns?: Record<string, string>;
  query?: string;
  person?: string;
  same?: boolean;
}

test('columns are confirmed once, where it came from is asked, an account is settled', async (t) => {
  const home = temporaryHome(t);
  const folder = join(home, 'acme');
  execFileSync(process.execPath, [cli, 'demo', '--dir', folder, '--json'], { env: { ...process.env, HOME: home } });
  const file = join(home, 'leavers.csv');
  writeFileSync(file, 'Employee,Last day,Access removed\nJoan Legacy,2026-05-01,2026-05-02\n');
  const command = ['import', 'population', file, '--kind', 'leavers', '--dir', folder];

  const first = start(t, home, command);
  await first.until((screen) => screen.includes('These columns look right') && screen.includes('Take them?'));
  first.write('1\r');
  await first.until((screen) => screen.includes('Which system did it come from?'));
  first.write('BambooHR\r');
  await first.until((screen) => screen.includes('Which query or filter'));
  first.write('left in 2026\r');
  await first.until((screen) => screen.includes('On which day was it exported?'));
  first.write('\r');
  await first.until((screen) => screen.includes('Is AWS user j.legacy (123456789012) the account of joan legacy?'));
  first.write('1\r');
  await first.until((screen) => screen.includes('1 of 1 (100.0 %): isolated'));
  assert.equal((await first.ended).exitCode, 0);

  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  const [imported, account] = lines.map((line) => JSON.parse(line) as Line).slice(-3);
  assert.deepEqual(imported?.columns, { name: 'Employee', left: 'Last day', removed: 'Access removed' });
  assert.equal(imported?.query, 'left in 2026');
  assert.deepEqual([account?.type, account?.person, account?.same], ['person-account', 'joan legacy', true]);

  const second = start(t, home, command);
  await second.until((screen) => screen.includes('Which system did it come from?'));
  assert.ok(!second.screen().includes('Take them?'), 'the columns were kept');
  second.write('\u0003');
  assert.equal((await second.ended).exitCode, 130);
});
