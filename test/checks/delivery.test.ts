/** Stacks, builds, pipelines, changes by hand and regions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuildProject, BuildSource, ConsoleChanges, Pipeline, Stack } from '../../source/core/facts-delivery.ts';
import type { DbInstance } from '../../source/core/facts-rds.ts';
import { daysAgo, denied, facts, ok, type Readings } from './facts.ts';
import { bare, everywhere, here, refused } from './platform-facts.ts';
import { result, table } from './status.ts';

const stack = (change: Partial<Stack> = {}) =>
  here('cloudformation.stacks', [
    {
      name: 'network',
      id: 'arn:aws:cloudformation:us-east-1:1:stack/network/1',
      drift: 'IN_SYNC',
      driftCheckedAt: daysAgo(3),
      ...change,
    },
  ]);
const { drift: _, ...undrifted }: Stack = { name: 'network', id: 's', drift: 'IN_SYNC' };

table('cfn-no-drift', [
  ['in sync', 'pass', bare(stack())],
  ['drifted', 'fail', bare(stack({ drift: 'DRIFTED' }))],
  ['never looked for', 'fail', bare(stack({ drift: 'NOT_CHECKED' }))],
  ['looked for long ago', 'fail', bare(stack({ driftCheckedAt: daysAgo(31) }))],
  ['looked for at an unknown time', 'unknown', bare(stack({ driftCheckedAt: 'never' }))],
  ['no result', 'unknown', bare(stack({ drift: 'UNKNOWN' }))],
  ['left out', 'unknown', bare(here('cloudformation.stacks', [undrifted]))],
  ['none', 'not-applicable', bare()],
  ['denied', 'unknown', bare(refused('cloudformation.stacks'))],
]);

const source = (change: Partial<BuildSource> = {}): BuildSource => ({
  type: 'GITHUB',
  host: 'github.com',
  credentialInAddress: false,
  ...change,
});
const build = (change: Partial<BuildProject> = {}): Readings => ({
  ...here('codebuild.names', ['build']),
  ...here('codebuild.projects', [
    {
      name: 'build',
      arn: 'arn:aws:codebuild:us-east-1:1:project/build',
      variables: [],
      sources: [source()],
      changedAt: daysAgo(60),
      ...change,
    },
  ]),
});

table('codebuild-no-plaintext-credentials', [
  ['none', 'pass', bare(build({ variables: [{ name: 'STAGE' }] }))],
  ['one', 'fail', bare(build({ variables: [{ name: 'KEY', looksLike: 'an AWS access key' }] }))],
  ['no projects', 'not-applicable', bare()],
  ['details denied', 'unknown', bare(build(), refused('codebuild.projects'))],
  ['denied', 'unknown', bare(refused('codebuild.names'), refused('codebuild.projects'))],
]);

table('codebuild-source-oauth', [
  ['no credential', 'pass', bare(build())],
  [
    'a credential in a second address',
    'fail',
    bare(build({ sources: [source(), source({ credentialInAddress: true })] })),
  ],
  ['from a pipeline', 'not-applicable', bare(build({ sources: [source({ type: 'CODEPIPELINE' })] }))],
  ['details denied', 'unknown', bare(build(), refused('codebuild.projects'))],
]);

test('a build without credentials has been so since its last change', () => {
  for (const id of ['codebuild-no-plaintext-credentials', 'codebuild-source-oauth'])
    assert.equal(result(id, bare(build())).since, daysAgo(60));
});

const step = (category: string, runOrder = 1, provider = category === 'Approval' ? 'Manual' : 'ECS') => ({
  name: category,
  category,
  provider,
  runOrder,
});
const release = (
  stages: ReturnType<typeof step>[][],
  tags: Pipeline['tags'] = ok(['environment=production']),
): Readings => ({
  ...here('codepipeline.names', ['release']),
  ...here('codepipeline.pipelines', {
    release: ok({
      arn: 'arn:aws:codepipeline:us-east-1:1:release',
      stages: stages.map((actions, index) => ({ name: `stage ${index}`, actions })),
      changedAt: daysAgo(80),
      tags,
    }),
  }),
});
const [build1, approval, deploy] = [step('Build'), step('Approval'), step('Deploy')];
const tagged = { tags: ['environment=production'] };

table('codepipeline-manual-approval', [
  ['before the deployment', 'pass', bare(release([[build1], [approval], [deploy]])), tagged],
  [
    'in the stage of the deployment',
    'pass',
    bare(release([[build1], [step('Approval', 1), step('Deploy', 2)]])),
    tagged,
  ],
  ['between two deployments', 'pass', bare(release([[deploy], [approval], [deploy]])), tagged],
  ['beside the deployment', 'fail', bare(release([[build1], [step('Approval', 1), step('Deploy', 1)]])), tagged],
  ['after the deployment', 'fail', bare(release([[build1], [deploy], [approval]])), tagged],
  ['by a machine', 'fail', bare(release([[build1], [step('Approval', 1, 'Robot')], [deploy]])), tagged],
  ['nobody', 'fail', bare(release([[build1], [deploy]])), tagged],
  ['nothing deployed, somebody approves', 'pass', bare(release([[build1], [approval]])), tagged],
  ['another tag', 'not-applicable', bare(release([[build1], [deploy]], ok(['environment=test']))), tagged],
  ['no tags in scoping', 'not-applicable', bare(release([[build1], [deploy]]))],
  ['tags denied', 'unknown', bare(release([[build1], [deploy]], denied('codepipeline:ListTagsForResource'))), tagged],
  ['details denied', 'unknown', bare(release([]), refused('codepipeline.pipelines')), tagged],
  ['none', 'not-applicable', bare(), tagged],
]);

const changes = (count: number, change: Partial<ConsoleChanges> = {}): Readings =>
  here('cloudtrail.console-changes', {
    from: daysAgo(30),
    complete: true,
    changes: Array.from({ length: count }, (_item, index) => ({
      at: daysAgo(index),
      by: index % 2 === 0 ? 'ana' : 'ben',
      event: 'RunInstances',
      source: 'ec2.amazonaws.com',
    })),
    ...change,
  });

table('console-changes-in-window', [
  ['none', 'pass', bare(changes(0))],
  ['some', 'pass', bare(changes(20))],
  ['many', 'fail', bare(changes(21))],
  ['some, not all read', 'unknown', bare(changes(3, { complete: false, from: daysAgo(2) }))],
  ['many, not all read', 'fail', bare(changes(21, { complete: false, from: daysAgo(2) }))],
  ['denied', 'unknown', bare(refused('cloudtrail.console-changes'))],
]);

test('changes by hand are listed by person, for review', () => {
  const { resources, committed } = result('console-changes-in-window', bare(changes(3)));
  assert.deepEqual([resources.map(({ id }) => id), committed], [['ana', 'ben'], false]);
  assert.match(
    resources[0]?.reason ?? '',
    /^ana made 2 changes in the console, the last on 2026-11-21: RunInstances \(2\)\.$/,
  );
});

const nothingRuns: Readings = {
  ...everywhere('ec2.instances', []),
  ...everywhere('rds.instances', []),
};
const home = { regions: ['eu-west-1'] };
const machine = (state: string) =>
  here('ec2.instances', [{ id: 'i-1', state, publicAddresses: [], taggedPublic: false }]);

table('unused-region-activity', [
  ['nothing', 'pass', bare(nothingRuns), home],
  ['an instance', 'fail', bare(nothingRuns, machine('stopped')), home],
  ['an instance that is gone', 'pass', bare(nothingRuns, machine('terminated')), home],
  ['a stack', 'fail', bare(nothingRuns, stack()), home],
  ['guard rails', 'pass', bare(nothingRuns, stack({ name: 'StackSet-AWSControlTowerBP-BASELINE-1' })), home],
  ['a database', 'fail', bare(nothingRuns, here('rds.instances', [{ id: 'db' } as DbInstance])), home],
  ['in scope', 'not-applicable', bare(nothingRuns, machine('running')), { regions: ['eu-west-1', 'us-east-1'] }],
  ['no list', 'not-applicable', bare(nothingRuns, machine('running'))],
  ['denied', 'unknown', bare(nothingRuns, refused('lambda.functions')), home],
  [
    'regions could not be listed',
    'unknown',
    bare(nothingRuns, { 'ec2.regions': { global: denied('ec2:DescribeRegions') } }),
    home,
  ],
  [
    'an enabled region was not read',
    'unknown',
    facts({ ...bare(nothingRuns).readings, 'ec2.regions': { global: ok(['eu-west-1', 'us-east-1', 'ap-south-1']) } }),
    home,
  ],
]);
