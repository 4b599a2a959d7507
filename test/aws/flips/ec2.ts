/** EC2: security groups. */
import {
  AuthorizeSecurityGroupIngressCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { SeedClients } from '../clients.ts';
import { good } from '../seed-good.ts';
import { closeDefaultGroup, createGroup, tcp } from '../seed-parts.ts';
import type { Flip } from './flip.ts';

const ec2 = (clients: SeedClients) => clients.ec2('eu-west-1');

async function groupId(clients: SeedClients, name: string): Promise<string> {
  const { SecurityGroups = [] } = await ec2(clients).send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: [name] }] }),
  );
  const id = SecurityGroups[0]?.GroupId;
  if (id === undefined) throw new Error(`no security group ${name}`);
  return id;
}

/** One more rule on the web servers' group, and off again. */
function opened(check: string, setting: string, rule: IpPermission): Flip {
  const IpPermissions = [rule];
  return {
    check,
    setting,
    apply: async (clients) =>
      ec2(clients).send(
        new AuthorizeSecurityGroupIngressCommand({ GroupId: await groupId(clients, good.webGroup), IpPermissions }),
      ),
    undo: async (clients) =>
      ec2(clients).send(
        new RevokeSecurityGroupIngressCommand({ GroupId: await groupId(clients, good.webGroup), IpPermissions }),
      ),
  };
}

const world = '0.0.0.0/0';

/** Flips of security groups. */
export const ec2Flips: Flip[] = [
  opened('sg-no-ssh-from-internet', 'port 22 open to the world', tcp(22, 22, world)),
  opened('sg-no-rdp-from-internet', 'port 3389 open to the world by IPv6', {
    IpProtocol: 'tcp',
    FromPort: 3389,
    ToPort: 3389,
    Ipv6Ranges: [{ CidrIpv6: '::/0' }],
  }),
  opened('sg-no-all-ports-from-internet', 'every protocol open to the world', {
    IpProtocol: '-1',
    IpRanges: [{ CidrIp: world }],
  }),
  opened(
    'sg-no-database-ports-from-internet',
    'port 5432 open to both halves of the world',
    tcp(5432, 5432, '0.0.0.0/1', '128.0.0.0/1'),
  ),
  opened('sg-no-admin-ports-from-internet', 'ports 20 to 23 open to the world', tcp(20, 23, world)),
  opened('sg-open-ports-authorized', 'port 8443 open to the world', tcp(8443, 8443, world)),
  {
    check: 'sg-default-closed',
    setting: 'a rule in a default group',
    apply: async (clients) =>
      ec2(clients).send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: await groupId(clients, 'default'),
          IpPermissions: [tcp(443, 443, '172.31.0.0/16')],
        }),
      ),
    undo: (clients) => closeDefaultGroup(ec2(clients)),
  },
  {
    check: 'sg-unused',
    setting: 'a group on no interface',
    apply: (clients) => createGroup(ec2(clients), 'forgotten', []),
    undo: async (clients) =>
      ec2(clients).send(new DeleteSecurityGroupCommand({ GroupId: await groupId(clients, 'forgotten') })),
  },
];
