/** How each fact is read: the operation that lists it, and whether once per region or once per account. */
import type { FactName, OperationName } from './facts.ts';
import { dataSources } from './facts-data.ts';
import { detectionSources } from './facts-detection.ts';
import { edgeSources } from './facts-edge.ts';
import { networkSources } from './facts-network.ts';
import { platformSources } from './facts-platform.ts';

/** How a fact is read. */
export interface FactSource {
  /** The operation that says what there is; details may take more. */
  operation: OperationName;
  /** Kept per region; else under `global`. */
  regional: boolean;
}

/** Every fact. */
export const factSources: Record<FactName, FactSource> = {
  'sts.caller': { operation: 'sts:GetCallerIdentity', regional: false },
  'ec2.regions': { operation: 'ec2:DescribeRegions', regional: false },
  'iam.account-summary': { operation: 'iam:GetAccountSummary', regional: false },
  'iam.virtual-mfa-devices': { operation: 'iam:ListVirtualMFADevices', regional: false },
  'iam.credential-report': { operation: 'iam:GetCredentialReport', regional: false },
  'iam.password-policy': { operation: 'iam:GetAccountPasswordPolicy', regional: false },
  'iam.authorization-details': { operation: 'iam:GetAccountAuthorizationDetails', regional: false },
  'cloudtrail.trails': { operation: 'cloudtrail:DescribeTrails', regional: true },
  's3.account-public-access-block': { operation: 's3control:GetPublicAccessBlock', regional: false },
  's3.buckets': { operation: 's3:ListBuckets', regional: false },
  'ec2.security-groups': { operation: 'ec2:DescribeSecurityGroups', regional: true },
  'ec2.network-interfaces': { operation: 'ec2:DescribeNetworkInterfaces', regional: true },
  ...networkSources,
  ...edgeSources,
  ...platformSources,
  ...detectionSources,
  ...dataSources,
};
