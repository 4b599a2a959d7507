/** CloudFormation, CodeBuild and CodePipeline: how changes get into the account. No value and no address is kept. */
import { CloudFormationClient, paginateListStacks, StackStatus } from '@aws-sdk/client-cloudformation';
import {
  BatchGetProjectsCommand,
  CodeBuildClient,
  type Project,
  type ProjectSource,
  paginateListProjects,
} from '@aws-sdk/client-codebuild';
import {
  CodePipelineClient,
  GetPipelineCommand,
  paginateListPipelines,
  paginateListTagsForResource,
} from '@aws-sdk/client-codepipeline';
import type { Reading } from '../../core/facts.ts';
import type { BuildProject, BuildSource, Pipeline, Stack } from '../../core/facts-delivery.ts';
import { credentialIn, variable } from '../../core/secret-text.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

// A stack that was deleted is listed for 90 days; one under review has never held anything.
const gone: readonly string[] = [StackStatus.DELETE_COMPLETE, StackStatus.REVIEW_IN_PROGRESS];
const statuses = Object.values(StackStatus).filter((status) => !gone.includes(status));

/** Stacks of a region. */
export function stacks(session: Session, region: string): Promise<Reading<Stack[]>> {
  const operation = 'cloudformation:ListStacks';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: Stack[] = [];
      const client = session.client('cloudformation', CloudFormationClient, region);
      for await (const page of paginateListStacks({ client }, { StackStatusFilter: statuses })) {
        for (const { StackName, StackId, DriftInformation } of page.StackSummaries ?? [])
          all.push({
            name: defined(StackName, 'StackName'),
            id: defined(StackId, 'StackId'),
            ...omitAbsent({
              drift: DriftInformation?.StackDriftStatus,
              driftCheckedAt: instant(DriftInformation?.LastCheckTimestamp),
            }),
          });
      }
      return all;
    }),
  );
}

/** Names of the build projects of a region. */
export function projectNames(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'codebuild:ListProjects';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: string[] = [];
      const client = session.client('codebuild', CodeBuildClient, region);
      for await (const page of paginateListProjects({ client }, {})) all.push(...(page.projects ?? []));
      return all;
    }),
  );
}

// The most that one call takes.
const atOnce = 100;

/** Build projects of a region; those deleted since the list was read are left out by AWS. */
export async function projects(session: Session, region: string): Promise<Reading<BuildProject[]>> {
  const names = await projectNames(session, region);
  if (names.state !== 'ok') return names;
  return session.reading('codebuild:BatchGetProjects', region, async () => {
    const all: BuildProject[] = [];
    const client = session.client('codebuild', CodeBuildClient, region);
    for (let first = 0; first < names.data.length; first += atOnce) {
      const command = new BatchGetProjectsCommand({ names: names.data.slice(first, first + atOnce) });
      const answer = await client.send(command);
      all.push(...(answer.projects ?? []).map(project));
    }
    return all;
  });
}

function project(found: Project): BuildProject {
  const plain = (found.environment?.environmentVariables ?? []).filter(
    ({ type }) => (type ?? 'PLAINTEXT') === 'PLAINTEXT',
  );
  const sources = [defined(found.source, 'source'), ...(found.secondarySources ?? [])];
  return {
    name: defined(found.name, 'name'),
    arn: defined(found.arn, 'arn'),
    variables: plain.map(({ name, value }) => variable(name ?? '', value ?? '')),
    sources: sources.map(source),
    ...omitAbsent({ changedAt: instant(found.lastModified) }),
  };
}

function source({ type, location = '', auth }: ProjectSource): BuildSource {
  // `https://TOKEN@host/…` as well as `https://user:TOKEN@host/…`.
  const [, user, host] = /^[a-z+]+:\/\/(?:([^/@]+)@)?([^/:]+)/i.exec(location) ?? [];
  const loginOnly = user === undefined || user === 'git' || /^[a-z0-9-]{1,19}$/.test(user);
  return {
    type: defined(type, 'source.type'),
    credentialInAddress: !loginOnly || credentialIn('', location) !== undefined,
    ...omitAbsent({ host, auth: auth?.type }),
  };
}

/** Names of the pipelines of a region. */
export function pipelineNames(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'codepipeline:ListPipelines';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: string[] = [];
      const client = session.client('codepipeline', CodePipelineClient, region);
      for await (const page of paginateListPipelines({ client, pageSize: 1000 }, {}))
        all.push(...(page.pipelines ?? []).map(({ name }) => defined(name, 'name')));
      return all;
    }),
  );
}

/** Stages and tags of each pipeline. Settings of actions are not kept. */
export async function pipelines(session: Session, region: string): Promise<Reading<Record<string, Reading<Pipeline>>>> {
  const client = session.client('codepipeline', CodePipelineClient, region);
  return detailsOf(
    await pipelineNames(session, region),
    (name) => name,
    (name) =>
      session.reading('codepipeline:GetPipeline', region, async () => {
        const { pipeline, metadata } = await client.send(new GetPipelineCommand({ name }));
        const arn = defined(metadata?.pipelineArn, 'metadata.pipelineArn');
        return {
          arn,
          stages: defined(pipeline?.stages, 'stages').map((stage) => ({
            name: stage.name ?? '',
            actions: (stage.actions ?? []).map((action) => ({
              name: action.name ?? '',
              category: defined(action.actionTypeId?.category, 'category'),
              provider: action.actionTypeId?.provider ?? '',
              runOrder: action.runOrder ?? 1,
            })),
          })),
          ...omitAbsent({ changedAt: instant(metadata?.updated) }),
          tags: await tags(session, region, arn),
        };
      }),
  );
}

function tags(session: Session, region: string, resourceArn: string): Promise<Reading<string[]>> {
  return session.reading('codepipeline:ListTagsForResource', region, async () => {
    const all: string[] = [];
    const client = session.client('codepipeline', CodePipelineClient, region);
    for await (const page of paginateListTagsForResource({ client, pageSize: 100 }, { resourceArn }))
      all.push(...(page.tags ?? []).map(({ key, value }) => `${key}=${value}`));
    return all;
  });
}
