/** Federation, IAM Identity Center, and the account as a whole. */
import { AccountClient, DeleteAlternateContactCommand, PutAlternateContactCommand } from '@aws-sdk/client-account';
import { CreateSAMLProviderCommand, DeleteRoleCommand, DeleteSAMLProviderCommand } from '@aws-sdk/client-iam';
import { ListUsersCommand } from '@aws-sdk/client-identitystore';
import {
  DeleteAccountAssignmentCommand,
  DescribePermissionSetCommand,
  ListPermissionSetsCommand,
} from '@aws-sdk/client-sso-admin';
import { accountId, type SeedClients } from '../clients.ts';
import { identity, identityCenter, samlMetadata, vendorRole } from '../seed-identity.ts';
import { artifactReports, identityCenterIn } from '../written-identity.ts';
import type { Flip } from './flip.ts';

/** The permission set of administrators, and somebody who should not hold it. */
async function assignment(clients: SeedClients) {
  const center = await identityCenter(clients);
  const { InstanceArn, IdentityStoreId } = center;
  const { PermissionSets = [] } = await center.admin.send(new ListPermissionSetsCommand({ InstanceArn }));
  let set = '';
  for (const PermissionSetArn of PermissionSets) {
    const found = await center.admin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
    if (found.PermissionSet?.Name === 'AdministratorAccess') set = PermissionSetArn;
  }
  const { Users = [] } = await center.directory.send(new ListUsersCommand({ IdentityStoreId }));
  const user = Users.find(({ UserName }) => UserName === identity.engineer)?.UserId ?? '';
  return { center, set, user };
}

/** One for each check. */
export const identityFlips: Flip[] = [
  {
    check: 'federation-in-place',
    setting: 'the SAML provider is deleted',
    given: [identityCenterIn(undefined)],
    apply: ({ iam }) =>
      iam.send(
        new DeleteSAMLProviderCommand({ SAMLProviderArn: `arn:aws:iam::${accountId}:saml-provider/${identity.saml}` }),
      ),
    undo: async ({ iam }) =>
      iam.send(new CreateSAMLProviderCommand({ Name: identity.saml, SAMLMetadataDocument: samlMetadata })),
  },
  {
    check: 'identity-center-access-listed',
    setting: 'somebody off the list holds administrator rights',
    apply: async (clients) => {
      const { center, set, user } = await assignment(clients);
      await center.assign(set, 'USER', user);
    },
    undo: async (clients) => {
      const { center, set, user } = await assignment(clients);
      await center.admin.send(
        new DeleteAccountAssignmentCommand({
          InstanceArn: center.InstanceArn,
          PermissionSetArn: set,
          PrincipalType: 'USER',
          PrincipalId: user,
          TargetId: accountId,
          TargetType: 'AWS_ACCOUNT',
        }),
      );
    },
  },
  {
    check: 'third-party-account-inventory',
    setting: 'a role lets in an account that nobody listed',
    apply: ({ iam }) => vendorRole(iam, 'unknown-vendor', '345678901234'),
    undo: ({ iam }) => iam.send(new DeleteRoleCommand({ RoleName: 'unknown-vendor' })),
  },
  {
    check: 'security-contact-registered',
    setting: 'the security contact is gone',
    apply: (clients) =>
      clients
        .of(AccountClient, identity.home)
        .send(new DeleteAlternateContactCommand({ AlternateContactType: 'SECURITY' })),
    undo: (clients) => clients.of(AccountClient, identity.home).send(new PutAlternateContactCommand(identity.contact)),
  },
  {
    check: 'aws-soc-report-available',
    setting: 'the newest report ended seven months ago',
    written: [artifactReports(215)],
  },
];
