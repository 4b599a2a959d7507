/** A scan: who are we, which regions, then every fact of every region. Loads the AWS SDK. */
import type { Facts } from '../core/facts.ts';
import type { ScanEvent, ScanRequest } from './scan-types.ts';

export type { FactEvent, PlainCredentials, RoleRequest, ScanEvent, ScanRequest } from './scan-types.ts';

/**
 * Reads the account. Resolves with Facts even when every call is denied.
 *
 * @throws AwsAccessError when nothing at all can be read because of credentials or connection.
 * @throws the signal's reason when aborted.
 */
export async function runScan(
  _request: ScanRequest,
  _onEvent: (event: ScanEvent) => void,
  _signal?: AbortSignal,
): Promise<Facts> {
  throw new Error('not written yet');
}
