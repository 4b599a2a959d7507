/** `soc2-ready doctor aws`: which permissions a scan lacks, and the statement that grants just those. */

import type { Facts } from '../core/facts.ts';
import { type MissingPermission, missingPermissions, missingStatement } from '../core/missing-permissions.ts';
import { CommandError } from './errors.ts';
import { formatTable, json } from './output.ts';
import { readFacts } from './scan.ts';
import { chosenChecks } from './scan-report.ts';
import { openChosen } from './session.ts';
import type { Options } from './table.ts';

/**
 * Reads what a scan reads (with --no-aws: takes the workspace's latest scan) and says what was denied. Exits 0 when
 * nothing was, 1 when permissions are missing.
 */
export async function run(options: Options): Promise<number> {
  const facts = options['no-aws'] === true ? await lastScan(options) : await readFacts(options, chosenChecks(options));
  const missing = missingPermissions(facts);
  const statement = missingStatement(missing);
  if (options.json === true) {
    const { account, callerArn } = facts;
    process.stdout.write(
      json({ schema: 'soc2-ready/doctor-aws@1', account, callerArn, missing, statement: statement ?? null }),
    );
  } else process.stdout.write(words(facts, missing, statement));
  return missing.length === 0 ? 0 : 1;
}

function words({ account, callerArn }: Facts, missing: MissingPermission[], statement: unknown): string {
  const who = `account ${account || 'unknown'} as ${callerArn || 'unknown'}`;
  if (missing.length === 0) return `${who}: no call was denied.\n`;
  const rows = missing.map(({ action, regions, reasons }) => [action, regions.join(' '), reasons.join(' ')]);
  const lines = [`${who}: ${missing.length} permissions are missing.`, ''];
  lines.push(formatTable({ header: ['action', 'denied in', 'why'], rows }, 'text', Number.POSITIVE_INFINITY));
  const beyond = missing.filter(({ grantHelps }) => !grantHelps).map(({ action }) => action);
  if (beyond.length > 0)
    lines.push('', `Another policy forbids these, so a grant alone does not help: ${beyond.join(', ')}`);
  if (statement !== undefined)
    lines.push('', 'This policy grants just what is missing and can be granted:', '', json(statement).trimEnd());
  return `${lines.join('\n')}\n`;
}

async function lastScan(options: Options): Promise<Facts> {
  const { workspace } = await openChosen(options, { readOnly: true });
  const facts = await workspace.latestScan();
  if (facts === undefined) throw new CommandError(2, 'There is no scan in this workspace yet.', 'soc2-ready scan');
  return facts;
}
