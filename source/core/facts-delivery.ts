/** Facts of how changes get into the account. A field that AWS left out is absent, never a guess. */
import type { FactSource } from './fact-sources.ts';
import type { Reading } from './facts.ts';
import type { Variable } from './secret-text.ts';

/** A CloudFormation stack that has not been deleted. */
export interface Stack {
  name: string;
  id: string;
  /** `IN_SYNC`, `DRIFTED`, `UNKNOWN`, `NOT_CHECKED`, as last looked for. */
  drift?: string;
  /** UTC instant at which drift was last looked for. */
  driftCheckedAt?: string;
}

/** Where a build gets its code. */
export interface BuildSource {
  /** `GITHUB`, `BITBUCKET`, `CODEPIPELINE`, `S3` … */
  type: string;
  /** Host of its address; absent where it has none. */
  host?: string;
  /** The address holds a user name with a password or token. The address itself is not kept. */
  credentialInAddress: boolean;
  /** `OAUTH`, `CODECONNECTIONS`, `SECRETS_MANAGER`; absent where the connection of the whole account is used. */
  auth?: string;
}

/** A CodeBuild project. */
export interface BuildProject {
  name: string;
  arn: string;
  /** Those given in plain text; references to stored secrets are left out. */
  variables: Variable[];
  sources: BuildSource[];
  /** UTC instant since when its settings are as they are. */
  changedAt?: string;
}

/** A CodePipeline pipeline. */
export interface Pipeline {
  arn: string;
  stages: { name: string; actions: PipelineAction[] }[];
  /** UTC instant since when its stages are as they are. */
  changedAt?: string;
  /** `key=value`. */
  tags: Reading<string[]>;
}

/** One action of a stage. Actions with a lower run order end before those with a higher one begin. */
export interface PipelineAction {
  name: string;
  /** `Source`, `Build`, `Test`, `Deploy`, `Invoke`, `Approval`. */
  category: string;
  /** `Manual` for approvals by a person. */
  provider: string;
  runOrder: number;
}

/** A change that a person made in the console. */
export interface ConsoleChange {
  /** UTC instant. */
  at: string;
  by: string;
  /** Such as `RunInstances`. */
  event: string;
  /** Such as `ec2.amazonaws.com`. */
  source: string;
}

/** Changes that people made in the console of one region, newest first. */
export interface ConsoleChanges {
  /** UTC instant back to which all events were read. */
  from: string;
  /** False when there were more events than are read. */
  complete: boolean;
  changes: ConsoleChange[];
}

/** Facts of this group, each per region. */
export interface DeliveryFacts {
  /** cloudformation:ListStacks, deleted ones left out */
  'cloudformation.stacks': Stack[];
  /** codebuild:ListProjects */
  'codebuild.names': string[];
  /** codebuild:BatchGetProjects */
  'codebuild.projects': BuildProject[];
  /** codepipeline:ListPipelines: names */
  'codepipeline.names': string[];
  /** codepipeline:GetPipeline and ListTagsForResource, by pipeline */
  'codepipeline.pipelines': Record<string, Reading<Pipeline>>;
  /** cloudtrail:LookupEvents, the last 30 days */
  'cloudtrail.console-changes': ConsoleChanges;
}

/** How each of these facts is read. */
export const deliverySources: Record<keyof DeliveryFacts, FactSource> = {
  'cloudformation.stacks': { operation: 'cloudformation:ListStacks', regional: true },
  'codebuild.names': { operation: 'codebuild:ListProjects', regional: true },
  'codebuild.projects': { operation: 'codebuild:BatchGetProjects', regional: true },
  'codepipeline.names': { operation: 'codepipeline:ListPipelines', regional: true },
  'codepipeline.pipelines': { operation: 'codepipeline:GetPipeline', regional: true },
  'cloudtrail.console-changes': { operation: 'cloudtrail:LookupEvents', regional: true },
};
