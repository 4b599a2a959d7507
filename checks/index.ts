/** Every check there is. */
import type { Check } from '../source/core/check.ts';
import { trailBucketChecks } from './cloudtrail-buckets.ts';
import { recordingChecks } from './cloudtrail-recording.ts';
import { trailChecks } from './cloudtrail-trails.ts';
import { dataChecks } from './data.ts';
import { detectionChecks } from './detection.ts';
import { groupChecks } from './ec2-groups.ts';
import { portChecks } from './ec2-ports.ts';
import { edgeChecks } from './edge.ts';
import { administratorChecks } from './iam-administrators.ts';
import { credentialChecks } from './iam-credentials.ts';
import { passwordPolicyChecks } from './iam-password-policy.ts';
import { roleChecks } from './iam-roles.ts';
import { rootChecks } from './iam-root.ts';
import { userChecks } from './iam-users.ts';
import { networkChecks } from './network.ts';
import { platformChecks } from './platform.ts';
import { blockChecks } from './s3-blocks.ts';
import { publicBucketChecks } from './s3-public.ts';
import { bucketRecoveryChecks } from './s3-recovery.ts';
import { bucketSettingChecks } from './s3-settings.ts';

/** IAM, S3, CloudTrail and security groups: what every account has. */
export const baseChecks: readonly Check[] = [
  rootChecks,
  credentialChecks,
  passwordPolicyChecks,
  userChecks,
  administratorChecks,
  roleChecks,
  blockChecks,
  publicBucketChecks,
  bucketSettingChecks,
  bucketRecoveryChecks,
  recordingChecks,
  trailChecks,
  trailBucketChecks,
  portChecks,
  groupChecks,
].flat();

/** All checks, sorted by id. */
export const allChecks: readonly Check[] = [
  baseChecks,
  networkChecks,
  edgeChecks,
  dataChecks,
  detectionChecks,
  platformChecks,
]
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(allChecks.map((check) => [check.id, check]));

/** The check with an id of the catalogue; undefined when there is none. */
export function checkById(id: string): Check | undefined {
  return byId.get(id);
}
