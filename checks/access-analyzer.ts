/** Checks of IAM Access Analyzer. */
import type { Check } from '../source/core/check.ts';
import { fail, overRegions, pass } from './over-regions.ts';
import { leftOut, regionalFact } from './reading.ts';

// The types that look for access from outside; others look for unused access or for access from within.
const external = ['ACCOUNT', 'ORGANIZATION'];

const analyzerEnabled: Check = {
  id: 'external-access-analyzer-enabled',
  title: 'Access Analyzer looks for access from outside in every region',
  service: 'accessanalyzer',
  tier: 1,
  severity: 'medium',
  severityReason: 'It costs nothing and names each bucket, key and role that somebody outside can reach.',
  criteria: ['CC6.3', 'CC6.6'],
  why: 'Auditors ask who outside the company has access; this is the list that AWS itself keeps.',
  judgement:
    'Passes for each region in scope (each enabled region while scoping names none) with an active analyzer of external access, for the account or its organization. Analyzers of unused or internal access do not count. An organization’s analyzer is seen only in the account that keeps it, so a member account that relies on it fails here, which is why the result only adds evidence.',
  facts: ['accessanalyzer.analyzers'],
  operations: ['ec2:DescribeRegions', 'accessanalyzer:ListAnalyzers'],
  fix: {
    summary: 'Create an analyzer of external access in the listed regions.',
    console: [
      'Open IAM, Access analyzer, Analyzer settings, in each region, and create an analyzer for external access.',
      'In an organization create it in the delegated administrator, with the organization as the zone of trust.',
      'Archive what is meant to be shared, and mend the rest.',
    ],
    cli: ['aws accessanalyzer create-analyzer --analyzer-name external --type ACCOUNT --region REGION'],
    terraform: `resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "external"
  type          = "ACCOUNT"
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-external.html'],
  judge: (reader) =>
    overRegions(regionalFact(reader, 'accessanalyzer.analyzers'), (analyzers, region, unread) => {
      const outside = analyzers.filter(({ type }) => type === undefined || external.includes(type));
      const active = outside.find(({ type, status }) => type !== undefined && status === 'ACTIVE');
      if (active !== undefined) return pass(`${active.name} looks for access from outside in ${region}.`);
      const vague = outside.find(({ type, status }) => type === undefined || status === undefined);
      if (vague !== undefined) {
        unread.add(
          leftOut('accessanalyzer:ListAnalyzers', 'AWS did not say what the analyzer does.', region),
          vague.name,
        );
        return undefined;
      }
      const [idle] = outside;
      return fail(
        idle === undefined
          ? `No analyzer of external access is kept in ${region} by this account.`
          : `The analyzer ${idle.name} in ${region} is not active.`,
      );
    }),
};

/** Checks of Access Analyzer. */
export const accessAnalyzerChecks: Check[] = [analyzerEnabled];
