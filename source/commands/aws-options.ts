/** The AWS options of the command line as a scan request. */
import { allChecks } from '../../checks/index.ts';
import type { ScanRequest } from '../aws/scan.ts';
import type { Check } from '../core/check.ts';
import { CommandError } from './errors.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** The regions of --region and --regions, each once. @throws CommandError for a name that cannot be one. */
export function namedRegions(options: Options): string[] {
  const regions = [options.region, options.regions]
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .flatMap((list) => list.split(','))
    .map((region) => region.trim())
    .filter((region) => region !== '');
  const wrong = regions.find((region) => !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region));
  if (wrong !== undefined)
    throw new CommandError(2, `"${wrong}" is no AWS region name.`, 'A region looks like eu-west-1.');
  return [...new Set(regions)];
}

/** The number of --max-calls; undefined without it. */
function maxCalls(options: Options): number | undefined {
  const given = text(options, 'max-calls');
  if (given === undefined) return undefined;
  // Who we are and which regions there are take two.
  if (!/^\d{1,9}$/.test(given) || Number(given) < 3)
    throw new CommandError(2, `--max-calls takes a number of 3 or more, not "${given}".`);
  return Number(given);
}

/** What to read, as whom. Asks for an MFA code when the role needs one and a person is there; else fails naming the option. */
export async function awsRequest(options: Options, checks: readonly Check[]): Promise<ScanRequest> {
  const regions = namedRegions(options);
  const budget = maxCalls(options);
  const request: ScanRequest = {
    facts: [...new Set(checks.flatMap((check) => check.facts))],
    // All checks together use whatever a fact can hold.
    ...(checks.length < allChecks.length && {
      operations: [...new Set(checks.flatMap((check) => check.operations))],
    }),
  };
  const profile = text(options, 'profile');
  if (profile !== undefined) request.profile = profile;
  if (regions.length > 0) request.regions = regions;
  if (budget !== undefined) request.maxCalls = budget;
  const arn = text(options, 'role-arn');
  if (arn !== undefined) {
    request.assumeRole = { arn };
    const externalId = text(options, 'external-id');
    if (externalId !== undefined) request.assumeRole.externalId = externalId;
    const mfaSerial = text(options, 'mfa-serial');
    if (mfaSerial !== undefined) request.assumeRole.mfaSerial = mfaSerial;
  }
  return (await needsCode(request)) ? withCredentials(request, options) : request;
}

/** Whether a device's code is needed: for the role asked for, or for the one that the profile names. */
async function needsCode(request: ScanRequest): Promise<boolean> {
  if (request.assumeRole?.mfaSerial !== undefined) return true;
  const profile = request.profile ?? process.env.AWS_PROFILE;
  if (profile === undefined) return false;
  const { listProfiles } = await import('../aws/credentials.ts');
  return (await listProfiles()).some(({ name, mfaSerial }) => name === profile && mfaSerial !== undefined);
}

/** The request with credentials resolved here, since the scan's worker cannot ask anybody anything. */
async function withCredentials(request: ScanRequest, options: Options): Promise<ScanRequest> {
  const { resolveIdentity } = await import('../aws/credentials.ts');
  const { credentials, region } = await resolveIdentity(request, (serial) => askMfaCode(serial, options));
  const { assumeRole: _, profile: __, ...rest } = request;
  return { ...rest, credentials, region };
}

/** The six digits shown by the device. */
export async function askMfaCode(serial: string, options: Options): Promise<string> {
  if (options['no-input'] === true || !process.stdin.isTTY) {
    throw new CommandError(
      4,
      `The MFA device ${serial} needs a code, and nobody is there to type it.`,
      'Run the command in a terminal, or use credentials that need no code.',
    );
  }
  const { default: inquirer } = await import('inquirer');
  const { code } = await inquirer.prompt([
    {
      type: 'input',
      name: 'code',
      message: `MFA code of ${serial}:`,
      validate: (typed: string) => /^\d{6}$/.test(typed.trim()) || 'Six digits, as the device shows them.',
    },
  ]);
  return String(code).trim();
}
