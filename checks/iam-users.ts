/** Checks of how users, groups and roles get their rights. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import {
  type AuthorizationDetails,
  globalRegion,
  type IamGroup,
  type IamRole,
  type IamUser,
} from '../source/core/facts.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { administratorTest } from './administrators.ts';
import { globalFact, some } from './reading.ts';

/** A user, group or role. */
export type Principal = IamUser | IamGroup | IamRole;

/** What the authorization details say of each principal, or what could not be read. */
export function overPrincipals(
  facts: FactReader,
  notApplicable: string,
  choose: (details: AuthorizationDetails) => Principal[],
  judge: (principal: Principal, details: AuthorizationDetails) => { good: boolean; reason: string },
): Judgement {
  const details = globalFact(facts, 'iam.authorization-details');
  if (!details.known) return { resources: [], unknown: [details.unread] };
  const isAdministrator = administratorTest(details.data);
  const resources = choose(details.data).map((principal): ResourceFinding => {
    const { good, reason } = judge(principal, details.data);
    const privileged = !good && isAdministrator(principal) ? { privileged: true } : {};
    return { id: principal.arn, region: globalRegion, status: good ? 'pass' : 'fail', reason, ...privileged };
  });
  return { resources, unknown: [], notApplicable };
}

/** Whether AWS owns a role: service-linked roles and those that IAM Identity Center keeps. Nobody in the account can edit them. */
export function isOwnedByAws(role: IamRole): boolean {
  return role.path.startsWith('/aws-service-role/') || role.path.startsWith('/aws-reserved/');
}

/** Roles that the account itself answers for. */
export function ownRoles(details: AuthorizationDetails): IamRole[] {
  return details.roles.filter((role) => !isOwnedByAws(role));
}

/** Users, groups and roles. */
export function allPrincipals(details: AuthorizationDetails): Principal[] {
  return [...details.users, ...details.groups, ...details.roles];
}

const noUsers = 'The account has no IAM users.';
const facts: Check['facts'] = ['iam.authorization-details'];
const operations = ['iam:GetAccountAuthorizationDetails'];
const practices = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html';

const usersOnlyByGroup: Check = {
  id: 'users-only-by-group',
  title: 'Users get their rights through groups',
  service: 'iam',
  tier: 1,
  severity: 'low',
  severityReason: 'Rights given one by one are not wrong in themselves, only hard to review.',
  criteria: ['CC6.3'],
  why: 'An access review goes by role; rights tied to single users escape it.',
  judgement: 'Passes for each IAM user without a policy of its own, attached or inline.',
  facts,
  operations,
  fix: {
    summary: 'Move the listed rights to a group that the user joins.',
    console: [
      'Open IAM, User groups, and make a group for the job; attach the policies to it.',
      'Add the user to the group.',
      'Open the user and remove the policies attached directly.',
    ],
    cli: [
      'aws iam add-user-to-group --user-name USER --group-name GROUP',
      'aws iam detach-user-policy --user-name USER --policy-arn POLICY_ARN',
      'aws iam delete-user-policy --user-name USER --policy-name POLICY',
    ],
    minutes: 20,
  },
  references: [practices, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html'],
  judge: (reader) =>
    overPrincipals(
      reader,
      noUsers,
      ({ users }) => users,
      ({ name, attached, inline }) => {
        const own = [...attached, ...inline].map((policy) => policy.name);
        return own.length === 0
          ? { good: true, reason: `${name} has no policy of its own.` }
          : { good: false, reason: `${name} has policies of its own: ${some(own)}.` };
      },
    ),
};

const usersBelongToGroup: Check = {
  id: 'users-belong-to-group',
  title: 'Every user is in a group',
  service: 'iam',
  tier: 1,
  severity: 'low',
  severityReason: 'A user in no group has either no rights or rights of its own; both are a loose end.',
  criteria: ['CC6.3'],
  why: 'Groups are the roles that access is granted by and reviewed by.',
  judgement: 'Passes for each IAM user that is in at least one group.',
  facts,
  operations,
  fix: {
    summary: 'Put the listed users into the group of their job, or delete them.',
    console: ['Open IAM, Users, the user, Groups.', 'Add the user to the group of its job.'],
    cli: ['aws iam add-user-to-group --user-name USER --group-name GROUP'],
    minutes: 5,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html'],
  judge: (reader) =>
    overPrincipals(
      reader,
      noUsers,
      ({ users }) => users,
      (principal) => {
        const groups = 'groups' in principal ? principal.groups : [];
        return groups.length > 0
          ? { good: true, reason: `${principal.name} is in ${some(groups)}.` }
          : { good: false, reason: `${principal.name} is in no group.` };
      },
    ),
};

const noInlinePolicies: Check = {
  id: 'no-inline-policies',
  title: 'No rights are written into users, groups or roles',
  service: 'iam',
  tier: 1,
  severity: 'low',
  severityReason: 'Inline policies work; they are only out of sight of reviews and versions.',
  criteria: ['CC6.3'],
  why: 'A managed policy has versions and a list of who holds it; an inline one has neither.',
  judgement:
    'Passes for each user, group and role without an inline policy. Roles that AWS itself owns (service-linked, IAM Identity Center) are left out.',
  facts,
  operations,
  fix: {
    summary: 'Turn the listed inline policies into managed ones.',
    console: [
      'Open the user, group or role and copy the inline policy.',
      'Create a customer managed policy from it, reviewed by a second person, and attach it.',
      'Delete the inline policy.',
    ],
    cli: [
      'aws iam get-role-policy --role-name ROLE --policy-name POLICY',
      'aws iam create-policy --policy-name POLICY --policy-document file://policy.json',
      'aws iam delete-role-policy --role-name ROLE --policy-name POLICY',
    ],
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
  judge: (reader) =>
    overPrincipals(
      reader,
      'The account has no IAM users or groups, and no roles of its own.',
      (details) => [...details.users, ...details.groups, ...ownRoles(details)],
      ({ name, inline }) =>
        inline.length === 0
          ? { good: true, reason: `${name} has no inline policy.` }
          : { good: false, reason: `${name} has inline policies: ${some(inline.map((policy) => policy.name))}.` },
    ),
};

/** Checks of how rights are given. */
export const userChecks: Check[] = [usersOnlyByGroup, usersBelongToGroup, noInlinePolicies];
