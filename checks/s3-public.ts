/** Checks that strangers cannot reach buckets. */
import type { Check, CheckSettings, FactReader, Judgement } from '../source/core/check.ts';
import { type Bucket, globalRegion, type PublicAccessBlock } from '../source/core/facts.ts';
import { isListed, listCommitment } from './commitments.ts';
import { globalFact } from './reading.ts';
import { overBuckets } from './s3-buckets.ts';
import { type Access, aclRoute, concerns, judgePolicy, noteBlocks, noteMissing, policyRoute } from './s3-exposure.ts';

const blockDocumentation =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const policyDocumentation =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html';

const switches: (keyof PublicAccessBlock)[] = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
];
const allFour = 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
const terraformSwitches = `  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}`;

/** Whether scoping, by a value committed to, means a bucket to be public. */
function meantToBePublic(settings: CheckSettings, bucket: Bucket): boolean {
  const { value, committed } = listCommitment(settings, 'public-buckets');
  return committed && isListed(value, bucket.name);
}

const declared = (name: string) => `${name} is public, and scoping lists it as meant to be.`;

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
      'Make sure that no bucket has to be public; serve public files through CloudFront.',
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

const exposureFacts: Check['facts'] = ['s3.buckets', 's3.account-public-access-block'];
const exposureOperations = [
  's3:ListBuckets',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
  's3:GetBucketPolicyStatus',
  's3:GetPublicAccessBlock',
  's3control:GetPublicAccessBlock',
];

function judgeExposure(facts: FactReader, settings: CheckSettings, access: Access): Judgement {
  const account = globalFact(facts, 's3.account-public-access-block');
  return overBuckets(facts, (bucket, unread) => {
    const routes = [aclRoute(bucket, account, access, unread), policyRoute(bucket, account, access, unread)];
    const open = routes.find((route) => route.state === 'open');
    if (open !== undefined) {
      if (access === 'read' && meantToBePublic(settings, bucket))
        return { status: 'pass', reason: declared(bucket.name) };
      return { status: 'fail', reason: `Strangers can ${access} ${bucket.name}: ${open.reason}.` };
    }
    const reasons = routes.flatMap((route) => (route.state === 'closed' ? [route.reason] : []));
    if (reasons.length < routes.length) return undefined;
    return { status: 'pass', reason: `Strangers cannot ${access} ${bucket.name}: ${reasons.join(', ')}.` };
  });
}

const closeBucket: Check['fix'] = {
  summary: 'Close the listed buckets: block public access, then take the public grants and statements away.',
  console: [
    'Find out who relies on the public access; serve public files through CloudFront with origin access control.',
    'Open S3, the bucket, Permissions, and turn on Block all public access.',
    'Remove public grants under Access control list and public statements under Bucket policy.',
    'Look in the access logs for what strangers fetched, and treat it as an incident if it was not meant to be public.',
  ],
  cli: [
    `aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration ${allFour}`,
    'aws s3api put-bucket-acl --bucket BUCKET --acl private',
  ],
  minutes: 30,
};

const exposed =
  'A grant in the ACL to all users or all AWS accounts counts, as does a bucket policy that allows everybody, by its text or by the word of AWS. A public access block that overrules them, on the bucket or the account, counts too. Unknown when a setting that could make the difference was not read.';

const noPublicRead: Check = {
  id: 's3-no-public-read',
  title: 'Strangers cannot read any bucket',
  service: 's3',
  tier: 1,
  severity: 'critical',
  severityReason: 'What strangers can read has to be taken as read.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A public bucket with customer data is a breach, and one that anybody can find.',
  judgement: `Passes for each bucket that strangers can neither read nor list. ${exposed} A bucket that scoping lists as meant to be public passes and is named.`,
  facts: exposureFacts,
  operations: exposureOperations,
  fix: closeBucket,
  references: [blockDocumentation, policyDocumentation],
  judge: (facts, settings) => judgeExposure(facts, settings, 'read'),
};

const noPublicWrite: Check = {
  id: 's3-no-public-write',
  title: 'Strangers cannot write to any bucket',
  service: 's3',
  tier: 1,
  severity: 'critical',
  severityReason: 'Strangers could replace your files, delete them, or store theirs.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Integrity of data, and of what is served or installed from it, ends where anybody can write.',
  judgement: `Passes for each bucket that strangers can neither write to nor change. ${exposed}`,
  facts: exposureFacts,
  operations: exposureOperations,
  fix: closeBucket,
  references: [blockDocumentation, policyDocumentation],
  judge: (facts, settings) => judgeExposure(facts, settings, 'write'),
};

const policyNotPublic: Check = {
  id: 's3-policy-not-public',
  title: 'No bucket policy allows everybody',
  service: 's3',
  tier: 1,
  severity: 'critical',
  severityReason: 'Only the public access block then stands between the data and the world.',
  criteria: ['CC6.1', 'CC6.3', 'CC6.6'],
  why: 'A policy is a statement of who should have access; one that says "everybody" is wrong even while a block holds it back.',
  judgement:
    'Passes for each bucket whose policy allows nothing to everybody: a wildcard principal or NotPrincipal counts unless a condition, or a denial of all others, narrows it to callers that were chosen. Fails also when AWS reports the policy as public. A status in which AWS does not say is never taken as "not public". Public access blocks do not matter here. A bucket that scoping lists as meant to be public passes when its policy opens reading only.',
  facts: ['s3.buckets'],
  operations: ['s3:ListBuckets', 's3:GetBucketPolicy', 's3:GetBucketPolicyStatus'],
  fix: {
    summary: 'Name the accounts, roles or services in the listed bucket policies.',
    console: [
      'Open S3, the bucket, Permissions, Bucket policy, Edit.',
      'Replace the wildcard principal by those who need it, or add a condition such as aws:PrincipalOrgID or aws:SourceVpce.',
      'Save; the bucket list must no longer say Public.',
    ],
    cli: [
      'aws s3api get-bucket-policy --bucket BUCKET --query Policy --output text',
      'aws s3api put-bucket-policy --bucket BUCKET --policy file://policy.json',
    ],
    minutes: 30,
  },
  references: [blockDocumentation, policyDocumentation],
  judge: (facts, settings) =>
    overBuckets(facts, (bucket, unread) => {
      const judgement = judgePolicy(bucket);
      if (judgement.state === 'unknown') {
        noteMissing(unread, bucket, judgement);
        return undefined;
      }
      if (judgement.state === 'closed') return { status: 'pass', reason: `${bucket.name}: ${judgement.reason}.` };
      const readOnly = judgement.open.length > 0 && !judgement.open.some((statement) => concerns(statement, 'write'));
      if (readOnly && meantToBePublic(settings, bucket)) return { status: 'pass', reason: declared(bucket.name) };
      return { status: 'fail', reason: `${bucket.name}: ${judgement.reason}.` };
    }),
};

/** Checks of public access to buckets. */
export const publicBucketChecks: Check[] = [accountBlock, bucketBlock, noPublicRead, noPublicWrite, policyNotPublic];
