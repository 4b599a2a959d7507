/** Whether backups leave their region or account. */
import type { Check } from '../source/core/check.ts';
import type { RunOutcome } from '../source/core/facts-backup.ts';
import { allPlans } from './backup-plans.ts';
import { regionalFact, some } from './reading.ts';
import { Details, whyUnread } from './regional.ts';
import { accountFinding } from './trails.ts';

/** Whether a vault lies in another region or account than its plan. */
function isElsewhere(vault: string, plan: string): boolean {
  const [, , , region, account] = plan.split(':');
  const [, , , otherRegion, otherAccount] = vault.split(':');
  return otherRegion !== region || otherAccount !== account;
}

const place = (vault: string) => vault.split(':').slice(3, 5).join(', account ');

const copyElsewhere: Check = {
  id: 'backup-copy-other-region',
  title: 'Backups are copied to another region or account',
  service: 'backup',
  tier: 1,
  severity: 'medium',
  severityReason: 'Backups beside their source go down with it, or are deleted by the same intruder.',
  criteria: ['A1.2', 'CC9.1'],
  why: 'A disaster is what takes a whole region, or the whole account, at once.',
  judgement:
    'Passes when a rule of at least one plan copies to a vault in another region or account, and the last such copies did not fail; or when a copy that was made otherwise succeeded. Does not apply without any plan or copy, which is the matter of backup-plan-exists.',
  facts: ['backup.plans', 'backup.rules', 'backup.vaults', 'backup.copies'],
  operations: [
    'ec2:DescribeRegions',
    'backup:ListBackupPlans',
    'backup:GetBackupPlan',
    'backup:ListBackupVaults',
    'backup:ListCopyJobs',
  ],
  fix: {
    summary: 'Add a copy to another region, better in another account, to the rule of each plan.',
    console: [
      'Create a vault in the other region or account, with a key of its own; for another account first allow cross-account backup in the management account.',
      'Open AWS Backup, the plan, the rule, Edit, Copy to destination, and choose that vault.',
      'Where copies fail, look at Jobs, Copy jobs, for the reason: mostly the key or the policy of the vault.',
    ],
    cli: [
      'aws backup get-backup-plan --backup-plan-id PLAN_ID --query BackupPlan --region REGION',
      'aws backup update-backup-plan --backup-plan-id PLAN_ID --backup-plan file://plan.json --region REGION',
    ],
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html',
  ],
  judge(reader) {
    const { plans, unread } = allPlans(reader);
    const rules = new Details(regionalFact(reader, 'backup.rules'), 'backup:GetBackupPlan');
    const vaults = regionalFact(reader, 'backup.vaults');
    const copies = regionalFact(reader, 'backup.copies');
    const planned = plans.flatMap(({ region, plan }) => {
      const targets = (rules.take(plan.id, region, plan.name) ?? []).flatMap(({ copiesTo }) => copiesTo);
      return targets.filter((vault) => isElsewhere(vault, plan.arn)).map((vault) => ({ plan, region, vault }));
    });
    const runs = (region: string) => copies.read.get(region);
    const outcome = (region: string, vault: string) => runs(region)?.find(({ target }) => target === vault);
    const working = planned.filter(
      ({ region, vault }) => runs(region) !== undefined && !failing(outcome(region, vault)),
    );
    if (working.length > 0) {
      const named = [...new Set(working.map(({ plan, vault }) => `${plan.name} (${place(vault)})`))];
      return { resources: [accountFinding('pass', `Backups are copied elsewhere by ${some(named)}.`)], unknown: [] };
    }
    const [other] = [...copies.read].flatMap(([region, all]) => {
      const own = vaults.read.get(region)?.[0]?.arn;
      return own === undefined
        ? []
        : all.filter((one) => isElsewhere(one.target, own) && one.lastSuccessAt && !failing(one));
    });
    if (other !== undefined)
      return { resources: [accountFinding('pass', `Backups were copied to ${place(other.target)}.`)], unknown: [] };
    const missing = [...vaults.read].flatMap(([region, all]) =>
      all.length === 0 || copies.read.has(region) ? [] : [...whyUnread(copies.unread, 'backup:ListCopyJobs', region)],
    );
    const unknown = [...unread, ...rules.list(), ...vaults.unread, ...missing];
    if (unknown.length > 0) return { resources: [], unknown };
    if (planned.length > 0) {
      const named = [...new Set(planned.map(({ plan, vault }) => `${plan.name} (${place(vault)})`))];
      return { resources: [accountFinding('fail', `The last copies failed: ${some(named)}.`)], unknown: [] };
    }
    if (plans.length === 0) return { resources: [], unknown: [], notApplicable: 'AWS Backup has no plan.' };
    const reason = `No copy leaves region and account by ${some(plans.map(({ plan }) => plan.name))}.`;
    return { resources: [accountFinding('fail', reason)], unknown: [] };
  },
};

const failing = (run: RunOutcome | undefined) =>
  run?.lastFailureAt !== undefined && !(run.lastFailureAt < (run.lastSuccessAt ?? ''));

/** Checks of copies. */
export const backupCopyChecks: Check[] = [copyElsewhere];
