/** S3: the settings of one bucket, each read by itself so that one that is denied hides no other. */
import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
  type LifecycleRule as SdkRule,
} from '@aws-sdk/client-s3';
import type { Bucket, LifecycleRule, PublicAccessBlock, Unread } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { policyDocument } from './policy-document.ts';
import { defined, instant, omitAbsent } from './values.ts';

type Settings = Omit<Bucket, 'name' | 'region'>;

/** All settings of a bucket. @throws GoneError when the bucket is no longer there. */
export async function bucketSettings(session: Session, region: string, Bucket: string): Promise<Settings> {
  const s3 = session.client('s3', S3Client, region);
  const bucket = { Bucket };
  const [publicBlock, acl, policy, policyStatus, encryption, logging, versioning, objectLock, replication, lifecycle] =
    await Promise.all([
      session.setting('s3:GetPublicAccessBlock', region, async () => {
        const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand(bucket));
        return PublicAccessBlockConfiguration ? publicAccessBlock(PublicAccessBlockConfiguration) : null;
      }),
      session.reading('s3:GetBucketAcl', region, async () => {
        const { Grants } = await s3.send(new GetBucketAclCommand(bucket));
        return defined(Grants, 'Grants').map(({ Grantee, Permission }) => ({
          grantee: Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress ?? '',
          permission: defined(Permission, 'Permission'),
        }));
      }),
      session.setting('s3:GetBucketPolicy', region, async () => {
        const { Policy } = await s3.send(new GetBucketPolicyCommand(bucket));
        return policyDocument(Policy);
      }),
      session.setting('s3:GetBucketPolicyStatus', region, async () => {
        const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand(bucket));
        return omitAbsent({ isPublic: PolicyStatus?.IsPublic });
      }),
      session.setting('s3:GetBucketEncryption', region, async () => {
        const answer = await s3.send(new GetBucketEncryptionCommand(bucket));
        const rule = answer.ServerSideEncryptionConfiguration?.Rules?.find(
          (one) => one.ApplyServerSideEncryptionByDefault,
        );
        const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
        return SSEAlgorithm ? { algorithm: SSEAlgorithm, ...omitAbsent({ kmsKeyId: KMSMasterKeyID }) } : null;
      }),
      session.setting('s3:GetBucketLogging', region, async () => {
        const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand(bucket));
        if (!LoggingEnabled) return null;
        const { TargetBucket, TargetPrefix = '' } = LoggingEnabled;
        return { targetBucket: defined(TargetBucket, 'TargetBucket'), prefix: TargetPrefix };
      }),
      session.reading('s3:GetBucketVersioning', region, async () => {
        const { Status, MFADelete } = await s3.send(new GetBucketVersioningCommand(bucket));
        return { status: Status ?? ('never' as const), mfaDelete: MFADelete === 'Enabled' };
      }),
      session.setting('s3:GetObjectLockConfiguration', region, async () => {
        const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand(bucket));
        if (ObjectLockConfiguration?.ObjectLockEnabled !== 'Enabled') return null;
        const { Mode, Days, Years } = ObjectLockConfiguration.Rule?.DefaultRetention ?? {};
        // One of the two is set; the other may come as zero.
        return omitAbsent({ mode: Mode, days: Days || undefined, years: Years || undefined });
      }),
      session.setting('s3:GetBucketReplication', region, async () => {
        const { ReplicationConfiguration } = await s3.send(new GetBucketReplicationCommand(bucket));
        if (!ReplicationConfiguration) return null;
        const rules = defined(ReplicationConfiguration.Rules, 'Rules').map(({ Status, Destination }) => ({
          enabled: Status === 'Enabled',
          destinationBucketArn: defined(Destination?.Bucket, 'Destination.Bucket'),
        }));
        return { rules };
      }),
      session.setting('s3:GetBucketLifecycleConfiguration', region, async () => {
        const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand(bucket));
        return { rules: defined(Rules, 'Rules').map(lifecycleRule) };
      }),
    ]);
  return {
    publicAccessBlock: publicBlock,
    acl,
    policy,
    policyStatus,
    encryption,
    logging,
    versioning,
    objectLock,
    replication,
    lifecycle,
  };
}

/** All settings unread for one reason. */
export function unreadSettings(reason: Unread): Settings {
  return {
    publicAccessBlock: reason,
    acl: reason,
    policy: reason,
    policyStatus: reason,
    encryption: reason,
    logging: reason,
    versioning: reason,
    objectLock: reason,
    replication: reason,
    lifecycle: reason,
  };
}

/** The four switches; one AWS leaves out is off. */
export function publicAccessBlock(block: {
  BlockPublicAcls?: boolean | undefined;
  IgnorePublicAcls?: boolean | undefined;
  BlockPublicPolicy?: boolean | undefined;
  RestrictPublicBuckets?: boolean | undefined;
}): PublicAccessBlock {
  return {
    blockPublicAcls: block.BlockPublicAcls ?? false,
    ignorePublicAcls: block.IgnorePublicAcls ?? false,
    blockPublicPolicy: block.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
  };
}

function lifecycleRule(rule: SdkRule): LifecycleRule {
  const { Filter, Expiration, NoncurrentVersionExpiration } = rule;
  const sizes = [Filter?.ObjectSizeGreaterThan, Filter?.ObjectSizeLessThan];
  const both = [...sizes, Filter?.And?.ObjectSizeGreaterThan, Filter?.And?.ObjectSizeLessThan];
  return {
    id: rule.ID ?? '',
    enabled: rule.Status === 'Enabled',
    prefix: Filter?.Prefix ?? Filter?.And?.Prefix ?? rule.Prefix ?? '',
    narrowed:
      Filter?.Tag !== undefined || (Filter?.And?.Tags ?? []).length > 0 || both.some((size) => size !== undefined),
    ...omitAbsent({
      expirationDays: Expiration?.Days,
      expirationDate: instant(Expiration?.Date),
      noncurrentExpirationDays: NoncurrentVersionExpiration?.NoncurrentDays,
    }),
  };
}
