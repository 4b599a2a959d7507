/** Checks of backup plans: that there are any, how often they run and how long they keep. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { BackupPlan, BackupRule } from '../source/core/facts-backup.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { longestGapHours } from '../source/core/schedule.ts';
import { numberCommitment } from './commitments.ts';
import { regionalFact, some } from './reading.ts';
import { Details, overEach, type Verdict, verdict } from './regional.ts';
import { accountFinding } from './trails.ts';

const list = ['ec2:DescribeRegions', 'backup:ListBackupPlans'];
const documentation = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html';

const createPlan: Check['fix'] = {
  summary: 'Create a backup plan that runs daily and covers what must not be lost.',
  console: [
    'Open AWS Backup, Backup plans, Create backup plan, Start with a template.',
    'Set the frequency to daily, the retention to what you promise, and a copy to a vault in another region.',
    'Assign resources by tag, such as backup=daily, and tag every data store.',
  ],
  cli: [
    'aws backup create-backup-plan --backup-plan file://plan.json --region REGION',
    'aws backup create-backup-selection --backup-plan-id PLAN_ID --backup-selection file://selection.json --region REGION',
  ],
  terraform: `resource "aws_backup_plan" "daily" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 5 ? * * *)"
    lifecycle {
      delete_after = 35
    }
  }
}`,
  minutes: 60,
};

/** All plans with their region, and why some were not read. */
export function allPlans(reader: FactReader): {
  plans: { region: string; plan: BackupPlan }[];
  unread: UnreadOperation[];
} {
  const { read, unread } = regionalFact(reader, 'backup.plans');
  return { plans: [...read].flatMap(([region, all]) => all.map((plan) => ({ region, plan }))), unread };
}

const planExists: Check = {
  id: 'backup-plan-exists',
  title: 'A backup plan covers something',
  service: 'backup',
  tier: 1,
  severity: 'high',
  severityReason: 'What nobody planned to save is saved by chance.',
  criteria: ['A1.2', 'CC7.4', 'CC7.5'],
  why: 'Backups have to be made by a rule and not by memory.',
  judgement:
    'Passes when at least one plan of AWS Backup has a selection of resources, in any region. Backups by other means (automated backups of RDS, point-in-time recovery) are judged by data-stores-backed-up. The dates of plan and selection show since when; rules can have changed since.',
  facts: ['backup.plans', 'backup.selections'],
  operations: [...list, 'backup:ListBackupSelections'],
  fix: createPlan,
  references: [documentation, 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html'],
  judge(reader) {
    const { plans, unread } = allPlans(reader);
    const selections = new Details(regionalFact(reader, 'backup.selections'), 'backup:ListBackupSelections');
    const covering = plans.flatMap(({ region, plan }) => {
      const found = selections.take(plan.id, region, plan.name);
      return found !== undefined && found.count > 0 ? [{ plan, region, since: found.since }] : [];
    });
    if (covering.length > 0) {
      const named = covering.map(({ plan, region }) => `${plan.name} in ${region}`);
      const dates = covering.flatMap(({ plan, since }) =>
        plan.createdAt === undefined || since === undefined ? [] : [[plan.createdAt, since].sort().at(-1) ?? since],
      );
      const [since] = dates.sort();
      const pass = accountFinding('pass', `Backups are made by ${some(named)}.`);
      return { resources: [{ ...pass, ...(since === undefined ? {} : { since }) }], unknown: [] };
    }
    const unknown = [...unread, ...selections.list()];
    if (unknown.length > 0) return { resources: [], unknown };
    const reason =
      plans.length === 0
        ? 'AWS Backup has no plan.'
        : `No resource is selected by ${some(plans.map(({ plan }) => plan.name))}.`;
    return { resources: [accountFinding('fail', reason)], unknown: [] };
  },
};

const frequencyRetention: Check = {
  id: 'backup-plan-frequency-retention',
  title: 'Plans back up often enough and keep backups long enough',
  service: 'backup',
  tier: 1,
  severity: 'medium',
  severityReason: 'A gap between backups is data that a bad day costs.',
  criteria: ['A1.2', 'CC7.4'],
  why: 'Customers are promised how much may be lost and how far back one can go.',
  judgement:
    'Passes for each plan with a rule that both runs at least as often as scoping says (default every 24 hours) and keeps backups at least as long (default 35 days). A rule with continuous backup counts as running all the time; one without an expiry keeps for ever. The longest time between two runs counts, weekends included. Only corroborates until both values are committed to.',
  facts: ['backup.plans', 'backup.rules'],
  operations: [...list, 'backup:GetBackupPlan'],
  commitment: 'backup-retention-days',
  fix: {
    ...createPlan,
    summary: 'Let one rule of each listed plan run as often, and keep backups as long, as you promise.',
    console: [
      'Open AWS Backup, Backup plans, the plan, the rule, Edit.',
      'Set the frequency and the retention to what you promise in scoping; what is kept for longer costs its storage.',
      'Points that exist keep their old end; new ones follow the rule. Look at the next job the day after.',
      'By command, change plan.json from what the first one prints: the second replaces all rules of the plan.',
    ],
    cli: [
      'aws backup get-backup-plan --backup-plan-id PLAN_ID --query BackupPlan --region REGION',
      'aws backup update-backup-plan --backup-plan-id PLAN_ID --backup-plan file://plan.json --region REGION',
    ],
    minutes: 20,
  },
  references: [documentation],
  judge(reader, settings) {
    const days = numberCommitment(settings, 'backup-retention-days', 35);
    const hours = numberCommitment(settings, 'backup-frequency-hours', 24);
    const rules = new Details(regionalFact(reader, 'backup.rules'), 'backup:GetBackupPlan');
    const judged = overEach(
      regionalFact(reader, 'backup.plans'),
      'backup:ListBackupPlans',
      ({ arn }) => arn,
      ({ id, name }, region): Verdict => {
        const found = rules.take(id, region, name);
        if (found === undefined) return undefined;
        const long = found.filter(({ retentionDays }) => retentionDays === undefined || retentionDays >= days.value);
        const gaps = long.map(gap);
        const wanted = `every ${hours.value} hours and ${days.value} days`;
        if (gaps.some((one) => one !== undefined && one <= hours.value))
          return verdict(true, `${name} has a rule for at least ${wanted}.`, '');
        if (gaps.includes(undefined))
          return { leftOut: 'The schedule of a rule could not be read.', operation: 'backup:GetBackupPlan' };
        return verdict(false, '', `${name} has no rule for ${wanted}: ${some(found.map(describe)) || 'none at all'}.`);
      },
    );
    return {
      ...judged,
      unknown: [...judged.unknown, ...rules.list()],
      notApplicable: 'AWS Backup has no plan.',
      committed: days.committed && hours.committed,
    };
  },
};

/** Hours between two runs of a rule at most; AWS runs a rule without a schedule daily. */
function gap({ continuous, schedule }: BackupRule): number | undefined {
  return continuous ? 0 : schedule === undefined ? 24 : longestGapHours(schedule);
}

function describe(rule: BackupRule): string {
  const hours = gap(rule);
  const often =
    hours === 0 ? 'continuously' : hours === undefined ? 'at unclear times' : `every ${Math.ceil(hours)} hours`;
  const kept = rule.retentionDays === undefined ? 'for ever' : `${rule.retentionDays} days`;
  return `${rule.name || 'a rule'} ${often}, kept ${kept}`;
}

/** Checks of backup plans. */
export const backupPlanChecks: Check[] = [planExists, frequencyRetention];
