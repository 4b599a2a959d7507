/** `soc2-ready scan --json` as a person runs it, in a process of its own, against the test API. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { baseChecks } from '../../checks/index.ts';
import type { CheckStatus } from '../../source/core/finding.ts';
import { type Account, accounts, goodAccount } from './accounts.ts';
import { baseSuite } from './base-suite.ts';
import { iamAction } from './operations.ts';
import { loadRecording } from './record.ts';
import { startServer } from './server.ts';
import { statusOn } from './suite.ts';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'soc2-ready-scan-'));
after(() => rmSync(home, { recursive: true }));

/** The contract of `scan --json`, as far as it is looked at here. */
interface ScanJson {
  schema: string;
  account: string;
  regions: string[];
  calls: { total: number; byOperation: Record<string, number> };
  results: { check: string; status: CheckStatus; unknown: { operation: string; region: string; reason: string }[] }[];
  coverage: { known: number; total: number };
}

async function scan(account: Account, deny?: '*'): Promise<{ code: number | null; output: ScanJson }> {
  // Ages count from today: the program judges by its own clock.
  const replay = loadRecording(account.name);
  const server = await startServer({ replay, written: account.written, now: new Date(), ...(deny ? { deny } : {}) });
  try {
    const child = spawn(
      process.execPath,
      [cli, 'scan', '--json', '--check', baseChecks.map(({ id }) => id).join(',')],
      {
        cwd: home,
        env: {
          PATH: process.env.PATH,
          HOME: home,
          XDG_DATA_HOME: home,
          AWS_ENDPOINT_URL: server.url,
          AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
          AWS_SECRET_ACCESS_KEY: 'not-a-secret',
          AWS_REGION: 'us-east-1',
          AWS_EC2_METADATA_DISABLED: 'true',
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    const code = await new Promise<number | null>((ended) => child.once('close', ended));
    assert.deepEqual(server.missing, []);
    return { code, output: JSON.parse(text) as ScanJson };
  } finally {
    await server.close();
  }
}

/** Without scoping there is no list of the buckets that these two are about. */
const needScoping = new Set(['s3-object-lock', 's3-replication']);

for (const account of accounts) {
  test(`scan --json: the status of every check of the ${account.name} account`, async () => {
    const { code, output } = await scan(account);
    assert.equal(code, 0);
    assert.equal(output.schema, 'soc2-ready/scan@1');
    assert.deepEqual([output.account, output.regions], ['123456789012', ['eu-west-1', 'us-east-1']]);
    const expected = baseChecks.map(({ id }) => [
      id,
      needScoping.has(id) ? 'not-applicable' : statusOn(baseSuite, account.name, id),
    ]);
    assert.deepEqual(
      Object.fromEntries(output.results.map(({ check, status }) => [check, status])),
      Object.fromEntries(expected),
    );
    assert.deepEqual(output.coverage, { known: baseChecks.length, total: baseChecks.length });
    const sum = Object.values(output.calls.byOperation).reduce((a, b) => a + b, 0);
    assert.equal(output.calls.total, sum);
  });
}

test('scan --json with every call denied: all unknown, each naming its missing action, exit code 4', async () => {
  const { code, output } = await scan(goodAccount, '*');
  assert.equal(code, 4);
  assert.equal(output.results.length, baseChecks.length);
  for (const { check, status, unknown } of output.results) {
    assert.deepEqual([check, status], [check, 'unknown']);
    assert.ok(unknown.length > 0, check);
    for (const { operation, reason } of unknown)
      assert.ok(reason.includes(iamAction(operation)), `${check}: ${reason}`);
  }
  assert.deepEqual(output.coverage, { known: 0, total: baseChecks.length });
});
