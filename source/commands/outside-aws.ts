/** What the AWS accounts screen asks for: profiles and how they sign in, the choice of one, what a scan would send. */
import { allChecks } from '../../checks/index.ts';
import type { AwsProfile } from '../app/aws-profiles.ts';
import type { Told } from '../app/outside.ts';
import { chosenProfile, listProfiles, type Profile, ssoProfile } from '../aws/profiles.ts';
import { configFiles, ssoToken } from '../aws/sso-state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { namedRegions } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** What this session has chosen. */
export interface AwsChoice {
  /** Profile of the next reading; undefined: as the options and the environment say. */
  profile?: string;
}

/** The profiles with their sign-in. Holds no credentials: tokens are looked at for their end only. */
export async function profilesTold(options: Options, choice: AwsChoice, now: Date): Promise<Told> {
  const profiles = await listProfiles();
  const current = choice.profile ?? chosenProfile(text(options, 'profile'));
  const { AWS_ACCESS_KEY_ID = '', AWS_CONTAINER_CREDENTIALS_RELATIVE_URI = '' } = process.env;
  return {
    type: 'profiles',
    profiles: {
      profiles: await Promise.all(profiles.map((profile) => described(profile, profiles, now))),
      files: configFiles(),
      environment: AWS_ACCESS_KEY_ID !== '' || AWS_CONTAINER_CREDENTIALS_RELATIVE_URI !== '',
      ...(current === undefined ? {} : { current }),
    },
  };
}

async function described(profile: Profile, profiles: readonly Profile[], now: Date): Promise<AwsProfile> {
  const { name, region, roleArn, sourceProfile, mfaSerial } = profile;
  const base = { name, mfa: mfaSerial !== undefined, ...(region === undefined ? {} : { region }) };
  const sso = profiles.find((one) => one.name === ssoProfile(name, profiles));
  const token = sso?.ssoKey === undefined ? undefined : await ssoToken(sso.ssoKey, now);
  const missing = sso !== undefined && token?.valid !== true ? { signIn: `aws sso login --profile ${sso.name}` } : {};
  if (profile.sso) {
    const until = token?.until === undefined ? {} : { until: token.until };
    return { ...base, ...missing, state: { type: 'sso', valid: token?.valid === true, ...until } };
  }
  if (roleArn === undefined) return { ...base, state: { type: 'other' } };
  return {
    ...base,
    ...missing,
    state: { type: 'role', ...(sourceProfile === undefined ? {} : { source: sourceProfile }) },
  };
}

/** Takes a profile for the next reading of this session. A code cannot be asked for under the screen. */
export async function useProfile(name: string, options: Options, choice: AwsChoice, now: Date): Promise<Told> {
  const profile = (await listProfiles()).find((one) => one.name === name);
  if (profile === undefined) throw new CommandError(4, `There is no profile ${name} any more.`);
  if (profile.mfaSerial !== undefined)
    throw new CommandError(
      4,
      `Profile ${name} asks for the code of a device, which is asked for before the screen opens.`,
      `Leave with q, then: soc2-ready --profile ${name}`,
    );
  choice.profile = name;
  const { openPreferences } = await import('../workspace/preferences.ts');
  (await openPreferences()).set('lastProfile', name);
  return profilesTold(options, choice, now);
}

/** What a scan would send, from the checks and the last scan; asks nothing of AWS. */
export async function scanPlanTold(workspace: Workspace, options: Options): Promise<Told> {
  const { planScan } = await import('../aws/scan-plan.ts');
  const regions = namedRegions(options);
  const last = await workspace.latestScan();
  const plan = planScan(allChecks, { regions: regions.length > 0 ? regions : undefined, last });
  return {
    type: 'scan-plan',
    plan: {
      regions: plan.regions,
      regionsFrom: plan.regionsFrom,
      calls: plan.calls.expected,
      depends: plan.calls.depends.length,
      permissions: plan.permissions.length,
      seconds: plan.seconds,
      operations: plan.planned.map(({ operation, calls, basis }) => ({ operation, calls, basis })),
    },
  };
}
