/** Profiles of the AWS configuration as the account screen shows them. No credentials, no keys, no tokens. */

/** How a profile signs in, and whether it can now. */
export type ProfileState =
  /** IAM Identity Center: a token is kept and good until then (`HH:MM` or a day), or none is. */
  | { type: 'sso'; valid: boolean; until?: string }
  /** It takes a role with another profile. */
  | { type: 'role'; source?: string }
  /** Whatever the chain of the SDK finds: keys, a process. Not looked into. */
  | { type: 'other' };

/** A profile. */
export interface AwsProfile {
  name: string;
  region?: string;
  state: ProfileState;
  /** It asks for the code of a device. */
  mfa: boolean;
  /** Command that signs in, where signing in is what is missing. */
  signIn?: string;
}

/** What the AWS configuration of this machine holds. */
export interface AwsProfiles {
  profiles: AwsProfile[];
  /** Files that were read. */
  files: string[];
  /** Profile of this session; undefined: the environment decides. */
  current?: string;
  /** The environment holds credentials of its own, which come before any profile. */
  environment: boolean;
}

/** What a scan would do. */
export interface ScanPlanText {
  regions: string[];
  regionsFrom: string;
  calls: number;
  /** Operations whose number of calls depends on what is there. */
  depends: number;
  permissions: number;
  seconds: number;
  operations: { operation: string; calls: number | null; basis: string }[];
}
