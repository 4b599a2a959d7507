/** IAM: users, groups, roles and their policies. */
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DetachGroupPolicyCommand,
  DetachUserPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { SeedClients } from '../clients.ts';
import { good, goodTrust } from '../seed-good.ts';
import { policy, trust } from '../seed-parts.ts';
import { roleUse } from '../written-principals.ts';
import type { Flip } from './flip.ts';

const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const administrator = { GroupName: good.group, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
const PolicyArn = good.policyArn;
const direct = { UserName: good.user, PolicyArn };
const member = { UserName: good.user, GroupName: good.group };
const roleInline = { RoleName: good.appRole, PolicyName: 'extra' };
const groupInline = { GroupName: good.group, PolicyName: 'extra' };

/** Another trust policy of a role, and back. */
function roleTrust(check: string, setting: string, role: 'appRole' | 'vendorRole', PolicyDocument: string): Flip {
  const RoleName = good[role];
  const put = ({ iam }: SeedClients, document: string) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }));
  return {
    check,
    setting,
    apply: (clients) => put(clients, PolicyDocument),
    undo: (clients) => put(clients, goodTrust[role]),
  };
}

/** Flips of principals. */
export const principalFlips: Flip[] = [
  {
    check: 'users-only-by-group',
    setting: 'a policy attached to a user',
    apply: ({ iam }) => iam.send(new AttachUserPolicyCommand(direct)),
    undo: ({ iam }) => iam.send(new DetachUserPolicyCommand(direct)),
  },
  {
    check: 'users-belong-to-group',
    setting: 'a user in no group',
    apply: ({ iam }) => iam.send(new RemoveUserFromGroupCommand(member)),
    undo: ({ iam }) => iam.send(new AddUserToGroupCommand(member)),
  },
  {
    check: 'no-inline-policies',
    setting: 'a policy written into a role',
    apply: ({ iam }) =>
      iam.send(
        new PutRolePolicyCommand({
          ...roleInline,
          PolicyDocument: policy({ Effect: 'Allow', Action: 'logs:GetLogEvents', Resource: '*' }),
        }),
      ),
    undo: ({ iam }) => iam.send(new DeleteRolePolicyCommand(roleInline)),
  },
  {
    check: 'no-admin-inline-policies',
    setting: 'everything allowed in a policy written into a group',
    apply: ({ iam }) => iam.send(new PutGroupPolicyCommand({ ...groupInline, PolicyDocument: everything })),
    undo: ({ iam }) => iam.send(new DeleteGroupPolicyCommand(groupInline)),
  },
  {
    check: 'no-admin-customer-policies',
    setting: 'an attached policy allows everything',
    apply: ({ iam }) =>
      iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: everything, SetAsDefault: true })),
    undo: async ({ iam }) => {
      await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    },
  },
  {
    check: 'no-admin-aws-managed-attached',
    setting: 'AdministratorAccess attached to a group',
    apply: ({ iam }) => iam.send(new AttachGroupPolicyCommand(administrator)),
    undo: ({ iam }) => iam.send(new DetachGroupPolicyCommand(administrator)),
  },
  {
    check: 'stale-roles',
    setting: 'a role was last used 200 days ago',
    written: [roleUse(good.appRole, { createdDaysAgo: 400, usedDaysAgo: 200 })],
  },
  roleTrust(
    'cross-account-trust-external-id',
    'another account is trusted without an external id',
    'vendorRole',
    trust({ Principal: { AWS: 'arn:aws:iam::210987654321:root' } }),
  ),
  roleTrust('role-trust-not-public', 'anybody may take a role', 'appRole', trust({ Principal: { AWS: '*' } })),
];
