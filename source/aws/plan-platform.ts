/** Readers of identity, compute, delivery and backup. */
import type { PlatformFacts } from '../core/facts-platform.ts';
import type { Readers } from './plan.ts';

const federation = () => import('./collectors/federation.ts');
const identityCenter = () => import('./collectors/identity-center.ts');
const account = () => import('./collectors/account.ts');

/** Readers of this group. */
export const platformReaders: Pick<Readers, keyof PlatformFacts> = {
  'iam.saml-providers': { regional: false, load: async () => (await federation()).samlProviders },
  'iam.oidc-providers': { regional: false, load: async () => (await federation()).oidcProviders },
  'identity-center.instances': { regional: false, load: async () => (await identityCenter()).instances },
  'identity-center.access': { regional: false, load: async () => (await identityCenter()).access },
  'organizations.accounts': { regional: false, load: async () => (await account()).organizationAccounts },
  'account.security-contact': { regional: false, load: async () => (await account()).securityContact },
  'artifact.reports': {
    regional: false,
    load: async () => (await import('./collectors/artifact.ts')).reports,
  },
};
