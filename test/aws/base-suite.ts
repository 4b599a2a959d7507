/** The first group of checks: IAM, S3, CloudTrail and security groups. */
import { baseChecks } from '../../checks/index.ts';
import type { CheckStatus } from '../../source/core/finding.ts';
import { badAccount, emptyAccount, goodAccount } from './accounts.ts';
import { errorAnswer } from './answer.ts';
import { flips } from './flips/index.ts';
import { noBlocks, noDataEvents } from './flips/s3.ts';
import type { Suite } from './suite.ts';
import { fault, rewrite } from './written.ts';

const onFirstDay: Record<string, CheckStatus> = {
  'root-mfa-enabled': 'fail',
  'root-hardware-mfa': 'fail',
  'root-no-access-keys': 'pass',
  'root-not-used-recently': 'pass',
  's3-account-public-access-block': 'fail',
  'cloudtrail-multi-region': 'fail',
  'cloudtrail-management-events': 'fail',
  'cloudtrail-s3-data-events': 'fail',
  // AWS makes a default security group, open to itself, with each region.
  'sg-default-closed': 'fail',
  'sg-no-admin-ports-from-internet': 'pass',
  'sg-no-all-ports-from-internet': 'pass',
  'sg-no-database-ports-from-internet': 'pass',
  'sg-no-rdp-from-internet': 'pass',
  'sg-no-ssh-from-internet': 'pass',
  'sg-open-ports-authorized': 'pass',
};

/** Without the right to make a report there may be none. */
const noReport = fault('iam:GetCredentialReport', ({ call }) =>
  errorAnswer(call, 410, 'ReportNotPresent', 'No report has been generated.'),
);

const noAccessLogs = rewrite('s3:GetBucketLogging', () => '<BucketLoggingStatus/>');

// Where one protection makes another needless, a check rightly does without an operation that it declares. So there are
// accounts without one protection or another as well.
const { written } = goodAccount;
const storage = { recording: 'good', only: /^(s3|s3control|cloudtrail):|^ec2:DescribeRegions$/ };

/** Its accounts are recorded at the top of `recordings/`. */
export const baseSuite: Suite = {
  folder: '',
  checks: baseChecks,
  accounts: [goodAccount, badAccount, emptyAccount],
  flips,
  onFirstDay,
  scoping: {
    'log-buckets': ['good-trail-logs', 'good-access-logs', 'bad-public-files'],
    'critical-buckets': ['good-customer-data', 'bad-public-files'],
  },
  variants: [
    { title: 'the good account without blocks', ...storage, written: [...written, ...noBlocks] },
    { title: 'the good account without data events', ...storage, written: [...written, noDataEvents] },
    { title: 'the good account without access logs', ...storage, written: [...written, noAccessLogs] },
    { title: 'the good account without either', ...storage, written: [...written, noDataEvents, noAccessLogs] },
  ],
  withDenied: (operation) => (operation === 'iam:GenerateCredentialReport' ? [noReport] : []),
};
