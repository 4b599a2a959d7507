/** Readers of machines, disks and networks. */
import type { NetworkFacts } from '../core/facts-network.ts';
import type { Readers } from './plan.ts';

const machines = () => import('./collectors/ec2-machines.ts');
const disks = () => import('./collectors/ebs.ts');
const networks = () => import('./collectors/vpc.ts');
const nodes = () => import('./collectors/ssm-nodes.ts');

/** Readers of this group. */
export const networkReaders: Pick<Readers, keyof NetworkFacts> = {
  'ec2.instances': { regional: true, load: async () => (await machines()).instances },
  'ec2.images': { regional: true, load: async () => (await machines()).images },
  'ec2.volumes': { regional: true, load: async () => (await disks()).volumes },
  'ec2.snapshots': { regional: true, load: async () => (await disks()).snapshots },
  'ec2.public-snapshots': { regional: true, load: async () => (await disks()).publicSnapshots },
  'ec2.ebs-default-encryption': { regional: true, load: async () => (await disks()).defaultEncryption },
  'ec2.vpcs': { regional: true, load: async () => (await networks()).vpcs },
  'ec2.flow-logs': { regional: true, load: async () => (await networks()).flowLogs },
  'ec2.internet-gateways': { regional: true, load: async () => (await networks()).internetGateways },
  'ssm.nodes': { regional: true, load: async () => (await nodes()).nodes },
  'ssm.compliance': { regional: true, load: async () => (await nodes()).compliance },
};
