/** What a scan is asked and what it tells while it runs. Types only, so that screens may know them without the SDK. */
import type { FactName, FactTypes, OperationName, Reading } from '../core/facts.ts';

/** Credentials already resolved. Held in memory only: never written, logged or put into an environment or argument. */
export interface PlainCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** UTC instant at which they stop working. */
  expiration?: Date;
  /** Account they belong to, where the provider knows. */
  accountId?: string;
}

/** A role to take before reading. */
export interface RoleRequest {
  arn: string;
  externalId?: string;
  sessionName?: string;
  mfaSerial?: string;
  /** One-time code for {@link mfaSerial}, already asked for. */
  mfaCode?: string;
}

/** What to read and as whom. */
export interface ScanRequest {
  /** Profile of the shared AWS configuration; undefined: the environment decides, as in the AWS CLI. */
  profile?: string;
  /** Regions to read; undefined: all that are enabled for the account. */
  regions?: string[];
  assumeRole?: RoleRequest;
  /** Address that replaces every AWS endpoint (an emulator); undefined: `AWS_ENDPOINT_URL`, else AWS itself. */
  endpoint?: string;
  /** Facts to read; undefined: all. `sts.caller` is always read, `ec2.regions` when the regions must be found. */
  facts?: FactName[];
  /** Operations to send for those facts, where not all that a fact can hold is wanted; undefined: all of them. */
  operations?: OperationName[];
  /** Regions of a fact that are read already, by an earlier scan that is resumed: nothing is sent for them. */
  have?: Partial<Record<FactName, string[]>>;
  /** Most calls to send, retries not counted; what is then left is unavailable, "not sampled". Undefined: no limit. */
  maxCalls?: number;
  /** Credentials to use as they are; {@link profile} then only gives the region, and {@link assumeRole} is done already. */
  credentials?: PlainCredentials;
  /** Region to start from (identity, global services); undefined: environment, profile, then us-east-1. */
  region?: string;
}

/** One reading as it arrives. */
export type FactEvent = {
  [Name in FactName]: { type: 'fact'; name: Name; region: string; reading: Reading<FactTypes[Name]> };
}[FactName];

/** How far the calls of one operation are, over all regions; retries are not counted. */
export interface CallStates {
  /** Waiting for their turn. */
  queued: number;
  /** Sent, not answered yet. */
  running: number;
  /** Answered, also when the answer is that there is nothing, or no such service. */
  ok: number;
  denied: number;
  failed: number;
}

/**
 * What a scan tells while it runs: `identity` first, `started` once the number of readings is known, then facts and
 * progress as they come. `progress` comes at most ten times a second, and once at the end.
 */
export type ScanEvent =
  | {
      type: 'identity';
      /** Empty when AWS would not say. */
      account: string;
      /** Empty when AWS would not say. */
      arn: string;
      partition: string;
      /** Regions that will be read. */
      regions: string[];
    }
  | { type: 'started' /** Readings to come. */; total: number }
  | FactEvent
  | {
      type: 'progress';
      /** Readings finished, of `total`. */
      done: number;
      total: number;
      /** Calls sent, retries not counted. */
      calls: number;
      /** Calls that AWS denied, and calls that failed for another reason. */
      denied: number;
      failed: number;
      /** The same by operation, for every one that was asked for so far. */
      operations: Record<OperationName, CallStates>;
    };
