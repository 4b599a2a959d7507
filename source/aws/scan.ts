/** A scan: who are we, which regions, then every fact of every region. Loads the AWS SDK. */
import {
  type CallerIdentity,
  type FactName,
  type Facts,
  factsVersion,
  globalRegion,
  type Reading,
} from '../core/facts.ts';
import { accessError } from './access-advice.ts';
import { AwsAccessError } from './access-error.ts';
import { enabledRegions } from './collectors/ec2.ts';
import { callerIdentity } from './collectors/sts.ts';
import { endpointOf, resolveIdentity } from './credentials.ts';
import { callerOfDenial } from './denial.ts';
import { errorFacts } from './errors.ts';
import { startOperations } from './permissions.ts';
import { allFacts, isRegional, type Job, jobs } from './plan.ts';
import { listProfiles } from './profiles.ts';
import { Ticker } from './progress.ts';
import type { FactEvent, ScanEvent, ScanRequest } from './scan-types.ts';
import { Session } from './session.ts';

export type { CallStates, FactEvent, PlainCredentials, RoleRequest, ScanEvent, ScanRequest } from './scan-types.ts';

/**
 * Reads the account. Resolves with Facts even when every call is denied.
 *
 * @throws AwsAccessError when nothing at all can be read because of credentials or connection.
 * @throws the signal's reason when aborted.
 */
export async function runScan(
  request: ScanRequest,
  onEvent: (event: ScanEvent) => void,
  signal?: AbortSignal,
): Promise<Facts> {
  signal?.throwIfAborted();
  const startedAt = new Date().toISOString();
  const endpoint = endpointOf(request);
  const { credentials, region: home, profile } = await resolveIdentity(request, refuseMfa);
  const advise = async (error: unknown): Promise<AwsAccessError> =>
    accessError(error, {
      profiles: await listProfiles(),
      region: home,
      ...(profile && { profile }),
      ...(endpoint && { endpoint }),
    });

  let done = 0;
  let total = 0;
  const ticker = new Ticker(() => tellProgress());
  const session = new Session({
    credentials: async () => credentials,
    home,
    ...(endpoint && { endpoint }),
    ...(signal && { signal }),
    ...(request.maxCalls !== undefined && { maxCalls: request.maxCalls }),
    ...(request.operations && { operations: [...startOperations, ...request.operations] }),
    onCall: () => total > 0 && ticker.tick(),
  });
  const tellProgress = (): void => {
    const { total: calls, denied, failed } = session.calls;
    onEvent({ type: 'progress', done, total, calls, denied, failed, operations: structuredClone(session.states) });
  };

  try {
    const identity = await identify(session, credentials.accountId, advise);
    session.account = identity.account;
    if (identity.reading.state !== 'ok') session.callerUnread = identity.reading;
    const partition = partitionOf(identity.arn, home);
    const wanted = request.facts ?? allFacts;
    const enabled = needsRegions(request, wanted) ? await enabledRegions(session) : undefined;
    const regions = request.regions ?? (enabled?.state === 'ok' ? enabled.data : [home]);
    signal?.throwIfAborted();
    onEvent({ type: 'identity', account: identity.account, arn: identity.arn, partition, regions });

    const plan: Job[] = [
      { name: 'sts.caller', region: globalRegion, read: async () => identity.reading },
      ...(enabled ? [{ name: 'ec2.regions' as const, region: globalRegion, read: async () => enabled }] : []),
      ...jobs(wanted, regions).filter(({ name, region }) => request.have?.[name]?.includes(region) !== true),
    ];
    total = plan.length;
    onEvent({ type: 'started', total });
    const readings: Reading<unknown>[] = await inTurn(plan, readingsAtOnce, async (job) => {
      const reading = notEnabled(job, enabled) ?? (await job.read(session));
      done += 1;
      onEvent({ type: 'fact', name: job.name, region: job.region, reading } as FactEvent);
      ticker.tick();
      return reading;
    });
    ticker.stop();
    tellProgress();
    if (nothingRead(plan, readings) && session.problem) throw await advise(session.problem.error);
    return {
      factsVersion,
      account: identity.account,
      partition,
      callerArn: identity.arn,
      startedAt,
      finishedAt: new Date().toISOString(),
      regions,
      ...(request.regions ? { regionsNamed: true } : {}),
      calls: { total: session.calls.total, byOperation: session.calls.byOperation },
      readings: byName(plan, readings),
    };
  } finally {
    ticker.stop();
    session.close();
  }
}

/** Readings under way at once: all at once would hold the clients and answers of every region in memory together. */
const readingsAtOnce = 400;

/** Does `work` for each item in order, at most so many at once; the results in the order of the items. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}

interface Identity {
  reading: Reading<CallerIdentity>;
  /** Empty when unknown. */
  account: string;
  arn: string;
}

/** Who asks. Merely being denied the answer stops nothing; bad credentials or no connection do. */
async function identify(
  session: Session,
  knownAccount: string | undefined,
  advise: (error: unknown) => Promise<AwsAccessError>,
): Promise<Identity> {
  try {
    const caller = await callerIdentity(session);
    return { ...caller, reading: { state: 'ok', data: caller } };
  } catch (error) {
    session.signal?.throwIfAborted();
    const found = session.classify(error, 'sts:GetCallerIdentity', session.home);
    if (found.kind !== 'unread' || found.problem) throw await advise(error);
    const arn = callerOfDenial(errorFacts(error).message) ?? '';
    return { account: knownAccount ?? arn.split(':')[4] ?? '', arn, reading: found.unread };
  }
}

/** Regions must be asked for when all are to be read, and are asked for when the fact is wanted. */
function needsRegions({ regions }: ScanRequest, wanted: readonly FactName[]): boolean {
  return wanted.includes('ec2.regions') || (regions === undefined && wanted.some(isRegional));
}

/** Calls in a region that is not enabled answer as if the keys were bad, so none is sent. */
function notEnabled({ name, region }: Job, enabled: Reading<string[]> | undefined): Reading<never> | undefined {
  if (!isRegional(name) || enabled?.state !== 'ok' || enabled.data.includes(region)) return undefined;
  const reason = `The region ${region} is not enabled for this account, or there is none of that name.`;
  return { state: 'unavailable', operation: 'ec2:DescribeRegions', reason };
}

/** Who we are does not count as read, unless nothing else was asked. */
function nothingRead(plan: readonly Job[], readings: readonly Reading<unknown>[]): boolean {
  const counted = readings.filter((_, index) => plan.length === 1 || plan[index]?.name !== 'sts.caller');
  return counted.every(({ state }) => state === 'failed');
}

function byName(plan: readonly Job[], readings: readonly Reading<unknown>[]): Facts['readings'] {
  const all: Record<string, Record<string, Reading<unknown>>> = {};
  for (const [index, { name, region }] of plan.entries()) {
    const reading = readings[index];
    if (reading) all[name] = { ...all[name], [region]: reading };
  }
  return all as Facts['readings'];
}

function partitionOf(arn: string, region: string): string {
  const told = arn.split(':')[1];
  if (told) return told;
  const byPrefix = { 'cn-': 'aws-cn', 'us-gov-': 'aws-us-gov', 'eusc-': 'aws-eusc' };
  return Object.entries(byPrefix).find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

function refuseMfa(serial: string): Promise<string> {
  throw new AwsAccessError(
    'mfa',
    `The profile asks for a code of the MFA device ${serial}.`,
    'Start the scan from a terminal, where the code can be asked for.',
  );
}
