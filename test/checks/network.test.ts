/** Machines, disks and networks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import type { Facts } from '../../source/core/facts.ts';
import type { FlowLog, Instance, NodeCompliance, Volume } from '../../source/core/facts-network.ts';
import { judge } from '../../source/core/judge.ts';
import { daysAgo, denied, settings } from './facts.ts';
import { firstDay, flowLog, here, instance, refused, summary } from './network-facts.ts';
import { result, table } from './status.ts';

const machines = (...all: Instance[]) => firstDay(here('ec2.instances', all, []));
const noRegions = firstDay({ 'ec2.regions': { global: denied('ec2:DescribeRegions') } });

/** An instance as AWS would have left a field out. */
function without(field: keyof Instance): Instance {
  const { [field]: _, ...rest } = instance();
  return rest as Instance;
}

table('ec2-imdsv2', [
  ['tokens required', 'pass', machines(instance())],
  ['the endpoint off', 'pass', machines(instance({ metadataEndpoint: 'disabled', metadataTokens: 'optional' }))],
  ['tokens optional', 'fail', machines(instance(), instance({ id: 'i-2', metadataTokens: 'optional' }))],
  ['stopped counts', 'fail', machines(instance({ state: 'stopped', metadataTokens: 'optional' }))],
  ['terminated does not', 'not-applicable', machines(instance({ state: 'terminated', metadataTokens: 'optional' }))],
  ['options left out', 'unknown', machines(without('metadataTokens'))],
  ['no instances', 'not-applicable', firstDay()],
  ['denied', 'unknown', firstDay(refused(['ec2.instances']))],
  ['denied in one region', 'unknown', firstDay(refused(['ec2.instances'], ['eu-west-1']))],
  ['regions could not be listed', 'unknown', noRegions],
]);

table('ec2-no-public-ip', [
  ['no address', 'pass', machines(instance())],
  ['an address', 'fail', machines(instance({ publicAddresses: ['203.0.113.9'] }))],
  ['an address on a stopped one', 'fail', machines(instance({ state: 'stopped', publicAddresses: ['203.0.113.9'] }))],
  ['an address and the tag', 'pass', machines(instance({ publicAddresses: ['203.0.113.9'], taggedPublic: true }))],
  ['no instances', 'not-applicable', firstDay()],
  ['denied', 'unknown', firstDay(refused(['ec2.instances']))],
]);

table('ec2-detailed-monitoring', [
  ['on', 'pass', machines(instance())],
  ['being switched on', 'pass', machines(instance({ detailedMonitoring: 'pending' }))],
  ['off', 'fail', machines(instance({ detailedMonitoring: 'disabled' }))],
  ['left out', 'unknown', machines(without('detailedMonitoring'))],
  ['stopped', 'not-applicable', machines(instance({ state: 'stopped', detailedMonitoring: 'disabled' }))],
  ['denied', 'unknown', firstDay(refused(['ec2.instances']))],
]);

const node = { id: 'i-1', ping: 'Online', lastPingAt: daysAgo(0) };
const lost = { id: 'i-1', ping: 'ConnectionLost', lastPingAt: daysAgo(9) };
const running = here('ec2.instances', [instance()], []);

table('ec2-ssm-managed', [
  ['online', 'pass', firstDay(running, here('ssm.nodes', [node], []))],
  ['not known', 'fail', firstDay(running, here('ssm.nodes', [{ ...node, id: 'i-2' }], []))],
  ['lost', 'fail', firstDay(running, here('ssm.nodes', [lost], []))],
  ['known in another region only', 'fail', firstDay(running, here('ssm.nodes', [], [node]))],
  ['no ping told', 'fail', firstDay(running, here('ssm.nodes', [{ id: 'i-1' }], []))],
  ['stopped', 'not-applicable', firstDay(here('ec2.instances', [instance({ state: 'stopped' })], []))],
  ['nodes denied', 'unknown', firstDay(running, refused(['ssm.nodes']))],
  ['nodes denied where nothing runs', 'not-applicable', firstDay(refused(['ssm.nodes']))],
  ['instances denied', 'unknown', firstDay(refused(['ec2.instances']))],
]);

const managed = here('ssm.nodes', [node], []);
const stands = (...all: NodeCompliance[]) => firstDay(managed, here('ssm.compliance', all, []));

table('ec2-patch-compliance', [
  ['patched', 'pass', stands(summary('Patch'), summary('Association', { status: 'NON_COMPLIANT' }))],
  ['patches missing', 'fail', stands(summary('Patch', { status: 'NON_COMPLIANT', failing: 3 }))],
  ['patches missing long ago', 'fail', stands(summary('Patch', { status: 'NON_COMPLIANT', checkedAt: daysAgo(90) }))],
  ['never scanned', 'fail', stands(summary('Association'))],
  ['another node was scanned', 'fail', stands(summary('Patch', { node: 'i-2' }))],
  ['scanned long ago', 'unknown', stands(summary('Patch', { checkedAt: daysAgo(31) }))],
  ['a result nobody named', 'unknown', stands({ node: 'i-1', type: 'Patch', failing: 0, checkedAt: daysAgo(1) })],
  ['no date', 'unknown', stands({ node: 'i-1', type: 'Patch', failing: 0, status: 'COMPLIANT' })],
  ['a lost node is left out', 'not-applicable', firstDay(here('ssm.nodes', [lost], []))],
  ['no nodes', 'not-applicable', firstDay()],
  ['nodes denied', 'unknown', firstDay(refused(['ssm.nodes', 'ssm.compliance']))],
  ['summaries denied', 'unknown', firstDay(managed, refused(['ssm.compliance'], ['us-east-1']))],
  ['summaries denied where there are no nodes', 'not-applicable', firstDay(refused(['ssm.compliance']))],
]);

table('ec2-association-compliance', [
  ['as wanted', 'pass', stands(summary('Association'))],
  ['one that fails', 'fail', stands(summary('Association', { status: 'NON_COMPLIANT', failing: 1 }))],
  ['no association', 'not-applicable', stands(summary('Patch'))],
  ['a result nobody named', 'unknown', stands({ node: 'i-1', type: 'Association', failing: 0 })],
  ['summaries denied', 'unknown', firstDay(managed, refused(['ssm.compliance']))],
]);

const disks = (...all: Volume[]) => firstDay(here('ec2.volumes', all, []));
const disk = { id: 'vol-1', attachedTo: ['i-1'], encrypted: true };

table('ebs-volume-encrypted', [
  ['encrypted', 'pass', disks(disk)],
  ['plain', 'fail', disks(disk, { ...disk, id: 'vol-2', encrypted: false })],
  ['plain and attached to nothing', 'not-applicable', disks({ id: 'vol-2', attachedTo: [], encrypted: false })],
  ['left out', 'unknown', disks({ id: 'vol-1', attachedTo: ['i-1'] })],
  ['denied', 'unknown', firstDay(refused(['ec2.volumes']))],
]);

const defaults = (value: boolean | null) => here('ec2.ebs-default-encryption', value, false);
const inUse = here('ec2.volumes', [disk], []);

table('ebs-encryption-by-default', [
  ['on where it is used', 'pass', firstDay(defaults(true), inUse)],
  ['on where nothing is', 'pass', firstDay(defaults(true))],
  ['off where it is used', 'fail', firstDay(defaults(false), inUse)],
  ['off where nothing is', 'not-applicable', firstDay()],
  ['not told', 'unknown', firstDay(defaults(null), inUse)],
  ['off, and nobody knows whether it is used', 'unknown', firstDay(refused(['ec2.volumes']))],
  ['denied', 'unknown', firstDay(refused(['ec2.ebs-default-encryption']), inUse)],
]);

test('encryption by default is wanted in a region that scoping names, used or not', () => {
  const check = checkById('ebs-encryption-by-default');
  assert.ok(check);
  const { status, resources } = judge(check, firstDay(), settings({}, ['eu-west-1']));
  assert.deepEqual([status, resources.map(({ id }) => id)], ['fail', ['eu-west-1']]);
});

const copies = (encrypted: boolean | undefined, open: string[] = []): Facts =>
  firstDay(
    here('ec2.snapshots', [{ id: 'snap-1', ...(encrypted === undefined ? {} : { encrypted }) }], []),
    here('ec2.public-snapshots', open, []),
  );

table('ebs-snapshot-encrypted', [
  ['encrypted', 'pass', copies(true)],
  ['plain', 'fail', copies(false)],
  ['left out', 'unknown', copies(undefined)],
  ['no snapshots', 'not-applicable', firstDay()],
  ['denied', 'unknown', firstDay(refused(['ec2.snapshots']))],
]);

table('ebs-snapshot-not-public', [
  ['private', 'pass', copies(true)],
  ['public', 'fail', copies(true, ['snap-1'])],
  ['another one is public', 'pass', copies(true, ['snap-2'])],
  ['the public ones were not read', 'unknown', firstDay(refused(['ec2.public-snapshots']))],
  ['no snapshots', 'not-applicable', firstDay()],
  ['denied', 'unknown', firstDay(refused(['ec2.snapshots', 'ec2.public-snapshots']))],
]);

const images = (open: boolean | undefined) =>
  firstDay(here('ec2.images', [{ id: 'ami-1', name: 'base', ...(open === undefined ? {} : { public: open }) }], []));

table('ec2-ami-not-public', [
  ['private', 'pass', images(false)],
  ['public', 'fail', images(true)],
  ['left out', 'unknown', images(undefined)],
  ['no images', 'not-applicable', firstDay()],
  ['denied', 'unknown', firstDay(refused(['ec2.images']))],
]);

const used = [
  here(
    'ec2.vpcs',
    [
      { id: 'vpc-1', isDefault: false },
      { id: 'vpc-spare', isDefault: true },
    ],
    [],
  ),
  here(
    'ec2.network-interfaces',
    [
      { id: 'eni-1', groups: [], vpcId: 'vpc-1', subnetId: 'subnet-1' },
      { id: 'eni-2', groups: [], vpcId: 'vpc-1', subnetId: 'subnet-2' },
    ],
    [],
  ),
];
const logged = (...all: FlowLog[]) => firstDay(...used, here('ec2.flow-logs', all, []));
const { traffic: _, ...mute } = flowLog();

table('vpc-flow-logs', [
  ['a log on the VPC', 'pass', logged(flowLog())],
  ['rejected traffic only', 'pass', logged(flowLog({ traffic: 'REJECT' }))],
  ['not delivered yet', 'pass', logged(flowLog({ delivery: undefined as unknown as string }))],
  ['logs on both subnets', 'pass', logged(flowLog({ resourceId: 'subnet-1' }), flowLog({ resourceId: 'subnet-2' }))],
  [
    'a log on a subnet and one on an interface',
    'pass',
    logged(flowLog({ resourceId: 'subnet-1' }), flowLog({ resourceId: 'eni-2' })),
  ],
  ['a log on one subnet of two', 'fail', logged(flowLog({ resourceId: 'subnet-1' }))],
  ['none', 'fail', logged()],
  ['a log on another VPC', 'fail', logged(flowLog({ resourceId: 'vpc-2' }))],
  ['accepted traffic only', 'fail', logged(flowLog({ traffic: 'ACCEPT' }))],
  ['delivery fails', 'fail', logged(flowLog({ delivery: 'FAILED' }))],
  ['delivery of one of two logs fails', 'pass', logged(flowLog({ delivery: 'FAILED' }), flowLog({ id: 'fl-2' }))],
  ['not active', 'fail', logged(flowLog({ status: 'INACTIVE' }))],
  ['what it records was left out', 'unknown', logged(mute)],
  ['only VPCs without interfaces', 'not-applicable', firstDay()],
  ['interfaces denied, no log', 'unknown', firstDay(refused(['ec2.network-interfaces']))],
  ['logs denied', 'unknown', firstDay(...used, refused(['ec2.flow-logs']))],
  ['logs denied where nothing is used', 'not-applicable', firstDay(refused(['ec2.flow-logs']))],
  ['VPCs denied', 'unknown', firstDay(...used, refused(['ec2.vpcs']))],
]);

test('a flow log shows since when a network is recorded', () => {
  const two = logged(flowLog({ createdAt: daysAgo(10) }), flowLog({ id: 'fl-2', createdAt: daysAgo(300) }));
  assert.equal(result('vpc-flow-logs', two).since, daysAgo(300));
});

const gateways = here(
  'ec2.internet-gateways',
  [
    { id: 'igw-1', vpcIds: ['vpc-1'] },
    { id: 'igw-2', vpcIds: [] },
  ],
  [],
);

table('igw-authorized-vpc', [
  ['on the list', 'pass', firstDay(gateways), { 'internet-vpcs': ['vpc-1'] }],
  ['not on the list', 'fail', firstDay(gateways), { 'internet-vpcs': ['vpc-2'] }],
  ['no list', 'not-applicable', firstDay(gateways)],
  ['no gateway', 'not-applicable', firstDay(here('ec2.internet-gateways', [], [])), { 'internet-vpcs': ['vpc-1'] }],
  ['denied', 'unknown', firstDay(refused(['ec2.internet-gateways'])), { 'internet-vpcs': ['vpc-1'] }],
]);

test('without a list the gateways are named and nothing is claimed', () => {
  const { notApplicable, committed } = result('igw-authorized-vpc', firstDay(gateways));
  assert.match(notApplicable ?? '', /those that have one: vpc-1\./);
  assert.equal(committed, false);
});
