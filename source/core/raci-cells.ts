/** Reading the cells of a RACI row, and saying names and counts. */
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

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `1 control`, `2 controls`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
