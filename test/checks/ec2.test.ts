/** EC2 security groups: what they open to the internet, default and unused ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../source/core/facts.ts';
import { judge } from '../../source/core/judge.ts';
import {
  defaultGroup,
  denied,
  emptyFacts,
  facts,
  group,
  ok,
  regions,
  rule,
  settings,
  withRules,
  world,
} from './facts.ts';
import { type Case, result, table } from './status.ts';

const groupsDenied = facts({
  'ec2.security-groups': Object.fromEntries(regions.map((region) => [region, denied('ec2:DescribeSecurityGroups')])),
});
const regionsDenied = facts({ 'ec2.regions': { global: denied('ec2:DescribeRegions') } });

/** The same for every check of a port: the ways to open it, and the ways that do not. */
function portCases(port: number, protocol: 'tcp' | 'udp' = 'tcp'): Case[] {
  const at = (change: Partial<SecurityGroupRule>) => rule({ protocol, fromPort: port, toPort: port, ...change });
  return [
    ['IPv4', 'fail', withRules(at({ ipv4: [world] }))],
    ['IPv6', 'fail', withRules(at({ ipv6: ['::/0'] }))],
    ['IPv6 that is given out', 'fail', withRules(at({ ipv6: ['2000::/3'] }))],
    ['a range of ports', 'fail', withRules(at({ fromPort: port - 1, toPort: port + 1, ipv4: [world] }))],
    ['all protocols', 'fail', withRules(rule({ protocol: '-1', ipv4: [world] }))],
    ['the protocol by number', 'fail', withRules(at({ protocol: protocol === 'tcp' ? '6' : '17', ipv4: [world] }))],
    ['two halves of the world', 'fail', withRules(at({ ipv4: ['0.0.0.0/1', '128.0.0.0/1'] }))],
    [
      'two halves in two rules',
      'fail',
      withRules(at({ ipv4: ['0.0.0.0/1'] }), rule({ protocol: '-1', ipv4: ['128.0.0.0/1'] })),
    ],
    ['two halves of IPv6', 'fail', withRules(at({ ipv6: ['::/1', '8000::/1'] }))],
    ['the world but for one address', 'fail', withRules(at({ ipv4: holed }))],
    ['the office', 'pass', withRules(at({ ipv4: ['203.0.113.0/24', '10.0.0.0/8'], ipv6: ['2001:db8::/32'] }))],
    ['all private addresses', 'pass', withRules(at({ ipv4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] }))],
    ['another group', 'pass', withRules(at({ groups: ['sg-2'] }))],
    ['the port beside it', 'pass', withRules(at({ fromPort: 4, toPort: 4, ipv4: [world] }))],
    ['ICMP', 'pass', withRules(rule({ protocol: 'icmp', fromPort: -1, toPort: -1, ipv4: [world] }))],
    ['a prefix list', 'unknown', withRules(at({ prefixLists: ['pl-1'] }))],
    ['a prefix list at another port', 'pass', withRules(rule({ fromPort: 4, toPort: 4, prefixLists: ['pl-1'] }))],
    ['a prefix list and the world', 'fail', withRules(at({ prefixLists: ['pl-1'] }), at({ ipv4: [world] }))],
    ['an address nobody can read', 'unknown', withRules(at({ ipv4: ['0.0.0.0/x'] }))],
    ['no groups', 'not-applicable', emptyFacts()],
    ['denied', 'unknown', groupsDenied],
    ['regions could not be listed', 'unknown', regionsDenied],
  ];
}

// Everything but 203.0.113.7: 32 blocks, one for each bit of the address turned over.
const holed = Array.from({ length: 32 }, (_, bit) => {
  const address = ((203 << 24) | (113 << 8) | 7) >>> 0;
  const block = ((address ^ (2 ** (31 - bit))) >>> (31 - bit)) * 2 ** (31 - bit);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(block / 2 ** shift) % 256).join('.')}/${bit + 1}`;
});

table('sg-no-ssh-from-internet', portCases(22));
table('sg-no-rdp-from-internet', portCases(3389));

test('each port of a family of services is watched, in its own protocol', () => {
  const opens = (id: string, protocol: string, port: number) =>
    result(id, withRules(rule({ protocol, fromPort: port, toPort: port, ipv4: [world] }))).status;
  const databases: [string, number][] = [3306, 5432, 1433, 1521, 27017, 6379, 11211, 9042, 9200].map((p) => ['tcp', p]);
  for (const [protocol, port] of [...databases, ['udp', 11211] as [string, number]]) {
    assert.equal(opens('sg-no-database-ports-from-internet', protocol, port), 'fail', `${protocol} ${port}`);
  }
  assert.equal(opens('sg-no-database-ports-from-internet', 'udp', 3306), 'pass');
  const services: [string, number][] = [
    ['tcp', 21],
    ['tcp', 23],
    ['tcp', 445],
    ['udp', 137],
    ['tcp', 139],
    ['tcp', 135],
    ['tcp', 5900],
    ['tcp', 2375],
    ['tcp', 9092],
    ['tcp', 389],
    ['udp', 161],
  ];
  for (const [protocol, port] of services) {
    assert.equal(opens('sg-no-admin-ports-from-internet', protocol, port), 'fail', `${protocol} ${port}`);
  }
  assert.equal(opens('sg-no-admin-ports-from-internet', 'tcp', 161), 'pass');
});

table('sg-no-database-ports-from-internet', portCases(5432));
table('sg-no-admin-ports-from-internet', portCases(445));

const ports = (fromPort: number, toPort: number, change: Partial<SecurityGroupRule> = {}) =>
  rule({ fromPort, toPort, ipv4: [world], ...change });

table('sg-no-all-ports-from-internet', [
  ['all protocols', 'fail', withRules(rule({ protocol: '-1', ipv4: [world] }))],
  ['all protocols, two halves', 'fail', withRules(rule({ protocol: '-1', ipv6: ['::/1', '8000::/1'] }))],
  ['tcp 0 to 65535', 'fail', withRules(ports(0, 65_535))],
  ['udp 1 to 65535', 'fail', withRules(ports(1, 65_535, { protocol: 'udp' }))],
  ['all but one port', 'fail', withRules(ports(0, 21), ports(23, 65_535))],
  ['in many runs', 'fail', withRules(ports(0, 9_999), ports(10_000, 39_999), ports(40_000, 65_535))],
  ['half of them', 'pass', withRules(ports(0, 32_767))],
  ['tcp and udp halves do not add up', 'pass', withRules(ports(0, 32_767), ports(32_768, 65_535, { protocol: 'udp' }))],
  ['all from a prefix list', 'unknown', withRules(rule({ protocol: '-1', prefixLists: ['pl-1'] }))],
  ['some from a prefix list', 'pass', withRules(rule({ prefixLists: ['pl-1'] }))],
  ['no groups', 'not-applicable', emptyFacts()],
  ['denied', 'unknown', groupsDenied],
]);

table('sg-open-ports-authorized', [
  ['80 and 443', 'pass', withRules(ports(443, 443), ports(80, 80))],
  ['443 over udp', 'pass', withRules(ports(443, 443, { protocol: 'udp' }))],
  ['as scoping lists', 'pass', withRules(ports(8000, 8010)), { 'public-ports': ['443', '8000-8010'] }],
  ['no longer 80', 'fail', withRules(ports(80, 80)), { 'public-ports': ['443'] }],
  ['80 to 443', 'fail', withRules(ports(80, 443))],
  ['8443', 'fail', withRules(ports(8443, 8443))],
  ['everything', 'fail', withRules(rule({ protocol: '-1', ipv4: [world] }))],
  ['a protocol without ports', 'fail', withRules(rule({ protocol: '50', ipv4: [world] }))],
  ['ping', 'pass', withRules(rule({ protocol: 'icmp', fromPort: 8, toPort: -1, ipv4: [world] }))],
  ['a prefix list at 443', 'pass', withRules(rule({ prefixLists: ['pl-1'] }))],
  ['a prefix list at 8443', 'unknown', withRules(rule({ fromPort: 8443, toPort: 8443, prefixLists: ['pl-1'] }))],
  ['no groups', 'not-applicable', emptyFacts()],
  ['denied', 'unknown', groupsDenied],
]);

test('a list of ports that nobody committed to only corroborates', () => {
  assert.equal(result('sg-open-ports-authorized', facts()).committed, false);
  assert.equal(result('sg-open-ports-authorized', facts(), { 'public-ports': [443] }).committed, true);
});

const groups = (...all: SecurityGroup[]) =>
  facts({ 'ec2.security-groups': { 'eu-west-1': ok([]), 'us-east-1': ok(all) } });

table('sg-default-closed', [
  ['no rules', 'pass', groups(defaultGroup('us-east-1'))],
  ['inbound', 'fail', groups({ ...defaultGroup('us-east-1'), ingress: [rule({ groups: ['sg-1'] })] })],
  ['outbound', 'fail', groups({ ...defaultGroup('us-east-1'), egress: [rule({ protocol: '-1', ipv4: [world] })] })],
  ['no default group', 'not-applicable', groups(group('sg-1', rule()))],
  ['denied', 'unknown', groupsDenied],
]);

const interfacesDenied = { 'eu-west-1': ok([]), 'us-east-1': denied('ec2:DescribeNetworkInterfaces') };

table('sg-unused', [
  ['in use', 'pass', groups(group('sg-web'))],
  ['not in use', 'fail', groups(group('sg-web'), group('sg-old'))],
  ['only default ones', 'not-applicable', groups(defaultGroup('us-east-1'))],
  [
    'only default ones, interfaces denied',
    'not-applicable',
    {
      ...facts(),
      readings: { ...groups(defaultGroup('us-east-1')).readings, 'ec2.network-interfaces': interfacesDenied },
    },
  ],
  ['interfaces denied', 'unknown', facts({ 'ec2.network-interfaces': interfacesDenied })],
  ['interfaces of the region missing', 'unknown', facts({ 'ec2.network-interfaces': { 'eu-west-1': ok([]) } })],
  ['denied', 'unknown', groupsDenied],
]);

test('a region that could not be read is unknown, and a failing group elsewhere stays visible', () => {
  const open = group('sg-1', rule({ fromPort: 22, toPort: 22, ipv4: [world] }));
  const half = (...all: SecurityGroup[]) =>
    facts({ 'ec2.security-groups': { 'eu-west-1': denied('ec2:DescribeSecurityGroups'), 'us-east-1': ok(all) } });
  assert.equal(result('sg-no-ssh-from-internet', half()).status, 'unknown');
  const found = result('sg-no-ssh-from-internet', half(open));
  assert.deepEqual([found.status, found.unknown.map(({ region }) => region)], ['fail', ['eu-west-1']]);
  const check = checkById('sg-no-ssh-from-internet');
  assert.ok(check);
  assert.equal(judge(check, half(group('sg-2')), settings({}, ['us-east-1'])).status, 'pass');
});

test('twenty thousand rules are judged in no time to speak of', () => {
  const many = Array.from({ length: 400 }, (_, g) =>
    group(
      `sg-${g}`,
      ...Array.from({ length: 50 }, (__, r) =>
        rule({ fromPort: r * 10, toPort: r * 10 + 500, ipv4: [`10.${g % 256}.${r}.0/24`] }),
      ),
    ),
  );
  const started = performance.now();
  assert.equal(result('sg-open-ports-authorized', groups(...many)).passed, 400);
  assert.ok(performance.now() - started < 5_000);
});
