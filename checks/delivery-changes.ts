/** Checks of how changes are let through, and of changes made past the pipeline. */
import type { Check } from '../source/core/check.ts';
import type { ConsoleChange, Pipeline } from '../source/core/facts-delivery.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { listCommitment } from './commitments.ts';
import { day, outOfReach, regionalFact, some, UnreadSettings } from './reading.ts';
import { Details, overEach, type Verdict, verdict } from './regional.ts';
import { accountFinding } from './trails.ts';

/** Whether a person approves before the last deployment; with no deployment in sight, whether anybody approves at all. */
function approved({ stages }: Pipeline): boolean {
  const steps = stages
    .flatMap(({ actions }, stage) => actions.map((action) => ({ ...action, stage })))
    .sort((a, b) => a.stage - b.stage || a.runOrder - b.runOrder);
  const approvals = steps.filter(({ category, provider }) => category === 'Approval' && provider === 'Manual');
  const last = steps.findLast(({ category }) => category === 'Deploy');
  if (last === undefined) return approvals.length > 0;
  return approvals.some(
    ({ stage, runOrder }) => stage < last.stage || (stage === last.stage && runOrder < last.runOrder),
  );
}

const manualApproval: Check = {
  id: 'codepipeline-manual-approval',
  title: 'A person approves before production is changed',
  service: 'codepipeline',
  tier: 1,
  severity: 'high',
  severityReason: 'Without a second person one mistake, or one stolen laptop, reaches customers alone.',
  criteria: ['CC8.1'],
  why: 'Auditors pick releases and ask who approved each one.',
  judgement:
    'Passes for each CodePipeline pipeline of production with a manual approval before its last deployment. A pipeline is of production when it carries one of the tags in scoping (key=value). Without such tags it does not apply, and the pipelines are only counted. Where the repository enforces review, that serves as well and is not seen here. The date is that of the last change to the pipeline.',
  facts: ['codepipeline.names', 'codepipeline.pipelines'],
  operations: [
    'ec2:DescribeRegions',
    'codepipeline:ListPipelines',
    'codepipeline:GetPipeline',
    'codepipeline:ListTagsForResource',
  ],
  commitment: 'tags',
  fix: {
    summary: 'Add a manual approval before the deployment, or enforce review in the repository.',
    console: [
      'Open CodePipeline, the pipeline, Edit, and add a stage before the deployment with a Manual approval action.',
      'Let only people who did not write the change approve: limit codepipeline:PutApprovalResult by policy.',
      'Or protect the branch in the repository, so that nothing is merged without review.',
    ],
    cli: [
      'aws codepipeline get-pipeline --name PIPELINE --region REGION',
      'aws codepipeline update-pipeline --cli-input-json file://pipeline.json --region REGION',
    ],
    terraform: `stage {
  name = "Approve"
  action {
    name     = "Approve"
    category = "Approval"
    owner    = "AWS"
    provider = "Manual"
    version  = "1"
  }
}`,
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html'],
  judge(reader, settings) {
    const { value: marks, committed } = listCommitment(settings, 'tags');
    const names = regionalFact(reader, 'codepipeline.names');
    const pipelines = new Details(regionalFact(reader, 'codepipeline.pipelines'), 'codepipeline:GetPipeline');
    const unread = new UnreadSettings();
    const seen: boolean[] = [];
    const judged = overEach(
      names,
      'codepipeline:ListPipelines',
      (name) => name,
      (name, region): Verdict => {
        const pipeline = pipelines.take(name, region);
        if (pipeline === undefined) return undefined;
        const good = approved(pipeline);
        seen.push(good);
        if (marks.length === 0) return undefined;
        const tags = unread.take(pipeline.tags, name, region);
        if (!tags?.data.some((tag) => marks.includes(tag))) return undefined;
        return {
          ...verdict(good, `A person approves before ${name} deploys.`, `${name} deploys without anybody approving.`),
          since: good ? pipeline.changedAt : undefined,
        };
      },
    );
    const counted = `${seen.filter(Boolean).length} of ${seen.length} pipelines have an approval`;
    const why = marks.length === 0 ? 'Scoping names no tags of production' : 'No pipeline carries a tag of production';
    const notApplicable = seen.length === 0 ? 'There are no CodePipeline pipelines.' : `${why}; ${counted}.`;
    const unknown = [...judged.unknown, ...pipelines.list(), ...unread.list()];
    return { ...judged, unknown, notApplicable, committed };
  },
};

/** Changes in the time looked at from which on there is a habit and no exception: our judgement, which nobody commits to. */
const mostChanges = 20;

/** Changes of one person as a sentence. */
function summary(by: string, changes: readonly { change: ConsoleChange }[]): string {
  const counts = new Map<string, number>();
  for (const { change } of changes) counts.set(change.event, (counts.get(change.event) ?? 0) + 1);
  const events = [...counts].sort((a, b) => b[1] - a[1]).map(([event, count]) => `${event} (${count})`);
  const last =
    changes
      .map(({ change }) => change.at)
      .sort()
      .at(-1) ?? '';
  return `${by} made ${changes.length} change${changes.length === 1 ? '' : 's'} in the console, the last on ${day(last)}: ${some(events)}.`;
}

const consoleChanges: Check = {
  id: 'console-changes-in-window',
  title: 'Changes by hand in the console are the exception',
  service: 'cloudtrail',
  tier: 1,
  severity: 'medium',
  severityReason: 'Each such change went past review; most are harmless, and nobody can tell which.',
  criteria: ['CC8.1'],
  why: 'A change process is tested by what went around it.',
  judgement: `Passes when people made at most ${mostChanges} changes in the console in the last 30 days, over all regions, and lists who made what, for review. Counted are successful writes in CloudTrail's event history with credentials that the console gave; signing in is left out. Where a region has more than 1,000 writes in that time only the newest are read: then it is unknown unless those are already too many. Nobody commits to the number, so the result only corroborates.`,
  facts: ['cloudtrail.console-changes'],
  operations: ['ec2:DescribeRegions', 'cloudtrail:LookupEvents'],
  fix: {
    summary:
      'Review the listed changes, record those that were needed, and take standing rights to change things by hand away.',
    console: [
      'Open CloudTrail, Event history, filter Read-only: false, and look at what the listed people changed.',
      'Write what should stay into the code from which the account is built.',
      'Give people read-only permission sets for every day, and a second one for emergencies whose use is recorded.',
    ],
    cli: ['aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=USER --region REGION'],
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html'],
  judge(reader) {
    const { read, unread } = regionalFact(reader, 'cloudtrail.console-changes');
    const found = [...read].flatMap(([region, { changes }]) => changes.map((change) => ({ region, change })));
    const partly = [...read].flatMap(([region, { complete, from }]): UnreadOperation[] => {
      if (complete) return [];
      const reason = `There are more events than are read; those before ${day(from)} were not.`;
      return [outOfReach('cloudtrail:LookupEvents', reason, region)];
    });
    const many = found.length > mostChanges;
    const unknown = [...unread, ...partly];
    if (read.size === 0) return { resources: [], unknown, notApplicable: 'No region was read.', committed: false };
    if (found.length === 0) {
      const none = accountFinding('pass', 'Nobody changed anything in the console in the last 30 days.');
      return { resources: unknown.length > 0 ? [] : [none], unknown, committed: false };
    }
    const people = [...new Set(found.map(({ change }) => change.by))].sort();
    const resources = people.map((by): ResourceFinding => {
      const own = found.filter(({ change }) => change.by === by);
      const regions = [...new Set(own.map(({ region }) => region))];
      const reason = summary(by, own);
      return {
        id: by,
        region: regions.length === 1 ? (regions[0] ?? 'global') : 'global',
        status: many ? 'fail' : 'pass',
        reason,
      };
    });
    return { resources, unknown, committed: false };
  },
};

/** Checks of approvals and of changes by hand. */
export const changeChecks: Check[] = [manualApproval, consoleChanges];
