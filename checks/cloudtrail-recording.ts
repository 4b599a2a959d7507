/** Checks of what CloudTrail records. */
import type { Check, Judgement } from '../source/core/check.ts';
import type { Trail } from '../source/core/facts.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { managementEvents, objectEvents, type Recorded } from './cloudtrail-selectors.ts';
import { day, unreadOperation } from './reading.ts';
import { accountFinding, coversAll, readTrails, type Trails } from './trails.ts';

const trailDocumentation =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html';
const facts: Check['facts'] = ['cloudtrail.trails'];

const createTrail = [
  'aws cloudtrail create-trail --name TRAIL --s3-bucket-name LOG_BUCKET --is-multi-region-trail --enable-log-file-validation --kms-key-id KEY_ARN',
  'aws cloudtrail start-logging --name TRAIL',
];
const terraform = `resource "aws_cloudtrail" "this" {
  name                       = "main"
  s3_bucket_name             = aws_s3_bucket.trail.id
  is_multi_region_trail      = true
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.trail.arn
}`;

const multiRegion: Check = {
  id: 'cloudtrail-multi-region',
  title: 'A trail records every region',
  service: 'cloudtrail',
  tier: 1,
  severity: 'critical',
  severityReason: 'Without it nobody can tell, later, what was done in the account and by whom.',
  criteria: ['CC7.2', 'CC2.1', 'A1.2'],
  why: 'Detection, investigation and most other evidence rest on this record; attackers like regions that nobody watches.',
  judgement:
    'Passes when at least one multi-region trail, of the account or of its organization, is logging. The start of logging shows since when there has been no stop; AWS does not date the multi-region setting itself. Fails when there is no such trail.',
  facts,
  operations: ['ec2:DescribeRegions', 'cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  fix: {
    summary: 'Create a trail over all regions, or make the organization trail cover this account.',
    console: [
      'Open CloudTrail, Trails, Create trail; in an organization do it in the management account and enable it for all accounts.',
      'Choose a bucket that only the security team can change, log file validation and a KMS key.',
      'A trail made in the console covers all regions; check that its status is Logging.',
    ],
    cli: createTrail,
    terraform,
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
    trailDocumentation,
  ],
  judge(reader) {
    const { trails, readRegions, unread } = readTrails(reader);
    const wide = trails.filter((trail) => trail.multiRegion);
    const logging = wide.flatMap(({ name, organization, status }) =>
      status.state === 'ok' && status.data.logging ? [{ name, organization, since: status.data.startedLoggingAt }] : [],
    );
    const dated = logging.filter(({ since }) => since !== undefined && !Number.isNaN(Date.parse(since)));
    // The one that has run longest shows most.
    dated.sort((a, b) => Date.parse(a.since ?? '') - Date.parse(b.since ?? ''));
    const best = dated[0] ?? logging[0];
    if (best !== undefined) {
      const kind = best.organization ? 'Organization trail' : 'Trail';
      const start = best.since === undefined ? '' : ` since ${day(best.since)}`;
      const found = accountFinding('pass', `${kind} ${best.name} has recorded all regions${start}.`);
      return { resources: [{ ...found, ...(best.since === undefined ? {} : { since: best.since }) }], unknown: [] };
    }
    const silent = wide.flatMap(({ status, homeRegion }) =>
      status.state === 'ok' ? [] : [unreadOperation(status, homeRegion)],
    );
    // Every region that was read shows all multi-region trails: one is enough to know that there is none.
    if (silent.length > 0 || readRegions.length === 0) return { resources: [], unknown: [...unread, ...silent] };
    const reason =
      trails.length === 0
        ? 'The account has no trail.'
        : wide.length === 0
          ? `No trail covers all regions; there is ${names(trails)}.`
          : `The trail over all regions is not logging: ${names(wide)}.`;
    return { resources: [accountFinding('fail', reason)], unknown: unread };
  },
};

const names = (trails: readonly Trail[]) => trails.map((trail) => `${trail.name} in ${trail.homeRegion}`).join(', ');

/** Judges whether some logging trail over every region records reads and writes of a kind. */
function recordsBoth(all: Trails, what: string, recordedBy: (trail: Trail) => Recorded | UnreadOperation): Judgement {
  const silent: UnreadOperation[] = [];
  const partly: string[] = [];
  for (const trail of all.trails) {
    const { status, name, homeRegion } = trail;
    const recorded = recordedBy(trail);
    if (status.state === 'ok' && !status.data.logging) {
      partly.push(`${name} is not logging`);
    } else if ('reads' in recorded && !(recorded.reads && recorded.writes)) {
      const part = recorded.reads ? 'reads only' : recorded.writes ? 'writes only' : 'none of them';
      partly.push(`${name} records ${part}`);
    } else if (!coversAll(trail, all)) {
      partly.push(`${name} covers ${homeRegion} only`);
    } else if (!('reads' in recorded)) {
      silent.push(recorded);
    } else if (status.state !== 'ok') {
      silent.push(unreadOperation(status, homeRegion));
    } else if (!trail.multiRegion && all.unread.length > 0) {
      // It covers the regions that were read; of the others nothing is known.
      silent.push(...all.unread);
    } else {
      const without = recorded.without.length > 0 ? `, without ${recorded.without.join(', ')}` : '';
      const reason = `${name} records reads and writes of ${what}${without}.`;
      return { resources: [accountFinding('pass', reason)], unknown: [] };
    }
  }
  if (silent.length > 0 || all.readRegions.length === 0) return { resources: [], unknown: [...all.unread, ...silent] };
  const reason =
    all.trails.length === 0 ? 'The account has no trail.' : `Not all ${what} are recorded: ${partly.join('; ')}.`;
  return { resources: [accountFinding('fail', reason)], unknown: all.unread };
}

const recordingOperations = [
  'ec2:DescribeRegions',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
];

const management: Check = {
  id: 'cloudtrail-management-events',
  title: 'All management events are recorded',
  service: 'cloudtrail',
  tier: 1,
  severity: 'high',
  severityReason: 'A trail that leaves out reads or writes leaves out half of an attack.',
  criteria: ['CC7.2', 'CC2.1'],
  why: 'A trail that exists but was told to skip events satisfies nobody who has to investigate.',
  judgement:
    'Passes when a logging trail over all regions read records management events, reads and writes, by classic or advanced selectors. Selectors narrowed by anything but direction do not count; services left out on purpose (KMS, RDS Data) are named. Fails without a trail.',
  facts,
  operations: recordingOperations,
  fix: {
    summary: 'Let the trail record all management events, reads and writes.',
    console: [
      'Open CloudTrail, Trails, the trail, Management events, Edit.',
      'Tick Read and Write, and untick the exclusions unless their cost was weighed and written down.',
      'The command below replaces all selectors of the trail, those of data events too: look first, and take over what it records today.',
    ],
    cli: [
      'aws cloudtrail get-event-selectors --trail-name TRAIL',
      'aws cloudtrail put-event-selectors --trail-name TRAIL --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[]}]\'',
    ],
    minutes: 10,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  judge: (reader) =>
    recordsBoth(readTrails(reader), 'management events', ({ selectors, homeRegion }) =>
      selectors.state === 'ok' ? managementEvents(selectors.data) : unreadOperation(selectors, homeRegion),
    ),
};

const s3DataEvents: Check = {
  id: 'cloudtrail-s3-data-events',
  title: 'Reads and writes of S3 objects are recorded',
  service: 'cloudtrail',
  tier: 1,
  severity: 'low',
  severityReason: 'It costs by the event, and access logs of the buckets that matter can stand in for it.',
  criteria: ['CC7.2', 'CC2.1'],
  why: 'It is the record that tells, after a leak, which objects were fetched and by whom.',
  judgement:
    'Passes when a logging trail over all regions read records reads and writes of the objects of all buckets, by classic or advanced selectors. A trail may leave out the buckets that trails deliver to; any other narrowing fails, named buckets too. Fails without a trail.',
  facts,
  operations: recordingOperations,
  fix: {
    summary: 'Let a trail record S3 object events, at least of the buckets with confidential data.',
    console: [
      'Estimate the cost: data events are charged by number.',
      'By command: selectors.json replaces all selectors, so it has to hold the one for management events as well, or the trail stops recording those.',
      'Open CloudTrail, Trails, the trail, Data events, Edit; choose S3 and Log all events.',
      'Leave out the bucket that the trail itself delivers to.',
    ],
    cli: [
      'aws cloudtrail get-event-selectors --trail-name TRAIL',
      'aws cloudtrail put-event-selectors --trail-name TRAIL --advanced-event-selectors file://selectors.json',
    ],
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html'],
  judge(reader) {
    const all = readTrails(reader);
    const deliveries = all.trails.flatMap(({ bucket }) => (bucket === undefined ? [] : [bucket]));
    return recordsBoth(all, 'S3 object events', ({ selectors, homeRegion }) =>
      selectors.state === 'ok'
        ? objectEvents(selectors.data, undefined, deliveries)
        : unreadOperation(selectors, homeRegion),
    );
  },
};

/** Checks of what is recorded. */
export const recordingChecks: Check[] = [multiRegion, management, s3DataEvents];
