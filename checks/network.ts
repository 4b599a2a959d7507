/** Machines, disks and networks. */
import type { Check } from '../source/core/check.ts';
import { diskChecks } from './ebs.ts';
import { instanceChecks } from './ec2-instances.ts';
import { sharingChecks } from './ec2-sharing.ts';
import { nodeChecks } from './ssm-nodes.ts';
import { networkChecks as vpcChecks } from './vpc.ts';

/** Checks of this group. */
export const networkChecks: readonly Check[] = [
  instanceChecks,
  nodeChecks,
  diskChecks,
  sharingChecks,
  vpcChecks,
].flat();
