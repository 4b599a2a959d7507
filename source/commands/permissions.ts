/** `soc2-ready permissions`: the least-privilege policy of exactly the operations used, also as a role for another account. */
import { elsewhereSources } from '../aws/elsewhere-sources.ts';
import { leastPrivilegePolicy, organizationPolicy, startOperations } from '../aws/permissions.ts';
import {
  cloudFormationRole,
  isExternalId,
  managedPolicyLimit,
  policyLength,
  terraformRole,
} from '../aws/role-templates.ts';
import { CommandError } from './errors.ts';
import { roleName } from './organization-options.ts';
import { emit, formatOption, json } from './output.ts';
import { chosenChecks } from './scan-report.ts';
import { text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation } from './table.ts';

/**
 * Prints the policy as JSON, ready to paste into IAM; with --cloudformation or --terraform a role that carries
 * it, with --organization what asking for every account needs.
 */
export async function run({ options }: Invocation): Promise<number> {
  formatOption(options, ['text', 'json']);
  const [cloudFormation, terraform] = [options.cloudformation === true, options.terraform === true];
  if (cloudFormation || terraform)
    refuseOptions(options, ['json', 'format'], 'permissions alone: a template has one form');
  if (cloudFormation && terraform) throw new CommandError(2, 'Take one of --cloudformation and --terraform.');
  const externalId = text(options, 'external-id');
  if (externalId !== undefined && !isExternalId(externalId))
    throw new CommandError(2, '--external-id takes 2 to 1,224 letters, digits and + = , . @ : / - _.');
  const source = text(options, 'source');
  const operations =
    source === undefined
      ? [...startOperations, ...chosenChecks(options).flatMap((check) => check.operations)]
      : [...startOperations, ...sourceOperations(source)];
  const needed = [...new Set(operations)];
  if (options.organization === true && (cloudFormation || terraform))
    throw new CommandError(
      2,
      '--organization prints what the one who asks needs; the templates make the role in the accounts that are read.',
      'Leave one of them away.',
    );
  const policy =
    options.organization === true ? organizationPolicy(needed, roleName(options)) : leastPrivilegePolicy(needed);
  if (cloudFormation || terraform) {
    emit((cloudFormation ? cloudFormationRole : terraformRole)(policy, externalId), options);
    return 0;
  }
  emit(json(policy), options);
  if (policyLength(policy) > managedPolicyLimit && options.quiet !== true)
    process.stderr.write(
      `This is longer than the ${managedPolicyLimit} characters of a managed policy: put it into the role or user itself.\n`,
    );
  return 0;
}

/** What `scan --source` sends. */
function sourceOperations(source: string): readonly string[] {
  const known: Readonly<Record<string, { operations: readonly string[] }>> = elsewhereSources;
  if (!Object.hasOwn(known, source))
    throw new CommandError(2, `--source takes ${Object.keys(known).join(' or ')}, not "${source}".`);
  return known[source]?.operations ?? [];
}
