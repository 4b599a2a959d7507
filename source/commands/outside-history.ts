/** What the History screen asks for: the days of the journal, two of them side by side, and the drift of two scans. */
import { allChecks } from '../../checks/index.ts';
import type { Told } from '../app/outside.ts';
import type { PastDay } from '../app/past.ts';
import { compare } from '../core/compare.ts';
import { coverageFloor, reaches } from '../core/constants.ts';
import { drift } from '../core/drift.ts';
import type { Day } from '../core/entry.ts';
import { judgeAll } from '../core/judge.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { checkSettings } from '../core/settings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { contradictedBefore } from './compare.ts';
import { CommandError } from './errors.ts';
import { dayOf, mostDays, saidDays } from './history.ts';
import { momentAt } from './moment.ts';

/** The workspace open on the screen. */
export interface Past {
  workspace: Workspace;
  questionnaire: Questionnaire;
}

/** Gives the screen a turn between two days, which take some ten milliseconds each. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What was read, or is being read, of a workspace; the same journal is read once. */
const read = new WeakMap<Workspace, { seq: number; told: Promise<Told> }>();

/** The verdicts and figures of the days on which something was said, the latest ones of many. */
export function historyTold(past: Past): Promise<Told> {
  const { seq } = past.workspace.assessment;
  const known = read.get(past.workspace);
  if (known?.seq === seq) return known.told;
  const told = readDays(past);
  read.set(past.workspace, { seq, told });
  // What failed is tried again.
  told.catch(() => read.delete(past.workspace));
  return told;
}

async function readDays({ workspace, questionnaire }: Past): Promise<Told> {
  const { seq } = workspace.assessment;
  const days: PastDay[] = [];
  const problems: string[] = [];
  const tell = (problem: string) => void problems.push(problem);
  for (const day of saidDays(workspace.assessment, mostDays)) {
    const moment = await momentAt(workspace, questionnaire, day, day, new Date(), tell);
    const { older, summary } = dayOf(moment);
    const { verdict, inPlace, criteria, evidenced, claimed, coverage } = summary;
    const enough = reaches(coverage, coverageFloor);
    const past: PastDay = { day, verdict, inPlace, criteria, evidenced, claimed, coverage, enough };
    if (moment.scan !== undefined) past.scan = moment.scan.finishedAt;
    if (older && moment.saved !== undefined) past.asSaved = moment.saved.madeBy.model;
    days.push(past);
    await turn();
  }
  return { type: 'history', days, seq, problems: [...new Set(problems)] };
}

/** The days have told already which scans cannot be read; nothing may be printed over the frame. */
const quiet = () => undefined;

/** Two days side by side. */
export async function comparedTold({ workspace, questionnaire }: Past, from: Day, to: Day): Promise<Told> {
  const one = await momentAt(workspace, questionnaire, from, from, new Date(), quiet);
  if (one.input.assessment.history.length === 0)
    throw new CommandError(2, `On ${from} there was nothing in this assessment yet.`);
  await turn();
  const other = await momentAt(workspace, questionnaire, to, to, new Date(), quiet);
  await turn();
  const before = await contradictedBefore(workspace, questionnaire, from, quiet);
  return { type: 'compared', from, to, made: compare(one, other, before) };
}

/** What changed between two scans; without files, of the last two of the account read last. */
export async function driftTold(
  { workspace, questionnaire }: Past,
  { before, after }: { before?: string; after?: string },
): Promise<Told> {
  const { assessment } = workspace;
  const account = assessment.scans.at(-1)?.account;
  const files = assessment.scans.filter((scan) => scan.account === account).map(({ file }) => file);
  const [first = files.at(-2), second = files.at(-1)] = [before, after];
  if (first === undefined || second === undefined)
    return { type: 'no-drift', reason: 'There are not two scans of one account here to compare yet.' };
  const judged = [];
  for (const file of [first, second]) {
    const facts = await workspace.readScan(file);
    const settings = checkSettings(assessment, questionnaire, facts.finishedAt);
    judged.push({ facts, results: judgeAll(facts, allChecks, settings) });
    await turn();
  }
  const [one, other] = judged.toSorted((a, b) => Date.parse(a.facts.finishedAt) - Date.parse(b.facts.finishedAt));
  if (one === undefined || other === undefined) return { type: 'no-drift', reason: 'The scans could not be read.' };
  const base = { account: other.facts.account, before: one.facts.finishedAt, after: other.facts.finishedAt };
  return { type: 'drifted', drift: { ...base, lines: drift(one, other) } };
}
