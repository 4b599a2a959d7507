/** Checks of the public access blocks, of the account and of buckets. */
import type { Check, CheckSettings } from '../source/core/check.ts';
import { type Bucket, globalRegion, type PublicAccessBlock } from '../source/core/facts.ts';
import { isListed, listCommitment } from './commitments.ts';
import { globalFact } from './reading.ts';
import { overBuckets } from './s3-buckets.ts';
import { noteBlocks } from './s3-exposure.ts';

/** Where AWS explains the blocks. */
export const blockDocumentation =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';

const switches: (keyof PublicAccessBlock)[] = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
];

/** The four settings as the AWS CLI takes them. */
export const allFour = 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
const terraformSwitches = `  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}`;

/** Whether scoping, by a value committed to, means a bucket to be public. */
export function meantToBePublic(settings: CheckSettings, bucket: Bucket): boolean {
  const { value, committed } = listCommitment(settings, 'public-buckets');
  return committed && isListed(value, bucket.name);
}

const accountBlock: Check = {
  id: 's3-account-public-access-block',
  title: 'The account blocks public access to all its buckets',
  service: 's3',
  tier: 1,
  severity: 'high',
  severityReason: 'It is the one switch that holds whatever anybody sets on a single bucket.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Public buckets are the classic leak; a block over the account prevents the mistake instead of finding it.',
  judgement: 'Passes when all four public-access settings of the account are on. Fails when one is off or none is set.',
  facts: ['s3.account-public-access-block'],
  operations: ['s3control:GetPublicAccessBlock'],
  fix: {
    summary: 'Turn on all four public-access settings for the account.',
    console: [
      'Make sure that no bucket has to be public: sites, downloads and images served straight from one are refused at once. Move those behind CloudFront with origin access control first.',
      'Open S3, Block Public Access settings for this account, Edit.',
      'Choose Block all public access and save.',
    ],
    cli: [
      `aws s3control put-public-access-block --account-id ACCOUNT_ID --public-access-block-configuration ${allFour}`,
    ],
    terraform: `resource "aws_s3_account_public_access_block" "this" {\n${terraformSwitches}`,
    minutes: 20,
  },
  references: [blockDocumentation],
  judge(facts) {
    const block = globalFact(facts, 's3.account-public-access-block');
    if (!block.known) return { resources: [], unknown: [block.unread] };
    const off = switches.filter((name) => block.data?.[name] !== true);
    const finding = { id: 'account', region: globalRegion };
    if (off.length === 0) {
      const reason = 'The account blocks all public access to its buckets.';
      return { resources: [{ ...finding, status: 'pass', reason }], unknown: [] };
    }
    const reason = block.data === null ? 'The account sets no block.' : `The account leaves off ${off.join(', ')}.`;
    return { resources: [{ ...finding, status: 'fail', reason }], unknown: [] };
  },
};

const bucketBlock: Check = {
  id: 's3-bucket-public-access-block',
  title: 'Every bucket is under a public access block',
  service: 's3',
  tier: 1,
  severity: 'high',
  severityReason: 'Without the block a single wrong click makes a bucket public.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'It shows that buckets cannot become public by mistake, not only that they are not public today.',
  judgement:
    'Passes for each bucket for which each of the four settings is on, on the bucket or on the account. A bucket that scoping lists as meant to be public passes and is named. Unknown when the account or bucket setting that could make the difference was not read.',
  facts: ['s3.buckets', 's3.account-public-access-block'],
  operations: ['s3:ListBuckets', 's3:GetPublicAccessBlock', 's3control:GetPublicAccessBlock'],
  fix: {
    summary: 'Turn on all four settings on the listed buckets, or on the account.',
    console: [
      'Open S3, the bucket, Permissions, Block public access, Edit.',
      'Choose Block all public access and save.',
    ],
    cli: [`aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration ${allFour}`],
    terraform: `resource "aws_s3_bucket_public_access_block" "this" {\n  bucket = aws_s3_bucket.this.id\n${terraformSwitches}`,
    minutes: 10,
  },
  references: [blockDocumentation],
  judge(facts, settings) {
    const account = globalFact(facts, 's3.account-public-access-block');
    return overBuckets(facts, (bucket, unread) => {
      const own = bucket.publicAccessBlock;
      const onAccount = (name: keyof PublicAccessBlock) => account.known && account.data?.[name] === true;
      const onBucket = (name: keyof PublicAccessBlock) => own.state === 'ok' && own.data?.[name] === true;
      const off = switches.filter((name) => !onAccount(name) && !onBucket(name));
      if (off.length === 0) {
        const by = switches.every(onAccount)
          ? 'the account'
          : switches.every(onBucket)
            ? 'the bucket'
            : 'account and bucket';
        return { status: 'pass', reason: `Public access to ${bucket.name} is blocked by ${by}.` };
      }
      if (!account.known || own.state !== 'ok') {
        noteBlocks(unread, bucket, account);
        return undefined;
      }
      if (meantToBePublic(settings, bucket)) {
        return { status: 'pass', reason: `${bucket.name} is not blocked; scoping lists it as meant to be public.` };
      }
      return { status: 'fail', reason: `${bucket.name} leaves off ${off.join(', ')}, and so does the account.` };
    });
  },
};

/** Checks of public access blocks. */
export const blockChecks: Check[] = [accountBlock, bucketBlock];
