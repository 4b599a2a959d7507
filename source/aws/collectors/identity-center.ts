/** IAM Identity Center: its instances wherever they are, and who holds what in the scanned account. */
import { IdentitystoreClient, paginateListGroups, paginateListUsers } from '@aws-sdk/client-identitystore';
import {
  DescribePermissionSetCommand,
  paginateListAccountAssignments,
  paginateListInstances,
  paginateListPermissionSetsProvisionedToAccount,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { OperationName, Reading } from '../../core/facts.ts';
import type {
  Assignment,
  IdentityCenterAccess,
  IdentityCenterInstance,
  PermissionSet,
} from '../../core/facts-identity.ts';
import type { Session } from '../session.ts';
import { readEach } from './each.ts';
import { enabledRegions } from './ec2.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 100;

/** Instances by region. One region holds them, and nothing tells which before it was asked. */
export function instances(session: Session): Promise<Reading<Record<string, Reading<IdentityCenterInstance[]>>>> {
  return session.once('sso-admin:ListInstances', async () => {
    const enabled = await enabledRegions(session);
    if (enabled.state !== 'ok') return enabled;
    const found = await readEach(enabled.data, async (region) => [region, await instancesOf(session, region)] as const);
    return { state: 'ok', data: Object.fromEntries(found) };
  });
}

function instancesOf(session: Session, region: string): Promise<Reading<IdentityCenterInstance[]>> {
  return session.reading('sso-admin:ListInstances', region, async () => {
    const all: IdentityCenterInstance[] = [];
    const client = session.client('sso-admin', SSOAdminClient, region);
    for await (const page of paginateListInstances({ client, pageSize }, {})) {
      for (const { InstanceArn, IdentityStoreId, Status, CreatedDate } of page.Instances ?? [])
        all.push({
          arn: defined(InstanceArn, 'InstanceArn'),
          region,
          identityStoreId: defined(IdentityStoreId, 'IdentityStoreId'),
          ...omitAbsent({ status: Status, createdAt: instant(CreatedDate) }),
        });
    }
    return all;
  });
}

/** What each instance gives in the scanned account. An instance that shows in several regions is asked about once. */
export async function access(session: Session): Promise<Reading<IdentityCenterAccess[]>> {
  const known = await instances(session);
  if (known.state !== 'ok') return known;
  const found = Object.values(known.data).flatMap((reading) => (reading.state === 'ok' ? reading.data : []));
  const each = [...new Map(found.map((instance) => [instance.arn, instance])).values()];
  return { state: 'ok', data: await readEach(each, (instance) => accessOf(session, instance)) };
}

async function accessOf(session: Session, instance: IdentityCenterInstance): Promise<IdentityCenterAccess> {
  const { arn, region, identityStoreId } = instance;
  const list = await provisioned(session, region, arn);
  const permissionSets: Reading<PermissionSet[]> =
    list.state === 'ok'
      ? { state: 'ok', data: await readEach(list.data, (set) => permissionSet(session, region, arn, set)) }
      : list;
  const sets = permissionSets.state === 'ok' ? permissionSets.data : [];
  const holders = sets.flatMap(({ assignments }) => (assignments.state === 'ok' ? assignments.data : []));
  const ids = (kind: Assignment['kind']) => new Set(holders.filter((one) => one.kind === kind).map(({ id }) => id));
  const [users, groups] = await Promise.all([
    userNames(session, region, identityStoreId, ids('USER')),
    groupNames(session, region, identityStoreId, ids('GROUP')),
  ]);
  return { instance: arn, region, permissionSets, users, groups };
}

function provisioned(session: Session, region: string, InstanceArn: string): Promise<Reading<string[]>> {
  return session.reading('sso-admin:ListPermissionSetsProvisionedToAccount', region, async () => {
    const all: string[] = [];
    const client = session.client('sso-admin', SSOAdminClient, region);
    const asked = { InstanceArn, AccountId: session.account };
    for await (const page of paginateListPermissionSetsProvisionedToAccount({ client, pageSize }, asked))
      all.push(...(page.PermissionSets ?? []));
    return all;
  });
}

async function permissionSet(
  session: Session,
  region: string,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<PermissionSet> {
  const client = session.client('sso-admin', SSOAdminClient, region);
  const [name, assignments] = await Promise.all([
    session.reading('sso-admin:DescribePermissionSet', region, async () => {
      const answer = await client.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
      return defined(answer.PermissionSet?.Name, 'PermissionSet.Name');
    }),
    session.reading('sso-admin:ListAccountAssignments', region, async () => {
      const all: Assignment[] = [];
      const asked = { InstanceArn, PermissionSetArn, AccountId: session.account };
      for await (const page of paginateListAccountAssignments({ client, pageSize }, asked)) {
        for (const { PrincipalId, PrincipalType } of page.AccountAssignments ?? [])
          all.push({ kind: defined(PrincipalType, 'PrincipalType'), id: defined(PrincipalId, 'PrincipalId') });
      }
      return all;
    }),
  ]);
  return { arn: PermissionSetArn, name, assignments };
}

/** Names of the users with these ids. Nothing else of the directory is kept. */
function userNames(
  session: Session,
  region: string,
  IdentityStoreId: string,
  ids: ReadonlySet<string>,
): Promise<Reading<Record<string, string>>> {
  return namesOf(session, 'identitystore:ListUsers', region, ids, async function* (client) {
    for await (const { Users = [] } of paginateListUsers({ client, pageSize }, { IdentityStoreId }))
      for (const { UserId, UserName } of Users) yield [UserId, UserName];
  });
}

function groupNames(
  session: Session,
  region: string,
  IdentityStoreId: string,
  ids: ReadonlySet<string>,
): Promise<Reading<Record<string, string>>> {
  return namesOf(session, 'identitystore:ListGroups', region, ids, async function* (client) {
    for await (const { Groups = [] } of paginateListGroups({ client, pageSize }, { IdentityStoreId }))
      for (const { GroupId, DisplayName } of Groups) yield [GroupId, DisplayName];
  });
}

/** Of a listed directory the names that belong to the ids; nothing is asked when there are none. */
async function namesOf(
  session: Session,
  operation: OperationName,
  region: string,
  ids: ReadonlySet<string>,
  list: (client: IdentitystoreClient) => AsyncIterable<[id: string | undefined, name: string | undefined]>,
): Promise<Reading<Record<string, string>>> {
  if (ids.size === 0) return { state: 'ok', data: {} };
  return session.reading(operation, region, async () => {
    const names: Record<string, string> = {};
    for await (const [id = '', name] of list(session.client('identitystore', IdentitystoreClient, region)))
      if (ids.has(id) && name !== undefined) names[id] = name;
    return names;
  });
}
