/** Checks of databases and other data stores. */
import type { Check } from '../source/core/check.ts';
import { databaseAccessChecks } from './rds-access.ts';
import { databaseProtectionChecks } from './rds-protection.ts';
import { databaseSnapshotChecks } from './rds-snapshots.ts';

/** RDS and Aurora; DynamoDB, Redshift, caches, search, files, messages, and what moves data between them. */
export const dataChecks: readonly Check[] = [
  databaseProtectionChecks,
  databaseSnapshotChecks,
  databaseAccessChecks,
].flat();
