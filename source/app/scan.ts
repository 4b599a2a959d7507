/** The facts of a scan that is still running: what has been read so far, and "not read yet" for the rest. */
import type { FactName, Facts, OperationName, Reading } from '../core/facts.ts';
import { factsVersion, globalRegion } from '../core/facts.ts';
import type { ScanEvent } from './ports.ts';
import type { Scan } from './state.ts';

/** How each fact is read: so that one not read yet can be told from one that is not there. */
const sources: Record<FactName, { operation: OperationName; regional: boolean }> = {
  'sts.caller': { operation: 'sts:GetCallerIdentity', regional: false },
  'ec2.regions': { operation: 'ec2:DescribeRegions', regional: false },
  'iam.account-summary': { operation: 'iam:GetAccountSummary', regional: false },
  'iam.virtual-mfa-devices': { operation: 'iam:ListVirtualMFADevices', regional: false },
  'iam.credential-report': { operation: 'iam:GetCredentialReport', regional: false },
  'iam.password-policy': { operation: 'iam:GetAccountPasswordPolicy', regional: false },
  'iam.authorization-details': { operation: 'iam:GetAccountAuthorizationDetails', regional: false },
  'cloudtrail.trails': { operation: 'cloudtrail:DescribeTrails', regional: true },
  's3.account-public-access-block': { operation: 's3control:GetPublicAccessBlock', regional: false },
  's3.buckets': { operation: 's3:ListBuckets', regional: false },
  'ec2.security-groups': { operation: 'ec2:DescribeSecurityGroups', regional: true },
  'ec2.network-interfaces': { operation: 'ec2:DescribeNetworkInterfaces', regional: true },
};

/** Facts in which nothing has been read yet of these regions. */
export function unreadFacts(identity: ScanEvent & { type: 'identity' }, now: string): Facts {
  const readings: Record<string, Record<string, Reading<never>>> = {};
  for (const [name, { operation, regional }] of Object.entries(sources)) {
    const unread: Reading<never> = { state: 'unavailable', operation, reason: 'not read yet' };
    readings[name] = Object.fromEntries((regional ? identity.regions : [globalRegion]).map((r) => [r, unread]));
  }
  return {
    factsVersion,
    account: identity.account,
    partition: identity.partition,
    callerArn: identity.arn,
    startedAt: now,
    finishedAt: now,
    regions: identity.regions,
    calls: { total: 0, byOperation: {} },
    readings,
  };
}

/** The facts with one more reading. */
export function withReading(facts: Facts, event: ScanEvent & { type: 'fact' }): Facts {
  const readings = { ...facts.readings[event.name], [event.region]: event.reading };
  return { ...facts, readings: { ...facts.readings, [event.name]: readings } };
}

/** The scan's progress after an event. */
export function withProgress(scan: Scan, event: ScanEvent): Scan {
  if (scan.state !== 'running') return scan;
  if (event.type === 'started') return { ...scan, total: event.total };
  if (event.type !== 'progress') return scan;
  const { type: _, ...progress } = event;
  return { ...scan, ...progress };
}
