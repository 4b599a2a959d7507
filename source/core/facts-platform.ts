/** Facts of identity, compute, delivery and backup. */
import type { FactSource } from './fact-sources.ts';
import { type IdentityFacts, identitySources } from './facts-identity.ts';

/** Facts of these groups. */
export interface PlatformFacts extends IdentityFacts {}

/** How each of these facts is read. */
export const platformSources: Record<keyof PlatformFacts, FactSource> = { ...identitySources };
