/** Each operation denied alone: only the checks that need it change, and none of them gets better. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import { type Account, badAccount, goodAccount } from './accounts.ts';
import { errorAnswer } from './answer.ts';
import { noBlocks, noDataEvents } from './flips/s3.ts';
import { iamAction } from './operations.ts';
import { loadRecording } from './record.ts';
import { scanAccount } from './scan-account.ts';
import { fault, rewrite } from './written.ts';

/** Findings without the words. */
function comparable(result: CheckResult | undefined): unknown {
  return result && { ...result, resources: result.resources.map(({ id, region, status }) => ({ id, region, status })) };
}

/** Without the right to make a report there may be none. */
const noReport = fault('iam:GetCredentialReport', ({ call }) =>
  errorAnswer(call, 410, 'ReportNotPresent', 'No report has been generated.'),
);

const noAccessLogs = rewrite('s3:GetBucketLogging', () => '<BucketLoggingStatus/>');

// Where one protection makes another needless, a check rightly does without an operation that it declares. So there is
// accounts without one protection or another as well, and the bad one.
const storage = { only: /^(s3|s3control|cloudtrail):|^ec2:DescribeRegions$/ };
const variants: (Pick<Account, 'written'> & { title: string; recording: string; only?: RegExp })[] = [
  { title: 'the good account', recording: 'good', written: goodAccount.written },
  {
    title: 'the good account without blocks',
    ...storage,
    recording: 'good',
    written: [...goodAccount.written, ...noBlocks],
  },
  {
    title: 'the good account without data events',
    ...storage,
    recording: 'good',
    written: [...goodAccount.written, noDataEvents],
  },
  {
    title: 'the good account without access logs',
    ...storage,
    recording: 'good',
    written: [...goodAccount.written, noAccessLogs],
  },
  {
    title: 'the good account without either',
    ...storage,
    recording: 'good',
    written: [...goodAccount.written, noDataEvents, noAccessLogs],
  },
  { title: 'the bad account', recording: 'bad', written: badAccount.written },
];

const declared = new Set(allChecks.flatMap((check) => check.operations.map((operation) => `${check.id} ${operation}`)));
/** Declared operations whose denial showed. */
const mattered = new Set<string>();

for (const { title, recording, written, only = /./ } of variants) {
  const replay = loadRecording(recording);
  const base = await scanAccount({ replay, written });
  for (const operation of [...base.calls.keys()].filter((name) => only.test(name)).sort()) {
    test(`${title} without ${operation}`, async () => {
      const action = iamAction(operation);
      const extra = operation === 'iam:GenerateCredentialReport' ? [noReport] : [];
      const { results } = await scanAccount({ replay, written: [...written, ...extra], deny: [action] });
      for (const { id, operations: needed } of allChecks) {
        const result = results.get(id);
        const before = base.results.get(id);
        if (!needed.includes(operation)) {
          assert.deepEqual(comparable(result), comparable(before), `${id} does not declare ${operation}`);
          continue;
        }
        if (result?.unknown.some((unread) => unread.action === action)) mattered.add(`${id} ${operation}`);
        // What is left may still be enough for the same conclusion, never for another.
        if (result?.status !== before?.status) {
          assert.equal(result?.status, 'unknown', id);
          assert.ok(mattered.has(`${id} ${operation}`), `${id} does not name ${action}`);
        }
      }
    });
  }
}

test('every operation that a check declares matters to it somewhere', () => {
  assert.deepEqual(
    [...declared].filter((pair) => !mattered.has(pair)),
    [],
  );
});
