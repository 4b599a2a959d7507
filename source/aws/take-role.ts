/** A role in another account, taken with credentials that are already there. */
import { accessError } from './access-advice.ts';
import { endpointOf, takeRole } from './credentials.ts';
import type { PlainCredentials, RoleRequest } from './scan-types.ts';

/** Credentials of the role. @throws AwsAccessError that says what to do. */
export async function credentialsOfRole(
  base: PlainCredentials,
  role: RoleRequest,
  region: string,
  askMfa: (serial: string) => Promise<string>,
): Promise<PlainCredentials> {
  const endpoint = endpointOf({});
  try {
    return await takeRole(base, role, region, endpoint, askMfa);
  } catch (error) {
    throw accessError(error, { profiles: [], region, ...(endpoint && { endpoint }) });
  }
}
