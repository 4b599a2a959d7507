/** An assessment as it stood on a day: its entries until then, with the scans of then, decided by today's rules. */
import { allChecks } from '../../checks/index.ts';
import { type Assessment, fold } from '../core/assessment.ts';
import { dayIn } from '../core/calendar.ts';
import { entriesUntil, type Moment, momentOf } from '../core/compare.ts';
import { modelVersion } from '../core/constants.ts';
import { chosenDepth } from '../core/depth.ts';
import type { Day } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { checkResults } from '../core/results.ts';
import type { SavedEntry } from '../core/saved-result.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { loadElsewhere } from './elsewhere.ts';
import { madeByNow } from './save-result.ts';
import { scanHistory } from './scan-history.ts';

/** The moment; `day` absent: now. A scan that cannot be read is told, on stderr unless a caller listens, and left out. */
export async function momentAt(
  workspace: Workspace,
  questionnaire: Questionnaire,
  label: string,
  day?: Day,
  now: Date = new Date(),
  tell: (problem: string) => void = (problem) => void process.stderr.write(`soc2-ready: ${problem}\n`),
): Promise<Moment> {
  const { timeZone } = workspace.assessment;
  const today = day ?? dayIn(now.toISOString(), timeZone);
  const assessment = day === undefined ? workspace.assessment : fold(entriesUntil(workspace.entries, day, timeZone));
  const scans = await scansOf(assessment, workspace, tell);
  const then = day === undefined ? now.toISOString() : instantOn(day, timeZone);
  // Since when a check has passed matters inside an open window alone, and costs a reading of every scan.
  const history =
    assessment.window?.opened === true
      ? await scanHistory({ assessment, readScan: (file) => workspace.readScan(file) }, questionnaire, allChecks)
      : undefined;
  const elsewhere = await loadElsewhere({ folder: workspace.folder, assessment }, tell);
  const results = checkResults({ scans, checks: allChecks, assessment, questionnaire, now: then, history, elsewhere });
  const input = { questionnaire, assessment, results, today, depth: chosenDepth(assessment) };
  const accounts = scans.map(({ account }) => account).sort();
  const [newest] = scans;
  const saved = day === undefined ? undefined : savedOn(assessment, day);
  return momentOf({
    ...{ label, input, madeBy: { ...madeByNow(questionnaire), model: modelVersion } },
    scan: newest && { account: accounts.join(', '), finishedAt: newest.finishedAt },
    saved,
  });
}

/** The last result saved for a day. */
function savedOn({ savedResults }: Assessment, day: Day): SavedEntry | undefined {
  return savedResults.findLast((result) => result.day === day);
}

/** The latest readable scan of each account, newest first. */
async function scansOf({ scans }: Assessment, workspace: Workspace, tell: (problem: string) => void): Promise<Facts[]> {
  const found = new Map<string, Facts>();
  for (const { account, file } of scans
    .toReversed()
    .sort((a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt))) {
    if (found.has(account)) continue;
    try {
      found.set(account, await workspace.readScan(file));
    } catch (error) {
      tell((error as Error).message);
    }
  }
  return [...found.values()];
}

/** An instant that falls on the day in the zone. */
function instantOn(day: Day, timeZone: string): string {
  const candidates = ['12', '06', '18'].map((hour) => `${day}T${hour}:00:00Z`);
  return candidates.find((instant) => dayIn(instant, timeZone) === day) ?? `${day}T12:00:00Z`;
}
