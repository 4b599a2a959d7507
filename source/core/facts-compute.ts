/** Facts of functions, containers and shared runbooks. A field that AWS left out is absent, never a guess. */
import type { FactSource } from './fact-sources.ts';
import type { PolicyDocument, Reading } from './facts.ts';
import type { Variable } from './secret-text.ts';

/** A Lambda function, in its unpublished version. */
export interface LambdaFunction {
  name: string;
  arn: string;
  /** Absent when it runs outside of any VPC. */
  vpcId?: string;
  /** Unavailable where AWS could not decrypt them. */
  variables: Reading<Variable[]>;
  /** Queue or topic that takes events it could not handle. */
  deadLetterArn?: string;
  /** UTC instant since when code and settings (the policy and what happens on failure aside) are as they are. */
  changedAt?: string;
}

/** The newest revision of a family of ECS task definitions. A revision cannot be changed. */
export interface TaskDefinition {
  arn: string;
  family: string;
  containers: { name: string; variables: Variable[] }[];
  /** UTC instant. */
  registeredAt?: string;
}

/** An ECR repository. */
export interface Repository {
  name: string;
  arn: string;
  scanOnPush?: boolean;
}

/** How a registry scans images, of all or some repositories. */
export interface RegistryScanning {
  /** `BASIC`, `ENHANCED`. */
  type?: string;
  /** `SCAN_ON_PUSH`, `CONTINUOUS_SCAN` or `MANUAL` for the repositories that one of the filters (`*`: any run) matches. */
  rules: { frequency?: string; filters: string[] }[];
}

/** The newest image of a repository that can be scanned. */
export interface LatestImage {
  digest: string;
  tags: string[];
  /** UTC instant. */
  pushedAt?: string;
  /** Null: never scanned. */
  scan: Reading<ImageScan | null>;
}

/** What a scan found. */
export interface ImageScan {
  /** `COMPLETE`, `ACTIVE`, or why there is nothing to tell. */
  status?: string;
  /** Critical findings. */
  critical: number;
  /** UTC instant at which the oldest of them was first seen; basic scanning does not tell. */
  criticalSince?: string;
}

/** An EKS cluster's way in. */
export interface KubernetesEndpoint {
  publicAccess?: boolean;
  privateAccess?: boolean;
  /** CIDR blocks that may use the public endpoint. */
  publicCidrs?: string[];
}

/** Facts of this group, each per region. Of details by name, what was deleted while we read is left out. */
export interface ComputeFacts {
  /** lambda:ListFunctions */
  'lambda.functions': LambdaFunction[];
  /** lambda:GetPolicy, by function; null: none */
  'lambda.policies': Record<string, Reading<PolicyDocument | null>>;
  /** lambda:GetFunctionEventInvokeConfig, by function: where failed events go; null: nowhere. Asked only where it matters. */
  'lambda.on-failure': Record<string, Reading<string | null>>;
  /** ecs:ListTaskDefinitionFamilies */
  'ecs.families': string[];
  /** ecs:DescribeTaskDefinition, by family */
  'ecs.task-definitions': Record<string, Reading<TaskDefinition>>;
  /** ecr:DescribeRepositories */
  'ecr.repositories': Repository[];
  /** ecr:GetRegistryScanningConfiguration; null: not asked, for there are no repositories, or unknown in the region */
  'ecr.scanning': RegistryScanning | null;
  /** ecr:DescribeImages and ecr:DescribeImageScanFindings, by repository; null: it has no image */
  'ecr.latest-images': Record<string, Reading<LatestImage | null>>;
  /** eks:ListClusters */
  'eks.clusters': string[];
  /** eks:DescribeCluster, by cluster */
  'eks.endpoints': Record<string, Reading<KubernetesEndpoint>>;
  /** ssm:ListDocuments: own ones */
  'ssm.documents': string[];
  /** ssm:DescribeDocumentPermission, by document: whether anybody may use it */
  'ssm.public-documents': Record<string, Reading<boolean>>;
}

/** How each of these facts is read. */
export const computeSources: Record<keyof ComputeFacts, FactSource> = {
  'lambda.functions': { operation: 'lambda:ListFunctions', regional: true },
  'lambda.policies': { operation: 'lambda:GetPolicy', regional: true },
  'lambda.on-failure': { operation: 'lambda:GetFunctionEventInvokeConfig', regional: true },
  'ecs.families': { operation: 'ecs:ListTaskDefinitionFamilies', regional: true },
  'ecs.task-definitions': { operation: 'ecs:DescribeTaskDefinition', regional: true },
  'ecr.repositories': { operation: 'ecr:DescribeRepositories', regional: true },
  'ecr.scanning': { operation: 'ecr:GetRegistryScanningConfiguration', regional: true },
  'ecr.latest-images': { operation: 'ecr:DescribeImages', regional: true },
  'eks.clusters': { operation: 'eks:ListClusters', regional: true },
  'eks.endpoints': { operation: 'eks:DescribeCluster', regional: true },
  'ssm.documents': { operation: 'ssm:ListDocuments', regional: true },
  'ssm.public-documents': { operation: 'ssm:DescribeDocumentPermission', regional: true },
};
