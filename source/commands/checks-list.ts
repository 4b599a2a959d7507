/** `soc2-ready checks list`: every check, one line each. */
import { allChecks } from '../../checks/index.ts';
import type { Check } from '../core/check.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { servedControls } from '../report/check-page.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import { text } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** A check in `checks list --json` and `checks show --json`. */
export interface ListedCheck {
  id: string;
  tier: Check['tier'];
  service: string;
  severity: Check['severity'];
  criteria: Check['criteria'];
  /** Controls it serves, with its role there and why. */
  controls: { id: string; role: 'determinative' | 'corroborating'; because: string }[];
  operations: string[];
}

/** Prints the checks of --tier and --service, or all, sorted by id. */
export async function run({ args, options }: Invocation): Promise<number> {
  if (args.length > 0) throw new CommandError(2, `checks list takes no argument "${args[0]}".`);
  const format = formatOption(options);
  const checks = chosen(options);
  const questionnaire = await questionnaireInForce(options);
  const listed = checks.map((check) => listedCheck(check, questionnaire));
  if (format === 'json') emit(json({ schema: 'soc2-ready/checks@1', checks: listed }), options);
  else {
    const rows = checks.map(({ id, tier, service, severity, criteria, title }, index) => [
      ...[id, String(tier), service, severity, criteria.join(' ')],
      ...[listed[index]?.controls.map((control) => control.id).join(' ') ?? '', title],
    ]);
    const header = ['check', 'tier', 'service', 'severity', 'criteria', 'controls', 'passes when'];
    emit(formatTable({ header, rows }, format), options);
  }
  return 0;
}

/** What `--json` says of a check. */
export function listedCheck(check: Check, questionnaire: Questionnaire): ListedCheck {
  const { id, tier, service, severity, criteria, operations } = check;
  const controls = servedControls(id, questionnaire).map(({ id: control, role, because }) => ({
    id: control,
    role,
    because,
  }));
  return { id, tier, service, severity, criteria, controls, operations };
}

function chosen(options: Options): Check[] {
  const tier = text(options, 'tier');
  if (tier !== undefined && !/^[123]$/.test(tier)) throw new CommandError(2, `--tier takes 1, 2 or 3, not "${tier}".`);
  const service = text(options, 'service');
  const services = [...new Set(allChecks.map((check) => check.service))].sort();
  if (service !== undefined && !services.includes(service))
    throw new CommandError(2, `No check reads the service "${service}".`, `It is one of ${services.join(', ')}.`);
  return allChecks.filter(
    (check) =>
      (tier === undefined || String(check.tier) === tier) && (service === undefined || check.service === service),
  );
}
