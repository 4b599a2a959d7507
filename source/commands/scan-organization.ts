/** `soc2-ready scan --organization --role NAME`: every account of the organization, each with a snapshot of its own. */
import { AwsAccessError } from '../aws/access-error.ts';
import { resolveIdentity } from '../aws/credentials.ts';
import type { PlainCredentials, ScanRequest } from '../aws/scan-types.ts';
import { credentialsOfRole } from '../aws/take-role.ts';
import type { Check } from '../core/check.ts';
import { type FactName, type Facts, globalRegion, type Unread } from '../core/facts.ts';
import { unreadAccount } from '../core/unread-account.ts';
import { askMfaCode, awsRequest } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { idsOf, roleName } from './organization-options.ts';
import { runScanHere } from './scan-run.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** Accounts read at the same time: each has a thread and connections of its own. */
const atOnce = 2;

/** What tells the accounts that there are. */
const lists: FactName[] = ['organizations.accounts', 'organizations.inactive'];

/** What came of it. */
export interface OrganizationScan {
  /** One for each account that was tried. */
  scans: Facts[];
  /** Accounts that were not, since they are not active, with the state that AWS tells. */
  inactive: { account: string; state: string }[];
}

/**
 * Reads each account and hands over its facts as soon as they are whole. An account whose role cannot be taken, or that
 * cannot be read, comes as facts in which everything is unread: unknown, for that account alone.
 *
 * @throws CommandError for wrong options, when the accounts cannot be listed, and when stopped.
 */
export async function scanOrganization(
  options: Options,
  checks: readonly Check[],
  keep: (facts: Facts) => Promise<void>,
): Promise<OrganizationScan> {
  const role = roleName(options);
  const request = await awsRequest(options, checks);
  const { credentials, region } = await resolveIdentity(request, (serial) => askMfaCode(serial, options));
  const { assumeRole: _, profile: __, ...rest } = request;
  const base: ScanRequest = { ...rest, credentials, region };
  const caller = await runScanHere(
    {
      ...base,
      facts: options.accounts === undefined ? lists : ['sts.caller'],
      operations: ['organizations:ListAccounts'],
      regions: [],
    },
    { ...options, quiet: true },
  );
  const accounts = chosenAccounts(options, caller);
  const inactive = inactiveOf(accounts, caller);
  for (const { account, state } of inactive) tell(options, `${account}: ${state.toLowerCase()}, not tried`);
  const all: Facts[] = [];
  const waiting = accounts.filter((id) => !inactive.some(({ account }) => account === id));
  const work = async (): Promise<void> => {
    for (let account = waiting.shift(); account !== undefined; account = waiting.shift()) {
      const facts = await readAccount(account, { base, credentials, role, caller, options });
      await keep(facts);
      all.push(facts);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } catch (error) {
    // Stopped: what has not begun does not begin.
    waiting.length = 0;
    throw error;
  }
  return { scans: all.sort((a, b) => (a.account < b.account ? -1 : 1)), inactive };
}

/** Those of the accounts that are suspended, closed or not active yet: no role can be taken there. */
function inactiveOf(accounts: readonly string[], caller: Facts): OrganizationScan['inactive'] {
  const found = caller.readings['organizations.inactive']?.[globalRegion];
  if (found?.state !== 'ok') return [];
  return accounts.flatMap((account) => {
    const state = found.data[account];
    return state === undefined ? [] : [{ account, state }];
  });
}

interface Reading {
  base: ScanRequest;
  credentials: PlainCredentials;
  role: string;
  caller: Facts;
  options: Options;
}

async function readAccount(account: string, { base, credentials, role, caller, options }: Reading): Promise<Facts> {
  const arn = `arn:${caller.partition}:iam::${account}:role/${role}`;
  const externalId = text(options, 'external-id');
  try {
    // The account that asks is read as it is: it rarely has the role for itself.
    const own =
      account === caller.account
        ? credentials
        : await credentialsOfRole(
            credentials,
            { arn, ...(externalId === undefined ? {} : { externalId }) },
            base.region ?? 'us-east-1',
            (serial) => askMfaCode(serial, options),
          );
    const facts = await runScanHere({ ...base, credentials: own }, { ...options, quiet: true });
    tell(options, `${account}: read, ${facts.calls.total} calls`);
    return facts;
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 130) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const reason = `The account ${account} could not be read as ${arn}: ${said}`;
    tell(options, reason);
    const at = new Date().toISOString();
    const who = { account, partition: caller.partition, callerArn: arn, at };
    return unreadAccount(who, base.facts ?? [], unreadFor(error, reason));
  }
}

/** A role that may not be taken is a permission that is missing. */
function unreadFor(error: unknown, reason: string): Unread {
  const operation = 'sts:AssumeRole';
  const denied = error instanceof AwsAccessError && error.problem === 'role-denied';
  return denied ? { state: 'denied', operation, action: operation, reason } : { state: 'failed', operation, reason };
}

function tell(options: Options, line: string): void {
  if (options.quiet !== true) process.stderr.write(`${line}\n`);
}

/** The accounts of --accounts, else of the organization, without those of --exclude. */
function chosenAccounts(options: Options, caller: Facts): string[] {
  const named = idsOf(options, 'accounts');
  const excluded = new Set(idsOf(options, 'exclude'));
  const listed = caller.readings['organizations.accounts']?.[globalRegion];
  if (named.length === 0 && listed?.state !== 'ok')
    throw new CommandError(
      4,
      `The accounts of the organization could not be listed: ${listed?.reason ?? 'not read'}`,
      'Ask from the management account, or name them with --accounts.',
    );
  if (named.length === 0 && listed?.state === 'ok' && listed.data === null)
    throw new CommandError(
      2,
      `The account ${caller.account} is in no organization.`,
      'soc2-ready scan reads one account.',
    );
  const all = named.length > 0 ? named : listed?.state === 'ok' ? (listed.data ?? []) : [];
  const chosen = all.filter((account) => !excluded.has(account));
  if (chosen.length === 0) throw new CommandError(2, 'No account is left to read.');
  return [...new Set(chosen)];
}
