/** The shared AWS configuration: profiles and regions. Reads files only; loads no AWS client. */

/** A profile of the shared AWS configuration. */
export interface Profile {
  name: string;
  region?: string;
  /** It signs in through IAM Identity Center. */
  sso: boolean;
  /** Name of its Identity Center session, or the start address: what the kept token is filed under. */
  ssoKey?: string;
  /** Role it takes. */
  roleArn?: string;
  /** Profile whose credentials it takes the role with. */
  sourceProfile?: string;
  /** Second factor it asks for. */
  mfaSerial?: string;
}

/** The profiles of the shared configuration and credentials files, sorted by name; none when there are no files. */
export async function listProfiles(): Promise<Profile[]> {
  // The SDK's own parser, so that we see what it will see (AWS_CONFIG_FILE, comments, nested sections).
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !/^(sso-session|services)\./.test(name))
    .sort()
    .map((name) => {
      const section = { ...configFile[name], ...credentialsFile[name] };
      return {
        name,
        sso: Boolean(section.sso_session ?? section.sso_start_url),
        ...((section.sso_session || section.sso_start_url) && {
          ssoKey: section.sso_session || section.sso_start_url,
        }),
        ...(section.region && { region: section.region }),
        ...(section.role_arn && { roleArn: section.role_arn }),
        ...(section.source_profile && { sourceProfile: section.source_profile }),
        ...(section.mfa_serial && { mfaSerial: section.mfa_serial }),
      };
    });
}

/** The profile asked for, else that of the environment; undefined leaves it to the chain. */
export function chosenProfile(requested: string | undefined): string | undefined {
  return requested || process.env.AWS_PROFILE || undefined;
}

/** The profile to sign in with by `aws sso login`: the one given, or the one at the end of its source profiles. */
export function ssoProfile(name: string | undefined, profiles: readonly Profile[]): string | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = name ?? 'default'; at && !seen.has(at); ) {
    seen.add(at);
    const profile = profiles.find((one) => one.name === at);
    if (profile?.sso) return profile.name;
    at = profile?.sourceProfile;
  }
  return undefined;
}

/** Region to start from: environment, profile, the first region asked for, then us-east-1. */
export function startRegion(
  profile: string | undefined,
  profiles: readonly Profile[],
  asked: readonly string[] = [],
): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const own = profiles.find(({ name }) => name === (profile ?? 'default'))?.region;
  return AWS_REGION || AWS_DEFAULT_REGION || own || asked[0] || 'us-east-1';
}
