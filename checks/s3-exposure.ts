/** Whether strangers can reach a bucket: its ACL, its policy, AWS's word on the policy, and the blocks that overrule them. */
import type { Bucket, PolicyStatement, PublicAccessBlock, Reading } from '../source/core/facts.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { coversAction } from '../source/core/policy.ts';
import { publicStatements, wildcardStatements } from '../source/core/policy-condition.ts';
import { type Known, leftOut, some, type UnreadSettings } from './reading.ts';

/** Reading or writing. */
export type Access = 'read' | 'write';

/** One route by which strangers may reach a bucket. `unknown` carries its reason into the gathered unread settings. */
export type Route = { state: 'closed'; reason: string } | { state: 'open'; reason: string } | { state: 'unknown' };

const everybody = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
const aclPermissions: Record<Access, string[]> = {
  read: ['READ', 'READ_ACP', 'FULL_CONTROL'],
  write: ['WRITE', 'WRITE_ACP', 'FULL_CONTROL'],
};

// What a policy may allow; one action of each kind is enough to tell, as patterns are matched against them.
const policyActions: Record<Access, string[]> = {
  read: [
    's3:GetObject',
    's3:GetObjectVersion',
    's3:GetObjectAcl',
    's3:GetObjectTagging',
    's3:GetObjectAttributes',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:ListBucketMultipartUploads',
    's3:ListMultipartUploadParts',
    's3:GetBucketAcl',
    's3:GetBucketPolicy',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
    's3:GetLifecycleConfiguration',
  ],
  write: [
    's3:PutObject',
    's3:PutObjectAcl',
    's3:PutObjectVersionAcl',
    's3:PutObjectTagging',
    's3:PutObjectRetention',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:DeleteObjectTagging',
    's3:DeleteBucket',
    's3:DeleteBucketPolicy',
    's3:AbortMultipartUpload',
    's3:RestoreObject',
    's3:BypassGovernanceRetention',
    's3:PutBucketPolicy',
    's3:PutBucketAcl',
    's3:PutBucketVersioning',
    's3:PutBucketPublicAccessBlock',
    's3:PutLifecycleConfiguration',
    's3:PutReplicationConfiguration',
    's3:PutEncryptionConfiguration',
    's3:ReplicateObject',
  ],
};

/** Whether a policy statement speaks of reading from or writing to a bucket. */
export function concerns(statement: PolicyStatement, access: Access): boolean {
  return policyActions[access].some((action) => coversAction(statement, action));
}

/** A public-access switch over a bucket: the account's or the bucket's own is enough. */
function switchedOn(
  bucket: Bucket,
  account: Known<PublicAccessBlock | null>,
  name: keyof PublicAccessBlock,
): 'on' | 'off' | 'unknown' {
  const own = bucket.publicAccessBlock;
  if ((account.known && account.data?.[name]) || (own.state === 'ok' && own.data?.[name])) return 'on';
  return account.known && own.state === 'ok' ? 'off' : 'unknown';
}

/** Notes which of the two blocks was not read. */
export function noteBlocks(unread: UnreadSettings, bucket: Bucket, account: Known<PublicAccessBlock | null>): void {
  unread.need(bucket.publicAccessBlock, bucket.name, bucket.region);
  if (!account.known) unread.add(account.unread, bucket.name);
}

/** Whether the ACL lets strangers in. */
export function aclRoute(
  bucket: Bucket,
  account: Known<PublicAccessBlock | null>,
  access: Access,
  unread: UnreadSettings,
): Route {
  const ignored = switchedOn(bucket, account, 'ignorePublicAcls');
  if (ignored === 'on') return { state: 'closed', reason: 'public ACLs are ignored' };
  const acl = unread.take(bucket.acl, bucket.name, bucket.region)?.data;
  if (acl === undefined) return { state: 'unknown' };
  const grant = acl.find(
    ({ grantee, permission }) => everybody.test(grantee) && aclPermissions[access].includes(permission),
  );
  if (grant === undefined) return { state: 'closed', reason: `the ACL gives no stranger ${access} access` };
  if (ignored === 'unknown') {
    noteBlocks(unread, bucket, account);
    return { state: 'unknown' };
  }
  const who = grant.grantee.endsWith('AllUsers') ? 'everybody' : 'every AWS account';
  return { state: 'open', reason: `the ACL gives ${who} ${grant.permission}` };
}

/** What a bucket policy and AWS's own word on it say together. */
export interface PolicyJudgement {
  state: 'closed' | 'open' | 'unknown';
  reason: string;
  /** Statements by which strangers come in; empty when only AWS's word says so. */
  open: PolicyStatement[];
  /** What would have to be known. */
  missing: { reading?: Reading<unknown>; entry?: UnreadOperation }[];
}

/**
 * Judges the policy of a bucket by its text and by AWS's own status. Either alone can show that it is public. Both are
 * needed to show that it is not; a status in which AWS leaves the answer out adds nothing and is never taken as "no".
 *
 * @param access limits it to statements about reading or writing; the text is needed for that.
 */
export function judgePolicy(bucket: Bucket, access?: Access): PolicyJudgement {
  const { policy, policyStatus } = bucket;
  const said = policyStatus.state === 'ok' ? policyStatus.data?.isPublic : undefined;
  const nothing = { reason: '', open: [], missing: [] };
  if (policy.state !== 'ok') {
    return said === true && access === undefined
      ? { ...nothing, state: 'open', reason: 'AWS reports its policy as public' }
      : { ...nothing, state: 'unknown', missing: [{ reading: policy }] };
  }
  if (policy.data === null) return { ...nothing, state: 'closed', reason: 'it has no bucket policy' };
  const concerned = (statement: PolicyStatement) => access === undefined || concerns(statement, access);
  const found = publicStatements(policy.data).filter(({ statement }) => concerned(statement));
  const certain = found.filter((one) => one.certain).map((one) => one.statement);
  if (certain.length > 0) {
    const sids = certain.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
    const which = sids.length > 0 ? ` (${some(sids)})` : '';
    return { ...nothing, state: 'open', reason: `its policy allows everybody${which}`, open: certain };
  }
  if (said === true) {
    // AWS means some statement that names everybody; when none of those is about this access, it means another.
    const named = wildcardStatements(policy.data);
    const open = named.filter(concerned);
    if (open.length > 0 || named.length === 0) {
      return { ...nothing, state: 'open', reason: 'AWS reports its policy as public', open };
    }
  } else if (policyStatus.state !== 'ok') {
    return { ...nothing, state: 'unknown', missing: [{ reading: policyStatus }] };
  } else if (found.length > 0 && said !== false) {
    const reason =
      'The policy allows everybody under a condition that cannot be judged here, and AWS did not say whether it is public.';
    const entry = leftOut('s3:GetBucketPolicyStatus', reason, bucket.region);
    return { ...nothing, state: 'unknown', missing: [{ entry }] };
  }
  return { ...nothing, state: 'closed', reason: `its policy gives no stranger ${access ?? 'any'} access` };
}

/** Notes what a policy judgement lacks. */
export function noteMissing(unread: UnreadSettings, bucket: Bucket, { missing }: PolicyJudgement): void {
  for (const { reading, entry } of missing) {
    if (reading !== undefined) unread.need(reading, bucket.name, bucket.region);
    if (entry !== undefined) unread.add(entry, bucket.name);
  }
}

/** Whether the policy lets strangers in, unless a block restricts public policies. */
export function policyRoute(
  bucket: Bucket,
  account: Known<PublicAccessBlock | null>,
  access: Access,
  unread: UnreadSettings,
): Route {
  const restricted = switchedOn(bucket, account, 'restrictPublicBuckets');
  if (restricted === 'on') return { state: 'closed', reason: 'public policies have no effect' };
  const judgement = judgePolicy(bucket, access);
  if (judgement.state === 'unknown') {
    noteMissing(unread, bucket, judgement);
    return { state: 'unknown' };
  }
  if (judgement.state === 'closed') return { state: 'closed', reason: judgement.reason };
  if (restricted === 'unknown') {
    noteBlocks(unread, bucket, account);
    return { state: 'unknown' };
  }
  return { state: 'open', reason: judgement.reason };
}
