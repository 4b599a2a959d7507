/** Ways to look at the matrix: by control, by person, by rhythm, and how much rests with whom. */
import type { Agreement, Raci, RaciFinding, RaciLetter, RaciParty, RaciRow } from './decision.ts';
import type { Day } from './entry.ts';
import type { FirstRun } from './first-runs.ts';
import type { Control } from './questionnaire.ts';
import { rowsOf } from './raci-agreement.ts';
import { holders, lettersOf } from './raci-cells.ts';
import { cadenceNames, samplingTable } from './sampling.ts';

/** How much one party holds. */
export interface Load {
  party: string;
  letters: Record<RaciLetter, number>;
  /** Rows on which they stand in for somebody. */
  standIn: number;
  /** Share of all A, 0–1. */
  shareOfA: number;
}

/** The load of every party with a letter or a stand-in, who answers for most first. */
export function loads({ parties, rows }: Pick<Raci, 'parties' | 'rows'>): Load[] {
  const all = Math.max(1, rows.filter((row) => holders(row, 'A').length > 0).length);
  return parties
    .map(({ name }): Load => {
      const count = (letter: RaciLetter) => rows.filter((row) => lettersOf(row, name).includes(letter)).length;
      const letters = { R: count('R'), A: count('A'), C: count('C'), I: count('I') };
      const standIn = rows.filter((row) => row.standIn === name).length;
      return { party: name, letters, standIn, shareOfA: letters.A / all };
    })
    .filter(({ letters, standIn }) => standIn + letters.R + letters.A + letters.C + letters.I > 0)
    .sort((a, b) => b.letters.A - a.letters.A || b.letters.R - a.letters.R);
}

/** One person's part of a row. */
export interface Duty {
  control: string;
  title: string;
  letters: RaciLetter[];
  /** They stand in on it. */
  standIn: boolean;
  cadence: string;
}

/** A person's duties, what they answer for first: "your 11 duties". */
export function dutiesOf(person: string, { rows }: Pick<Raci, 'rows'>): Duty[] {
  const order = (letters: RaciLetter[]) => {
    const place = (['A', 'R', 'C', 'I'] as const).findIndex((letter) => letters.includes(letter));
    return place < 0 ? 4 : place;
  };
  return rowsOf(person, rows)
    .map(({ control, title, cells, standIn, cadence }) => ({
      ...{ control, title, cadence },
      letters: [...lettersOf({ cells }, person)],
      standIn: standIn === person,
    }))
    .sort((a, b) => order(a.letters) - order(b.letters));
}

/** The matrix by control: a column per party, a row per control with its cells in the order of the columns. */
export interface ControlView {
  columns: (RaciParty & { load?: Load })[];
  rows: {
    control: string;
    criterion: string;
    title: string;
    /** `R`, `A`, `R/A`, `C`, `I`, or empty. */
    cells: string[];
    standIn?: string;
    cadence: string;
    /** What is wrong with this row. */
    findings: RaciFinding[];
  }[];
  /** What is wrong with no row in particular. */
  findings: RaciFinding[];
}

/** The matrix as a table. */
export function byControl(raci: Pick<Raci, 'parties' | 'rows' | 'findings'>): ControlView {
  const load = new Map(loads(raci).map((one) => [one.party, one]));
  const findings = Map.groupBy(raci.findings, ({ control }) => control ?? '');
  return {
    columns: raci.parties.map((party) => {
      const theirs = load.get(party.name);
      return theirs === undefined ? { ...party } : { ...party, load: theirs };
    }),
    rows: raci.rows.map(({ control, criterion, title, cells, standIn, cadence }) => ({
      ...{ control, criterion, title, cadence },
      cells: raci.parties.map(({ name }) => lettersOf({ cells }, name).join('/')),
      ...(standIn === undefined ? {} : { standIn }),
      findings: findings.get(control) ?? [],
    })),
    findings: findings.get('') ?? [],
  };
}

/** One party with everything that concerns it. */
export interface PersonView {
  party: RaciParty;
  load: Load;
  duties: Duty[];
  /** Whether they have agreed; people only. */
  agreement?: Agreement;
  /** What is wrong with their part. */
  findings: RaciFinding[];
}

/** The matrix by person: who answers for most first. */
export function byPerson(raci: Raci): PersonView[] {
  const partyOf = new Map(raci.parties.map((party) => [party.name, party]));
  return loads(raci).flatMap((load): PersonView[] => {
    const party = partyOf.get(load.party);
    if (party === undefined) return [];
    const agreement = raci.agreements.find(({ person }) => person === party.name);
    return [
      {
        ...{ party, load, duties: dutiesOf(party.name, raci) },
        ...(agreement === undefined ? {} : { agreement }),
        findings: raci.findings.filter(({ person }) => person === party.name),
      },
    ];
  });
}

/** What runs at one rhythm. */
export interface Rhythm {
  label: string;
  rows: { control: string; title: string; accountable: string[]; doers: string[]; due?: Day }[];
}

/** The matrix as a calendar: rhythms from daily to yearly, then settings and events; by first day inside each. */
export function byCadence(
  { rows }: Pick<Raci, 'rows'>,
  controls: readonly Control[],
  runs: readonly FirstRun[],
): Rhythm[] {
  const controlOf = new Map(controls.map((control) => [control.id, control]));
  const dueOf = new Map(runs.map(({ control, due }) => [control, due]));
  const main = (row: RaciRow) => {
    const names = cadenceNames(controlOf.get(row.control)?.cadence ?? {});
    return controlOf.get(row.control)?.cadence.every ?? names[0];
  };
  const order = [...samplingTable.filter(({ cadence }) => cadence !== 'continuous'), ...samplingTable.slice(0, 1)];
  return order.flatMap(({ cadence, label }): Rhythm[] => {
    const theirs = rows
      .filter((row) => main(row) === cadence)
      .map((row): Rhythm['rows'][number] => {
        const due = dueOf.get(row.control);
        const base = {
          control: row.control,
          title: row.title,
          accountable: holders(row, 'A'),
          doers: holders(row, 'R'),
        };
        return due === undefined ? base : { ...base, due };
      })
      .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0));
    return theirs.length === 0 ? [] : [{ label, rows: theirs }];
  });
}
