/** Every flip, by service. */
import { cloudTrailFlips } from './cloudtrail.ts';
import { credentialFlips } from './credentials.ts';
import { ec2Flips } from './ec2.ts';
import type { Flip } from './flip.ts';
import { principalFlips } from './principals.ts';
import { s3Flips } from './s3.ts';

/** One for each check, in no order that matters. */
export const flips: Flip[] = [...credentialFlips, ...principalFlips, ...s3Flips, ...cloudTrailFlips, ...ec2Flips];
