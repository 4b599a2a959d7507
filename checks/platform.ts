/** Identity, compute, delivery and backup. */
import type { Check } from '../source/core/check.ts';
import { backupCopyChecks } from './backup-copies.ts';
import { backupPlanChecks } from './backup-plans.ts';
import { backupRunChecks } from './backup-runs.ts';
import { backupVaultChecks } from './backup-vaults.ts';
import { containerChecks } from './containers.ts';
import { dataStoreChecks } from './data-stores.ts';
import { buildChecks } from './delivery-builds.ts';
import { changeChecks } from './delivery-changes.ts';
import { imageChecks } from './ecr.ts';
import { accountChecks } from './identity-account.ts';
import { federationChecks } from './identity-federation.ts';
import { functionCallChecks } from './lambda.ts';
import { functionSettingChecks } from './lambda-settings.ts';
import { regionChecks } from './unused-regions.ts';

/** Checks of federation and of the account as a whole. */
export const identityChecks: readonly Check[] = [federationChecks, accountChecks].flat();

/** Checks of functions, containers and runbooks. */
export const computeChecks: readonly Check[] = [
  functionCallChecks,
  functionSettingChecks,
  containerChecks,
  imageChecks,
].flat();

/** Checks of how changes get in, and of regions that should be empty. */
export const deliveryChecks: readonly Check[] = [buildChecks, changeChecks, regionChecks].flat();

/** Checks of backups. */
export const backupChecks: readonly Check[] = [
  backupPlanChecks,
  backupCopyChecks,
  backupVaultChecks,
  backupRunChecks,
  dataStoreChecks,
].flat();

/** Checks of these groups. */
export const platformChecks: readonly Check[] = [identityChecks, computeChecks, deliveryChecks, backupChecks].flat();
