/** What an import asks when there is a terminal: the columns, where the list came from, whose accounts are whose. */
import { isDay } from '../core/calendar.ts';
import type { AccountProposal } from '../core/population-accounts.ts';
import { type ColumnMap, mapColumns } from '../core/population-mapping.ts';
import type { PopulationSpec } from '../core/population-spec.ts';
import type { Talk } from '../plain/talk.ts';
import type { Options } from './table.ts';

/** A way to ask, or undefined where there is nobody to ask. */
export async function talkOf(options: Options): Promise<Talk | undefined> {
  if (options['no-input'] === true || options.json === true) return undefined;
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return undefined;
  return (await import('../plain/talk.ts')).terminalTalk();
}

/** Lets a person confirm or choose the columns that are not settled; resolves to the map as told. */
export async function askColumns(
  talk: Talk,
  spec: PopulationSpec,
  headers: readonly string[],
  told: ColumnMap,
  kept: ColumnMap | undefined,
): Promise<ColumnMap> {
  const mapping = mapColumns(spec, headers, { told, kept });
  if ('columns' in mapping) return told;
  const { proposed, likely } = mapping;
  const field = (id: string) => spec.fields.find((one) => one.id === id);
  const open = spec.fields.filter(
    ({ id, required }) => Object.hasOwn(proposed, id) || (required === true && !(id in likely)),
  );
  if (open.length === 0) return told;
  if (Object.keys(proposed).length > 0) {
    talk.say('These columns look right:');
    for (const [id, header] of Object.entries(proposed)) talk.say(`  ${header}  →  ${id}: ${field(id)?.what ?? ''}`);
    const taken = await talk.pick('Take them?', [
      { value: 'yes', label: 'Yes, and remember them for this kind of list' },
      { value: 'no', label: 'No, choose one by one' },
    ]);
    if (taken === 'yes') return { ...proposed, ...told };
  }
  const chosen: Record<string, string> = { ...told };
  const named = headers.filter((header) => header !== '');
  for (const { id, what } of open)
    chosen[id] = await talk.pick(`Which column holds ${what}?`, [
      ...named.map((header) => ({ value: header, label: header })),
      { value: '', label: '(none)' },
    ]);
  return chosen;
}

/** Asks for what shows that a list is complete, as far as the options do not say it; Enter leaves a question open. */
export async function askOrigin(
  talk: Talk,
  known: { source: string | undefined; query: string | undefined; date: string | undefined },
  today: string,
) {
  const source = known.source ?? (await talk.ask('Which system did it come from?'));
  const query = known.query ?? (await talk.ask('Which query or filter listed it?'));
  const check = (typed: string) => (isDay(typed) ? undefined : 'Write it as YYYY-MM-DD.');
  const date = known.date ?? (await talk.ask('On which day was it exported?', { fallback: today, check }));
  return { source, query, date };
}

/** Goes through the proposals; resolves to what was said. What is left for later is in no answer. */
export async function askAccounts(
  talk: Talk,
  proposals: readonly AccountProposal[],
): Promise<{ person: string; account: string; same: boolean }[]> {
  if (proposals.length === 0) return [];
  const answers: { person: string; account: string; same: boolean }[] = [];
  talk.say(`${proposals.length} accounts look like somebody's on the list. They count once you have said so.`);
  for (const { person, account, why } of proposals) {
    const said = await talk.pick(`Is ${account.label} the account of ${person}? (${why})`, [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No, somebody else or nobody' },
      { value: 'later', label: 'I do not know' },
      { value: 'stop', label: 'Leave all others for later' },
    ]);
    if (said === 'stop') break;
    if (said !== 'later') answers.push({ person, account: account.id, same: said === 'yes' });
  }
  return answers;
}
