/** Reads what other engines in AWS found, over all accounts that they gather: Security Hub CSPM, or a Config aggregator. */
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { globalRegion, type OperationName, type Reading } from '../core/facts.ts';
import type { ForeignFinding } from '../core/foreign-findings.ts';
import { accessError } from './access-advice.ts';
import { AwsAccessError } from './access-error.ts';
import { enabledRegions } from './collectors/ec2.ts';
import { callerIdentity } from './collectors/sts.ts';
import { endpointOf, resolveIdentity } from './credentials.ts';
import { type ElsewhereSource, elsewhereSources } from './elsewhere-sources.ts';
import { listProfiles } from './profiles.ts';
import type { ScanRequest } from './scan-types.ts';
import { Session } from './session.ts';

/** What was read. */
export interface ElsewhereReading {
  /** Account that asked. */
  account: string;
  /** How many findings each region told, or why it told none; null: the engine is off, or has no aggregator there. */
  regions: { region: string; reading: Reading<number | null> }[];
  calls: { total: number; byOperation: Record<OperationName, number> };
}

/**
 * Hands the findings to `take`: of a region all of them or none, so that half an answer never passes for a whole one.
 *
 * @param aggregator name of the Config aggregator; undefined: the only one there is.
 * @throws AwsAccessError when nothing at all can be read because of credentials or connection.
 */
export async function readElsewhere(
  source: ElsewhereSource,
  request: ScanRequest,
  aggregator: string | undefined,
  take: (finding: ForeignFinding) => void,
  signal?: AbortSignal,
): Promise<ElsewhereReading> {
  const endpoint = endpointOf(request);
  const {
    credentials,
    region: home,
    profile,
  } = await resolveIdentity(request, (serial) => {
    throw new AwsAccessError('mfa', `The MFA device ${serial} needs a code.`, 'Run it in a terminal.');
  });
  const session = new Session({
    credentials: async () => credentials,
    home,
    ...(endpoint && { endpoint }),
    ...(signal && { signal }),
    ...(request.maxCalls !== undefined && { maxCalls: request.maxCalls }),
  });
  try {
    const { account } = await callerIdentity(session).catch(async (error: unknown) => {
      signal?.throwIfAborted();
      const found = session.classify(error, 'sts:GetCallerIdentity', home);
      if (found.kind === 'unread' && found.problem === undefined) return { account: '' };
      const known = {
        profiles: await listProfiles(),
        region: home,
        ...(profile && { profile }),
        ...(endpoint && { endpoint }),
      };
      throw accessError(error, known);
    });
    session.account = account;
    const regions = await regionsOf(source, session, request);
    const read = async (region: string) => {
      const reading = await collect(source, session, region, aggregator);
      if (reading.state !== 'ok' || reading.data === null) return { region, reading: reading as Reading<null> };
      for (const finding of reading.data) take(finding);
      return { region, reading: { state: 'ok' as const, data: reading.data.length } };
    };
    const all =
      regions.state === 'ok' ? await Promise.all(regions.data.map(read)) : [{ region: globalRegion, reading: regions }];
    return { account, regions: all, calls: session.calls };
  } finally {
    session.close();
  }
}

/** Security Hub keeps findings by region, and so it is asked in each; an aggregator has all regions in one. */
async function regionsOf(
  source: ElsewhereSource,
  session: Session,
  { regions }: ScanRequest,
): Promise<Reading<string[]>> {
  if (source === 'config-aggregator') return { state: 'ok', data: [regions?.[0] ?? session.home] };
  return regions === undefined ? enabledRegions(session) : { state: 'ok', data: regions };
}

async function collect(
  source: ElsewhereSource,
  session: Session,
  region: string,
  aggregator: string | undefined,
): Promise<Reading<ForeignFinding[] | null>> {
  const { engine } = elsewhereSources[source];
  const known = new Set(foreignLinks.filter((link) => link.engine === engine).map(({ id }) => id));
  if (source === 'securityhub')
    return (await import('./collectors/securityhub-controls.ts')).controlFindings(session, region, [...known].sort());
  return (await import('./collectors/config-aggregator.ts')).ruleFindings(session, region, aggregator, known);
}
