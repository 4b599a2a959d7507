/** Checks of who holds administrator rights, and how. */
import type { Check } from '../source/core/check.ts';
import { globalRegion } from '../source/core/facts.ts';
import { administratorGrant } from '../source/core/policy.ts';
import { isAwsManaged } from './administrators.ts';
import { isListed, listCommitment } from './commitments.ts';
import { allPrincipals, overPrincipals } from './iam-users.ts';
import { globalFact } from './reading.ts';

const facts: Check['facts'] = ['iam.authorization-details'];
const operations = ['iam:GetAccountAuthorizationDetails'];
const leastPrivilege = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege';
const nobody = 'The account has no IAM users, groups or roles.';

const narrower = [
  'Look up what was used: IAM, the user or role, Last Accessed; or let IAM Access Analyzer write a policy from CloudTrail.',
  'Write a policy with those actions on those resources and have a second person review it.',
  'Attach the new policy, then take the wide one away.',
];

const noAdminCustomerPolicies: Check = {
  id: 'no-admin-customer-policies',
  title: 'No policy of your own in use allows everything',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'Whoever holds such a policy is an administrator under another name.',
  criteria: ['CC6.3'],
  why: 'Least privilege is judged by what policies say, and this one says everything.',
  judgement:
    'Passes for each customer managed policy that is attached to nobody or does not allow every action on every resource. Parts are added up, and NotAction counts when it leaves the giving of rights in. Conditions are not taken as a limit. Does not apply without customer managed policies.',
  facts,
  operations,
  fix: {
    summary: 'Replace the listed policies by ones that allow what is used.',
    console: narrower,
    cli: [
      'aws iam list-entities-for-policy --policy-arn POLICY_ARN',
      'aws iam create-policy-version --policy-arn POLICY_ARN --policy-document file://policy.json --set-as-default',
    ],
    minutes: 90,
  },
  references: [leastPrivilege],
  judge(reader) {
    const details = globalFact(reader, 'iam.authorization-details');
    if (!details.known) return { resources: [], unknown: [details.unread] };
    const attached = new Set(allPrincipals(details.data).flatMap((principal) => principal.attached.map((p) => p.arn)));
    const resources = details.data.policies.map((policy) => {
      const finding = { id: policy.arn, region: globalRegion };
      const grant = administratorGrant(policy.document);
      if (grant === undefined) {
        return { ...finding, status: 'pass' as const, reason: `${policy.name} does not allow everything.` };
      }
      return policy.attachmentCount > 0 || attached.has(policy.arn)
        ? { ...finding, status: 'fail' as const, reason: `${policy.name} is in use and ${grant}.`, privileged: true }
        : { ...finding, status: 'pass' as const, reason: `${policy.name} ${grant}, but nobody holds it.` };
    });
    return { resources, unknown: [], notApplicable: 'The account has no customer managed policies.' };
  },
};

const noAdminAwsManagedAttached: Check = {
  id: 'no-admin-aws-managed-attached',
  title: 'Only approved principals are administrators',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'An administrator nobody approved can change every control in the account.',
  criteria: ['CC6.3'],
  why: 'Auditors ask for the list of administrators, who approved it, and compare it with AWS.',
  judgement:
    'Passes for each user, group and role that does not hold the AWS policy AdministratorAccess, or is on the list of administrators in scoping (names or ARNs, * for any run of characters). Without a list every holder is shown as failing, and the result only corroborates. Roles of IAM Identity Center count too.',
  facts,
  operations,
  commitment: 'admin-principals',
  fix: {
    summary: 'Detach AdministratorAccess from the listed principals, or have them approved and listed in scoping.',
    console: narrower,
    cli: [
      'aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
      'aws iam detach-user-policy --user-name USER --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    ],
    minutes: 60,
  },
  references: [
    leastPrivilege,
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html',
  ],
  judge(reader, settings) {
    const { value: approved, committed } = listCommitment(settings, 'admin-principals');
    const judgement = overPrincipals(reader, nobody, allPrincipals, ({ name, arn, attached }) => {
      if (!attached.some((policy) => isAwsManaged(policy, 'AdministratorAccess'))) {
        return { good: true, reason: `${name} does not hold AdministratorAccess.` };
      }
      if (isListed(approved, name, arn)) {
        return { good: true, reason: `${name} holds AdministratorAccess and is an approved administrator.` };
      }
      const why =
        approved.length === 0 ? 'scoping lists no approved administrators' : 'it is not on the list in scoping';
      return { good: false, reason: `${name} holds AdministratorAccess; ${why}.` };
    });
    return { ...judgement, committed };
  },
};

const noAdminInlinePolicies: Check = {
  id: 'no-admin-inline-policies',
  title: 'No inline policy allows everything',
  service: 'iam',
  tier: 1,
  severity: 'critical',
  severityReason: 'Administrator rights written into one user or role show up on no list of administrators.',
  criteria: ['CC6.3'],
  why: 'Hidden administrators are what an access review exists to find.',
  judgement:
    'Passes for each user, group and role none of whose inline policies allows every action on every resource. Parts of a policy are added up, and NotAction counts when it leaves the giving of rights in.',
  facts,
  operations,
  fix: {
    summary: 'Replace the listed inline policies by narrow managed ones.',
    console: narrower,
    cli: [
      'aws iam get-role-policy --role-name ROLE --policy-name POLICY',
      'aws iam delete-role-policy --role-name ROLE --policy-name POLICY',
    ],
    minutes: 60,
  },
  references: [
    leastPrivilege,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
  ],
  judge: (reader) =>
    overPrincipals(reader, nobody, allPrincipals, ({ name, inline }) => {
      for (const policy of inline) {
        const grant = administratorGrant(policy.document);
        if (grant !== undefined) return { good: false, reason: `Inline policy ${policy.name} of ${name} ${grant}.` };
      }
      return { good: true, reason: `${name} has no inline policy that allows everything.` };
    }),
};

/** Checks of administrator rights. */
export const administratorChecks: Check[] = [noAdminCustomerPolicies, noAdminAwsManagedAttached, noAdminInlinePolicies];
