/** Facts of identity, compute, delivery and backup. */
import type { FactSource } from './fact-sources.ts';
import { type BackupFacts, backupSources } from './facts-backup.ts';
import { type ComputeFacts, computeSources } from './facts-compute.ts';
import { type DeliveryFacts, deliverySources } from './facts-delivery.ts';
import { type IdentityFacts, identitySources } from './facts-identity.ts';

/** Facts of these groups. */
export interface PlatformFacts extends IdentityFacts, ComputeFacts, DeliveryFacts, BackupFacts {}

/** How each of these facts is read. */
export const platformSources: Record<keyof PlatformFacts, FactSource> = {
  ...identitySources,
  ...computeSources,
  ...deliverySources,
  ...backupSources,
};
