/** Checks of AWS Config. */
import type { Check } from '../source/core/check.ts';
import type { ConfigRecorder } from '../source/core/facts-detection.ts';
import { fail, overRegions, pass, type Seen } from './over-regions.ts';
import { day, leftOut, outOfReach, regionalFact, some, type UnreadSettings } from './reading.ts';

const statusOperation = 'config:DescribeConfigurationRecorderStatus';

/** What is wrong with what a recorder records; undefined when it records every type. */
function lacking({ name, allTypes, excluded }: ConfigRecorder): string | undefined {
  if (allTypes) return undefined;
  return excluded.length > 0 ? `${name} leaves out ${some(excluded)}` : `${name} records some resource types only`;
}

function judgeRecorder(recorder: ConfigRecorder, region: string, unread: UnreadSettings): Seen | undefined {
  const { name, allTypes } = recorder;
  const status = unread.take(recorder.status, name, region)?.data;
  const gap = allTypes === undefined ? undefined : lacking(recorder);
  if (gap !== undefined) return fail(`${gap}.`);
  if (recorder.status.state !== 'ok') return undefined;
  if (status?.recording === undefined) {
    unread.add(leftOut(statusOperation, 'AWS did not say whether the recorder runs.', region), name);
    return undefined;
  }
  if (!status.recording) return fail(`${name} is not recording.`);
  if (allTypes === undefined) {
    const reason = 'AWS did not say what the recorder records.';
    unread.add(leftOut('config:DescribeConfigurationRecorders', reason, region), name);
    return undefined;
  }
  switch (status.lastStatus?.toUpperCase()) {
    case 'SUCCESS': {
      const start = status.startedAt === undefined ? '' : `, running since ${day(status.startedAt)}`;
      return pass(`${name} records all resource types in ${region}${start}.`, status.startedAt);
    }
    case 'FAILURE':
      return fail(`The last delivery of ${name} failed${status.lastErrorCode ? `: ${status.lastErrorCode}` : ''}.`);
    default:
      unread.add(outOfReach(statusOperation, 'The recorder has not delivered anything yet.', region), name);
      return undefined;
  }
}

const recorder: Check = {
  id: 'config-recorder-all-regions',
  title: 'AWS Config records every region',
  service: 'config',
  tier: 1,
  severity: 'high',
  severityReason: 'Without the recorder nobody can show how a setting stood on a day of the past, or who changed it.',
  criteria: ['CC3.4', 'CC7.1', 'CC8.1'],
  why: 'A Type 2 report is about a period; the history of settings is what shows the days between two scans.',
  judgement:
    'Passes for each region in scope (each enabled region while scoping names none) with a recorder of your own that is recording, records all resource types, and delivered last time without an error; the start of recording shows since when. A recorder that leaves types out, or that a service keeps for itself, does not do. One that has never delivered is unknown.',
  facts: ['config.recorders'],
  operations: ['ec2:DescribeRegions', 'config:DescribeConfigurationRecorders', statusOperation],
  fix: {
    summary: 'Set up a recorder for all resource types in the listed regions.',
    console: [
      'Look at the price first: AWS Config charges for each recorded change, and daily recording is cheaper where much changes.',
      'Open AWS Config in the region, Set up, and record all current and future resource types.',
      'Record global IAM types in one region only, and deliver to one bucket that keeps files for as long as you promise.',
      'For many accounts roll it out by a CloudFormation stack set from the delegated administrator.',
    ],
    cli: [
      'aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=ROLE_ARN --recording-group allSupported=true,includeGlobalResourceTypes=false --region REGION',
      'aws configservice put-delivery-channel --delivery-channel name=default,s3BucketName=LOG_BUCKET --region REGION',
      'aws configservice start-configuration-recorder --configuration-recorder-name default --region REGION',
    ],
    terraform: `resource "aws_config_configuration_recorder" "this" {
  name     = "default"
  role_arn = aws_iam_role.config.arn
  recording_group {
    all_supported = true
  }
}`,
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html',
  ],
  judge: (reader) =>
    // A region has one recorder of the customer's own, though the answer is a list.
    overRegions(regionalFact(reader, 'config.recorders'), ([recorder], region, unread) =>
      recorder === undefined
        ? fail(`AWS Config records nothing in ${region}.`)
        : judgeRecorder(recorder, region, unread),
    ),
};

/** Checks of AWS Config. */
export const configChecks: Check[] = [recorder];
