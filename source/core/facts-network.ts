/** Facts of machines, disks and networks. */
import type { FactSource } from './fact-sources.ts';

/** An EC2 instance; user data and environment are never read. A field that AWS left out is absent, never a guess. */
export interface Instance {
  id: string;
  /** The `Name` tag. */
  name?: string;
  /** `pending`, `running`, `stopping`, `stopped`, `shutting-down`, `terminated`. */
  state: string;
  vpcId?: string;
  /** Public IPv4 addresses of all its interfaces. */
  publicAddresses: string[];
  /** It carries a tag `public` whose value is not a no. */
  taggedPublic: boolean;
  /** Absent in snapshots made before tags were kept. */
  tags?: Record<string, string>;
  /** The metadata endpoint: `enabled`, `disabled`. */
  metadataEndpoint?: string;
  /** `required`: only requests with a session token (IMDSv2) are answered. */
  metadataTokens?: string;
  /** `enabled`, `pending`, `disabled`, `disabling`. */
  detailedMonitoring?: string;
}

/** An image that the account owns. */
export interface MachineImage {
  id: string;
  name: string;
  /** Anybody may launch it. */
  public?: boolean;
}

/** An EBS volume. */
export interface Volume {
  id: string;
  /** Instances it is attached to. */
  attachedTo: string[];
  /** It stays when a machine that it is attached to is terminated; absent when it is attached to none. */
  outlivesMachine?: boolean;
  encrypted?: boolean;
}

/** An EBS snapshot that the account owns. */
export interface Snapshot {
  id: string;
  /** The volume it is of. */
  volumeId?: string;
  /** UTC instant. */
  startedAt?: string;
  encrypted?: boolean;
}

/** A VPC. */
export interface Vpc {
  id: string;
  name?: string;
  isDefault: boolean;
}

/** A VPC flow log. */
export interface FlowLog {
  id: string;
  /** VPC, subnet, network interface or transit gateway. */
  resourceId: string;
  /** `ACTIVE` or another word. */
  status?: string;
  /** `SUCCESS`, `FAILED`; absent until something was delivered. */
  delivery?: string;
  /** `ACCEPT`, `REJECT`, `ALL`. */
  traffic?: string;
  /** UTC instant. A flow log cannot be changed, so it has been as it is since then. */
  createdAt?: string;
}

/** An internet gateway. */
export interface InternetGateway {
  id: string;
  /** VPCs it is attached to: none or one. */
  vpcIds: string[];
}

/** A machine that Systems Manager knows: an EC2 instance (`i-…`) or another one (`mi-…`). */
export interface ManagedNode {
  id: string;
  /** `Online`, `ConnectionLost`, `Inactive`. */
  ping?: string;
  /** UTC instant. */
  lastPingAt?: string;
}

/** How a managed node stands by one kind of compliance of Systems Manager. */
export interface NodeCompliance {
  node: string;
  /** `Patch`, `Association`, `Custom:…`. */
  type: string;
  /** `COMPLIANT`, `NON_COMPLIANT`. */
  status?: string;
  /** Items that do not hold. */
  failing: number;
  /** UTC instant of the run that told it. */
  checkedAt?: string;
}

/** Facts of machines, disks and networks, each per region. */
export interface NetworkFacts {
  /** ec2:DescribeInstances */
  'ec2.instances': Instance[];
  /** ec2:DescribeImages, own ones */
  'ec2.images': MachineImage[];
  /** ec2:DescribeVolumes */
  'ec2.volumes': Volume[];
  /** ec2:DescribeSnapshots, own ones */
  'ec2.snapshots': Snapshot[];
  /** ec2:DescribeSnapshots: ids of own ones that anybody may restore */
  'ec2.public-snapshots': string[];
  /** ec2:GetEbsEncryptionByDefault; null when AWS did not say */
  'ec2.ebs-default-encryption': boolean | null;
  /** ec2:DescribeVpcs */
  'ec2.vpcs': Vpc[];
  /** ec2:DescribeFlowLogs */
  'ec2.flow-logs': FlowLog[];
  /** ec2:DescribeInternetGateways */
  'ec2.internet-gateways': InternetGateway[];
  /** ssm:DescribeInstanceInformation */
  'ssm.nodes': ManagedNode[];
  /** ssm:ListResourceComplianceSummaries; not asked where there are no nodes */
  'ssm.compliance': NodeCompliance[];
}

/** How each of these facts is read. */
export const networkSources: Record<keyof NetworkFacts, FactSource> = {
  'ec2.instances': { operation: 'ec2:DescribeInstances', regional: true },
  'ec2.images': { operation: 'ec2:DescribeImages', regional: true },
  'ec2.volumes': { operation: 'ec2:DescribeVolumes', regional: true },
  'ec2.snapshots': { operation: 'ec2:DescribeSnapshots', regional: true },
  'ec2.public-snapshots': { operation: 'ec2:DescribeSnapshots', regional: true },
  'ec2.ebs-default-encryption': { operation: 'ec2:GetEbsEncryptionByDefault', regional: true },
  'ec2.vpcs': { operation: 'ec2:DescribeVpcs', regional: true },
  'ec2.flow-logs': { operation: 'ec2:DescribeFlowLogs', regional: true },
  'ec2.internet-gateways': { operation: 'ec2:DescribeInternetGateways', regional: true },
  'ssm.nodes': { operation: 'ssm:DescribeInstanceInformation', regional: true },
  'ssm.compliance': { operation: 'ssm:ListResourceComplianceSummaries', regional: true },
};
