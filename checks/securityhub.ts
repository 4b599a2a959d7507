/** Checks of Security Hub CSPM. */
import type { Check } from '../source/core/check.ts';
import { lateness, lateWords, patchDays } from './open-findings.ts';
import { fail, overRegions, pass } from './over-regions.ts';
import { day, leftOut, outOfReach, regionalFact, some } from './reading.ts';

const enabled: Check = {
  id: 'securityhub-enabled',
  title: 'Security Hub CSPM tests settings in every region',
  service: 'securityhub',
  tier: 1,
  severity: 'medium',
  severityReason: 'Other scanners can do the same; it is the usual one, and runs by itself.',
  criteria: ['CC6.6', 'CC6.8', 'CC7.1', 'CC7.2', 'CC7.3', 'CC7.4', 'CC3.1'],
  why: 'Auditors ask what tests the settings of the account between audits, and against which standard.',
  judgement:
    'Passes for each region in scope (each enabled region while scoping names none) where Security Hub CSPM is on with at least one standard that is ready. Fails where it is off or has no standard that is ready. AWS dates when it was switched on, not its standards, so no date is given. The newer service that goes by the old name is another switch and is not asked about.',
  facts: ['securityhub.hub', 'securityhub.standards'],
  operations: ['ec2:DescribeRegions', 'securityhub:DescribeHub', 'securityhub:GetEnabledStandards'],
  fix: {
    summary: 'Turn on Security Hub CSPM with a standard in the listed regions.',
    console: [
      'In an organization use central configuration from the delegated administrator: one policy for all accounts and regions.',
      'Else open Security Hub CSPM in the region, turn it on, and choose foundational best practices.',
      'AWS Config has to record in the region first; both charge, one by test and the other by recorded change.',
    ],
    cli: [
      'aws securityhub enable-security-hub --enable-default-standards --region REGION',
      'aws securityhub get-enabled-standards --region REGION',
    ],
    terraform: `resource "aws_securityhub_account" "this" {}

resource "aws_securityhub_standards_subscription" "this" {
  standards_arn = "arn:aws:securityhub:REGION::standards/aws-foundational-security-best-practices/v/1.0.0"
  depends_on    = [aws_securityhub_account.this]
}`,
    minutes: 20,
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html',
  ],
  judge(reader) {
    const standards = new Map(reader.each('securityhub.standards'));
    return overRegions(regionalFact(reader, 'securityhub.hub'), (hub, region, unread) => {
      if (hub === null) return fail(`Security Hub CSPM is off in ${region}.`);
      const reading = standards.get(region);
      if (reading === undefined) {
        unread.add(
          outOfReach('securityhub:GetEnabledStandards', 'This region was not read in this scan.', region),
          region,
        );
        return undefined;
      }
      const found = unread.take(reading, region, region);
      if (found === undefined) return undefined;
      const listed = found.data ?? [];
      const ready = listed.filter(({ status }) => status === 'READY').map(({ arn }) => standardName(arn));
      const since = hub.subscribedAt === undefined ? '' : ` since ${day(hub.subscribedAt)}`;
      if (ready.length > 0) return pass(`Security Hub CSPM is on in ${region}${since}, with ${some(ready)}.`);
      if (listed.some(({ status }) => status === undefined)) {
        unread.add(
          leftOut('securityhub:GetEnabledStandards', 'AWS did not say how a standard stands.', region),
          region,
        );
        return undefined;
      }
      return fail(
        `Security Hub CSPM is on in ${region}, but ${listed.length === 0 ? 'has no standard' : 'no standard is ready'}.`,
      );
    });
  },
};

/** `cis-aws-foundations-benchmark v/3.0.0` of its ARN. */
const standardName = (arn: string) => /(?:standards|ruleset)\/(.+)$/.exec(arn)?.[1]?.replace('/v/', ' ') ?? arn;

const clear: Check = {
  id: 'securityhub-findings-clear',
  title: 'Serious findings of Security Hub CSPM are not left lying',
  service: 'securityhub',
  tier: 1,
  severity: 'high',
  severityReason: 'It is the list of what is known to be wrong; what stays on it untouched was known and left.',
  criteria: ['CC7.1', 'CC7.3'],
  why: 'An auditor who sees a list of findings asks who works on it, and how old the oldest one is.',
  judgement:
    'Passes for each region where Security Hub CSPM is on and no active critical or high finding of this account and region still has the workflow status NEW for longer than the days that scoping allows a weakness of that severity (30 and 60 while it says nothing). Findings that somebody set to notified, suppressed or resolved do not count. Regions where it is off are left out.',
  facts: ['securityhub.findings'],
  operations: ['ec2:DescribeRegions', 'securityhub:DescribeHub', 'securityhub:GetFindings'],
  commitment: 'patch-days-critical',
  fix: {
    summary: 'Mend the listed findings, or set a status that says what was decided.',
    console: [
      'Open Security Hub CSPM, Findings, filter by severity critical and high and by workflow status New, and sort by age.',
      'Mend the setting, or open a ticket and set the status Notified; suppress an accepted one with a note that says why.',
      'Make an automation rule for what comes back and is accepted.',
    ],
    cli: [
      'aws securityhub get-findings --filters file://new-and-high.json --sort-criteria Field=CreatedAt,SortOrder=asc --region REGION',
      'aws securityhub batch-update-findings --finding-identifiers Id=FINDING_ID,ProductArn=PRODUCT_ARN --workflow Status=NOTIFIED --region REGION',
    ],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/findings-workflow-status.html',
  ],
  judge(reader, settings) {
    const { days, committed } = patchDays(settings);
    const judged = overRegions(regionalFact(reader, 'securityhub.findings'), (open, region, unread) => {
      if (open === null) return undefined;
      const timed = open.findings.map(({ title, severity, createdAt }) => ({
        label: `${title}, ${severity.toLowerCase()}`,
        openedAt: createdAt,
        allowedDays: days.get(severity) ?? 0,
      }));
      const { late, undated } = lateness(timed, settings.now);
      if (late.length > 0) return fail(`${lateWords(late, open.more)}.`);
      if (undated) {
        unread.add(leftOut('securityhub:GetFindings', 'AWS did not date a finding.', region), region);
        return undefined;
      }
      return pass(
        timed.length === 0
          ? `No critical or high finding is new in ${region}.`
          : `No critical or high finding in ${region} has been new for longer than it may.`,
      );
    });
    return { ...judged, notApplicable: 'Security Hub CSPM is off in every region.', committed };
  },
};

/** Checks of Security Hub CSPM. */
export const securityHubChecks: Check[] = [enabled, clear];
