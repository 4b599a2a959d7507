/** Readers of identity, compute, delivery and backup. */
import type { PlatformFacts } from '../core/facts-platform.ts';
import type { Readers } from './plan.ts';

const federation = () => import('./collectors/federation.ts');
const identityCenter = () => import('./collectors/identity-center.ts');
const account = () => import('./collectors/account.ts');
const lambda = () => import('./collectors/lambda.ts');
const containers = () => import('./collectors/containers.ts');
const ecr = () => import('./collectors/ecr.ts');
const documents = () => import('./collectors/ssm-documents.ts');
const delivery = () => import('./collectors/delivery.ts');
const backup = () => import('./collectors/backup.ts');
const backupRuns = () => import('./collectors/backup-runs.ts');

/** Readers of this group. */
export const platformReaders: Pick<Readers, keyof PlatformFacts> = {
  'iam.saml-providers': { regional: false, load: async () => (await federation()).samlProviders },
  'iam.oidc-providers': { regional: false, load: async () => (await federation()).oidcProviders },
  'identity-center.instances': { regional: false, load: async () => (await identityCenter()).instances },
  'identity-center.access': { regional: false, load: async () => (await identityCenter()).access },
  'organizations.accounts': { regional: false, load: async () => (await account()).organizationAccounts },
  'organizations.inactive': { regional: false, load: async () => (await account()).inactiveAccounts },
  'account.security-contact': { regional: false, load: async () => (await account()).securityContact },
  'artifact.reports': {
    regional: false,
    load: async () => (await import('./collectors/artifact.ts')).reports,
  },
  'lambda.functions': { regional: true, load: async () => (await lambda()).functions },
  'lambda.policies': { regional: true, load: async () => (await lambda()).policies },
  'lambda.on-failure': { regional: true, load: async () => (await lambda()).onFailure },
  'ecs.families': { regional: true, load: async () => (await containers()).families },
  'ecs.task-definitions': { regional: true, load: async () => (await containers()).taskDefinitions },
  'ecr.repositories': { regional: true, load: async () => (await ecr()).repositories },
  'ecr.scanning': { regional: true, load: async () => (await ecr()).scanning },
  'ecr.latest-images': { regional: true, load: async () => (await ecr()).latestImages },
  'eks.clusters': { regional: true, load: async () => (await containers()).clusters },
  'eks.endpoints': { regional: true, load: async () => (await containers()).endpoints },
  'ssm.documents': { regional: true, load: async () => (await documents()).documents },
  'ssm.public-documents': { regional: true, load: async () => (await documents()).publicDocuments },
  'cloudformation.stacks': { regional: true, load: async () => (await delivery()).stacks },
  'codebuild.names': { regional: true, load: async () => (await delivery()).projectNames },
  'codebuild.projects': { regional: true, load: async () => (await delivery()).projects },
  'codepipeline.names': { regional: true, load: async () => (await delivery()).pipelineNames },
  'codepipeline.pipelines': { regional: true, load: async () => (await delivery()).pipelines },
  'cloudtrail.console-changes': {
    regional: true,
    load: async () => (await import('./collectors/console-changes.ts')).consoleChanges,
  },
  'backup.plans': { regional: true, load: async () => (await backup()).plans },
  'backup.rules': { regional: true, load: async () => (await backup()).rules },
  'backup.selections': { regional: true, load: async () => (await backup()).selections },
  'backup.vaults': { regional: true, load: async () => (await backup()).vaults },
  'backup.vault-policies': { regional: true, load: async () => (await backup()).vaultPolicies },
  'backup.recovery-points': { regional: true, load: async () => (await backup()).recoveryPoints },
  'backup.jobs': { regional: true, load: async () => (await backupRuns()).jobs },
  'backup.copies': { regional: true, load: async () => (await backupRuns()).copies },
  'backup.restores': { regional: true, load: async () => (await backupRuns()).restores },
  'backup.testing-plans': { regional: true, load: async () => (await backupRuns()).testingPlans },
  'backup.protected': { regional: true, load: async () => (await backup()).protectedResources },
};
