/** Stacks, builds, pipelines, changes by hand and regions. */
import { CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { CodeBuildClient, DeleteProjectCommand } from '@aws-sdk/client-codebuild';
import type { SeedClients } from '../clients.ts';
import { createProject, createStack, delivery, updatePipeline } from '../seed-delivery.ts';
import { consoleWrites, drift } from '../written-delivery.ts';
import type { Flip } from './flip.ts';

const plain = { name: 'STAGE', value: 'production' };
const address = 'https://github.com/example/app.git';
const removeProject = (clients: SeedClients) =>
  clients.of(CodeBuildClient, delivery.region).send(new DeleteProjectCommand({ name: 'another' }));

/** One for each check. */
export const deliveryFlips: Flip[] = [
  { check: 'cfn-no-drift', setting: 'a stack differs from its template', written: [drift('DRIFTED', 5)] },
  {
    check: 'codebuild-no-plaintext-credentials',
    setting: 'a build holds an access key',
    apply: (clients) => createProject(clients, 'another', { name: 'KEY', value: 'AKIAIOSFODNN7EXAMPLE' }, address),
    undo: removeProject,
  },
  {
    check: 'codebuild-source-oauth',
    setting: 'a build fetches by an address with a token',
    apply: (clients) =>
      createProject(clients, 'another', plain, address.replace('//', '//Not-a-real-token-0123456789@')),
    undo: removeProject,
  },
  {
    check: 'codepipeline-manual-approval',
    setting: 'the approval is gone',
    apply: (clients) => updatePipeline(clients, false),
    undo: (clients) => updatePipeline(clients, true),
  },
  { check: 'console-changes-in-window', setting: 'one person made 21 changes', written: [consoleWrites(21, 2)] },
  {
    check: 'unused-region-activity',
    setting: 'a stack lies in another region',
    apply: (clients) => createStack(clients, 'us-east-1', 'forgotten'),
    undo: (clients) =>
      clients.of(CloudFormationClient, 'us-east-1').send(new DeleteStackCommand({ StackName: 'forgotten' })),
  },
];
