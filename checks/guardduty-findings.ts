/** Checks of what becomes of GuardDuty's findings. */
import type { Check, CheckSettings } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { lateness, lateWords } from './open-findings.ts';
import { fail, overRegions, pass } from './over-regions.ts';
import { leftOut, regionalFact } from './reading.ts';

/** Days a finding may wait for somebody: one promise for all, else by severity. */
function triageDays(settings: CheckSettings): { of(severity: number): number; committed: boolean } {
  const { value, committed } = numberCommitment(settings, 'triage-days', 7);
  return { of: (severity) => (committed ? value : severity >= 7 ? 1 : severity >= 4 ? 7 : 30), committed };
}

const word = (severity: number) =>
  severity >= 9 ? 'critical' : severity >= 7 ? 'high' : severity >= 4 ? 'medium' : 'low';

const triaged: Check = {
  id: 'guardduty-findings-triaged',
  title: 'Findings of GuardDuty are looked at in time',
  service: 'guardduty',
  tier: 1,
  severity: 'high',
  severityReason: 'A detector whose findings nobody reads is an alarm in an empty house.',
  criteria: ['CC4.2', 'CC7.3', 'CC7.4'],
  why: 'Auditors take findings of the period and ask what became of each; an old open one has no answer.',
  judgement:
    'Passes for each region with a detector in which no finding of this account that is not archived is older than the days of triage in scoping; while scoping commits to none, than 1 day for high and critical ones, 7 for medium and 30 for low. Age counts from when GuardDuty made the finding. Regions without a detector are left out.',
  facts: ['guardduty.findings'],
  operations: ['ec2:DescribeRegions', 'guardduty:ListDetectors', 'guardduty:ListFindings', 'guardduty:GetFindings'],
  commitment: 'triage-days',
  fix: {
    summary: 'Judge the listed findings, note the decision in a ticket, and archive them.',
    console: [
      'Open GuardDuty in the region, Findings, sort by age, and read each one with the person who owns the resource.',
      'Write down what it was, who decided and when; open an incident where it was real.',
      'Archive it; for a harmless kind that comes back make a suppression rule that says why.',
    ],
    cli: [
      'aws guardduty get-findings --detector-id DETECTOR_ID --finding-ids FINDING_ID --region REGION',
      'aws guardduty archive-findings --detector-id DETECTOR_ID --finding-ids FINDING_ID --region REGION',
    ],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html',
  ],
  judge(reader, settings) {
    const days = triageDays(settings);
    const judged = overRegions(regionalFact(reader, 'guardduty.findings'), (open, region, unread) => {
      if (open === null) return undefined;
      const { findings, more } = open;
      const timed = findings.map(({ type, severity, createdAt }) => ({
        label: `${type}, ${word(severity)}`,
        openedAt: createdAt,
        allowedDays: days.of(severity),
      }));
      const { late, undated } = lateness(timed, settings.now);
      if (late.length > 0) return fail(`${lateWords(late, more)}.`);
      if (undated) {
        unread.add(leftOut('guardduty:GetFindings', 'AWS did not date a finding.', region), region);
        return undefined;
      }
      return pass(
        findings.length === 0
          ? `GuardDuty has no open finding in ${region}.`
          : `None of the open findings in ${region} is older than it may be.`,
      );
    });
    return { ...judged, notApplicable: 'GuardDuty is off in every region.', committed: days.committed };
  },
};

/** Checks of findings. */
export const threatFindingChecks: Check[] = [triaged];
