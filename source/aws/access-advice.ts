/** From an error about credentials or connection to one sentence and what to do next. */
import { plainLine } from '../core/text.ts';
import { AwsAccessError } from './access-error.ts';
import { denialReason } from './denial.ts';
import { classify, errorFacts } from './errors.ts';
import { type Profile, ssoProfile } from './profiles.ts';

/** Where the error came up. */
export interface AccessContext {
  profiles: readonly Profile[];
  profile?: string;
  region: string;
  endpoint?: string;
}

/** The exact line that renews a sign-in. */
export function ssoLogin(profile: string): string {
  return `aws sso login --profile ${shellWord(profile)}`;
}

/** The error of a scan or of resolving credentials, in words. One that is in words already is passed on. */
export function accessError(error: unknown, context: AccessContext): AwsAccessError {
  if (error instanceof AwsAccessError) return error;
  const { message, names } = errorFacts(error);
  const sso = ssoProfile(context.profile, context.profiles);
  const whose = context.profile ? `of profile "${context.profile}"` : 'in use';

  if (
    sso &&
    (/sso session|sso login|token is expired|session token not found/i.test(message) ||
      names.includes('UnauthorizedException'))
  ) {
    return new AwsAccessError('sso-expired', `The AWS sign-in of profile "${sso}" has expired.`, ssoLogin(sso));
  }
  if (/MultiFactorAuthentication failed|invalid MFA|'tokenCode'/i.test(message)) {
    return new AwsAccessError(
      'mfa',
      'AWS did not accept the MFA code.',
      'Wait for the next code on the device (each works once) and try again.',
    );
  }
  const found = classify(error, 'sts:AssumeRole');
  const problem = found.kind === 'unread' ? found.problem : undefined;
  if (found.kind === 'unread' && found.unread.state === 'denied') {
    return new AwsAccessError(
      'role-denied',
      denialReason('sts:AssumeRole', message),
      "Compare the role's trust policy with the caller, the external id and whether it asks for MFA.",
    );
  }
  switch (problem) {
    case 'session-expired': {
      const next = sso ? ssoLogin(sso) : 'Get new temporary credentials and try again.';
      return new AwsAccessError('session-expired', `The AWS session ${whose} has expired.`, next);
    }
    case 'wrong-credentials':
      return new AwsAccessError(
        'wrong-credentials',
        `AWS does not accept the credentials ${whose}.`,
        `Check the access key, that it is still active, and that region ${context.region} belongs to the same kind of account.`,
      );
    case 'clock':
      return new AwsAccessError(
        'clock',
        'AWS refused the request because the clock of this machine is wrong.',
        'Set the clock (time, date and zone) and try again.',
      );
    case 'network': {
      const where = context.endpoint ?? `AWS in ${context.region}`;
      const next = context.endpoint
        ? 'Check that AWS_ENDPOINT_URL is right and that something answers there.'
        : 'Check the network, the proxy and the name of the region.';
      return new AwsAccessError('network', plainLine(`${where} could not be reached: ${message}`), next);
    }
    default:
      return noCredentials(message, context);
  }
}

function noCredentials(message: string, { profile }: AccessContext): AwsAccessError {
  const nothingFound = /could not load credentials from any providers/i.test(message);
  if (nothingFound && !profile) {
    return new AwsAccessError(
      'no-credentials',
      'No AWS credentials were found.',
      'Name a profile with --profile NAME or AWS_PROFILE; without one, run `aws configure sso` first.',
    );
  }
  const check = `aws sts get-caller-identity${profile ? ` --profile ${shellWord(profile)}` : ''}`;
  if (nothingFound) return new AwsAccessError('no-credentials', `Profile "${profile}" gives no credentials.`, check);
  // The command line of a credential process may hold secrets, and so may what it printed.
  const told = /command failed/i.test(message) ? 'its credential_process failed.' : message;
  const whose = profile ? `of profile "${profile}"` : 'from the environment';
  return new AwsAccessError('no-credentials', plainLine(`The credentials ${whose} could not be had: ${told}`), check);
}

/** A profile name as one word of a shell command. */
function shellWord(word: string): string {
  return /^[\w.@+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
