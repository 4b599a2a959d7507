/**
 * What one person prefers on this machine: theme, last profile, name, workspaces opened lately. Nothing of an
 * assessment is kept here. Losing it must never stop the program, so nothing in here throws.
 */
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type Conf from 'conf';
import { errorCode } from './errors.ts';
import { configFolder, isWorkspace, workspacesFolder } from './folders.ts';
import { withShortLock } from './short-lock.ts';
import { timeStamp } from './snapshot.ts';

/** The values kept. */
export interface PreferenceValues {
  theme?: string;
  /** AWS profile of the last scan. */
  lastProfile?: string;
  /** Name under which entries are written. */
  userName?: string;
  /** `true` or `false`: ASCII symbols, reduced motion, the mouse wheel. */
  ascii?: string;
  still?: string;
  mouse?: string;
  /** `seen`: the tour does not come by itself any more. */
  tour?: string;
  /** Folders of workspaces, latest first. */
  recent: string[];
}

/** Names of the values that are text. */
export type TextPreference = 'theme' | 'lastProfile' | 'userName' | 'ascii' | 'still' | 'mouse' | 'tour';

/** All of them. */
export const textPreferences: readonly TextPreference[] = [
  'theme',
  'lastProfile',
  'userName',
  'ascii',
  'still',
  'mouse',
  'tour',
];
/** More than a consultant has clients: one that falls off is gone from the list, though its folder is there. */
const mostRecent = 1000;

type Store = Conf<Record<string, unknown>>;

/** Opens the preferences, by default in the user's configuration folder. */
export async function openPreferences(options: { folder?: string; now?: () => Date } = {}): Promise<Preferences> {
  const { default: ConfStore } = await import('conf');
  return new Preferences(
    options.folder ?? configFolder(),
    options.now ?? (() => new Date()),
    (folder) =>
      new ConfStore<Record<string, unknown>>({
        cwd: folder,
        configName: 'preferences',
        configFileMode: 0o600,
        // A damaged file is for us to set aside; conf would empty it.
        clearInvalidConfig: false,
        accessPropertiesByDotNotation: false,
      }),
  );
}

/** The preferences. The file is read afresh at each look, so that two instances see each other's changes. */
export class Preferences {
  /** Path of the file. */
  readonly path: string;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #make: (folder: string) => Store;
  #store: Store | undefined;
  #problems: string[] = [];

  /** For {@link openPreferences}. */
  constructor(folder: string, now: () => Date, make: (folder: string) => Store) {
    this.path = join(folder, 'preferences.json');
    this.#folder = folder;
    this.#now = now;
    this.#make = make;
    this.#use(() => undefined);
  }

  /** One sentence per thing that went wrong: a damaged file set aside, a folder that cannot be written. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** What is kept now. A value that is not what it should be (edited by hand) counts as not set. */
  get values(): PreferenceValues {
    const stored = this.#use((store) => store.store) ?? {};
    const recent = Array.isArray(stored.recent) ? stored.recent.filter((folder) => typeof folder === 'string') : [];
    const values: PreferenceValues = { recent };
    for (const name of textPreferences) {
      const value = stored[name];
      if (typeof value === 'string') values[name] = value;
    }
    return values;
  }

  /** Keeps a value; undefined forgets it. */
  set(name: TextPreference, value: string | undefined): void {
    this.#use((store) => (value === undefined ? store.delete(name) : store.set(name, value)));
  }

  /** Puts a workspace first among the recent ones. */
  remember(workspace: string): void {
    const folder = resolve(workspace);
    if (this.values.recent[0] === folder) return;
    // A script that opens forty assessments at once: each reads the list and adds to it, none takes another's off.
    withShortLock(join(this.#folder, 'preferences.lock'), () => {
      const recent = [folder, ...this.values.recent.filter((known) => known !== folder)].slice(0, mostRecent);
      this.#use((store) => store.set('recent', recent));
    });
  }

  /** Does something with the store. Undefined, and a problem noted, when it cannot be done. */
  #use<Result>(action: (store: Store) => Result): Result | undefined {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (this.#store === undefined) {
          mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
          this.#setDamagedAside();
          this.#store = this.#make(this.#folder);
        }
        return action(this.#store);
      } catch (error) {
        // Damaged since it was opened: once more from the start.
        this.#store = undefined;
        if (attempt === 2) {
          const problem = `Preferences cannot be kept in ${this.path}: ${errorCode(error) || (error as Error).message}.`;
          if (!this.#problems.includes(problem)) this.#problems.push(problem);
          return undefined;
        }
      }
    }
  }

  #setDamagedAside(): void {
    if (!existsSync(this.path)) return;
    try {
      const value: unknown = JSON.parse(readFileSync(this.path, 'utf8'));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    const stem = join(this.#folder, `preferences.damaged-${timeStamp(this.#now().toISOString())}`);
    let aside = `${stem}.json`;
    for (let n = 2; existsSync(aside); n += 1) aside = `${stem}-${n}.json`;
    renameSync(this.path, aside);
    this.#problems.push(`The preferences could not be read; they are kept in ${aside}, and new ones begun.`);
  }
}

/**
 * Folders of the workspaces known on this machine that still exist: those opened lately, latest first, then the others
 * in the user's data folder by name.
 */
export async function knownWorkspaces(preferences?: Pick<Preferences, 'values'>): Promise<string[]> {
  const { recent } = (preferences ?? (await openPreferences())).values;
  const home = workspacesFolder();
  const names = await readdir(home).catch(() => []);
  const folders = [...recent, ...names.sort().map((name) => join(home, name))];
  return [...new Set(folders.map((folder) => resolve(folder)))].filter(isWorkspace);
}
