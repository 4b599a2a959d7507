/**
 * The chain from an event to a person: a trail records it, a log group receives it, a metric filter counts it, an alarm
 * watches the count, a topic tells a subscriber.
 */
import type { FactReader, Judgement } from '../source/core/check.ts';
import type { FactTypes, OperationName, Trail } from '../source/core/facts.ts';
import type { Alarm, MetricFilter } from '../source/core/facts-alarms.ts';
import { filterPattern } from '../source/core/filter-pattern.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { managementEvents } from './cloudtrail-selectors.ts';
import { best, type Reach, reachOfOther, reachOfTopic } from './reach.ts';
import { type Known, outOfReach, unreadOperation } from './reading.ts';
import { accountFinding, coversAll, readTrails, type Trails } from './trails.ts';

/** What is watched for. */
export interface Watched {
  /** In words: `use of the root user`. */
  words: string;
  /** Events that a filter has to count, every one, in an account. */
  counts(account: string): object[];
  /** Events that it must not count. */
  ignores(account: string): object[];
}

/** How far a chain goes: the further, the more of it is there. */
interface Step {
  far: number;
  words: string;
}

interface Found {
  complete?: string;
  broken: Step[];
  unread: UnreadOperation[];
}

/** Operations behind the chain. */
export const chainOperations: OperationName[] = [
  'ec2:DescribeRegions',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
  'logs:DescribeMetricFilters',
  'cloudwatch:DescribeAlarms',
  'sns:ListSubscriptionsByTopic',
];

/** Judges whether somebody hears of what is watched for. One whole chain over every region is enough. */
export function judgeChain(reader: FactReader, watched: Watched): Judgement {
  const all = readTrails(reader);
  const found: Found = { broken: [], unread: [] };
  for (const trail of all.trails) follow(reader, all, trail, watched, found);
  if (found.complete !== undefined) return { resources: [accountFinding('pass', found.complete)], unknown: [] };
  const unknown = [...all.unread, ...found.unread];
  if (found.unread.length > 0 || all.readRegions.length === 0) return { resources: [], unknown };
  const [furthest] = found.broken.toSorted((a, b) => b.far - a.far);
  const why = furthest?.words ?? 'the account has no trail';
  return { resources: [accountFinding('fail', `Nobody hears of ${watched.words}: ${why}.`)], unknown: all.unread };
}

/** Why a trail is no beginning of a chain. */
function trailFault(trail: Trail, all: Trails): Step | undefined {
  const { name, status, selectors, homeRegion, logGroupArn } = trail;
  if (!coversAll(trail, all)) return { far: 0, words: `${name} covers ${homeRegion} only` };
  if (!logGroupArn) return { far: 1, words: `${name} delivers to no log group` };
  if (status.state === 'ok' && !status.data.logging) return { far: 1, words: `${name} is not logging` };
  const recorded = selectors.state === 'ok' ? managementEvents(selectors.data) : undefined;
  const part = recorded !== undefined && !(recorded.reads && recorded.writes);
  return part ? { far: 1, words: `${name} does not record all management events` } : undefined;
}

/** What is not known of a trail that would be needed to rely on it. */
function trailUnread({ status, selectors, homeRegion, multiRegion }: Trail, all: Trails): UnreadOperation[] {
  const details = [status, selectors].flatMap((one) => (one.state === 'ok' ? [] : [unreadOperation(one, homeRegion)]));
  return multiRegion ? details : [...details, ...all.unread];
}

function follow(reader: FactReader, all: Trails, trail: Trail, watched: Watched, found: Found): void {
  const fault = trailFault(trail, all);
  if (fault !== undefined) {
    found.broken.push(fault);
    return;
  }
  const { name, logGroupArn = '' } = trail;
  const [, , , region = trail.homeRegion, owner = ''] = logGroupArn.split(':');
  const account = callerAccount(reader) ?? owner;
  if (owner !== account) {
    const reason = `${name} delivers to a log group of account ${owner}; ask there for the alarm.`;
    found.unread.push(outOfReach('logs:DescribeMetricFilters', reason, region));
    return;
  }
  const rest = fromGroup(reader, region, groupName(logGroupArn), account, watched);
  const unread = trailUnread(trail, all);
  found.broken.push(...rest.broken);
  found.unread.push(...rest.unread);
  // What is unknown of the trail matters only where the rest could make a chain of it.
  if (rest.complete !== undefined || rest.unread.length > 0) found.unread.push(...unread);
  if (rest.complete !== undefined && unread.length === 0) found.complete ??= `${name} records it; ${rest.complete}`;
}

const groupName = (arn: string) => /:log-group:([^:]+)/.exec(arn)?.[1] ?? arn;

/** The account that is scanned, where the snapshot tells. */
function callerAccount(reader: FactReader): string | undefined {
  const [entry] = reader.each('sts.caller');
  return entry?.[1].state === 'ok' ? entry[1].data.account : undefined;
}

/** A region's reading of a fact. */
function inRegion<Name extends 'logs.metric-filters' | 'cloudwatch.alarms' | 'cloudwatch.alarm-topics'>(
  reader: FactReader,
  name: Name,
  operation: OperationName,
  region: string,
): Known<FactTypes[Name]> {
  const reading = reader.each(name).find(([read]) => read === region)?.[1];
  if (reading?.state === 'ok') return { known: true, data: reading.data };
  const reason = 'This region was not read in this scan.';
  const unread = reading === undefined ? outOfReach(operation, reason, region) : unreadOperation(reading, region);
  return { known: false, unread };
}

function fromGroup(reader: FactReader, region: string, group: string, account: string, watched: Watched): Found {
  const filters = inRegion(reader, 'logs.metric-filters', 'logs:DescribeMetricFilters', region);
  if (!filters.known) return { broken: [], unread: [filters.unread] };
  const counting = filters.data.filter((filter) => filter.group === group && countsIt(filter, account, watched));
  if (counting.length === 0)
    return { broken: [{ far: 2, words: `no metric filter of ${group} counts it` }], unread: [] };
  const alarms = inRegion(reader, 'cloudwatch.alarms', 'cloudwatch:DescribeAlarms', region);
  if (!alarms.known) return { broken: [], unread: [alarms.unread] };
  const broken: Step[] = [];
  const watching = counting.flatMap((filter) =>
    alarms.data.flatMap((alarm) => {
      const fault = faultOf(alarm, filter);
      if (fault === undefined) return [{ alarm, filter }];
      if (fault !== '') broken.push({ far: 4, words: fault });
      return [];
    }),
  );
  if (watching.length === 0) {
    broken.push({ far: 3, words: `no alarm watches what ${counting[0]?.name} counts` });
    return { broken, unread: [] };
  }
  return toPeople(reader, region, watching, broken);
}

function countsIt({ pattern }: MetricFilter, account: string, { counts, ignores }: Watched): boolean {
  const test = filterPattern(pattern);
  return test !== undefined && counts(account).every(test) && !ignores(account).some(test);
}

/** Why an alarm does not go off when a filter counts one event; empty when it looks at something else. */
function faultOf({ name, metrics, trigger }: Alarm, filter: MetricFilter): string | undefined {
  const counted = filter.metrics.find(({ namespace, name: metric }) =>
    metrics.some(
      (own) => own.namespace === namespace && own.name === metric && Object.keys(own.dimensions).length === 0,
    ),
  );
  if (counted === undefined) return '';
  if (trigger === undefined) return undefined;
  const { comparison, threshold, periods = 1 } = trigger;
  const one = Number(counted.value ?? 1);
  if (periods > 1) return `${name} goes off after ${periods} periods only, not at the first event`;
  if (threshold === undefined || Number.isNaN(one)) return undefined;
  const off =
    (comparison === 'GreaterThanOrEqualToThreshold' && one >= threshold) ||
    (comparison === 'GreaterThanThreshold' && one > threshold);
  return off ? undefined : `${name} does not go off at the first event`;
}

function toPeople(
  reader: FactReader,
  region: string,
  watching: readonly { alarm: Alarm; filter: MetricFilter }[],
  broken: Step[],
): Found {
  const topics = inRegion(reader, 'cloudwatch.alarm-topics', 'sns:ListSubscriptionsByTopic', region);
  const unread: UnreadOperation[] = [];
  for (const { alarm, filter } of watching) {
    const reach = best(waysOf(alarm, topics, region));
    if (reach?.to === 'somebody')
      return { complete: `${filter.name} counts it, ${alarm.name} tells ${reach.words}.`, broken, unread: [] };
    if (reach?.to === 'unknown') unread.push(reach.unread);
    else
      broken.push({ far: 5, words: reach === undefined ? `${alarm.name} has no action that is enabled` : reach.words });
  }
  return { broken, unread };
}

function waysOf(
  { actionsEnabled, actions }: Alarm,
  topics: Known<FactTypes['cloudwatch.alarm-topics']>,
  region: string,
): Reach[] {
  if (actionsEnabled === false) return [];
  return actions.map((arn): Reach => {
    if (!arn.includes(':sns:')) return reachOfOther(arn, region, 'cloudwatch:DescribeAlarms');
    return topics.known ? reachOfTopic(arn, topics.data[arn], region) : { to: 'unknown', unread: topics.unread };
  });
}
