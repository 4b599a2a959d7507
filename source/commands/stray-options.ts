/** Options that the command knows and this use of it has no place for: refused, so that nothing typed is dropped silently. */
import { CommandError } from './errors.ts';
import type { Options } from './table.ts';

/** Of these options the ones that were typed, as typed. */
export function given(options: Options, names: readonly string[]): string[] {
  return names.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
}

/** Throws a usage error when one of `names` was typed; `goesWith` is where they belong, such as `evidence add CONTROL`. */
export function refuseOptions(options: Options, names: readonly string[], goesWith: string): void {
  const typed = given(options, names);
  if (typed.length > 0)
    throw new CommandError(
      2,
      `${typed.join(', ')} ${typed.length === 1 ? 'goes' : 'go'} with: soc2-ready ${goesWith}`,
      'Nothing was written. Say it so, or leave it away.',
    );
}
