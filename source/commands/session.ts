/** What most commands start from: a workspace, the content, the latest scan, and what follows from them. */
import { allChecks } from '../../checks/index.ts';
import { derive as deriveState } from '../app/derive.ts';
import { isTimeZone } from '../core/calendar.ts';
import type { Check } from '../core/check.ts';
import type { Decisions } from '../core/decision.ts';
import { chosenDepth, type Depth, depthQuestion, depths, isDepth } from '../core/depth.ts';
import type { Day } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import type { CheckResult } from '../core/finding.ts';
import type { LoadedFindings } from '../core/foreign-findings.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { shellWord } from '../core/shell-word.ts';
import { plainLine } from '../core/text.ts';
import { loadQuestionnaire } from '../workspace/content.ts';
import { createWorkspace, findWorkspaceFolder, openWorkspace, type Workspace } from '../workspace/workspace.ts';
import { loadElsewhere } from './elsewhere.ts';
import { CommandError } from './errors.ts';
import { scanHistory } from './scan-history.ts';
import type { Options } from './table.ts';

/** Everything a command needs to know. */
export interface Session {
  workspace: Workspace;
  questionnaire: Questionnaire;
  checks: readonly Check[];
  /** Latest scan; undefined before the first. */
  facts: Facts | undefined;
  /** Latest scan of each account, newest first. */
  scans: readonly Facts[];
  results: CheckResult[];
  decisions: Decisions;
  /** How deep the decisions look. */
  depth: Depth;
  /** Today in the assessment's time zone. */
  today: Day;
}

/** Options as text, or undefined. */
export function text(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The depth asked for; undefined: the assessment's own. Throws a usage error for a word that is none. */
export function depthOption(options: Options): Depth | undefined {
  const depth = text(options, 'depth');
  if (depth === undefined || isDepth(depth)) return depth;
  throw new CommandError(2, `--depth takes ${depths.join(', ')}, not "${depth}".`);
}

/** With --depth, answers the interview's question on depth. */
export async function chooseDepth(workspace: Workspace, options: Options): Promise<void> {
  const depth = depthOption(options);
  if (depth === undefined || workspace.readOnly !== undefined) return;
  if (workspace.assessment.scope[depthQuestion]?.value === depth) return;
  await workspace.append({ type: 'depth', depth }, await author(options));
}

/** The name under which entries are written: --by, else the one chosen in Settings, else the account of the machine's user. */
export async function author(options: Options): Promise<string> {
  const { userInfo } = await import('node:os');
  const { glanceAtPreferences } = await import('../workspace/preferences-glance.ts');
  try {
    return plainLine(text(options, 'by') ?? glanceAtPreferences().userName ?? userInfo().username);
  } catch {
    // A user id without an account, as in some containers.
    return 'unnamed';
  }
}

/** Zone of this machine, the default for a new workspace. */
export function localTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  // An empty or odd TZ comes back as a name such as Etc/Unknown.
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}

/**
 * Opens the workspace that the options choose. To write, a missing one that --dir names is created; to read, and
 * without --dir, a missing one is an error that says how to make it (exit code 2), unless `create` is set: a mistyped
 * folder must not become another client. `tell` takes what was set aside or not understood, a line each;
 * default: stderr, as of a folder that was made. Why nothing may be written is left to whoever wanted to write.
 */
export async function openChosen(
  options: Options,
  mode: { readOnly: boolean; create?: boolean; tell?: (text: string) => void },
): Promise<{ workspace: Workspace; questionnaire: Questionnaire; created: boolean }> {
  const { tell = (text) => process.stderr.write(text) } = mode;
  const dir = text(options, 'dir');
  const { folder, exists } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  // Its own files of controls are read before it is opened: entries carry the hash of what was asked.
  const questionnaire = await loadQuestionnaire(folder);
  if (exists) {
    const workspace = await openWorkspace(folder, { questionnaire: questionnaire.hash, readOnly: mode.readOnly });
    for (const problem of workspace.problems)
      if (mode.readOnly || problem !== workspace.readOnly) tell(`soc2-ready: ${plainLine(problem)}\n`);
    if (!mode.readOnly) await remember(folder);
    return { workspace, questionnaire, created: false };
  }
  if (mode.create !== true && (dir === undefined || mode.readOnly))
    throw dir === undefined
      ? new CommandError(2, `There is no assessment here, and none in ${folder}.`, 'Make one with: soc2-ready init')
      : new CommandError(
          2,
          `There is no assessment in ${folder}.`,
          `Check the name, or make one with: soc2-ready init ${shellWord(folder)}`,
        );
  const { basename, resolve } = await import('node:path');
  const workspace = await createWorkspace(folder, {
    questionnaire: questionnaire.hash,
    name: text(options, 'name') ?? basename(resolve(folder)),
    timeZone: text(options, 'time-zone') ?? localTimeZone(),
    by: await author(options),
  });
  await remember(folder);
  if (options.quiet !== true && mode.tell === undefined) tell(`Made a new assessment in ${plainLine(folder)}\n`);
  return { workspace, questionnaire, created: true };
}

/** Puts a workspace among the recent ones that `list` shows. */
export async function remember(folder: string): Promise<void> {
  const { openPreferences } = await import('../workspace/preferences.ts');
  (await openPreferences()).remember(folder);
}

/** Everything that follows from a workspace now. Pure but for reading its files. `more`: findings that it does not hold yet. */
export async function derive(
  workspace: Workspace,
  questionnaire: Questionnaire,
  depth: Depth = chosenDepth(workspace.assessment),
  now: Date = new Date(),
  more: readonly LoadedFindings[] = [],
): Promise<Session> {
  const scans = await workspace.latestScans();
  const [facts] = scans;
  const history = await scanHistory(workspace, questionnaire, allChecks);
  const { imports, links } = await loadElsewhere(workspace);
  const elsewhere = { imports: [...imports, ...more], links };
  const state = { assessment: workspace.assessment, questionnaire, checks: allChecks, scans, history, elsewhere };
  const { results, decisions, today } = deriveState(facts === undefined ? state : { ...state, facts }, now, depth);
  return { workspace, questionnaire, checks: allChecks, facts, scans, results, decisions, depth, today };
}

/** Opens the chosen workspace for reading and derives everything. Close it with `session.workspace.close()`. */
export async function openSession(options: Options): Promise<Session> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: true });
  return derive(workspace, questionnaire, depthOption(options));
}
