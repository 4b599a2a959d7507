/** Which reading each fact needs, and where. */
import { type FactName, type FactTypes, globalRegion, type Reading } from '../core/facts.ts';
import { dataReaders } from './plan-data.ts';
import { detectionReaders } from './plan-detection.ts';
import { edgeReaders } from './plan-edge.ts';
import { networkReaders } from './plan-network.ts';
import { platformReaders } from './plan-platform.ts';
import type { Session } from './session.ts';

/** Facts that the start of a scan reads by itself, since all else hangs on them. */
export type StartFact = 'sts.caller' | 'ec2.regions';

/** Reads one fact in one region ({@link globalRegion} for a global one). */
export type Reader<Name extends FactName> = (session: Session, region: string) => Promise<Reading<FactTypes[Name]>>;

/** How each fact is read. */
export type Readers = {
  [Name in Exclude<FactName, StartFact>]: {
    regional: boolean;
    /** Loads the collector, and with it the SDK client of its service, only when the fact is wanted. */
    load(): Promise<Reader<Name>>;
  };
};

const iam = () => import('./collectors/iam.ts');
const s3 = () => import('./collectors/s3.ts');
const ec2 = () => import('./collectors/ec2.ts');

const readers: Readers = {
  'iam.account-summary': { regional: false, load: async () => (await iam()).accountSummary },
  'iam.virtual-mfa-devices': { regional: false, load: async () => (await iam()).virtualMfaDevices },
  'iam.credential-report': {
    regional: false,
    load: async () => (await import('./collectors/iam-credential-report.ts')).credentialReport,
  },
  'iam.password-policy': { regional: false, load: async () => (await iam()).passwordPolicy },
  'iam.authorization-details': {
    regional: false,
    load: async () => (await import('./collectors/iam-principals.ts')).authorizationDetails,
  },
  's3.account-public-access-block': { regional: false, load: async () => (await s3()).accountPublicAccessBlock },
  's3.buckets': { regional: false, load: async () => (await s3()).buckets },
  'cloudtrail.trails': { regional: true, load: async () => (await import('./collectors/cloudtrail.ts')).trails },
  'ec2.security-groups': { regional: true, load: async () => (await ec2()).securityGroups },
  'ec2.network-interfaces': { regional: true, load: async () => (await ec2()).networkInterfaces },
  ...networkReaders,
  ...edgeReaders,
  ...platformReaders,
  ...detectionReaders,
  ...dataReaders,
};

/** All facts, in the order they are kept. */
export const allFacts: readonly FactName[] = [
  'sts.caller',
  'ec2.regions',
  ...(Object.keys(readers) as (keyof Readers)[]),
];

/** Whether a fact is read in each region. */
export function isRegional(name: FactName): boolean {
  return name in readers && readers[name as keyof Readers].regional;
}

/** One reading to make. */
export interface Job {
  name: FactName;
  region: string;
  read(session: Session): Promise<Reading<unknown>>;
}

/** The readings to make for the facts asked for, in the regions given. */
export function jobs(facts: readonly FactName[], regions: readonly string[]): Job[] {
  return allFacts
    .filter((name): name is keyof Readers => facts.includes(name) && name in readers)
    .flatMap((name) => {
      const { regional, load } = readers[name];
      return (regional ? regions : [globalRegion]).map((region) => ({
        name,
        region,
        read: async (session: Session) => (await load())(session, region),
      }));
    });
}
