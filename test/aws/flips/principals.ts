/** IAM: users, groups, roles and their policies. */
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyCommand,
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
import { accountId, type SeedClients } from '../clients.ts';
import { good, goodTrust } from '../seed-good.ts';
import { policy, trust } from '../seed-parts.ts';
import { roleUse } from '../written-principals.ts';
import type { Flip } from './flip.ts';

const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const administrator = { GroupName: good.group, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
const direct = { UserName: good.user, PolicyArn: good.policyArn };
const member = { UserName: good.user, GroupName: good.group };
const roleInline = { RoleName: good.appRole, PolicyName: 'extra' };
const groupInline = { GroupName: good.group, PolicyName: 'extra' };

/** Another default version of the attached customer policy, and back. */
function policyVersion(check: string, setting: string, PolicyDocument: string): Flip {
  const PolicyArn = good.policyArn;
  return {
    check,
    setting,
    apply: ({ iam }) => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true })),
    undo: async ({ iam }) => {
      await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
      // Version numbers are never used again.
      for (let version = 2; version < 9; version += 1)
        await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: `v${version}` })).catch(() => {});
    },
  };
}

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
  policyVersion('no-admin-customer-policies', 'an attached policy allows everything', everything),
  policyVersion(
    'no-full-cloudtrail-access',
    'an attached policy allows all of CloudTrail',
    policy({ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }),
  ),
  policyVersion(
    'no-privilege-escalation-paths',
    'an attached policy allows a new policy version to be made',
    policy({ Effect: 'Allow', Action: 'iam:CreatePolicyVersion', Resource: '*' }),
  ),
  {
    check: 'no-admin-aws-managed-attached',
    setting: 'AdministratorAccess attached to a group',
    apply: ({ iam }) => iam.send(new AttachGroupPolicyCommand(administrator)),
    undo: ({ iam }) => iam.send(new DetachGroupPolicyCommand(administrator)),
  },
  {
    check: 'unused-custom-policies',
    setting: 'a customer policy attached to nobody',
    apply: ({ iam }) => iam.send(new CreatePolicyCommand({ PolicyName: 'unattached', PolicyDocument: everything })),
    undo: ({ iam }) => iam.send(new DeletePolicyCommand({ PolicyArn: `arn:aws:iam::${accountId}:policy/unattached` })),
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
