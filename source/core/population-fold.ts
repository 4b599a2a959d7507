/** Fold of the entries about populations. */
import type { Assessment, Attribution } from './assessment.ts';
import type { Entry } from './entry.ts';
import { keep, own } from './own-record.ts';
import type { PopulationImport } from './population-entry.ts';
import { type PopulationKind, standingKinds } from './population-spec.ts';

/** What is known of populations. */
export interface Populations {
  /** Latest import of each kind. */
  imports: Partial<Record<PopulationKind, PopulationImport & Attribution>>;
  /** By person, then by account: whether the account is theirs, as somebody confirmed. */
  accounts: Record<string, Record<string, boolean>>;
}

/** Nothing imported, nothing confirmed. */
export function emptyPopulations(): Populations {
  return { imports: {}, accounts: {} };
}

type Of<Type> = Entry & { type: Type };

/** Handlers for the fold; see assessment.ts. */
export const populationHandlers = {
  'population-import': (state: Assessment, entry: Of<'population-import'>) => {
    const { kind, source, exported } = entry;
    const standing = standingKinds.includes(kind);
    const attribution = { by: entry.by, at: entry.at, entry: entry.id };
    state.populations.imports[kind] = { ...entry, ...attribution };
    // What an earlier import of this kind said of a control does not stand beside what this one says.
    for (const control of Object.values(state.controls)) {
      if (control.population?.kind === kind) delete control.population;
      // A look on an earlier day was a look; the same day looked at again is the same run.
      control.runs = control.runs.filter((run) => run.kind !== kind || (standing && run.on !== exported));
    }
    for (const { control, size, deviations, unknown, counted, runs = [] } of entry.results) {
      if (!counted) continue;
      const record = own(state.controls, control, () => ({ evidence: [], runs: [] }));
      record.population = { ...{ size, deviations, unknown, source, kind }, ...attribution };
      if (standing) record.population.on = exported;
      else if (entry.to !== undefined) record.population.to = entry.to;
      const looked = standing && (unknown < size || size === 0) ? [{ on: exported }] : runs;
      record.runs.push(...looked.map((run) => ({ ...run, kind, ...attribution })));
    }
  },
  'person-account': (state: Assessment, entry: Of<'person-account'>) => {
    keep(
      own(state.populations.accounts, entry.person, () => ({})),
      entry.account,
      entry.same,
    );
  },
};
