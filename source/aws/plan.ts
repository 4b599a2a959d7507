/** Which reading each fact needs, and where. */
import { type FactName, type FactTypes, globalRegion, type Reading } from '../core/facts.ts';
import { trails } from './collectors/cloudtrail.ts';
import { networkInterfaces, securityGroups } from './collectors/ec2.ts';
import { accountSummary, passwordPolicy, virtualMfaDevices } from './collectors/iam.ts';
import { credentialReport } from './collectors/iam-credential-report.ts';
import { authorizationDetails } from './collectors/iam-principals.ts';
import { accountPublicAccessBlock, buckets } from './collectors/s3.ts';
import type { Session } from './session.ts';

/** Facts that the start of a scan reads by itself, since all else hangs on them. */
export type StartFact = 'sts.caller' | 'ec2.regions';

type Readers = {
  [Name in Exclude<FactName, StartFact>]: {
    regional: boolean;
    read(session: Session, region: string): Promise<Reading<FactTypes[Name]>>;
  };
};

const readers: Readers = {
  'iam.account-summary': { regional: false, read: accountSummary },
  'iam.virtual-mfa-devices': { regional: false, read: virtualMfaDevices },
  'iam.credential-report': { regional: false, read: credentialReport },
  'iam.password-policy': { regional: false, read: passwordPolicy },
  'iam.authorization-details': { regional: false, read: authorizationDetails },
  's3.account-public-access-block': { regional: false, read: accountPublicAccessBlock },
  's3.buckets': { regional: false, read: buckets },
  'cloudtrail.trails': { regional: true, read: trails },
  'ec2.security-groups': { regional: true, read: securityGroups },
  'ec2.network-interfaces': { regional: true, read: networkInterfaces },
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
      const { regional, read } = readers[name];
      return (regional ? regions : [globalRegion]).map((region) => ({
        name,
        region,
        read: (session: Session) => read(session, region),
      }));
    });
}
