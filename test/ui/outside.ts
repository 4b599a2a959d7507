/** What the outside of a session says in the frames: assessments, AWS profiles, the glossary; the same each time. */
import type { ClientFigures } from '../../source/app/assessments.ts';
import type { Ports } from '../../source/app/ports.ts';

const figures: Record<string, ClientFigures> = {
  '/work/acme': {
    name: 'Acme GmbH',
    verdict: 'Not ready',
    coverage: 0.42,
    changed: '2026-11-30',
    next: '✖ CC6.1-mfa AWS shows otherwise: 2 of 14 users have no factor.',
  },
  '/work/brook': { name: 'Brook Analytics', verdict: 'Ready with conditions', coverage: 0.97, changed: '2026-11-12' },
  '/work/gone': { fault: 'Could not read /work/gone/journal.jsonl: you may not write or read there (EACCES).' },
};

/** Answers wishes; one assessment is never worked out, so that its row shows the wait. */
export const framesOutside: NonNullable<Ports['outside']> = async (ask) => {
  switch (ask.type) {
    case 'list-clients':
      return {
        type: 'clients',
        clients: [
          { folder: '/work/example', name: 'example', current: true },
          ...['acme', 'brook', 'gone'].map((name) => ({ folder: `/work/${name}`, name, current: false })),
        ],
      };
    case 'client-figures': {
      const known = figures[ask.folder];
      if (known === undefined) return new Promise(() => undefined);
      return { type: 'client-figures', folder: ask.folder, figures: known };
    }
    case 'list-profiles':
    case 'use-profile':
      return {
        type: 'profiles',
        profiles: {
          files: ['~/.aws/config', '~/.aws/credentials'],
          environment: false,
          current: ask.type === 'use-profile' ? ask.name : 'audit',
          profiles: [
            { name: 'audit', region: 'eu-west-1', mfa: false, state: { type: 'sso', valid: true, until: '17:40' } },
            { name: 'default', mfa: false, state: { type: 'other' } },
            {
              name: 'production',
              region: 'eu-central-1',
              mfa: false,
              state: { type: 'sso', valid: false },
              signIn: 'aws sso login --profile production',
            },
            { name: 'reader', region: 'eu-west-1', mfa: true, state: { type: 'role', source: 'default' } },
          ],
        },
      };
    case 'plan-scan':
      return {
        type: 'scan-plan',
        plan: {
          regions: ['eu-west-1', 'eu-central-1'],
          regionsFrom: 'last scan',
          calls: 318,
          depends: 1,
          permissions: 96,
          seconds: 41,
          operations: [
            { operation: 'iam:GetAccountSummary', calls: 1, basis: 'one for the account' },
            { operation: 'ec2:DescribeSecurityGroups', calls: 2, basis: 'one for each region' },
            { operation: 's3:GetBucketPolicy', calls: null, basis: 'depends on what is there' },
          ],
        },
      };
    case 'keep':
      return { type: 'kept', name: ask.name, value: ask.value };
    default:
      throw new Error('This session cannot do that.');
  }
};

/** Three terms. */
export const framesGlossary: NonNullable<Ports['glossary']> = async () => ({
  terms: [
    {
      term: 'control',
      everyday: true,
      definition: 'Something that is done, by people or by machines, so that a criterion is met. An auditor tests it.',
      see: ['evidence'],
      where: ['CC1.1-conduct'],
    },
    {
      term: 'evidence',
      definition: 'What shows that a control is there or has run: a dated record, an export, a signed page.',
      see: ['control'],
      where: ['evidence'],
    },
    {
      term: 'observation window',
      aliases: ['audit period'],
      definition: 'The months over which an auditor of a Type 2 report tests that controls ran.',
      see: [],
      where: ['window'],
    },
  ],
});
