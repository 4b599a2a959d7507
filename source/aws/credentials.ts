/** Credentials by the SDK's own chain. The SDK is loaded only when they are really resolved. */
import { accessError } from './access-advice.ts';
import { AwsAccessError } from './access-error.ts';
import { chosenProfile, listProfiles, type Profile, startRegion } from './profiles.ts';
import type { PlainCredentials, RoleRequest, ScanRequest } from './scan-types.ts';

export { listProfiles, type Profile } from './profiles.ts';

/** Credentials and the region to start from. */
export interface ResolvedIdentity {
  credentials: PlainCredentials;
  /** Region to start from. */
  region: string;
  /** Profile that was used, if any. */
  profile?: string;
}

/** Milliseconds to wait for the metadata service of an instance: elsewhere nobody answers there. */
const metadataTimeOut = 1_000;

// The SDK's own warnings would land on the screen.
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Address that replaces every AWS endpoint, if there is one. @throws AwsAccessError when it is not an address. */
export function endpointOf(request: ScanRequest): string | undefined {
  const endpoint = request.endpoint || process.env.AWS_ENDPOINT_URL || undefined;
  if (endpoint && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    throw new AwsAccessError(
      'network',
      `"${endpoint}" is not an address of the form http://host:port.`,
      'Correct AWS_ENDPOINT_URL or --endpoint.',
    );
  }
  return endpoint;
}

/**
 * Resolves credentials: environment, IAM Identity Center, shared configuration, process, container, instance; then
 * takes the role asked for. `askMfa` is called with the serial number of the device whenever a code is needed that
 * the request does not hold.
 *
 * @throws AwsAccessError when there are none, with what to do next.
 */
export async function resolveIdentity(
  request: ScanRequest,
  askMfa: (serial: string) => Promise<string>,
): Promise<ResolvedIdentity> {
  const endpoint = endpointOf(request);
  const profiles = await listProfiles();
  const profile = chosenProfile(request.profile);
  const region = request.region ?? startRegion(profile, profiles, request.regions);
  const found = { region, ...(profile && { profile }) };
  if (request.credentials) return { ...found, credentials: request.credentials };
  if (profile && !profiles.some(({ name }) => name === profile)) throw profileNotFound(profile, profiles);
  try {
    const base = await chain(profile, region, endpoint, askMfa);
    const credentials = request.assumeRole ? await takeRole(base, request.assumeRole, region, endpoint, askMfa) : base;
    return { ...found, credentials };
  } catch (error) {
    throw accessError(error, { profiles, region, ...(profile && { profile }), ...(endpoint && { endpoint }) });
  }
}

async function chain(
  profile: string | undefined,
  region: string,
  endpoint: string | undefined,
  askMfa: (serial: string) => Promise<string>,
): Promise<PlainCredentials> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const provide = fromNodeProviderChain({
    ...(profile && { profile }),
    // A sign-in made while we run must be seen.
    ignoreCache: true,
    mfaCodeProvider: askMfa,
    timeout: metadataTimeOut,
    maxRetries: 0,
    clientConfig: { region, logger: silent, ...(endpoint && { endpoint }) },
    logger: silent,
  });
  return plain(await provide());
}

/** Takes a role with these credentials. @throws what the SDK throws. */
export async function takeRole(
  base: PlainCredentials,
  role: RoleRequest,
  region: string,
  endpoint: string | undefined,
  askMfa: (serial: string) => Promise<string>,
): Promise<PlainCredentials> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const provide = fromTemporaryCredentials({
    masterCredentials: base,
    params: {
      RoleArn: role.arn,
      RoleSessionName: role.sessionName ?? 'soc2-ready',
      ...(role.externalId && { ExternalId: role.externalId }),
      ...(role.mfaSerial && { SerialNumber: role.mfaSerial }),
    },
    mfaCodeProvider: async (serial) => role.mfaCode ?? askMfa(serial),
    clientConfig: { region, logger: silent, ...(endpoint && { endpoint }) },
    logger: silent,
  });
  return plain(await provide());
}

/** Only the plain values, which can be handed to another thread. */
function plain({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration,
  accountId,
}: PlainCredentials): PlainCredentials {
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    ...(expiration && { expiration }),
    ...(accountId && { accountId }),
  };
}

function profileNotFound(profile: string, profiles: readonly Profile[]): AwsAccessError {
  const names = profiles.map(({ name }) => name);
  const next =
    names.length > 0 ? `Profiles found: ${names.join(', ')}.` : 'No profile is configured: run `aws configure sso`.';
  return new AwsAccessError('profile-not-found', `There is no AWS profile named "${profile}".`, next);
}
