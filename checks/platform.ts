/** Identity, compute, delivery and backup. */
import type { Check } from '../source/core/check.ts';
import { accountChecks } from './identity-account.ts';
import { federationChecks } from './identity-federation.ts';

/** Checks of federation and of the account as a whole. */
export const identityChecks: readonly Check[] = [federationChecks, accountChecks].flat();

/** Checks of these groups. */
export const platformChecks: readonly Check[] = [identityChecks].flat();
