/** `soc2-ready scan --dry-run`: what a scan would send, as whom it may, and how long it takes. Asks nothing of AWS. */
import { planScan, type ScanPlan } from '../aws/scan-plan.ts';
import type { Check } from '../core/check.ts';
import { findWorkspaceFolder } from '../workspace/workspace.ts';
import { namedRegions } from './aws-options.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { openChosen, text } from './session.ts';
import type { Options } from './table.ts';

/** Prints the plan. */
export async function dryRun(checks: readonly Check[], options: Options): Promise<number> {
  const format = formatOption(options);
  const regions = namedRegions(options);
  const plan = planScan(checks, { regions: regions.length > 0 ? regions : undefined, last: await lastScan(options) });
  if (format === 'json') emit(json(plan), options);
  else {
    const rows = plan.planned.map(({ operation, action, checks: users, calls, basis }) => [
      ...[operation, action, users === 0 ? 'all' : String(users), calls === null ? '?' : String(calls), basis],
    ]);
    const table = formatTable({ header: ['operation', 'permission', 'checks', 'calls', 'because'], rows }, format);
    emit(format === 'csv' ? table : `${table}\n\n${summary(plan, options).join('\n')}`, options);
  }
  return 0;
}

function summary(plan: ScanPlan, options: Options): string[] {
  const { expected, depends } = plan.calls;
  const budget = text(options, 'max-calls');
  return [
    `Regions (${plan.regionsFrom}): ${plan.regions.join(', ')}`,
    `Permissions: ${plan.permissions.length}; soc2-ready permissions prints the policy.`,
    `Calls: ${expected} and more where a list is longer than a page${
      depends.length > 0 ? `; those marked ? depend on what is there (${depends.length})` : ''
    }.`,
    `Time: at least about ${plan.seconds} s at our rates.`,
    ...(budget === undefined ? [] : [`Budget: no more than ${budget} calls; what is left then is “not sampled”.`]),
    'Nothing was sent.',
  ];
}

/** The latest scan of the workspace that is chosen, if there is one. */
async function lastScan(options: Options) {
  const dir = text(options, 'dir');
  if (!findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) }).exists) return undefined;
  const { workspace } = await openChosen(options, { readOnly: true });
  try {
    return await workspace.latestScan();
  } finally {
    await workspace.close();
  }
}
