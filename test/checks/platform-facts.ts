/** Builders of facts for the tests of compute, delivery and backup: an account without any of it, one thing changed at a time. */
import { factSources } from '../../source/core/fact-sources.ts';
import type { FactName, Facts, FactTypes } from '../../source/core/facts.ts';
import { computeSources } from '../../source/core/facts-compute.ts';
import { denied, facts, ok, type Readings, regions } from './facts.ts';

/** The same data in every region. */
export function everywhere<Name extends FactName>(name: Name, data: FactTypes[Name]): Readings {
  return { [name]: Object.fromEntries(regions.map((region) => [region, ok(data)])) } as Readings;
}

/** Facts that are a list of names or things; all others are details by name. */
const lists: FactName[] = ['lambda.functions', 'ecs.families', 'ecr.repositories', 'eks.clusters', 'ssm.documents'];

const empty: Readings = Object.assign(
  {},
  ...(Object.keys(computeSources) as FactName[]).map((name) =>
    everywhere(name, (name === 'ecr.scanning' ? null : lists.includes(name) ? [] : {}) as never),
  ),
);

/** Data in us-east-1, and nothing elsewhere. */
export function here<Name extends FactName>(name: Name, data: FactTypes[Name]): Readings {
  return { [name]: { ...empty[name], 'us-east-1': ok(data) } } as Readings;
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
