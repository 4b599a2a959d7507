/** `soc2-ready import WHAT FILE`: takes lists in from files. */
import { CommandError } from './errors.ts';
import type { Invocation } from './table.ts';

/** Hands over to what is imported. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [what, file, ...more] = args;
  if (what === 'population' && file !== undefined && more.length === 0)
    return (await import('./import-population.ts')).importPopulation(file, options);
  if (what === 'raci' && file !== undefined && more.length === 0)
    return (await import('./import-raci.ts')).importRaci(file, options);
  throw new CommandError(
    2,
    what === 'population' || what === 'raci'
      ? `import ${what} takes one file.`
      : `import takes population or raci, not "${what ?? 'nothing'}".`,
    'For example: soc2-ready import population leavers.csv --kind leavers',
  );
}
