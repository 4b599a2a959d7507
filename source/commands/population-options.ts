/** Options of the population commands, each checked and put into words. */

import { isDay } from '../core/calendar.ts';
import type { FileFault } from '../core/csv.ts';
import { editDistance } from '../core/edit-distance.ts';
import type { Day } from '../core/entry.ts';
import type { DateOrder } from '../core/population-dates.ts';
import type { PopulationOrigin } from '../core/population-entry.ts';
import { isPopulationKind, populationKindNames } from '../core/population-kinds.ts';
import { seedLimit } from '../core/population-sample.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import { plainLine } from '../core/text.ts';
import { CommandError } from './errors.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** All options of an import, checked. */
export interface PopulationOptions {
  kind: PopulationKind;
  columns: Record<string, string>;
  dates: DateOrder | undefined;
  source: string | undefined;
  query: string | undefined;
  date: string | undefined;
  count: number | undefined;
  period: { from: Day; to: Day } | undefined;
  seed: number | undefined;
  sample: number | undefined;
  dry: boolean;
}

/** Reads the options of an import; throws a usage error for the first that is none. */
export function populationOptions(options: Options): PopulationOptions {
  const dates = text(options, 'dates');
  if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy')
    throw new CommandError(2, `--dates takes dmy or mdy, not "${dates}".`, 'dmy: day first; mdy: month first.');
  return {
    ...{ kind: kindOption(text(options, 'kind')), columns: columnsOption(options), dates },
    ...{ source: text(options, 'source'), query: text(options, 'query'), date: text(options, 'date') },
    ...{ count: numberOption(options, 'count'), period: daysOption(options) },
    ...{ seed: numberOption(options, 'seed', seedLimit - 1), sample: numberOption(options, 'sample') },
    dry: options['dry-run'] === true,
  };
}

/** The kind of list that was named. */
export function kindOption(word: string | undefined): PopulationKind {
  if (isPopulationKind(word)) return word;
  const kinds = `Kinds: ${populationKindNames.join(', ')}.`;
  if (word === undefined) throw new CommandError(2, 'Say which kind of list it is with --kind.', kinds);
  const near = populationKindNames.find((kind) => editDistance(kind, word) <= 2);
  throw new CommandError(
    2,
    `There is no kind "${word}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    kinds,
  );
}

/** `--map FIELD=COLUMN`, repeated. */
function columnsOption(options: Options): Record<string, string> {
  return Object.fromEntries(
    many(options, 'map').map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1)
        throw new CommandError(2, `--map takes FIELD=COLUMN, not "${pair}".`, 'For example: --map "left=Last day"');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

/** The values of an option that may be repeated. */
export function many(options: Options, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

/** A whole number, not negative. */
function numberOption(options: Options, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const word = text(options, name);
  if (word === undefined) return undefined;
  if (/^\d{1,16}$/.test(word) && Number(word) <= most) return Number(word);
  throw new CommandError(2, `--${name} takes a whole number from 0 to ${most}, not "${word}".`);
}

/** `--period FROM..TO`. */
function daysOption(options: Options): { from: Day; to: Day } | undefined {
  const word = text(options, 'period');
  if (word === undefined) return undefined;
  const [from, to, ...more] = word.split('..');
  if (isDay(from) && isDay(to) && from <= to && more.length === 0) return { from, to };
  throw new CommandError(2, `--period takes FROM..TO, not "${word}".`, 'For example: --period 2026-01-01..2026-06-30');
}

/** Where a list came from, but for its hash and the source's own count. */
export type Origin = Omit<PopulationOrigin, 'count' | 'fileSha256'>;

/** Where the list came from; a day that is none, or that is still to come, is a fault. */
export function originOf(
  { source, query, date }: { source?: string | undefined; query?: string | undefined; date?: string | undefined },
  today: Day,
  file: string,
  faults: FileFault[],
): Origin {
  const exported = date ?? today;
  if (!isDay(exported)) faults.push({ problem: `--date "${exported}" is no date`, next: 'Write it as YYYY-MM-DD.' });
  else if (exported > today)
    faults.push({
      problem: `--date ${exported} is still to come`,
      next: 'Give the day on which the list was exported.',
    });
  const name = plainLine(file);
  return {
    source: plainLine(source ?? '') || name,
    ...(plainLine(query ?? '') === '' ? {} : { query: plainLine(query ?? '') }),
    ...{ exported, file: name },
  };
}

/** Faults shown one by one; the rest is counted. */
const mostFaults = 40;

/** Ends the command with all that is wrong. */
export function refuse(file: string, faults: readonly FileFault[], next = 'Put this right and run it again.'): never {
  const lines = faults.slice(0, mostFaults).map(({ line, column, problem, next }) => {
    const where = [line === undefined ? '' : `line ${line}`, column === undefined ? '' : `column "${column}"`];
    const place = where.filter((part) => part !== '').join(', ');
    return plainLine(`  ${place === '' ? '' : `${place}: `}${problem}. ${next}`);
  });
  if (faults.length > mostFaults) lines.push(`  and ${faults.length - mostFaults} more`);
  const many = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  throw new CommandError(2, `${plainLine(file)} has ${many}; nothing was changed.\n${lines.join('\n')}`, next);
}
