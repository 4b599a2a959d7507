/** Reading the cells of a RACI row, and saying names and counts. */
import type { RaciLetter, RaciRow } from './decision.ts';

/** Names with one of these letters on the row, in the order of its cells. */
export function holders(row: RaciRow, ...letters: RaciLetter[]): string[] {
  const names: string[] = [];
  for (const name of Object.keys(row.cells))
    if (row.cells[name]?.some((letter) => letters.includes(letter)) === true) names.push(name);
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
