/** Routes of the account, Artifact, compute and backup. */
import type { Route } from './routes.ts';

const rest = (service: string, method: string, path: RegExp, name: string): Route => ({
  signedFor: service,
  service,
  protocol: 'rest-json',
  method,
  path,
  name,
});

/** All of them. */
export const platformRoutes: Route[] = [
  rest('account', 'POST', /^\/getAlternateContact$/, 'GetAlternateContact'),
  rest('artifact', 'GET', /^\/v1\/report\/list$/, 'ListReports'),
  rest('lambda', 'GET', /^\/2015-03-31\/functions\/[^/]+\/policy$/, 'GetPolicy'),
  rest('lambda', 'GET', /^\/2019-09-25\/functions\/[^/]+\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'),
  rest('eks', 'GET', /^\/clusters$/, 'ListClusters'),
  rest('backup', 'GET', /^\/backup\/plans\/?$/, 'ListBackupPlans'),
  rest('backup', 'GET', /^\/backup\/plans\/[^/]+\/?$/, 'GetBackupPlan'),
  rest('backup', 'GET', /^\/backup\/plans\/[^/]+\/selections\/?$/, 'ListBackupSelections'),
  rest('backup', 'GET', /^\/backup-vaults\/?$/, 'ListBackupVaults'),
  rest('backup', 'GET', /^\/backup-vaults\/[^/]+\/access-policy$/, 'GetBackupVaultAccessPolicy'),
  rest('backup', 'GET', /^\/backup-vaults\/[^/]+\/recovery-points\/?$/, 'ListRecoveryPointsByBackupVault'),
  rest('backup', 'GET', /^\/backup-jobs\/?$/, 'ListBackupJobs'),
  rest('backup', 'GET', /^\/copy-jobs\/?$/, 'ListCopyJobs'),
  rest('backup', 'GET', /^\/restore-jobs\/?$/, 'ListRestoreJobs'),
  rest('backup', 'GET', /^\/restore-testing\/plans\/?$/, 'ListRestoreTestingPlans'),
  rest('backup', 'GET', /^\/resources\/?$/, 'ListProtectedResources'),
  rest('eks', 'GET', /^\/clusters\/[^/]+$/, 'DescribeCluster'),
];
