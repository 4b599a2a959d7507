/** Checks of how backups and restores went. */
import { addMonths } from '../source/core/calendar.ts';
import type { Check } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { day, daysSince, regionalFact, some } from './reading.ts';
import { overEach, type Verdict, verdict, whyUnread } from './regional.ts';
import { accountFinding } from './trails.ts';

const newsDays = 7;

const jobsSucceed: Check = {
  id: 'backup-jobs-succeed',
  title: 'Backups that failed were made up for',
  service: 'backup',
  tier: 1,
  severity: 'high',
  severityReason: 'A backup that fails night after night is found out on the day it is needed.',
  criteria: ['A1.2', 'CC7.5'],
  why: 'The record of backups is what availability is tested by.',
  judgement: `Passes for each resource that AWS Backup worked on in the last ${newsDays} days whose last job did not fail, abort or expire, or was followed by one that succeeded. Does not apply without jobs in that time. AWS keeps jobs for 30 days; scan regularly to show a whole window.`,
  facts: ['backup.vaults', 'backup.jobs'],
  operations: ['ec2:DescribeRegions', 'backup:ListBackupVaults', 'backup:ListBackupJobs'],
  fix: {
    summary: 'Find out why the listed backups fail, and run them again.',
    console: [
      'Open AWS Backup, Jobs, Backup jobs, Status Failed, and read the message.',
      'Mostly it is the role, the key, or a window that is too short; mend it in the plan.',
      'Choose Create on-demand backup for the resource, and send failures to a topic by EventBridge.',
    ],
    cli: [
      'aws backup list-backup-jobs --by-state FAILED --region REGION',
      'aws backup start-backup-job --backup-vault-name VAULT --resource-arn RESOURCE_ARN --iam-role-arn ROLE_ARN --region REGION',
    ],
    minutes: 45,
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/monitoring.html'],
  judge(reader, { now }) {
    const judged = overEach(
      regionalFact(reader, 'backup.jobs'),
      'backup:ListBackupJobs',
      ({ target }) => target,
      ({ target, lastSuccessAt, lastFailureAt, failure }): Verdict => {
        const recent = (at: string | undefined) => (daysSince(at, now) ?? Number.POSITIVE_INFINITY) <= newsDays;
        const label = target.split(':').slice(5).join(':') || target;
        const failed = recent(lastFailureAt) && !((lastFailureAt ?? '') < (lastSuccessAt ?? ''));
        if (failed) {
          const state = (failure ?? 'FAILED').toLowerCase();
          return verdict(
            false,
            '',
            `The backup of ${label} of ${day(lastFailureAt ?? '')} ${state}, and none has succeeded since.`,
          );
        }
        return recent(lastSuccessAt)
          ? verdict(true, `${label} was last backed up on ${day(lastSuccessAt ?? '')}.`, '')
          : undefined;
      },
    );
    return { ...judged, notApplicable: `AWS Backup ended no job in the last ${newsDays} days.` };
  },
};

const restoreTested: Check = {
  id: 'restore-tested',
  title: 'Restoring was tested',
  service: 'backup',
  tier: 1,
  severity: 'high',
  severityReason: 'A backup that nobody ever restored is a hope.',
  criteria: ['A1.3', 'CC7.5'],
  why: 'Recovery procedures have to be tested, and a restore leaves a record that shows it.',
  judgement:
    'Passes when AWS Backup completed a restore within the months in scoping (default 12), or ran a restore testing plan, in any region. That somebody looked at what was restored is not shown, unless the restore was validated. Does not apply where AWS Backup keeps nothing; restores by other means are not seen. How far back AWS lists restores is not documented, so keep the record.',
  facts: ['backup.vaults', 'backup.restores', 'backup.testing-plans'],
  operations: [
    'ec2:DescribeRegions',
    'backup:ListBackupVaults',
    'backup:ListRestoreJobs',
    'backup:ListRestoreTestingPlans',
  ],
  commitment: 'restore-test-months',
  fix: {
    summary: 'Restore something that matters, check it, write down how long it took, and let AWS Backup repeat it.',
    console: [
      'Open AWS Backup, Protected resources, the resource, a recovery point, Restore, under another name.',
      'Compare what came back with what should be there; note the time it took; delete it.',
      'Under Restore testing create a plan that does so every month.',
    ],
    cli: [
      'aws backup start-restore-job --recovery-point-arn POINT_ARN --iam-role-arn ROLE_ARN --metadata file://metadata.json --region REGION',
      'aws backup create-restore-testing-plan --restore-testing-plan file://testing-plan.json --region REGION',
    ],
    minutes: 180,
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html'],
  judge(reader, settings) {
    const { value: months, committed } = numberCommitment(settings, 'restore-test-months', 12);
    const first = addMonths(day(settings.now), -Math.max(1, Math.round(months)));
    const vaults = regionalFact(reader, 'backup.vaults');
    const restores = regionalFact(reader, 'backup.restores');
    const plans = regionalFact(reader, 'backup.testing-plans');
    const done = [...restores.read.values()].flat().map(({ type, at, validation }) => ({
      at,
      what: `a restore of ${type} on ${day(at)}${validation === 'SUCCESSFUL' ? ', validated' : ''}`,
    }));
    const ran = [...plans.read.values()]
      .flat()
      .flatMap(({ name, lastRunAt }) =>
        lastRunAt === undefined ? [] : [{ at: lastRunAt, what: `restore testing by ${name} on ${day(lastRunAt)}` }],
      );
    const all = [...done, ...ran].sort((a, b) => (a.at < b.at ? 1 : -1));
    const recent = all.filter(({ at }) => day(at) >= first);
    if (recent.length > 0) {
      const reason = `Tested by ${some(recent.map(({ what }) => what))}.`;
      return { resources: [accountFinding('pass', reason)], unknown: [], committed };
    }
    const missing = [...vaults.read].flatMap(([region, here]) => {
      if (here.length === 0) return [];
      return [
        ...(restores.read.has(region) ? [] : whyUnread(restores.unread, 'backup:ListRestoreJobs', region)),
        ...(plans.read.has(region) ? [] : whyUnread(plans.unread, 'backup:ListRestoreTestingPlans', region)),
      ];
    });
    const unknown = [...vaults.unread, ...missing];
    if (unknown.length > 0) return { resources: [], unknown, committed };
    const keeps = [...vaults.read.values()].flat().some(({ points }) => points !== 0);
    if (!keeps && all.length === 0)
      return {
        resources: [],
        unknown: [],
        notApplicable: 'AWS Backup keeps nothing that could be restored.',
        committed,
      };
    const last = all[0] === undefined ? 'No restore was ever completed' : `The last test was ${all[0].what}`;
    const reason = `${last}; every ${months} months is wanted.`;
    return { resources: [accountFinding('fail', reason)], unknown: [], committed };
  },
};

/** Checks of how backups and restores went. */
export const backupRunChecks: Check[] = [jobsSucceed, restoreTested];
