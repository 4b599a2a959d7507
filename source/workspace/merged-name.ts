/** The names that a merge gives to a file of the other copy where ours has the same name and another content. */

/** `scan.json.gz` as `scan.merged.json.gz`, for a number above 1 `scan.merged-2.json.gz`. */
export function mergedName(name: string, number: number): string {
  const dot = name.indexOf('.') < 0 ? name.length : name.indexOf('.');
  return `${name.slice(0, dot)}.merged${number === 1 ? '' : `-${number}`}${name.slice(dot)}`;
}

/** Whether `other` is a name that {@link mergedName} gives to `name`. */
export function isMergedName(other: string, name: string): boolean {
  const number = /\.merged(?:-(\d+))?/.exec(other.slice(mergedName(name, 1).indexOf('.merged')));
  return number !== null && other === mergedName(name, Number(number[1] ?? 1));
}
