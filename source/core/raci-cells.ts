/** Reading the cells of a RACI row. */
import type { RaciLetter, RaciRow } from './decision.ts';
import { ownValue } from './own-record.ts';

/** The letters of a party on a row; none for whom the row does not name, whatever they are called. */
export function lettersOf({ cells }: Pick<RaciRow, 'cells'>, party: string): readonly RaciLetter[] {
  return ownValue(cells, party) ?? [];
}

/** Whether a row gives a party any letter. */
export function isNamed({ cells }: Pick<RaciRow, 'cells'>, party: string): boolean {
  return Object.hasOwn(cells, party);
}

/** Names with one of these letters on the row, in the order of its cells. */
export function holders(row: RaciRow, ...letters: RaciLetter[]): string[] {
  const names: string[] = [];
  for (const name of Object.keys(row.cells))
    if (lettersOf(row, name).some((letter) => letters.includes(letter))) names.push(name);
  return names;
}
