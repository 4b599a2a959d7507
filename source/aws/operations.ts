/** The read operations that any client of ours may send, as data. Nothing outside this list leaves the machine. */
import type { OperationName } from '../core/facts.ts';

/** An AWS service, named as its operations are written: the part before the colon. */
export type ServiceName = string;

/** One allowed operation. */
export interface AllowedOperation {
  /** As the catalogue writes it: `s3:GetBucketEncryption`. */
  operation: OperationName;
  /** The IAM action that allows it; not always the same word: `s3:GetEncryptionConfiguration`. */
  action: string;
  /** The client that sends it. */
  client: ServiceName;
}

function allow(client: ServiceName, names: string[]): AllowedOperation[] {
  return names.map((name) => {
    const [operation = name, action] = name.split(' ');
    return { operation: `${client}:${operation}`, action: action ?? `${client}:${operation}`, client };
  });
}

/**
 * Every operation that may be sent; a second word is the IAM action where its name differs from the operation's.
 * `GenerateCredentialReport` is the one that makes something: a report, which AWS keeps for at most four hours and
 * which changes nothing in the account. AWS's own SecurityAudit policy holds it for that reason.
 */
export const allowedOperations: readonly AllowedOperation[] = [
  ...allow('sts', ['GetCallerIdentity']),
  ...allow('ec2', ['DescribeRegions', 'DescribeSecurityGroups', 'DescribeNetworkInterfaces']),
  ...allow('ec2', [
    'DescribeInstances',
    'DescribeImages',
    'DescribeVolumes',
    'DescribeSnapshots',
    'GetEbsEncryptionByDefault',
    'DescribeVpcs',
    'DescribeFlowLogs',
    'DescribeInternetGateways',
  ]),
  ...allow('kms', ['ListKeys', 'DescribeKey', 'GetKeyRotationStatus']),
  ...allow('secretsmanager', ['ListSecrets']),
  ...allow('acm', ['ListCertificates']),
  ...allow('guardduty', ['ListDetectors', 'GetDetector', 'ListFindings', 'GetFindings']),
  ...allow('securityhub', ['DescribeHub', 'GetEnabledStandards', 'GetFindings']),
  ...allow('securityhub', ['ListFindingAggregators', 'GetFindingAggregator']),
  ...allow('inspector2', ['BatchGetAccountStatus', 'ListFindings']),
  ...allow('ecr', ['DescribeRepositories']),
  ...allow('lambda', ['ListFunctions']),
  ...allow('accessanalyzer', ['ListAnalyzers access-analyzer:ListAnalyzers']),
  ...allow('cloudwatch', ['DescribeAlarms']),
  ...allow('elbv2', ['DescribeTags elasticloadbalancing:DescribeTags']),
  ...allow('logs', ['DescribeLogGroups', 'DescribeMetricFilters']),
  ...allow('events', ['ListRules', 'ListTargetsByRule']),
  ...allow('sns', ['ListSubscriptionsByTopic']),
  ...allow('config', ['DescribeConfigurationRecorders', 'DescribeConfigurationRecorderStatus']),
  // Only for scan --source config-aggregator. Select is a query: it reads what Config has recorded.
  ...allow('config', [
    'DescribeConfigurationAggregators',
    'DescribeAggregateComplianceByConfigRules',
    'SelectAggregateResourceConfig',
  ]),
  ...allow('elbv2', [
    'DescribeLoadBalancers elasticloadbalancing:DescribeLoadBalancers',
    'DescribeListeners elasticloadbalancing:DescribeListeners',
    'DescribeRules elasticloadbalancing:DescribeRules',
    'DescribeLoadBalancerAttributes elasticloadbalancing:DescribeLoadBalancerAttributes',
  ]),
  ...allow('elb', [
    'DescribeLoadBalancers elasticloadbalancing:DescribeLoadBalancers',
    'DescribeLoadBalancerAttributes elasticloadbalancing:DescribeLoadBalancerAttributes',
    'DescribeLoadBalancerPolicies elasticloadbalancing:DescribeLoadBalancerPolicies',
  ]),
  ...allow('wafv2', ['ListWebACLs', 'GetLoggingConfiguration', 'GetWebACLForResource']),
  ...allow('cloudfront', ['ListDistributions']),
  ...allow('apigateway', ['GetRestApis apigateway:GET', 'GetStages apigateway:GET', 'GetResources apigateway:GET']),
  ...allow('apigatewayv2', ['GetApis apigateway:GET', 'GetRoutes apigateway:GET']),
  ...allow('ssm', ['DescribeInstanceInformation', 'ListResourceComplianceSummaries']),
  ...allow('rds', [
    'DescribeDBInstances',
    'DescribeDBClusters',
    'DescribeDBSnapshots',
    'DescribeDBClusterSnapshots',
    'DescribeDBSnapshotAttributes',
    'DescribeDBClusterSnapshotAttributes',
    'DescribeDBParameters',
    'DescribeDBClusterParameters',
  ]),
  ...allow('dynamodb', ['ListTables', 'DescribeContinuousBackups']),
  ...allow('redshift', ['DescribeClusters', 'DescribeClusterParameters', 'DescribeLoggingStatus']),
  ...allow('elasticache', ['DescribeReplicationGroups', 'DescribeCacheClusters']),
  ...allow('opensearch', ['ListDomainNames es:ListDomainNames', 'DescribeDomains es:DescribeDomains']),
  ...allow('efs', ['DescribeFileSystems elasticfilesystem:DescribeFileSystems']),
  ...allow('sns', ['ListTopics', 'GetTopicAttributes']),
  ...allow('sqs', ['ListQueues', 'GetQueueAttributes']),
  ...allow('emr', [
    'ListClusters elasticmapreduce:ListClusters',
    'DescribeCluster elasticmapreduce:DescribeCluster',
    'ListInstances elasticmapreduce:ListInstances',
    'GetBlockPublicAccessConfiguration elasticmapreduce:GetBlockPublicAccessConfiguration',
  ]),
  ...allow('dms', ['DescribeReplicationInstances']),
  ...allow('sagemaker', ['ListNotebookInstances', 'DescribeNotebookInstance']),
  ...allow('iam', [
    'GetAccountSummary',
    'ListVirtualMFADevices',
    'GenerateCredentialReport',
    'GetCredentialReport',
    'GetAccountPasswordPolicy',
    'GetAccountAuthorizationDetails',
  ]),
  ...allow('iam', ['ListSAMLProviders', 'ListOpenIDConnectProviders']),
  ...allow('sso-admin', [
    'ListInstances sso:ListInstances',
    'ListPermissionSetsProvisionedToAccount sso:ListPermissionSetsProvisionedToAccount',
    'DescribePermissionSet sso:DescribePermissionSet',
    'ListAccountAssignments sso:ListAccountAssignments',
  ]),
  ...allow('identitystore', ['ListUsers', 'ListGroups']),
  ...allow('organizations', ['ListAccounts']),
  ...allow('account', ['GetAlternateContact']),
  ...allow('artifact', ['ListReports']),
  ...allow('lambda', ['GetPolicy', 'GetFunctionEventInvokeConfig']),
  ...allow('ecs', ['ListTaskDefinitionFamilies', 'DescribeTaskDefinition']),
  ...allow('ecr', ['GetRegistryScanningConfiguration', 'DescribeImages', 'DescribeImageScanFindings']),
  ...allow('eks', ['ListClusters', 'DescribeCluster']),
  ...allow('cloudformation', ['ListStacks']),
  ...allow('codebuild', ['ListProjects', 'BatchGetProjects']),
  ...allow('codepipeline', ['ListPipelines', 'GetPipeline', 'ListTagsForResource']),
  ...allow('cloudtrail', ['LookupEvents']),
  ...allow('backup', [
    'ListBackupPlans',
    'GetBackupPlan',
    'ListBackupSelections',
    'ListBackupVaults',
    'GetBackupVaultAccessPolicy',
    'ListRecoveryPointsByBackupVault',
    'ListBackupJobs',
    'ListCopyJobs',
    'ListRestoreJobs',
    'ListRestoreTestingPlans',
    'ListProtectedResources',
  ]),
  ...allow('ssm', ['ListDocuments', 'DescribeDocumentPermission']),
  ...allow('cloudtrail', ['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors']),
  ...allow('s3control', ['GetPublicAccessBlock s3:GetAccountPublicAccessBlock']),
  ...allow('s3', [
    'ListBuckets s3:ListAllMyBuckets',
    'GetBucketLocation',
    'GetPublicAccessBlock s3:GetBucketPublicAccessBlock',
    'GetBucketAcl',
    'GetBucketPolicy',
    'GetBucketPolicyStatus',
    'GetBucketEncryption s3:GetEncryptionConfiguration',
    'GetBucketLogging',
    'GetBucketVersioning',
    'GetObjectLockConfiguration s3:GetBucketObjectLockConfiguration',
    'GetBucketReplication s3:GetReplicationConfiguration',
    'GetBucketLifecycleConfiguration s3:GetLifecycleConfiguration',
  ]),
];

const byOperation = new Map(allowedOperations.map((entry) => [entry.operation, entry]));

/** Whether a client may send the operation. */
export function isAllowed(operation: OperationName): boolean {
  return byOperation.has(operation);
}

/** The IAM action that allows an operation; the operation's own name when it is not on the list. */
export function iamAction(operation: OperationName): string {
  return byOperation.get(operation)?.action ?? operation;
}
