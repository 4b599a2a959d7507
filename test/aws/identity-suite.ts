/** Federation, IAM Identity Center, and the account as a whole. */
import { identityChecks } from '../../checks/platform.ts';
import { regions } from './clients.ts';
import { identityFlips } from './flips/identity.ts';
import { identity, seedBadIdentity, seedGoodIdentity } from './seed-identity.ts';
import type { Suite } from './suite.ts';
import { enabledRegions } from './written.ts';
import { credentialRows } from './written-credentials.ts';
import { artifactReports, identityCenterIn, noOrganization } from './written-identity.ts';
import { encodedDocuments } from './written-principals.ts';

const everywhere = [enabledRegions(regions), encodedDocuments, credentialRows({})];

/** Its recordings are in `recordings/identity/`. */
export const identitySuite: Suite = {
  folder: 'identity',
  checks: identityChecks,
  accounts: [
    {
      name: 'good',
      seed: seedGoodIdentity,
      written: [...everywhere, identityCenterIn(identity.home), artifactReports(30)],
    },
    {
      name: 'bad',
      seed: seedBadIdentity,
      // An instance that is being deleted signs nobody in, and what it gave is still there.
      written: [
        ...everywhere,
        identityCenterIn(identity.home, 'DELETE_IN_PROGRESS'),
        noOrganization,
        artifactReports(200),
      ],
    },
    {
      name: 'empty',
      seed: async () => {},
      written: [...everywhere, identityCenterIn(undefined), noOrganization, artifactReports(30)],
    },
  ],
  flips: identityFlips,
  // AWS offers its report to every account.
  onFirstDay: { 'security-contact-registered': 'fail', 'aws-soc-report-available': 'pass' },
  scoping: {
    'admin-principals': [identity.administrator, identity.administrators],
    'known-accounts': [identity.vendor],
  },
};
