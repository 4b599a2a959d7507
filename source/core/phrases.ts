/** Names and counts as a sentence has them. */

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `1 control`, `2 controls`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** The first so many names, and how many more there are: `a, b, c and 4 more`. */
export function listedFirst(names: readonly string[], most: number): string {
  const more = names.length - most;
  return listed(more > 0 ? [...names.slice(0, most), `${more} more`] : names);
}

/** As {@link listedFirst}, but one name over stands by itself: `1 more` says no less than it. */
export function listedAbout(names: readonly string[], most: number): string {
  return listedFirst(names, names.length === most + 1 ? most + 1 : most);
}
