/** What the screen of populations asks for: the lists as they are judged now, one taken in, an account settled. */
import { basename } from 'node:path';
import type { Ask, Told } from '../app/outside.ts';
import { populationKinds } from '../core/population-kinds.ts';
import { populationLines } from '../core/population-text.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { Talk } from '../plain/talk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { importList, readBytes } from './import-population.ts';
import { openStore, refresh, reportsOf } from './population-store.ts';

/** The workspace that is open on the screen. */
export interface OpenWorkspace {
  workspace: Workspace;
  questionnaire: Questionnaire;
  /** Name under which entries are written. */
  by: string;
}

/** The lists, judged now. */
export async function readPopulations(
  { workspace, questionnaire }: OpenWorkspace,
  imported?: { title: string; lines: string[] },
): Promise<Told> {
  const store = await openStore(workspace, questionnaire);
  const reports = reportsOf(store, new Date().toISOString());
  return { type: 'populations', reports, problems: store.problems, ...(imported === undefined ? {} : { imported }) };
}

/** Takes one list in; what is wrong with its file comes back as text to read, and nothing has changed then. */
export async function takePopulation(
  open: OpenWorkspace,
  { kind, path, source, query, date, count, take }: Ask & { type: 'import-population' },
): Promise<Told> {
  const said = (text: string) => (text === '' ? undefined : text);
  const wishes = {
    ...{ kind, columns: {}, dates: undefined, source: said(source), query: said(query), date: said(date) },
    ...{ count: count === '' ? undefined : Number(count), period: undefined, seed: undefined, sample: undefined },
    dry: false,
  };
  try {
    const bytes = readBytes(path);
    const { report } = await importList({ ...open, path, bytes, wishes, talk: take ? taking : undefined });
    const lines = populationLines(report, open.questionnaire);
    return await readPopulations(open, { title: `${populationKinds[kind].title}: taken in`, lines });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const here = 'To confirm the columns that look right: + opens the form again; choose it there.';
    const lines = [...error.message.split('\n'), '', take ? error.next : here];
    return { type: 'text', title: `${basename(path)}: nothing was taken in`, lines };
  }
}

/** Writes down whose account it is, and judges anew what hangs on it. */
export async function settleAccount(
  open: OpenWorkspace,
  { person, account, same }: Ask & { type: 'settle-account' },
): Promise<Told> {
  const { workspace, questionnaire, by } = open;
  await workspace.append({ type: 'person-account', person, account, same }, by);
  await refresh(await openStore(workspace, questionnaire), by, new Date().toISOString());
  return await readPopulations(open);
}

/** Somebody who takes the columns that look right, chooses no other, and leaves every account for later. */
const taking: Talk = {
  say: () => undefined,
  ask: async (_, options) => options?.fallback ?? '',
  pick: async (_, choices) => ['stop', 'yes'].find((word) => choices.some(({ value }) => value === word)) ?? '',
};
