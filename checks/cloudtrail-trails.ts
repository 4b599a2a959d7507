/** Checks of how trails are set up and whether they deliver. */
import type { Check } from '../source/core/check.ts';
import { day, daysSince, leftOut } from './reading.ts';
import { overTrails, readTrails } from './trails.ts';

const facts: Check['facts'] = ['cloudtrail.trails'];
const enough =
  'One trail over all regions that has it is enough, and the others are named beside it; with none such, every trail has to have it. Does not apply without a trail.';

const logValidation: Check = {
  id: 'cloudtrail-log-validation',
  title: 'Trail files can be shown to be unchanged',
  service: 'cloudtrail',
  tier: 1,
  severity: 'medium',
  severityReason: 'The record exists without it; only its integrity rests on trust in the bucket.',
  criteria: ['CC7.2', 'CC7.3'],
  why: 'Log file validation signs each delivery, so that a removed or edited file shows.',
  judgement: `Passes when log file validation is on. ${enough}`,
  facts,
  operations: ['ec2:DescribeRegions', 'cloudtrail:DescribeTrails'],
  fix: {
    summary: 'Turn on log file validation.',
    console: ['Open CloudTrail, Trails, the trail, General details, Edit.', 'Enable Log file validation and save.'],
    cli: ['aws cloudtrail update-trail --name TRAIL --enable-log-file-validation'],
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html'],
  judge: (reader) =>
    overTrails(readTrails(reader), ({ name, logFileValidation }) => ({
      good: logFileValidation,
      reason: `${name} ${logFileValidation ? 'signs' : 'does not sign'} its log files.`,
    })),
};

const kmsEncryption: Check = {
  id: 'cloudtrail-kms-encryption',
  title: 'Trail files are encrypted with a KMS key',
  service: 'cloudtrail',
  tier: 1,
  severity: 'medium',
  severityReason: 'The files are encrypted by S3 in any case; a key of your own adds a second permission to read them.',
  criteria: ['CC6.1'],
  why: 'The record shows how everything is built; who may read it should be decided on its own.',
  judgement: `Passes when the trail names a KMS key. ${enough}`,
  facts,
  operations: ['ec2:DescribeRegions', 'cloudtrail:DescribeTrails'],
  fix: {
    summary: 'Give the trail a KMS key.',
    console: [
      'Create a KMS key whose policy lets CloudTrail encrypt, and lets the security team and every tool that reads the files decrypt.',
      'Open CloudTrail, Trails, the trail, General details, Edit; enable SSE-KMS and choose the key.',
    ],
    cli: ['aws cloudtrail update-trail --name TRAIL --kms-key-id KEY_ARN'],
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  ],
  judge: (reader) =>
    overTrails(readTrails(reader), ({ name, kmsKeyId }) =>
      kmsKeyId
        ? { good: true, reason: `${name} encrypts its files with ${kmsKeyId}.` }
        : { good: false, reason: `${name} uses no KMS key.` },
    ),
};

const toCloudWatch: Check = {
  id: 'cloudtrail-to-cloudwatch',
  title: 'Trail events reach CloudWatch Logs',
  service: 'cloudtrail',
  tier: 1,
  severity: 'medium',
  severityReason: 'Alarms on events need it; other tools that read the bucket can stand in.',
  criteria: ['CC7.2', 'CC7.3', 'A1.2'],
  why: 'A record that nobody is alerted by is read only after the damage.',
  judgement: `Passes when the trail names a log group and AWS reports a delivery to it in the day before the scan. Fails without a log group, when logging is off, when AWS reports a delivery error, or when the last delivery is older. Unknown when AWS reports neither a delivery nor an error, as with a new trail. ${enough}`,
  facts,
  operations: ['ec2:DescribeRegions', 'cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  fix: {
    summary: 'Let the trail deliver to a CloudWatch Logs group, with alarms on what matters.',
    console: [
      'Open CloudTrail, Trails, the trail, CloudWatch Logs, Edit; enable it with a new log group and role. CloudWatch Logs charges by the amount it takes in.',
      'Set a retention on the log group.',
      'Add metric filters and alarms, for root use and policy changes first.',
    ],
    cli: [
      'aws cloudtrail update-trail --name TRAIL --cloud-watch-logs-log-group-arn LOG_GROUP_ARN --cloud-watch-logs-role-arn ROLE_ARN',
    ],
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
  ],
  judge(reader, { now }) {
    return overTrails(readTrails(reader), (trail, unread) => {
      const { arn, name, logGroupArn, homeRegion } = trail;
      if (!logGroupArn) return { good: false, reason: `${name} has no CloudWatch Logs group.` };
      const status = unread.take(trail.status, arn, homeRegion)?.data;
      if (status === undefined) return undefined;
      const { logging, latestLogGroupDeliveryAt: last, latestLogGroupDeliveryError: error } = status;
      if (!logging) return { good: false, reason: `${name} is not logging, so nothing reaches its log group.` };
      if (error) return { good: false, reason: `${name} cannot deliver to its log group: ${error}.` };
      const age = daysSince(last, now);
      if (last === undefined || age === undefined) {
        const reason = 'AWS reports neither a delivery to the log group nor an error.';
        unread.add(leftOut('cloudtrail:GetTrailStatus', reason, homeRegion), arn);
        return undefined;
      }
      return { good: age <= 1, reason: `${name} last delivered to its log group on ${day(last)}.` };
    });
  },
};

const deliveryHealthy: Check = {
  id: 'cloudtrail-delivery-healthy',
  title: 'Trails deliver to their bucket without error',
  service: 'cloudtrail',
  tier: 1,
  severity: 'high',
  severityReason: 'A trail that cannot deliver looks as if it were on and records nothing that lasts.',
  criteria: ['CC7.2'],
  why: 'A changed bucket policy or key silently ends the record; the gap shows only when it is needed.',
  judgement: `Passes when the trail is logging and AWS reports no error of the last delivery. ${enough}`,
  facts,
  operations: ['ec2:DescribeRegions', 'cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  fix: {
    summary: 'Mend the bucket policy, key policy or bucket that the delivery error names, and start logging.',
    console: [
      'Open CloudTrail, Trails, the trail, and read the delivery error.',
      'Compare the bucket policy and the key policy with those that CloudTrail documents.',
      'Start logging if it is off, and check for new files after a quarter of an hour.',
    ],
    cli: ['aws cloudtrail get-trail-status --name TRAIL', 'aws cloudtrail start-logging --name TRAIL'],
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  judge: (reader) =>
    overTrails(readTrails(reader), (trail, unread) => {
      const { arn, name, homeRegion } = trail;
      const status = unread.take(trail.status, arn, homeRegion)?.data;
      if (status === undefined) return undefined;
      if (!status.logging) return { good: false, reason: `${name} is not logging, so nothing is delivered.` };
      if (status.latestDeliveryError) {
        return { good: false, reason: `${name} could not deliver: ${status.latestDeliveryError}.` };
      }
      const last =
        status.latestDeliveryAt === undefined ? '' : `; the last delivery was on ${day(status.latestDeliveryAt)}`;
      return { good: true, reason: `${name} reports no delivery error${last}.` };
    }),
};

/** Checks of trails. */
export const trailChecks: Check[] = [logValidation, kmsEncryption, toCloudWatch, deliveryHealthy];
