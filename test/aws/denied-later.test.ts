/** Denying operations between two scans of a workspace lifts neither a figure nor a verdict (P7 and P13 end to end). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { place } from '../commands/program.ts';
import { badAccount } from './accounts.ts';
import { awsEnvironment } from './command.ts';
import { loadRecording } from './record.ts';
import { startServer } from './server.ts';

/** What one denial hides, and everything. Each belongs to checks that fail on the account. */
const denials: (string[] | '*')[] = [
  ['iam:GetAccountSummary'],
  ['ec2:DescribeSecurityGroups'],
  ['iam:GetAccountPasswordPolicy'],
  '*',
];

interface Score {
  design: { evidenced: number; claimed: number; upper: number };
  verdict: { type1: string };
}

const verdicts = ['Not ready', 'Not enough known', 'Ready with conditions', 'Ready'];

test('what failed and cannot be read any more is not mended', async (t) => {
  const replay = loadRecording(badAccount.name);
  const open = await startServer({ replay, written: badAccount.written, now: new Date() });
  t.after(() => open.close());
  const { run, runWith } = place(t);
  const dir = ['--dir', 'acme'];
  assert.equal((await run('init', 'acme')).code, 0);
  for (const control of ['CC6.1-mfa', 'CC6.1-root', 'CC6.1-passwords', 'CC6.6-boundary', 'CC6.1-access-keys'])
    await run('answer', control, '4', ...dir);
  const score = async () => JSON.parse((await run('score', '--json', ...dir)).stdout) as Score;
  const scan = async (url: string) => runWith(awsEnvironment(url), 'scan', '--quiet', ...dir);

  assert.equal((await scan(open.url)).code, 0);
  const before = await score();
  for (const deny of denials) {
    const shut = await startServer({ replay, written: badAccount.written, now: new Date(), deny });
    try {
      await scan(shut.url);
    } finally {
      await shut.close();
    }
    const after = await score();
    for (const figure of ['evidenced', 'claimed'] as const)
      assert.ok(
        after.design[figure] <= before.design[figure] + 1e-9,
        `${deny}: ${figure} from ${before.design[figure]} to ${after.design[figure]}`,
      );
    assert.ok(verdicts.indexOf(after.verdict.type1) <= verdicts.indexOf(before.verdict.type1), `${deny}`);
  }
});
