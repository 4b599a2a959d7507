/** Profiles and credentials. The SDK is loaded only when credentials are really resolved. */
import type { PlainCredentials, ScanRequest } from './scan-types.ts';

/** A profile of the shared AWS configuration. */
export interface Profile {
  name: string;
  region?: string;
  /** It signs in through IAM Identity Center. */
  sso: boolean;
  /** Role it takes. */
  roleArn?: string;
  /** Second factor it asks for. */
  mfaSerial?: string;
}

/** Credentials and the region to start from. */
export interface ResolvedIdentity {
  credentials: PlainCredentials;
  /** Region to start from. */
  region: string;
  /** Profile that was used, if any. */
  profile?: string;
}

/** The profiles of the shared AWS configuration and credentials files, sorted by name; none when there are no files. */
export async function listProfiles(): Promise<Profile[]> {
  throw new Error('not written yet');
}

/**
 * Resolves credentials by the SDK's chain, taking a role when asked.
 *
 * @throws AwsAccessError
 */
export async function resolveIdentity(
  _request: ScanRequest,
  _askMfa: (serial: string) => Promise<string>,
): Promise<ResolvedIdentity> {
  throw new Error('not written yet');
}
