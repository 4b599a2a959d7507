/** The sample company: its answers with dates counted from today, and a recorded AWS snapshot. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { addDays, dayIn } from '../core/calendar.ts';
import type { Entry, EntryBody } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { shellWord } from '../core/shell-word.ts';
import { loadQuestionnaire } from '../workspace/content.ts';
import { overlayFolder } from '../workspace/overlay-folder.ts';
import {
  createWorkspace,
  defaultWorkspaceFolder,
  isWorkspace,
  openWorkspace,
  type Workspace,
} from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import type { Options } from './table.ts';

/** Who answered in the sample; entries by anybody else are the visitor's own and are kept. */
const author = 'sample';

/** Folder of the package that holds `demo/`: beside dist/ when built, at the top when run from source. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'demo', 'company.json'))) {
    if (dirname(folder) === folder) throw new Error('the sample company is missing from this installation');
    folder = dirname(folder);
  }
  return join(folder, 'demo');
}

/**
 * Opens the sample company's workspace in the user's data folder. It is made anew each day and for each version, so
 * that its dates stay near today, until a visitor has answered something in it; `--fresh` starts it over even then.
 */
export async function openSample(options: Options): Promise<{ workspace: Workspace; questionnaire: Questionnaire }> {
  const folder =
    typeof options.dir === 'string' ? options.dir : join(dirname(defaultWorkspaceFolder()), 'sample-company');
  const questionnaire = await loadQuestionnaire(folder);
  if (isWorkspace(folder)) {
    const workspace = await openWorkspace(folder, { questionnaire: questionnaire.hash });
    const touched = workspace.entries.some((entry) => entry.by !== author && entry.type !== 'place');
    const made = workspace.entries.find((entry) => entry.by === author);
    if (made === undefined && workspace.readOnly === undefined) {
      await workspace.close();
      throw new CommandError(
        2,
        `${folder} holds an assessment of your own, not the sample company.`,
        `Open it with: soc2-ready --dir ${shellWord(folder)}`,
      );
    }
    const keeps = options.fresh !== true && (touched || (made !== undefined && isCurrent(made, questionnaire)));
    if (workspace.readOnly !== undefined || made === undefined || keeps)
      return { workspace: replacing(workspace), questionnaire };
    await workspace.close();
    // What a visitor put there stays: reports that somebody may be reading, controls of their own.
    for (const name of readdirSync(folder))
      if (name !== 'reports' && name !== overlayFolder) rmSync(join(folder, name), { recursive: true });
  }
  return { workspace: replacing(await makeSample(folder, questionnaire)), questionnaire };
}

/**
 * A visitor's answer takes the place of the sample's own. Between people two answers would stand beside each other, and
 * the lower would count; here nobody else has said anything.
 */
function replacing(workspace: Workspace): Workspace {
  const append = workspace.append.bind(workspace);
  workspace.append = (body, by, options) => {
    const standing = body.type === 'answer' ? workspace.assessment.controls[body.control]?.answer : undefined;
    const replaced = standing?.by === author && by !== author ? { supersedes: standing.entry } : {};
    return append(body, by, { ...replaced, ...options });
  };
  return workspace;
}

/** Made today, with the questions of this version. */
function isCurrent(made: Entry, questionnaire: Questionnaire): boolean {
  const day = (instant: string) => dayIn(instant, 'UTC');
  return made.questionnaire === questionnaire.hash && day(made.at) === day(new Date().toISOString());
}

/** Writes the sample's entries and snapshot into a new workspace. */
async function makeSample(folder: string, questionnaire: Questionnaire): Promise<Workspace> {
  const source = packageFolder();
  const company = JSON.parse(readFileSync(join(source, 'company.json'), 'utf8')) as {
    name: string;
    timeZone: string;
    entries: EntryBody[];
  };
  const workspace = await createWorkspace(folder, {
    questionnaire: questionnaire.hash,
    name: company.name,
    timeZone: company.timeZone,
    by: author,
  });
  const today = dayIn(new Date().toISOString(), company.timeZone);
  for (const body of company.entries) await workspace.append(withDates(body, today), author);
  await workspace.saveScan(
    JSON.parse(gunzipSync(readFileSync(join(source, 'scan.json.gz'))).toString()) as Facts,
    author,
  );
  return workspace;
}

/** Replaces each text `today`, `today+30`, `today-30` by that day. */
function withDates<T>(value: T, today: string): T {
  if (typeof value === 'string') {
    const offset = /^today([+-]\d+)?$/.exec(value);
    return (offset ? addDays(today, Number(offset[1] ?? 0)) : value) as T;
  }
  if (Array.isArray(value)) return value.map((item) => withDates(item, today)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDates(item, today)])) as T;
  }
  return value;
}
