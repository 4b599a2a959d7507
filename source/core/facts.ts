/**
 * Facts: what the collectors read from AWS, as our own small JSON types (not SDK shapes). A snapshot file holds
 * exactly this, and checks judge nothing else, so an old snapshot can be judged again offline.
 */

import type { DataFacts } from './facts-data.ts';
import type { DetectionFacts } from './facts-detection.ts';
import type { EdgeFacts } from './facts-edge.ts';
import type { NetworkFacts } from './facts-network.ts';
import type { PlatformFacts } from './facts-platform.ts';

/** Version of the fact shapes below. A snapshot keeps the version it was made with; raise it when a field is added. */
export const factsVersion = 1;

/** The region under which facts of global services (IAM, the list of buckets) are kept. */
export const globalRegion = 'global';

/** An operation as the catalogue writes it: `service:Operation`, such as `iam:GetAccountSummary`. */
export type OperationName = string;

/**
 * The outcome of reading one thing. Anything but `ok` makes the checks that need it unknown: never pass, never fail.
 * "None configured" is an answer (`ok` with null), not an error.
 */
export type Reading<T> =
  | { state: 'ok'; data: T }
  | {
      /** The credentials may not call the operation. */
      state: 'denied';
      operation: OperationName;
      /** The IAM action that would allow it (catalog-operations.csv). */
      action: string;
      /** One sentence for a person: who refused (identity policy, SCP, boundary …) as far as AWS says. */
      reason: string;
    }
  | {
      /** Not readable for a reason that is nobody's fault: region not enabled, service not there, not sampled. */
      state: 'unavailable';
      operation: OperationName;
      reason: string;
    }
  | {
      /** An error: network, throttled out, malformed answer, expired session. */
      state: 'failed';
      operation: OperationName;
      reason: string;
      /** True when AWS kept refusing for rate until the retries ran out. */
      throttled?: boolean;
    };

/** A reading that has no data. */
export type Unread = Exclude<Reading<never>, { state: 'ok' }>;

/** An IAM or resource policy document, parsed from JSON; field values keep their one-or-many form. */
export interface PolicyDocument {
  /** Language version, such as `2012-10-17`. */
  Version?: string;
  /** One or many statements. */
  Statement: PolicyStatement | PolicyStatement[];
}

/** One statement of a policy document. */
export interface PolicyStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Record<string, string | string[]>;
  NotPrincipal?: '*' | Record<string, string | string[]>;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[] | boolean | number>>;
}

/** Who is asking: `sts:GetCallerIdentity`. */
export interface CallerIdentity {
  account: string;
  arn: string;
}

/** Counters of `iam:GetAccountSummary` that the checks use. */
export interface AccountSummary {
  /** The root user has a second factor. Absent when AWS left the counter out. */
  rootMfaEnabled?: boolean;
  /** Number of access keys of the root user. Absent when AWS left the counter out. */
  rootAccessKeys?: number;
  /** The root user has a password. Absent when AWS left the counter out; false when root credentials are centrally removed. */
  rootPasswordPresent?: boolean;
  /** Number of IAM users. */
  users?: number;
}

/** One device of `iam:ListVirtualMFADevices`. */
export interface VirtualMfaDevice {
  serialNumber: string;
  /** ARN of the user it is bound to; absent when unassigned. */
  userArn?: string;
  /** UTC instant it was bound. */
  enabledAt?: string;
}

/** One row of the IAM credential report. Instants are UTC ISO 8601; absent where the report says N/A or no_information. */
export interface CredentialRow {
  /** User name; `<root_account>` for the root user. */
  user: string;
  arn: string;
  createdAt?: string;
  /** Absent where the report says `not_supported` (the root row of some accounts). */
  passwordEnabled?: boolean;
  passwordLastUsedAt?: string;
  passwordLastChangedAt?: string;
  mfaActive: boolean;
  /** The two access-key slots, in order. */
  keys: { active: boolean; lastRotatedAt?: string; lastUsedAt?: string }[];
}

/** The IAM credential report. */
export interface CredentialReport {
  /** UTC instant AWS made it; up to four hours before the scan. */
  generatedAt: string;
  rows: CredentialRow[];
}

/** The account's password policy for IAM users. */
export interface PasswordPolicy {
  minimumLength: number;
  requireUppercase: boolean;
  requireLowercase: boolean;
  requireNumbers: boolean;
  requireSymbols: boolean;
  /** Days; absent when passwords do not expire. */
  maximumAgeDays?: number;
  /** How many earlier passwords are refused; absent when none. */
  reusePrevention?: number;
}

/** A policy attached by reference. */
export interface AttachedPolicy {
  arn: string;
  name: string;
}

/** A policy written into a principal. */
export interface InlinePolicy {
  name: string;
  document: PolicyDocument;
}

/** An IAM user as `iam:GetAccountAuthorizationDetails` tells it. */
export interface IamUser {
  name: string;
  arn: string;
  createdAt: string;
  groups: string[];
  attached: AttachedPolicy[];
  inline: InlinePolicy[];
}

/** An IAM group. */
export interface IamGroup {
  name: string;
  arn: string;
  attached: AttachedPolicy[];
  inline: InlinePolicy[];
}

/** An IAM role. */
export interface IamRole {
  name: string;
  arn: string;
  /** `/aws-service-role/…` and `/aws-reserved/…` mark roles that AWS owns. */
  path: string;
  createdAt: string;
  trust: PolicyDocument;
  attached: AttachedPolicy[];
  inline: InlinePolicy[];
  /** UTC instant of last use; absent when never used in the tracking period (400 days). */
  lastUsedAt?: string;
}

/** A customer-managed policy with its default version. */
export interface ManagedPolicy {
  arn: string;
  name: string;
  attachmentCount: number;
  document: PolicyDocument;
}

/** The answer of `iam:GetAccountAuthorizationDetails`, all pages. */
export interface AuthorizationDetails {
  users: IamUser[];
  groups: IamGroup[];
  roles: IamRole[];
  /** Customer-managed policies only. */
  policies: ManagedPolicy[];
}

/** A CloudTrail trail, with what its two detail calls said. */
export interface Trail {
  arn: string;
  name: string;
  homeRegion: string;
  multiRegion: boolean;
  organization: boolean;
  logFileValidation: boolean;
  kmsKeyId?: string;
  bucket?: string;
  /** Key prefix before `AWSLogs/` in the bucket: empty when there is none; absent when the snapshot does not tell. */
  keyPrefix?: string;
  logGroupArn?: string;
  /** `cloudtrail:GetTrailStatus`. */
  status: Reading<TrailStatus>;
  /** `cloudtrail:GetEventSelectors`. */
  selectors: Reading<TrailSelectors>;
}

/** Health of a trail. Instants are UTC. */
export interface TrailStatus {
  logging: boolean;
  /** Last time logging was switched on: proves "in place since" while `logging` holds (aws-timestamps.csv). */
  startedLoggingAt?: string;
  latestDeliveryAt?: string;
  latestDeliveryError?: string;
  latestLogGroupDeliveryAt?: string;
  latestLogGroupDeliveryError?: string;
}

/** What a trail records; classic and advanced selectors side by side as AWS returns them. */
export interface TrailSelectors {
  classic: {
    readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
    includeManagementEvents: boolean;
    /** Event sources left out, such as `kms.amazonaws.com`. */
    excludedSources: string[];
    dataResources: { type: string; values: string[] }[];
  }[];
  advanced: {
    name?: string;
    fields: {
      field: string;
      equals?: string[];
      notEquals?: string[];
      startsWith?: string[];
      notStartsWith?: string[];
      endsWith?: string[];
      notEndsWith?: string[];
    }[];
  }[];
}

/** The four switches of an S3 public access block. */
export interface PublicAccessBlock {
  blockPublicAcls: boolean;
  ignorePublicAcls: boolean;
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
}

/** An S3 bucket with each of its settings read by itself, so that one denied setting hides no other. Null: none set. */
export interface Bucket {
  name: string;
  /** Region the bucket lives in. */
  region: string;
  publicAccessBlock: Reading<PublicAccessBlock | null>;
  /** Grants as `{grantee: canonical id or group URI, permission}`. */
  acl: Reading<{ grantee: string; permission: string }[]>;
  policy: Reading<PolicyDocument | null>;
  /** AWS's own judgement; `isPublic` absent when AWS did not say (never read as false). */
  policyStatus: Reading<{ isPublic?: boolean } | null>;
  /** Algorithm of the default rule, such as `AES256` or `aws:kms`. */
  encryption: Reading<{ algorithm: string; kmsKeyId?: string } | null>;
  logging: Reading<{ targetBucket: string; prefix: string } | null>;
  versioning: Reading<{ status: 'Enabled' | 'Suspended' | 'never'; mfaDelete: boolean }>;
  objectLock: Reading<{ mode?: string; days?: number; years?: number } | null>;
  replication: Reading<{ rules: { enabled: boolean; destinationBucketArn: string }[] } | null>;
  lifecycle: Reading<{ rules: LifecycleRule[] } | null>;
}

/** One lifecycle rule, as far as expiry goes. */
export interface LifecycleRule {
  id: string;
  enabled: boolean;
  /** Key prefix the rule is limited to; empty for the whole bucket. */
  prefix: string;
  /** True when tags or sizes narrow it further. */
  narrowed: boolean;
  expirationDays?: number;
  /** UTC date of a fixed expiry. */
  expirationDate?: string;
  noncurrentExpirationDays?: number;
}

/** One direction-less rule of a security group: ports and who. */
export interface SecurityGroupRule {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a protocol number, or `-1` for all. */
  protocol: string;
  /** First and last port; absent for all protocols. For ICMP: type and code. */
  fromPort?: number;
  toPort?: number;
  ipv4: string[];
  ipv6: string[];
  prefixLists: string[];
  groups: string[];
}

/** A security group. */
export interface SecurityGroup {
  id: string;
  name: string;
  vpcId?: string;
  ingress: SecurityGroupRule[];
  egress: SecurityGroupRule[];
}

/** An elastic network interface, as far as it shows which groups are used. */
export interface NetworkInterface {
  id: string;
  groups: string[];
  /** Absent in snapshots of factsVersion 1 made before flow logs were judged. */
  vpcId?: string;
  subnetId?: string;
}

/** Each fact by name. Facts of global services are kept under {@link globalRegion}, the others per region. */
export interface FactTypes extends NetworkFacts, EdgeFacts, DataFacts, DetectionFacts, PlatformFacts {
  /** sts:GetCallerIdentity (global) */
  'sts.caller': CallerIdentity;
  /** ec2:DescribeRegions (global): regions enabled for the account */
  'ec2.regions': string[];
  /** iam:GetAccountSummary (global) */
  'iam.account-summary': AccountSummary;
  /** iam:ListVirtualMFADevices (global) */
  'iam.virtual-mfa-devices': VirtualMfaDevice[];
  /** iam:GenerateCredentialReport, iam:GetCredentialReport (global) */
  'iam.credential-report': CredentialReport;
  /** iam:GetAccountPasswordPolicy (global); null: none set */
  'iam.password-policy': PasswordPolicy | null;
  /** iam:GetAccountAuthorizationDetails (global) */
  'iam.authorization-details': AuthorizationDetails;
  /** cloudtrail:DescribeTrails, GetTrailStatus, GetEventSelectors (per region; every trail visible there, shadows included) */
  'cloudtrail.trails': Trail[];
  /** s3control:GetPublicAccessBlock (global); null: none set */
  's3.account-public-access-block': PublicAccessBlock | null;
  /** s3:ListBuckets and one call per setting and bucket (global) */
  's3.buckets': Bucket[];
  /** ec2:DescribeSecurityGroups (per region) */
  'ec2.security-groups': SecurityGroup[];
  /** ec2:DescribeNetworkInterfaces (per region) */
  'ec2.network-interfaces': NetworkInterface[];
}

/** Name of a fact. */
export type FactName = keyof FactTypes;

/** All readings of one account by one scan: what a snapshot holds. */
export interface Facts {
  factsVersion: number;
  /** Twelve-digit account id. */
  account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`. */
  partition: string;
  /** ARN that did the reading. */
  callerArn: string;
  /** UTC instants. */
  startedAt: string;
  finishedAt: string;
  /** Regions read, without `global`. */
  regions: string[];
  /** True when a person named the regions; otherwise they are all that are enabled, as far as those could be listed. */
  regionsNamed?: boolean;
  /** Calls sent, retries not counted. */
  calls: { total: number; byOperation: Record<OperationName, number> };
  readings: { [Name in FactName]?: Record<string, Reading<FactTypes[Name]>> };
}
