/** Builders of facts for the tests of machines, disks and networks: a good account, one thing changed at a time. */

import { factSources } from '../../source/core/fact-sources.ts';
import type { FactName, Facts, FactTypes } from '../../source/core/facts.ts';
import type { FlowLog, Instance, NodeCompliance } from '../../source/core/facts-network.ts';
import { daysAgo, denied, facts, ok, type Readings, regions } from './facts.ts';

export function instance(change: Partial<Instance> = {}): Instance {
  return {
    id: 'i-1',
    name: 'web',
    state: 'running',
    vpcId: 'vpc-1',
    publicAddresses: [],
    taggedPublic: false,
    metadataEndpoint: 'enabled',
    metadataTokens: 'required',
    detailedMonitoring: 'enabled',
    ...change,
  };
}

export function flowLog(change: Partial<FlowLog> = {}): FlowLog {
  return {
    id: 'fl-1',
    resourceId: 'vpc-1',
    status: 'ACTIVE',
    delivery: 'SUCCESS',
    traffic: 'ALL',
    createdAt: daysAgo(200),
    ...change,
  };
}

export function summary(type: string, change: Partial<NodeCompliance> = {}): NodeCompliance {
  return { node: 'i-1', type, status: 'COMPLIANT', failing: 0, checkedAt: daysAgo(2), ...change };
}

const empty: Readings = {
  'ec2.instances': everywhere([]),
  'ec2.images': everywhere([]),
  'ec2.volumes': everywhere([]),
  'ec2.snapshots': everywhere([]),
  'ec2.public-snapshots': everywhere([]),
  'ec2.ebs-default-encryption': everywhere(false),
  'ec2.vpcs': everywhere([{ id: 'vpc-default', isDefault: true }]),
  'ec2.flow-logs': everywhere([]),
  'ec2.internet-gateways': everywhere([{ id: 'igw-1', vpcIds: ['vpc-default'] }]),
  'ec2.network-interfaces': everywhere([]),
  'ssm.nodes': everywhere([]),
  'ssm.compliance': everywhere([]),
};

/** The same data in every region. */
export function everywhere<T>(data: T) {
  return Object.fromEntries(regions.map((region) => [region, ok(data)]));
}

/** Data in us-east-1, and none or an off switch elsewhere. */
export function here<Name extends FactName>(name: Name, data: FactTypes[Name], elsewhere: FactTypes[Name]): Readings {
  return { [name]: { 'eu-west-1': ok(elsewhere), 'us-east-1': ok(data) } } as Readings;
}

/** An account on its first day, with these readings in their place. */
export function firstDay(...changes: Readings[]): Facts {
  return facts(Object.assign({}, empty, ...changes));
}

/** Facts denied in every region, or in one. */
export function refused(names: FactName[], only: readonly string[] = regions): Readings {
  const pairs = names.map((name) => {
    const { operation } = factSources[name];
    const base = empty[name] as Record<string, unknown> | undefined;
    return [name, { ...base, ...Object.fromEntries(only.map((region) => [region, denied(operation)])) }];
  });
  return Object.fromEntries(pairs) as Readings;
}
