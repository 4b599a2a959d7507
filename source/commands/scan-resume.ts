/** `soc2-ready scan --resume`: reads only what the latest scan of the account left open, and merges the two. */
import type { Check } from '../core/check.ts';
import type { FactName, Facts } from '../core/facts.ts';
import { mergeScans, openReadings, readAlready, regionsOpen, resumableFor } from '../core/resume.ts';
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
  if (workspace === undefined)
    throw new CommandError(2, 'There is no workspace here whose scan could go on.', 'Name it with --dir.');
  if (options.region !== undefined || options.regions !== undefined)
    throw new CommandError(2, '--resume reads the regions of the scan it goes on with.', 'Leave --region away.');
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
  const age = Date.now() - Date.parse(last.finishedAt);
  if (age > resumableFor)
    throw new CommandError(
      2,
      `The last scan is of ${last.finishedAt}: too old to go on with.`,
      'soc2-ready scan reads all anew.',
    );
  const wanted = [...new Set(checks.flatMap((check): FactName[] => check.facts)), 'ec2.regions' as const];
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
