/** Checks of secrets in Secrets Manager. */
import type { Check } from '../source/core/check.ts';
import type { Secret } from '../source/core/facts-detection.ts';
import { numberCommitment } from './commitments.ts';
import { fail, overItems, pass } from './over-regions.ts';
import { day, daysSince, leftOut, regionalFact } from './reading.ts';

const facts: Check['facts'] = ['secretsmanager.secrets'];
const operations = ['ec2:DescribeRegions', 'secretsmanager:ListSecrets'];

const hoursOrDays = /^rate\((\d+) (hour|day)s?\)$/;

/** Days between rotations: as AWS worked them out, else as a rate says; undefined for a calendar not yet run. */
function intervalDays({ everyDays, schedule }: Secret): number | undefined {
  if (everyDays !== undefined) return everyDays;
  const [, count, unit] = hoursOrDays.exec(schedule ?? '') ?? [];
  return count === undefined ? undefined : Number(count) / (unit === 'hour' ? 24 : 1);
}

/** A copy rotates with its original, and a service looks after what it keeps unless it says that it rotates. */
const rotatesHere = ({ primaryRegion, owningService, rotationEnabled }: Secret) =>
  primaryRegion === undefined && (owningService === undefined || rotationEnabled === true);

const rotationEnabled: Check = {
  id: 'secret-rotation-enabled',
  title: 'Stored secrets are replaced automatically',
  service: 'secretsmanager',
  tier: 1,
  severity: 'medium',
  severityReason: 'A secret that leaked works until somebody replaces it; automatic rotation ends that by itself.',
  criteria: ['CC6.1', 'CC6.2'],
  why: 'Passwords of machines have no owner who changes them, so auditors ask what does.',
  judgement:
    'Passes for each secret with rotation on; once scoping commits to a number of days, also only when its schedule is no longer than that. Left out: copies of a secret of another region, and secrets that an AWS service keeps for itself without rotation. AWS does not date the setting.',
  facts,
  operations,
  commitment: 'secret-rotation-days',
  fix: {
    summary: 'Turn on rotation of the listed secrets, or do without the secret.',
    console: [
      'Ask first whether a role or a database login by IAM can take the place of the secret.',
      'Open Secrets Manager, the secret, Rotation, Edit rotation; choose managed rotation where it is offered.',
      'Set the schedule to the days of scoping, rotate once by hand in a quiet hour, and see that the application still works: one that keeps the old secret in memory is locked out.',
    ],
    cli: [
      'aws secretsmanager rotate-secret --secret-id SECRET --rotation-lambda-arn FUNCTION_ARN --rotation-rules AutomaticallyAfterDays=90 --no-rotate-immediately --region REGION',
    ],
    terraform: `resource "aws_secretsmanager_secret_rotation" "this" {
  secret_id           = aws_secretsmanager_secret.this.id
  rotation_lambda_arn = aws_lambda_function.rotate.arn
  rotation_rules {
    automatically_after_days = 90
  }
}`,
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html'],
  judge(reader, settings) {
    const { value: limit, committed } = numberCommitment(settings, 'secret-rotation-days', 90);
    const judged = overItems(
      regionalFact(reader, 'secretsmanager.secrets'),
      ({ arn }) => arn,
      (secret, region, unread) => {
        if (!rotatesHere(secret)) return undefined;
        // AWS leaves the field out of a secret that was never set up for rotation.
        if (secret.rotationEnabled !== true) return fail(`${secret.name} is not rotated.`);
        const days = intervalDays(secret);
        if (!committed)
          return pass(`${secret.name} is rotated${days === undefined ? '' : ` every ${count(days)} days`}.`);
        if (days === undefined) {
          const reason = 'AWS has not worked out how often the schedule runs.';
          unread.add(leftOut('secretsmanager:ListSecrets', reason, region), secret.name);
          return undefined;
        }
        return days <= limit
          ? pass(`${secret.name} is rotated every ${count(days)} days.`)
          : fail(`${secret.name} is rotated every ${count(days)} days, not within ${limit}.`);
      },
    );
    return { ...judged, notApplicable: 'Secrets Manager holds no secret that you could rotate.', committed };
  },
};

const count = (days: number) => (Number.isInteger(days) ? String(days) : days.toFixed(1));

/** Why a rotation is late; null when it is not; undefined when none was due yet. */
function lateness(secret: Secret, now: string): string | null | undefined {
  const { lastRotatedAt, nextRotationAt, createdAt } = secret;
  const overdue = daysSince(nextRotationAt, now);
  const last = lastRotatedAt === undefined ? 'it never was' : `the last one was on ${day(lastRotatedAt)}`;
  if (overdue !== undefined) {
    // AWS keeps a date that has passed when the rotation did not work.
    if (overdue > 0) return `was due on ${day(nextRotationAt ?? '')}; ${last}`;
    return lastRotatedAt === undefined ? undefined : null;
  }
  const days = intervalDays(secret);
  const age = daysSince(lastRotatedAt ?? createdAt, now);
  if (days === undefined || age === undefined) return undefined;
  // A day of grace, for the hours of the rotation window.
  if (age > days + 1) return `is due every ${count(days)} days; ${last}`;
  return lastRotatedAt === undefined ? undefined : null;
}

const rotationSucceeds: Check = {
  id: 'secret-rotation-succeeds',
  title: 'Rotation of secrets keeps to its schedule',
  service: 'secretsmanager',
  tier: 1,
  severity: 'medium',
  severityReason: 'A rotation that fails leaves the old secret in force while everybody believes it is gone.',
  criteria: ['CC6.1', 'CC6.2'],
  why: 'A schedule is a plan; the date of the last rotation shows that it happened.',
  judgement:
    'Passes for each secret with rotation on whose last rotation lies within its own schedule. Fails when the date that AWS set for the next rotation has passed, or, where there is none, when the last one is older than the schedule and a day. A secret whose first rotation is still ahead is left out.',
  facts,
  operations,
  fix: {
    summary: 'Find out why rotation of the listed secrets fails, and rotate them now.',
    console: [
      'Open Secrets Manager, the secret, Rotation, and the log of its rotation function in CloudWatch Logs.',
      'Usual causes: the function cannot reach the database or Secrets Manager, or may not read the key.',
      'Choose Rotate secret immediately and check that the date of the last rotation moves.',
    ],
    cli: [
      'aws secretsmanager describe-secret --secret-id SECRET --region REGION',
      'aws secretsmanager rotate-secret --secret-id SECRET --region REGION',
    ],
    minutes: 45,
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html'],
  judge(reader, { now }) {
    const judged = overItems(
      regionalFact(reader, 'secretsmanager.secrets'),
      ({ arn }) => arn,
      (secret) => {
        if (secret.rotationEnabled !== true || !rotatesHere(secret)) return undefined;
        const late = lateness(secret, now);
        if (late === undefined) return undefined;
        return late === null
          ? pass(`${secret.name} was last rotated on ${day(secret.lastRotatedAt ?? '')}, within its schedule.`)
          : fail(`Rotation of ${secret.name} ${late}.`);
      },
    );
    return { ...judged, notApplicable: 'No secret had a rotation due yet.' };
  },
};

/** Checks of secrets. */
export const secretChecks: Check[] = [rotationEnabled, rotationSucceeds];
