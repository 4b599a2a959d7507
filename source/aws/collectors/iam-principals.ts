/** IAM: all users, groups, roles and customer-managed policies by one paged call instead of several per principal. */
import {
  type GroupDetail,
  IAMClient,
  type ManagedPolicyDetail,
  type PolicyDetail,
  paginateGetAccountAuthorizationDetails,
  type RoleDetail,
  type AttachedPolicy as SdkAttached,
  type UserDetail,
} from '@aws-sdk/client-iam';
import {
  type AttachedPolicy,
  type AuthorizationDetails,
  globalRegion,
  type IamGroup,
  type IamRole,
  type IamUser,
  type InlinePolicy,
  type ManagedPolicy,
  type Reading,
} from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { policyDocument } from './policy-document.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Everybody and everything that may hold permissions. AWS's own managed policies are left out: they are known. */
export function authorizationDetails(session: Session): Promise<Reading<AuthorizationDetails>> {
  return session.reading('iam:GetAccountAuthorizationDetails', globalRegion, async () => {
    const details: AuthorizationDetails = { users: [], groups: [], roles: [], policies: [] };
    const pages = paginateGetAccountAuthorizationDetails(
      { client: session.client('iam', IAMClient), pageSize: 1000 },
      { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'] },
    );
    for await (const page of pages) {
      for (const one of page.UserDetailList ?? []) details.users.push(user(one));
      for (const one of page.GroupDetailList ?? []) details.groups.push(group(one));
      for (const one of page.RoleDetailList ?? []) details.roles.push(role(one));
      for (const one of page.Policies ?? []) details.policies.push(managed(one));
    }
    return details;
  });
}

function user(detail: UserDetail): IamUser {
  return {
    name: defined(detail.UserName, 'UserName'),
    arn: defined(detail.Arn, 'Arn'),
    createdAt: defined(instant(detail.CreateDate), 'CreateDate'),
    groups: detail.GroupList ?? [],
    attached: attached(detail.AttachedManagedPolicies),
    inline: inline(detail.UserPolicyList),
  };
}

function group(detail: GroupDetail): IamGroup {
  return {
    name: defined(detail.GroupName, 'GroupName'),
    arn: defined(detail.Arn, 'Arn'),
    attached: attached(detail.AttachedManagedPolicies),
    inline: inline(detail.GroupPolicyList),
  };
}

function role(detail: RoleDetail): IamRole {
  return {
    name: defined(detail.RoleName, 'RoleName'),
    arn: defined(detail.Arn, 'Arn'),
    path: detail.Path ?? '/',
    createdAt: defined(instant(detail.CreateDate), 'CreateDate'),
    trust: policyDocument(detail.AssumeRolePolicyDocument),
    attached: attached(detail.AttachedManagedPolicies),
    inline: inline(detail.RolePolicyList),
    ...omitAbsent({ lastUsedAt: instant(detail.RoleLastUsed?.LastUsedDate) }),
  };
}

function managed(detail: ManagedPolicyDetail): ManagedPolicy {
  const arn = defined(detail.Arn, 'Arn');
  const versions = detail.PolicyVersionList ?? [];
  const current =
    versions.find(({ VersionId }) => VersionId !== undefined && VersionId === detail.DefaultVersionId) ??
    versions.find(({ IsDefaultVersion }) => IsDefaultVersion);
  return {
    arn,
    name: detail.PolicyName ?? nameInArn(arn),
    attachmentCount: detail.AttachmentCount ?? 0,
    document: policyDocument(current?.Document),
  };
}

function attached(policies: SdkAttached[] | undefined): AttachedPolicy[] {
  return (policies ?? []).map(({ PolicyArn, PolicyName }) => {
    const arn = defined(PolicyArn, 'PolicyArn');
    return { arn, name: PolicyName ?? nameInArn(arn) };
  });
}

function inline(policies: PolicyDetail[] | undefined): InlinePolicy[] {
  return (policies ?? []).map(({ PolicyName, PolicyDocument }) => ({
    name: PolicyName ?? '',
    document: policyDocument(PolicyDocument),
  }));
}

/** The last part of an ARN's path. */
function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
