/** Checks of what security groups open to the internet. */
import type { Check, CheckSettings } from '../source/core/check.ts';
import { type PortRange, portsOutside } from '../source/core/network.ts';
import { portCommitment } from './commitments.ts';
import { judgePorts, overGroups } from './ec2-exposure.ts';
import { administration, databases, rdp, ssh } from './ec2-port-lists.ts';
import { some } from './reading.ts';

const facts: Check['facts'] = ['ec2.security-groups'];
const operations = ['ec2:DescribeRegions', 'ec2:DescribeSecurityGroups'];
const references = [
  'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html',
];

const counts =
  'All rules of a group are added up: IPv4 and IPv6, port ranges, rules for all protocols, and address ranges that only together make the internet (a quarter of the public addresses or more). A prefix list whose entries were not read makes the group unknown when it could open such a port.';

const narrowRule = (what: string): Check['fix'] => ({
  summary: `Close ${what} to the internet in the listed groups.`,
  console: [
    'Open VPC, Security groups, the group, Inbound rules, Edit inbound rules.',
    'Find out who comes in by the rule, add one for their group or network, then delete the rule whose source is the whole internet (0.0.0.0/0 or ::/0).',
    'Look at both IPv4 and IPv6 rules, and at rules for all traffic.',
  ],
  cli: [
    'aws ec2 describe-security-group-rules --filters Name=group-id,Values=GROUP_ID --region REGION',
    'aws ec2 revoke-security-group-ingress --group-id GROUP_ID --security-group-rule-ids RULE_ID --region REGION',
  ],
  terraform: `resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = aws_security_group.clients.id
  ip_protocol                  = "tcp"
  from_port                    = PORT
  to_port                      = PORT
}`,
  minutes: 20,
});

const noSsh: Check = {
  id: 'sg-no-ssh-from-internet',
  title: 'SSH is closed to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'Open SSH is tried by robots within minutes; only a key or a password stands in the way.',
  criteria: ['CC6.1', 'CC6.6', 'CC7.2'],
  why: 'Administration from anywhere is what network controls exist to prevent.',
  judgement: `Passes for each security group that does not open tcp 22 to the internet. ${counts}`,
  facts,
  operations,
  fix: {
    ...narrowRule('port 22'),
    console: [
      'Let people in by Systems Manager Session Manager or EC2 Instance Connect Endpoint, which need no open port.',
      ...narrowRule('').console,
    ],
  },
  references,
  judge: (reader) => judgePorts(reader, ssh, 'keeps SSH closed to the internet'),
};

const noRdp: Check = {
  id: 'sg-no-rdp-from-internet',
  title: 'Remote Desktop is closed to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'Open Remote Desktop is the classic way in for ransomware.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Administration from anywhere is what network controls exist to prevent.',
  judgement: `Passes for each security group that opens port 3389, tcp or udp, to nobody on the internet. ${counts}`,
  facts,
  operations,
  fix: {
    ...narrowRule('port 3389'),
    console: ['Let people in by Systems Manager Fleet Manager, which needs no open port.', ...narrowRule('').console],
  },
  references,
  judge: (reader) => judgePorts(reader, rdp, 'keeps Remote Desktop closed to the internet'),
};

// "Every port" with a hole in it is still every port for an attacker: our judgement, over nine tenths of them.
const nearlyAll = 60_000;
const width = (ranges: readonly PortRange[]) => ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);

const noAllPorts: Check = {
  id: 'sg-no-all-ports-from-internet',
  title: 'No group opens every port to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'critical',
  severityReason: 'Whatever is started behind such a group is public from the first second.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A group that opens everything is no boundary at all.',
  judgement: `Passes for each security group that opens fewer than ${nearlyAll.toLocaleString('en')} of the 65,536 tcp or udp ports to the internet. ${counts}`,
  facts,
  operations,
  fix: narrowRule('all ports but those that are needed'),
  references,
  judge: (reader) =>
    overGroups(
      reader,
      (open) => {
        const wide = (['tcp', 'udp'] as const).filter((transport) => width(open[transport]) >= nearlyAll);
        const parts = wide.map((transport) => {
          const ports = width(open[transport]);
          return `${ports === 65_536 ? 'every' : `${ports} of 65536`} ${transport} port${ports === 65_536 ? '' : 's'}`;
        });
        return parts.length === 0 ? undefined : parts.join(' and ');
      },
      (_transport, ports) => width([ports]) >= nearlyAll,
      'does not open every port to the internet',
    ),
};

const noDatabases: Check = {
  id: 'sg-no-database-ports-from-internet',
  title: 'Database ports are closed to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'critical',
  severityReason: 'Behind these ports is the data itself, often with a password as the only guard.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Databases belong behind the application; an open one is found by search engines.',
  judgement: `Passes for each security group that opens no port of MySQL, PostgreSQL, SQL Server, Oracle, MongoDB, Redis, Memcached, Cassandra or Elasticsearch to the internet. ${counts}`,
  facts,
  operations,
  fix: narrowRule('database ports'),
  references,
  judge: (reader) => judgePorts(reader, databases, 'keeps database ports closed to the internet'),
};

const noAdministration: Check = {
  id: 'sg-no-admin-ports-from-internet',
  title: 'Administration ports are closed to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'These services were made for trusted networks; many ask for no password.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'File shares, directories, brokers and remote control have no business with strangers.',
  judgement: `Passes for each security group that opens no port of FTP, Telnet, RPC, NetBIOS, SMB, LDAP, SNMP, Docker, VNC or Kafka to the internet. ${counts}`,
  facts,
  operations,
  fix: narrowRule('administration ports'),
  references,
  judge: (reader) => judgePorts(reader, administration, 'keeps administration ports closed to the internet'),
};

const openPortsAuthorized: Check = {
  id: 'sg-open-ports-authorized',
  title: 'Only approved ports are open to the internet',
  service: 'ec2',
  tier: 1,
  severity: 'high',
  severityReason: 'Each open port nobody approved is a service nobody hardened.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Auditors compare what is open with what somebody decided to open.',
  judgement: `Passes for each security group that opens to the internet only the ports in scoping (default 80 and 443), tcp or udp, and no protocol without ports but ICMP. ${counts}`,
  facts,
  operations,
  commitment: 'public-ports',
  fix: narrowRule('every port that is not approved'),
  references,
  judge(reader, settings: CheckSettings) {
    const { value: approved, committed } = portCommitment(settings, 'public-ports', [80, 443]);
    const judgement = overGroups(
      reader,
      (open) => {
        const parts = (['tcp', 'udp'] as const).flatMap((transport) =>
          portsOutside(open[transport], approved).map(
            ({ from, to }) => `${transport} ${from === to ? from : `${from} to ${to}`}`,
          ),
        );
        parts.push(...open.otherProtocols.map((protocol) => `IP protocol ${protocol}`));
        return parts.length === 0 ? undefined : some(parts);
      },
      (_transport, ports) => portsOutside([ports], approved).length > 0,
      'opens no other than approved ports to the internet',
    );
    return { ...judgement, committed };
  },
};

/** Checks of ports open to the internet. */
export const portChecks: Check[] = [noSsh, noRdp, noAllPorts, noDatabases, noAdministration, openPortsAuthorized];
