/** The lists that an auditor draws samples from, as data. */
import { peopleKinds } from './population-kinds-people.ts';
import { workKinds } from './population-kinds-work.ts';
import type { PopulationKind, PopulationSpec } from './population-spec.ts';

/** Every kind. */
export const populationKinds: Readonly<Record<PopulationKind, PopulationSpec>> = { ...peopleKinds, ...workKinds };

/** The kinds by name, in the order they are shown. */
export const populationKindNames = Object.keys(populationKinds) as PopulationKind[];

/** True for the name of a kind. */
export function isPopulationKind(text: unknown): text is PopulationKind {
  return typeof text === 'string' && Object.hasOwn(populationKinds, text);
}
