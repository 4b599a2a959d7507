/** Builders of facts for the tests of compute, delivery and backup: an account without any of it, one thing changed at a time. */
import { factSources } from '../../source/core/fact-sources.ts';
import type { FactName, Facts, FactTypes } from '../../source/core/facts.ts';
import { backupSources } from '../../source/core/facts-backup.ts';
import { computeSources } from '../../source/core/facts-compute.ts';
import { deliverySources } from '../../source/core/facts-delivery.ts';
import { daysAgo, denied, facts, ok, type Readings, regions } from './facts.ts';

/** The same data in every region. */
export function everywhere<Name extends FactName>(name: Name, data: FactTypes[Name]): Readings {
  return { [name]: Object.fromEntries(regions.map((region) => [region, ok(data)])) } as Readings;
}

/** Facts that are no record of details by name. */
const kinds: Partial<Record<FactName, unknown>> = {
  'lambda.functions': [],
  'ecs.families': [],
  'ecr.repositories': [],
  'ecr.scanning': null,
  'eks.clusters': [],
  'ssm.documents': [],
  'cloudformation.stacks': [],
  'codebuild.names': [],
  'codebuild.projects': [],
  'codepipeline.names': [],
  'backup.plans': [],
  'backup.vaults': [],
  'backup.jobs': [],
  'backup.copies': [],
  'backup.restores': [],
  'backup.testing-plans': [],
  'backup.protected': [],
  'cloudtrail.console-changes': { from: daysAgo(30), complete: true, changes: [] },
};

const empty: Readings = Object.assign(
  {},
  ...(
    [...Object.keys(computeSources), ...Object.keys(deliverySources), ...Object.keys(backupSources)] as FactName[]
  ).map((name) => everywhere(name, (name in kinds ? kinds[name] : {}) as never)),
);

/** Data in us-east-1, and nothing elsewhere. */
export function here<Name extends FactName>(name: Name, data: FactTypes[Name]): Readings {
  const elsewhere = Array.isArray(data) ? { 'eu-west-1': ok([]) } : empty[name];
  return { [name]: { ...elsewhere, 'us-east-1': ok(data) } } as Readings;
}

/** An account with none of it, with these readings in their place. */
export function bare(...changes: Readings[]): Facts {
  return facts(Object.assign({}, empty, ...changes));
}

/** A fact denied in every region. */
export function refused(name: FactName): Readings {
  const { operation } = factSources[name];
  return { [name]: Object.fromEntries(regions.map((region) => [region, denied(operation)])) } as Readings;
}
