/** Federation, IAM Identity Center, the organization and the security contact of the good and the bad account. */
import { AccountClient, PutAlternateContactCommand } from '@aws-sdk/client-account';
import {
  AttachRolePolicyCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import {
  CreateUserCommand as CreateDirectoryUserCommand,
  CreateGroupCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  ListInstancesCommand,
  ProvisionPermissionSetCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { accountId, type SeedClients } from './clients.ts';
import { trust } from './seed-parts.ts';

/** Names that scoping and flips refer to. */
export const identity = {
  home: 'us-east-1',
  saml: 'directory',
  administrator: 'a.okafor',
  administrators: 'platform-admins',
  engineer: 'b.duarte',
  vendor: '210987654321',
  contact: {
    AlternateContactType: 'SECURITY',
    Name: 'Security team',
    Title: 'Security',
    EmailAddress: 'security@example.com',
    PhoneNumber: '+1 555 0100',
  },
} as const;

const administratorPolicy = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** What a SAML provider is made of; the emulator looks at none of it. */
export const samlMetadata = `<EntityDescriptor>${' '.repeat(1000)}</EntityDescriptor>`;

/** Gives the good account its identities. */
export async function seedGoodIdentity(clients: SeedClients): Promise<void> {
  const { iam } = clients;
  await iam.send(new CreateSAMLProviderCommand({ Name: identity.saml, SAMLMetadataDocument: samlMetadata }));
  await pipelines(iam);
  await consoleUser(iam, 'ana.lindqvist');
  await reservedRole(iam, 'AdministratorAccess', administratorPolicy);
  await reservedRole(iam, 'ReadOnly', 'arn:aws:iam::aws:policy/ReadOnlyAccess');
  const center = await identityCenter(clients);
  const sets = {
    admin: await center.permissionSet('AdministratorAccess'),
    read: await center.permissionSet('ReadOnly'),
  };
  const administrator = await center.user(identity.administrator);
  const engineer = await center.user(identity.engineer);
  await center.assign(sets.admin, 'USER', administrator);
  await center.assign(sets.admin, 'GROUP', await center.group(identity.administrators));
  await center.assign(sets.read, 'USER', engineer);
  const organizations = clients.of(OrganizationsClient, identity.home);
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'logs', Email: 'logs@example.com' }),
  );
  await vendorRole(iam, 'vendor', identity.vendor);
  await vendorRole(iam, 'log-reader', CreateAccountStatus?.AccountId ?? '');
  await clients.of(AccountClient, identity.home).send(new PutAlternateContactCommand(identity.contact));
}

/** Gives the bad account what is wrong with its identities. */
export async function seedBadIdentity(clients: SeedClients): Promise<void> {
  const { iam } = clients;
  await pipelines(iam);
  await consoleUser(iam, 'j.legacy');
  await reservedRole(iam, 'Everything', administratorPolicy);
  const center = await identityCenter(clients);
  await center.assign(await center.permissionSet('Everything'), 'USER', await center.user('j.legacy'));
  await vendorRole(iam, 'old-vendor', '345678901234');
}

async function pipelines(iam: IAMClient): Promise<void> {
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: 'https://token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    }),
  );
}

async function consoleUser(iam: IAMClient, UserName: string): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Only-for-the-emulator-1' }));
}

/** The role that Identity Center itself makes for a permission set. */
async function reservedRole(iam: IAMClient, set: string, PolicyArn: string): Promise<void> {
  const RoleName = `AWSReservedSSO_${set}_0123456789abcdef`;
  const Federated = `arn:aws:iam::${accountId}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      Path: '/aws-reserved/sso.amazonaws.com/',
      AssumeRolePolicyDocument: trust({ Action: 'sts:AssumeRoleWithSAML', Principal: { Federated } }),
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
}

/** A role that another account may assume. */
export async function vendorRole(iam: IAMClient, RoleName: string, account: string): Promise<void> {
  const AssumeRolePolicyDocument = trust({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

/** The emulator's instance of Identity Center in the home region, ready to be filled. */
export async function identityCenter(clients: SeedClients) {
  const admin = clients.of(SSOAdminClient, identity.home);
  const directory = clients.of(IdentitystoreClient, identity.home);
  const { Instances: [instance] = [] } = await admin.send(new ListInstancesCommand({}));
  const { InstanceArn = '', IdentityStoreId = '' } = instance ?? {};
  return {
    admin,
    directory,
    InstanceArn,
    IdentityStoreId,
    permissionSet: async (Name: string): Promise<string> => {
      const { PermissionSet } = await admin.send(new CreatePermissionSetCommand({ InstanceArn, Name }));
      const PermissionSetArn = PermissionSet?.PermissionSetArn ?? '';
      await admin.send(
        new ProvisionPermissionSetCommand({
          InstanceArn,
          PermissionSetArn,
          TargetType: 'AWS_ACCOUNT',
          TargetId: accountId,
        }),
      );
      return PermissionSetArn;
    },
    user: async (UserName: string): Promise<string> => {
      const Name = { GivenName: UserName, FamilyName: UserName };
      const made = { IdentityStoreId, UserName, Name, DisplayName: UserName };
      return (await directory.send(new CreateDirectoryUserCommand(made))).UserId ?? '';
    },
    group: async (DisplayName: string): Promise<string> =>
      (await directory.send(new CreateGroupCommand({ IdentityStoreId, DisplayName }))).GroupId ?? '',
    assign: (PermissionSetArn: string, PrincipalType: 'USER' | 'GROUP', PrincipalId: string) =>
      admin.send(
        new CreateAccountAssignmentCommand({
          InstanceArn,
          PermissionSetArn,
          PrincipalType,
          PrincipalId,
          TargetId: accountId,
          TargetType: 'AWS_ACCOUNT',
        }),
      ),
  };
}
