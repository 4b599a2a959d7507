/** Checks of roles: whether they are used, and who may assume them. */
import type { Check } from '../source/core/check.ts';
import type { IamRole, PolicyStatement } from '../source/core/facts.ts';
import { accountOf, coversAction, namesEverybody, principals, statements } from '../source/core/policy.ts';
import {
  demandsExternalIdOrMfa,
  narrowing,
  onlyCallersOf,
  onlyCallersOfAnOrganization,
  publicStatements,
  refusesWithoutExternalIdOrMfa,
} from '../source/core/policy-condition.ts';
import { isListed, listCommitment, numberCommitment } from './commitments.ts';
import { overPrincipals, ownRoles } from './iam-users.ts';
import { day, daysSince, globalFact, leftOut, some } from './reading.ts';

const facts: Check['facts'] = ['iam.authorization-details'];
const operations = ['iam:GetAccountAuthorizationDetails'];
const noRoles = 'The account has no roles of its own.';

const staleRoles: Check = {
  id: 'stale-roles',
  title: 'Roles that nobody uses are gone',
  service: 'iam',
  tier: 1,
  severity: 'medium',
  severityReason: 'An idle role is access that somebody may still pick up.',
  criteria: ['CC6.2', 'CC6.3'],
  why: 'Access that is no longer needed has to end, for machines as for people.',
  judgement:
    'Passes for each role used within the number of days in scoping (default 90). A role without a recorded use is measured from when it was made. AWS records use for 400 days. Roles that AWS itself owns are left out.',
  facts,
  operations,
  commitment: 'role-unused-days',
  fix: {
    summary: 'Delete the listed roles after asking their owners.',
    console: [
      'Open IAM, Roles, the role, and look at Last activity and Trust relationships.',
      'Ask the owner; to be safe deny all by an inline policy for a week first. A role for emergencies or recovery is idle on purpose: keep it, and write down why.',
      'Delete the role.',
    ],
    cli: ['aws iam get-role --role-name ROLE --query Role.RoleLastUsed', 'aws iam delete-role --role-name ROLE'],
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html'],
  judge(reader, settings) {
    const { value: days, committed } = numberCommitment(settings, 'role-unused-days', 90);
    const undated: string[] = [];
    const judgement = overPrincipals(
      reader,
      noRoles,
      (details) =>
        ownRoles(details).filter((role) => {
          const dated = daysSince(role.lastUsedAt ?? role.createdAt, settings.now) !== undefined;
          if (!dated) undated.push(role.name);
          return dated;
        }),
      (principal) => {
        const role = principal as IamRole;
        const since = role.lastUsedAt ?? role.createdAt;
        const seen = role.lastUsedAt === undefined ? 'was made on' : 'was last used on';
        const end = role.lastUsedAt === undefined ? ' and has no recorded use' : '';
        return {
          good: (daysSince(since, settings.now) ?? Number.POSITIVE_INFINITY) <= days,
          reason: `${role.name} ${seen} ${day(since)}${end}; the limit is ${days} days without use.`,
        };
      },
    );
    const unknown = [...judgement.unknown];
    if (undated.length > 0) {
      unknown.push(leftOut('iam:GetAccountAuthorizationDetails', `AWS gave no dates for ${some(undated)}.`));
    }
    return { ...judgement, unknown, committed };
  },
};

const assumes = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** Accounts other than the role's own, and not of an organization it names, that a trust statement lets in; `any account` for a wildcard. */
function otherAccounts(role: IamRole, statement: PolicyStatement): string[] {
  if (statement.Effect !== 'Allow' || !coversAction(statement, 'sts:AssumeRole')) return [];
  const own = accountOf(role.arn);
  if (own !== undefined && onlyCallersOf(statement, own)) return [];
  if (onlyCallersOfAnOrganization(statement)) return [];
  if (namesEverybody(statement)) return ['any account'];
  return principals(statement)
    .map(accountOf)
    .filter((account) => account !== undefined && account !== own) as string[];
}

const crossAccountTrustExternalId: Check = {
  id: 'cross-account-trust-external-id',
  title: 'Roles that outside accounts may assume ask for an external id or a second factor',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'Without it a vendor can be talked into using its access to your account for somebody else.',
  criteria: ['CC6.3', 'CC9.2'],
  why: 'Vendor access is a vendor risk: the auditor asks who can come in, and how it is made sure that it is they.',
  judgement:
    'Passes for each role that an outside account may assume only with an agreed external id or with a second factor, by a condition of the trust policy or by a denial of the rest. Conditions that hold when the value is missing (…IfExists) do not count, nor do wildcards. Accounts of the same organization, and those that scoping names as belonging to the system, are not outside; an organization that the trust policy names by its id is taken to be yours. Only the management account can list the organization: where that is refused, a role that lets in an account named nowhere in scoping is unknown. Does not apply when no role trusts an outside account.',
  facts: ['iam.authorization-details', 'organizations.accounts'],
  operations: ['iam:GetAccountAuthorizationDetails', 'organizations:ListAccounts'],
  fix: {
    summary: 'Add an external id agreed with the other party, or a second factor for people, to the trust policy.',
    console: [
      'Agree on the external id first: most vendors show one for your account, and have to send it before you demand it.',
      'Open IAM, Roles, the role, Trust relationships, Edit trust policy, and add a StringEquals condition on sts:ExternalId.',
      'For people of another account add Bool aws:MultiFactorAuthPresent true instead: nobody can send an external id when switching roles in the console.',
      'See that the vendor still gets in.',
    ],
    cli: ['aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json'],
    terraform: `condition {
  test     = "StringEquals"
  variable = "sts:ExternalId"
  values   = [var.external_id]
}`,
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
  ],
  judge(reader, settings) {
    const organization = globalFact(reader, 'organizations.accounts');
    const ours = [
      ...(organization.known ? (organization.data ?? []) : []),
      ...listCommitment(settings, 'accounts').value,
    ];
    const vendors = listCommitment(settings, 'known-accounts').value;
    const outside = (role: IamRole, statement: PolicyStatement) =>
      otherAccounts(role, statement).filter((other) => !isListed(ours, other));
    // Without the list of the organization, an account that scoping does not name may be one of ours.
    const doubtful = (other: string) => !organization.known && other !== 'any account' && !isListed(vendors, other);
    const unclear: string[] = [];
    const judgement = overPrincipals(
      reader,
      'No role trusts an outside account.',
      (details) =>
        ownRoles(details).filter((role) => {
          if (!statements(role.trust).some((statement) => outside(role, statement).length > 0)) return false;
          const loose = looseStatements(role).flatMap((statement) => outside(role, statement));
          const open = loose.length > 0 && loose.every(doubtful);
          if (open) unclear.push(role.name);
          return !open;
        }),
      (principal) => {
        const role = principal as IamRole;
        const accounts = [...new Set(looseStatements(role).flatMap((statement) => outside(role, statement)))];
        return accounts.length === 0
          ? { good: true, reason: `${role.name} asks outside accounts for an external id or a second factor.` }
          : {
              good: false,
              reason: `${role.name} lets in ${some(accounts)} without an external id or a second factor.`,
            };
      },
    );
    const unknown = [...judgement.unknown];
    if (unclear.length > 0 && !organization.known) unknown.push(organization.unread);
    return { ...judgement, unknown };
  },
};

/** Trust statements that let somebody in without an agreed external id or a second factor, where no denial refuses the rest. */
function looseStatements(role: IamRole): PolicyStatement[] {
  if (statements(role.trust).some(refusesWithoutExternalIdOrMfa)) return [];
  return statements(role.trust).filter((statement) => !demandsExternalIdOrMfa(statement));
}

const roleTrustNotPublic: Check = {
  id: 'role-trust-not-public',
  title: 'No role can be assumed by everybody',
  service: 'iam',
  tier: 1,
  severity: 'critical',
  severityReason: 'Anybody with an AWS account of their own could take over the role.',
  criteria: ['CC6.3', 'CC6.6'],
  why: 'A wildcard in a trust policy is an open door to the whole world.',
  judgement:
    'Passes for each role whose trust policy does not let in everybody: no wildcard principal and no NotPrincipal, unless a condition narrows it to callers that were chosen (organization, account, address, external id). Roles that AWS itself owns are left out.',
  facts,
  operations,
  fix: {
    summary: 'Name the accounts, roles or services that may assume the role.',
    console: [
      'Open IAM, Roles, the role, Trust relationships, Edit trust policy.',
      'Replace the wildcard by the ARNs that need the role.',
      'Look in CloudTrail for AssumeRole by accounts you do not know.',
    ],
    cli: ['aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json'],
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  judge(reader) {
    const unclear: string[] = [];
    const judgement = overPrincipals(
      reader,
      noRoles,
      (details) =>
        ownRoles(details).filter((role) => {
          const doubtful =
            openStatements(role).length > 0 && openStatements(role).every((s) => narrowing(s) === 'unclear');
          if (doubtful) unclear.push(role.name);
          return !doubtful;
        }),
      (principal) =>
        openStatements(principal as IamRole).length === 0
          ? { good: true, reason: `${principal.name} names who may assume it.` }
          : { good: false, reason: `${principal.name} can be assumed by anybody.` },
    );
    const unknown = [...judgement.unknown];
    if (unclear.length > 0) {
      const reason = `Whether the conditions on everybody's access narrow it cannot be told for ${some(unclear)}.`;
      unknown.push(leftOut('iam:GetAccountAuthorizationDetails', reason));
    }
    return { ...judgement, unknown };
  },
};

/** Trust statements that let everybody assume the role, or may. */
function openStatements(role: IamRole): PolicyStatement[] {
  return publicStatements(role.trust)
    .map(({ statement }) => statement)
    .filter((statement) => assumes.some((action) => coversAction(statement, action)));
}

/** Checks of roles. */
export const roleChecks: Check[] = [staleRoles, crossAccountTrustExternalId, roleTrustNotPublic];
