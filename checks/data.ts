/** Checks of databases and other data stores. */
import type { Check } from '../source/core/check.ts';
import { dmsChecks } from './dms.ts';
import { dynamodbChecks } from './dynamodb.ts';
import { efsChecks } from './efs.ts';
import { elasticacheChecks } from './elasticache.ts';
import { emrChecks } from './emr.ts';
import { messageChecks } from './messages.ts';
import { opensearchChecks } from './opensearch.ts';
import { databaseAccessChecks } from './rds-access.ts';
import { databaseProtectionChecks } from './rds-protection.ts';
import { databaseSnapshotChecks } from './rds-snapshots.ts';
import { redshiftChecks } from './redshift.ts';
import { redshiftAccessChecks } from './redshift-access.ts';
import { sagemakerChecks } from './sagemaker.ts';

/** RDS and Aurora; DynamoDB, Redshift, caches, search, files, messages, and what moves data between them. */
export const dataChecks: readonly Check[] = [
  databaseProtectionChecks,
  databaseSnapshotChecks,
  databaseAccessChecks,
  dynamodbChecks,
  redshiftChecks,
  redshiftAccessChecks,
  elasticacheChecks,
  opensearchChecks,
  efsChecks,
  messageChecks,
  emrChecks,
  dmsChecks,
  sagemakerChecks,
].flat();
