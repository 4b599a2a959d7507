/**
 * Error codes of AWS by what they mean, as known on 2026-11-21. Both the code on the wire and the SDK's name are
 * listed where they differ (IAM `NoSuchEntity` arrives as `NoSuchEntityException`).
 */
import type { OperationName } from '../core/facts.ts';
import type { ErrorFacts } from './errors.ts';

const noEntity = ['NoSuchEntity', 'NoSuchEntityException'];

const hubOff = ['InvalidAccessException', 'ResourceNotFoundException'];

/** Codes that say "none configured", by operation. */
export const absent: Readonly<Record<OperationName, readonly string[]>> = {
  'iam:GetAccountPasswordPolicy': noEntity,
  'account:GetAlternateContact': ['ResourceNotFoundException'],
  'organizations:ListAccounts': ['AWSOrganizationsNotInUseException'],
  'lambda:GetPolicy': ['ResourceNotFoundException'],
  'backup:GetBackupVaultAccessPolicy': ['ResourceNotFoundException'],
  'lambda:GetFunctionEventInvokeConfig': ['ResourceNotFoundException'],
  'ecr:DescribeImageScanFindings': ['ScanNotFoundException'],
  // Registry settings do not exist in the region: there is basic scanning, by repository.
  'ecr:GetRegistryScanningConfiguration': ['ValidationException'],
  'wafv2:GetLoggingConfiguration': ['WAFNonexistentItemException'],
  's3:GetBucketPolicy': ['NoSuchBucketPolicy'],
  's3:GetBucketPolicyStatus': ['NoSuchBucketPolicy'],
  's3:GetBucketEncryption': ['ServerSideEncryptionConfigurationNotFoundError'],
  's3:GetPublicAccessBlock': ['NoSuchPublicAccessBlockConfiguration'],
  's3control:GetPublicAccessBlock': ['NoSuchPublicAccessBlockConfiguration'],
  's3:GetBucketLifecycleConfiguration': ['NoSuchLifecycleConfiguration'],
  's3:GetBucketReplication': ['ReplicationConfigurationNotFoundError'],
  'dms:DescribeReplicationInstances': ['ResourceNotFoundFault'],
  // Not offered in the region: then there is nothing of the kind there.
  'sagemaker:ListNotebookInstances': ['UnknownOperationException'],
  's3:GetObjectLockConfiguration': ['ObjectLockConfigurationNotFoundError'],
  'config:DescribeConfigurationAggregators': ['NoSuchConfigurationAggregatorException'],
  'securityhub:DescribeHub': hubOff,
  'securityhub:GetEnabledStandards': hubOff,
  'securityhub:GetFindings': hubOff,
  'securityhub:ListFindingAggregators': hubOff,
  'securityhub:GetFindingAggregator': hubOff,
  'sns:ListSubscriptionsByTopic': ['NotFound', 'NotFoundException'],
  // The key is of a kind, or in a state, that does not rotate by itself.
  'kms:GetKeyRotationStatus': ['UnsupportedOperationException', 'KMSInvalidStateException'],
};

/** The credential report is missing, too old or still being made. */
export const reportNotReady: ReadonlySet<string> = new Set([
  'ReportNotPresent',
  'CredentialReportNotPresentException',
  'ReportExpired',
  'CredentialReportExpiredException',
  'ReportInProgress',
  'CredentialReportNotReadyException',
]);

/** Deleted while we read. */
export const gone: ReadonlySet<string> = new Set(['NoSuchBucket', ...noEntity]);

/** Codes that say so of one operation only; with a text where the code alone says less than that. */
export const goneFrom: Readonly<Record<OperationName, readonly { codes: readonly string[]; text?: string }[]>> = {
  'elbv2:DescribeListeners': [{ codes: ['LoadBalancerNotFound', 'LoadBalancerNotFoundException'] }],
  'elbv2:DescribeRules': [{ codes: ['ListenerNotFound', 'ListenerNotFoundException'] }],
  'elbv2:DescribeLoadBalancerAttributes': [{ codes: ['LoadBalancerNotFound', 'LoadBalancerNotFoundException'] }],
  'elb:DescribeLoadBalancerAttributes': [{ codes: ['LoadBalancerNotFound', 'AccessPointNotFoundException'] }],
  'elb:DescribeLoadBalancerPolicies': [{ codes: ['LoadBalancerNotFound', 'AccessPointNotFoundException'] }],
  'wafv2:GetWebACLForResource': [{ codes: ['WAFNonexistentItemException'] }],
  'apigateway:GetStages': [{ codes: ['NotFoundException'] }],
  'apigateway:GetResources': [{ codes: ['NotFoundException'] }],
  'apigatewayv2:GetRoutes': [{ codes: ['NotFoundException'] }],
  'ecs:DescribeTaskDefinition': [{ codes: ['ClientException'], text: 'Unable to describe task definition' }],
  'ecr:DescribeImages': [{ codes: ['RepositoryNotFoundException'] }],
  'ecr:DescribeImageScanFindings': [{ codes: ['RepositoryNotFoundException', 'ImageNotFoundException'] }],
  'codepipeline:GetPipeline': [{ codes: ['PipelineNotFoundException'] }],
  'backup:GetBackupPlan': [{ codes: ['ResourceNotFoundException'] }],
  'backup:ListBackupSelections': [{ codes: ['ResourceNotFoundException'] }],
  'backup:ListRecoveryPointsByBackupVault': [{ codes: ['ResourceNotFoundException'] }],
  'eks:DescribeCluster': [{ codes: ['ResourceNotFoundException'] }],
  'ssm:DescribeDocumentPermission': [{ codes: ['InvalidDocument'] }],
  'rds:DescribeDBSnapshotAttributes': [{ codes: ['DBSnapshotNotFound', 'DBSnapshotNotFoundFault'] }],
  'rds:DescribeDBClusterSnapshotAttributes': [{ codes: ['DBClusterSnapshotNotFoundFault'] }],
  'rds:DescribeDBParameters': [{ codes: ['DBParameterGroupNotFound', 'DBParameterGroupNotFoundFault'] }],
  'rds:DescribeDBClusterParameters': [{ codes: ['DBParameterGroupNotFound', 'DBParameterGroupNotFoundFault'] }],
  'dynamodb:DescribeContinuousBackups': [{ codes: ['TableNotFoundException'] }],
  'redshift:DescribeClusterParameters': [
    { codes: ['ClusterParameterGroupNotFound', 'ClusterParameterGroupNotFoundFault'] },
  ],
  'redshift:DescribeLoggingStatus': [{ codes: ['ClusterNotFound', 'ClusterNotFoundFault'] }],
  'sns:GetTopicAttributes': [{ codes: ['NotFound', 'NotFoundException'] }],
  'sqs:GetQueueAttributes': [{ codes: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'] }],
  'elbv2:DescribeTags': [{ codes: ['LoadBalancerNotFound', 'LoadBalancerNotFoundException'] }],
  'events:ListTargetsByRule': [{ codes: ['ResourceNotFoundException'] }],
  'kms:DescribeKey': [{ codes: ['NotFoundException'] }],
  'kms:GetKeyRotationStatus': [{ codes: ['NotFoundException'] }],
  'emr:DescribeCluster': [{ codes: ['InvalidRequestException'], text: 'is not valid' }],
  'emr:ListInstances': [{ codes: ['InvalidRequestException'], text: 'is not valid' }],
  'sagemaker:DescribeNotebookInstance': [{ codes: ['ValidationException'], text: 'RecordNotFound' }],
};

/** Refused for rate. */
export const throttled: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** Temporary credentials are over. */
export const expired: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
]);

/** Bad keys, or keys that the region does not know because it is not enabled for the account. */
export const wrongCredentials: ReadonlySet<string> = new Set([
  'AuthFailure',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** No credentials could be had; nothing was sent. */
export const providerFailed: ReadonlySet<string> = new Set(['CredentialsProviderError', 'TokenProviderError']);

/** The account is not signed up. */
export const notSubscribed: ReadonlySet<string> = new Set([
  'OptInRequired',
  'SubscriptionRequiredException',
  'NotSignedUp',
]);

/** The endpoint, the region or this kind of resource does not know the call. */
export const unsupported: ReadonlySet<string> = new Set([
  'MethodNotAllowed',
  'NotImplemented',
  'TrailNotFoundException',
  'UnknownOperationException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

/** Not permitted. */
export const denied: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'UnauthorizedAccess',
  'UnauthorizedOperation',
]);

/** No connection. A name that does not resolve can also mean a service that a region lacks: the session tells them apart. */
export const network: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'TimeoutError',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The answer has not the form it promises. */
export const malformed: ReadonlySet<string> = new Set(['MalformedAnswer', 'SyntaxError']);

/** Whether the clock of this machine is to blame: a signature that expired or comes from the future. */
export function isClock({ names, message }: ErrorFacts): boolean {
  if (names.includes('RequestTimeTooSkewed')) return true;
  const signature = ['InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestExpired'];
  return (
    names.some((name) => signature.includes(name)) &&
    /signature (expired|not yet current)|must be within/i.test(message)
  );
}
