/** Checks of builds and stacks: what they hold in plain text, and whether what runs is what was written. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { BuildProject } from '../source/core/facts-delivery.ts';
import type { UnreadOperation } from '../source/core/finding.ts';
import { credentialShapes, withoutCredentials } from './plain-secrets.ts';
import { day, daysSince, regionalFact, some } from './reading.ts';
import { overEach, type Verdict, verdict, whyUnread } from './regional.ts';

const buildOperations = ['ec2:DescribeRegions', 'codebuild:ListProjects', 'codebuild:BatchGetProjects'];

/** Days after which a look for drift says nothing of today: the catalogue's value, which nobody commits to. */
const driftDays = 30;

const noDrift: Check = {
  id: 'cfn-no-drift',
  title: 'Stacks are as their templates say',
  service: 'cloudformation',
  tier: 1,
  severity: 'medium',
  severityReason: 'A difference is a change that nobody reviewed, and the next deployment may undo it or break on it.',
  criteria: ['CC7.1', 'CC8.1'],
  why: 'Review of templates protects nothing when settings are changed past them.',
  judgement: `Passes for each CloudFormation stack in which drift was last looked for within ${driftDays} days and none was found. Fails where drift was found, was never looked for or not for longer. The scan itself never starts a look, since that is no reading. Deleted stacks are left out.`,
  facts: ['cloudformation.stacks'],
  operations: ['ec2:DescribeRegions', 'cloudformation:ListStacks'],
  fix: {
    summary: 'Look for drift, and bring template and resources together again.',
    console: [
      'Open CloudFormation, the stack, Stack actions, Detect drift, then View drift results.',
      'Write what should stay into the template and deploy it; put back the rest.',
      'Turn on the AWS Config rule cloudformation-stack-drift-detection-check, so that it is looked for regularly.',
    ],
    cli: [
      'aws cloudformation detect-stack-drift --stack-name STACK --region REGION',
      'aws cloudformation describe-stack-resource-drifts --stack-name STACK --stack-resource-drift-status-filters MODIFIED DELETED --region REGION',
    ],
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/cloudformation-stack-drift-detection-check.html',
  ],
  judge(reader, { now }) {
    const judged = overEach(
      regionalFact(reader, 'cloudformation.stacks'),
      'cloudformation:ListStacks',
      ({ id }) => id,
      ({ name, drift, driftCheckedAt }): Verdict => {
        if (drift === undefined) return { leftOut: 'AWS did not say whether drift was looked for.' };
        if (drift === 'NOT_CHECKED') return verdict(false, '', `Nobody ever looked for drift in ${name}.`);
        const age = daysSince(driftCheckedAt, now);
        if (age === undefined) return { leftOut: 'AWS did not say when drift was looked for.' };
        const when = `looked for on ${day(driftCheckedAt ?? '')}`;
        if (drift === 'DRIFTED') return verdict(false, '', `${name} differs from its template, ${when}.`);
        if (drift !== 'IN_SYNC') return { leftOut: `The look for drift has no result (${drift}).` };
        return verdict(
          age <= driftDays,
          `${name} has no drift, ${when}.`,
          `${name} had no drift, but it was last ${when}.`,
        );
      },
    );
    return { ...judged, notApplicable: 'There are no CloudFormation stacks.', committed: false };
  },
};

/** Build projects as read, with why some were not. */
function builds(reader: FactReader): { read: Map<string, BuildProject[]>; unread: UnreadOperation[] } {
  const names = regionalFact(reader, 'codebuild.names');
  const projects = regionalFact(reader, 'codebuild.projects');
  const missing = [...names.read].flatMap(([region, all]) =>
    all.length === 0 || projects.read.has(region)
      ? []
      : [...whyUnread(projects.unread, 'codebuild:BatchGetProjects', region)],
  );
  return { read: projects.read, unread: [...names.unread, ...missing] };
}

const noPlainCredentials: Check = {
  id: 'codebuild-no-plaintext-credentials',
  title: 'No build holds a credential in its settings',
  service: 'codebuild',
  tier: 1,
  severity: 'critical',
  severityReason:
    'Build settings are shown in the console and in logs; a key in them opens whatever the build may change.',
  criteria: ['CC6.1', 'CC7.2', 'CC8.1'],
  why: 'Who holds the pipeline’s keys can change production without any review.',
  judgement: `Passes for each CodeBuild project none of whose plain-text variables looks like a credential. References to Parameter Store and Secrets Manager are the way to do it. ${credentialShapes} The date is that of the last change to the project.`,
  facts: ['codebuild.names', 'codebuild.projects'],
  operations: buildOperations,
  fix: {
    summary:
      'Give the build a role instead of keys, keep other secrets in Secrets Manager, and replace what was there.',
    console: [
      'Open CodeBuild, the project, Edit, Environment, Additional configuration, Environment variables.',
      'Remove AWS keys: the service role of the project gives those rights.',
      'Set other secrets to the type Secrets Manager, and let the role read that one secret.',
      'Revoke the old credential; it stays in the history of builds.',
    ],
    cli: [
      'aws codebuild batch-get-projects --names PROJECT --region REGION',
      'aws codebuild update-project --name PROJECT --environment file://environment.json --region REGION',
    ],
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html'],
  judge(reader) {
    const judged = overEach(
      builds(reader),
      'codebuild:BatchGetProjects',
      ({ arn }) => arn,
      ({ name, variables, changedAt }) => withoutCredentials(name, variables, changedAt),
    );
    return { ...judged, notApplicable: 'There are no CodeBuild projects.' };
  },
};

const hosted = /^(GITHUB|BITBUCKET|GITLAB)/;

const sourceOauth: Check = {
  id: 'codebuild-source-oauth',
  title: 'Builds fetch code without a token in the address',
  service: 'codebuild',
  tier: 1,
  severity: 'medium',
  severityReason:
    'A token in an address is in every log and copy of the settings, and often may write to the repository.',
  criteria: ['CC7.2', 'CC8.1'],
  why: 'Whoever can change the code can change production; the way in has to be one that can be revoked.',
  judgement:
    'Passes for each CodeBuild project that fetches from GitHub, Bitbucket or GitLab by an address without a user name and token: then it uses OAuth, a connection, or the credentials that CodeBuild keeps for the account. Projects with other sources are left out. The date is that of the last change to the project.',
  facts: ['codebuild.names', 'codebuild.projects'],
  operations: buildOperations,
  fix: {
    summary: 'Connect the repository by a connection, take the token out of the address and revoke it.',
    console: [
      'Open Developer Tools, Settings, Connections, Create connection, and install it for the repository.',
      'Open CodeBuild, the project, Edit, Source, and choose the connection.',
      'Revoke the old token at the host.',
    ],
    cli: [
      'aws codeconnections create-connection --provider-type GitHub --connection-name NAME --region REGION',
      'aws codebuild update-project --name PROJECT --source file://source.json --region REGION',
    ],
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html'],
  judge(reader) {
    const judged = overEach(
      builds(reader),
      'codebuild:BatchGetProjects',
      ({ arn }) => arn,
      ({ name, sources, changedAt }): Verdict => {
        const outside = sources.filter(({ type }) => hosted.test(type));
        if (outside.length === 0) return undefined;
        const open = outside.filter(({ credentialInAddress }) => credentialInAddress);
        const hosts = (all: typeof outside) => some([...new Set(all.map(({ host, type }) => host ?? type))]);
        if (open.length > 0) return verdict(false, '', `${name} has a credential in its address at ${hosts(open)}.`);
        return {
          ...verdict(true, `${name} fetches from ${hosts(outside)} by an address without credentials.`, ''),
          since: changedAt,
        };
      },
    );
    return { ...judged, notApplicable: 'No CodeBuild project fetches from GitHub, Bitbucket or GitLab.' };
  },
};

/** Checks of builds and stacks. */
export const buildChecks: Check[] = [noDrift, noPlainCredentials, sourceOauth];
