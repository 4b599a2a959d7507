/** Checks of GuardDuty. */
import type { Check } from '../source/core/check.ts';
import { fail, overRegions, pass } from './over-regions.ts';
import { day, leftOut, regionalFact } from './reading.ts';

const allRegions: Check = {
  id: 'guardduty-all-regions',
  title: 'GuardDuty watches every region',
  service: 'guardduty',
  tier: 1,
  severity: 'high',
  severityReason: 'Attackers like the region that nobody looks at; without a detector there nothing is seen.',
  criteria: ['CC6.6', 'CC6.8', 'CC7.1', 'CC7.2', 'CC7.3', 'CC7.4', 'CC4.2'],
  why: 'Auditors ask what would notice an attack on the account, and whether it looks everywhere.',
  judgement:
    'Passes for each region in scope (each enabled region while scoping names none) that has an enabled detector; one that a delegated administrator runs shows in the member account and counts. Fails for a region without a detector or with a suspended one. AWS dates the detector, not since when it has been running without a break, so no date is given.',
  facts: ['guardduty.detectors'],
  operations: ['ec2:DescribeRegions', 'guardduty:ListDetectors', 'guardduty:GetDetector'],
  fix: {
    summary: 'Turn on GuardDuty in the listed regions.',
    console: [
      'In an organization name a delegated administrator in the management account, and there turn on auto-enable for all accounts, region by region.',
      'Else open GuardDuty in the region and choose Enable GuardDuty; the first thirty days are free, later it charges by the events it reads, next to nothing where nothing runs.',
      'Send its findings to people with an EventBridge rule.',
    ],
    cli: ['aws guardduty create-detector --enable --finding-publishing-frequency FIFTEEN_MINUTES --region REGION'],
    terraform: `resource "aws_guardduty_detector" "this" {
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}`,
    minutes: 15,
  },
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
  ],
  judge: (reader) =>
    overRegions(regionalFact(reader, 'guardduty.detectors'), (detectors, region, unread) => {
      if (detectors.length === 0) return fail(`GuardDuty is off in ${region}.`);
      const known = detectors.flatMap(({ details }) => (details.state === 'ok' ? [details.data] : []));
      const running = known.find(({ status }) => status === 'ENABLED');
      if (running !== undefined) {
        const made = running.createdAt === undefined ? '' : `; its detector is from ${day(running.createdAt)}`;
        return pass(`GuardDuty is on in ${region}${made}.`);
      }
      for (const { id, details } of detectors) {
        const status = unread.take(details, id, region)?.data.status;
        if (details.state !== 'ok') return undefined;
        if (status === undefined) {
          unread.add(leftOut('guardduty:GetDetector', 'AWS did not say whether the detector runs.', region), id);
          return undefined;
        }
      }
      return fail(`GuardDuty is suspended in ${region}.`);
    }),
};

/** Checks of GuardDuty. */
export const guardDutyChecks: Check[] = [allRegions];
