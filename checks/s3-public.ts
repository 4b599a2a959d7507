/** Checks that strangers cannot reach buckets. */
import type { Check, CheckSettings, FactReader, Judgement } from '../source/core/check.ts';
import { globalFact } from './reading.ts';
import { allFour, blockDocumentation, meantToBePublic } from './s3-blocks.ts';
import { overBuckets } from './s3-buckets.ts';
import { type Access, aclRoute, concerns, judgePolicy, noteMissing, policyRoute } from './s3-exposure.ts';

const policyDocumentation =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html';

const declared = (name: string) => `${name} is public, and scoping lists it as meant to be.`;

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

/** How to close a bucket, and what to look for once it is closed. */
function closeBucket(afterwards: string): Check['fix'] {
  return {
    summary: 'Close the listed buckets: block public access, then take the public grants and statements away.',
    console: [
      'Find out who relies on the public access, for it ends at once; serve public files through CloudFront with origin access control.',
      'Open S3, the bucket, Permissions, and turn on Block all public access.',
      'Remove public grants under Access control list and public statements under Bucket policy. The second command takes away all grants, so keep those by which logs are delivered.',
      afterwards,
    ],
    cli: [
      `aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration ${allFour}`,
      'aws s3api put-bucket-acl --bucket BUCKET --acl private',
    ],
    minutes: 30,
  };
}

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
  fix: closeBucket(
    'Look in the access logs for what strangers fetched, and treat it as an incident if it was not meant to be public.',
  ),
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
  fix: closeBucket(
    'Look in the access logs and at the dates and versions of the files for what strangers put, changed or deleted, and treat it as an incident.',
  ),
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
export const publicBucketChecks: Check[] = [noPublicRead, noPublicWrite, policyNotPublic];
