/**
 * `soc2-ready scan --resume` and `scan --check ID --again`: reads a part, what the latest scan of the account left open
 * or what some checks need, and takes it into that scan.
 */
import type { Check } from '../core/check.ts';
import type { Facts } from '../core/facts.ts';
import {
  cannotJoin,
  cannotReadAgain,
  factsOf,
  mergeScans,
  openReadings,
  readAlready,
  regionsOpen,
} from '../core/resume.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { awsRequest } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { runScanHere } from './scan-run.ts';
import type { Options } from './table.ts';

/** The merged facts. @throws CommandError when there is nothing to resume. */
export async function resumeScan(
  options: Options,
  checks: readonly Check[],
  workspace: Workspace | undefined,
): Promise<Facts> {
  const { last, request } = await scanToJoin(options, checks, workspace);
  const wanted = [...factsOf(checks), 'ec2.regions' as const];
  const open = regionsOpen(last);
  if (!open && openReadings(last, wanted) === 0)
    throw new CommandError(2, `The scan of ${last.finishedAt} left nothing open.`, 'soc2-ready scan reads all anew.');
  const facts = open ? wanted : wanted.filter((name) => name !== 'ec2.regions');
  const later = await runScanHere(
    { ...request, facts, have: readAlready(last, wanted), ...(open ? {} : { regions: last.regions }) },
    options,
  );
  return mergeScans(last, later);
}

/** The latest scan with all that these checks need read again. @throws CommandError when there is none to join. */
export async function readAgain(
  options: Options,
  checks: readonly Check[],
  workspace: Workspace | undefined,
): Promise<Facts> {
  const { last, request } = await scanToJoin(options, checks, workspace);
  const part = { facts: factsOf(checks), regions: last.regions };
  const fault = cannotReadAgain(last, part.facts, new Date());
  if (fault !== undefined) throw new CommandError(2, fault, 'soc2-ready scan reads all anew.');
  return mergeScans(last, await runScanHere({ ...request, ...part }, options));
}

/** The latest scan of the account of these credentials, where readings of now may join it. */
async function scanToJoin(options: Options, checks: readonly Check[], workspace: Workspace | undefined) {
  const option = options.again === true ? '--again' : '--resume';
  if (workspace === undefined)
    throw new CommandError(2, 'There is no workspace here whose scan could go on.', 'Name it with --dir.');
  if (options.region !== undefined || options.regions !== undefined)
    throw new CommandError(2, `${option} reads the regions of the scan it goes on with.`, 'Leave --region away.');
  // What is read again replaces the earlier reading as a whole, so all that it can hold is asked for.
  const { operations: _, ...request } = await awsRequest(options, checks);
  const { account } = await runScanHere(
    { ...request, facts: ['sts.caller'], regions: [] },
    { ...options, quiet: true },
  );
  const last = await workspace.latestScan(account);
  if (last === undefined)
    throw new CommandError(
      2,
      `This workspace holds no scan of the account ${account || 'of these credentials'}.`,
      'soc2-ready scan',
    );
  const fault = cannotJoin(last, new Date());
  if (fault !== undefined) throw new CommandError(2, fault, 'soc2-ready scan reads all anew.');
  return { last, request };
}
