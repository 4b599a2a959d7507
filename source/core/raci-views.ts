/** Other ways to look at the matrix: by person, by rhythm, and how much rests with whom. */
import type { Raci, RaciLetter, RaciRow } from './decision.ts';
import type { Day } from './entry.ts';
import type { FirstRun } from './first-runs.ts';
import type { Control } from './questionnaire.ts';
import { rowsOf } from './raci-agreement.ts';
import { holders } from './raci-cells.ts';
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
      const count = (letter: RaciLetter) => rows.filter((row) => row.cells[name]?.includes(letter)).length;
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
      letters: cells[person] ?? [],
      standIn: standIn === person,
    }))
    .sort((a, b) => order(a.letters) - order(b.letters));
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
