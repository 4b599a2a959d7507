/** An assessment as it stood on a day: its entries until then, with the scan of then, decided by today's rules. */
import { allChecks } from '../../checks/index.ts';
import { fold } from '../core/assessment.ts';
import { dayIn } from '../core/calendar.ts';
import { entriesUntil, type Moment, momentOf } from '../core/compare.ts';
import { chosenDepth } from '../core/depth.ts';
import type { Day } from '../core/entry.ts';
import { judgeAll } from '../core/judge.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { checkSettings } from '../core/settings.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The moment; `day` absent: now. A scan that cannot be read is told on stderr and left out. */
export async function momentAt(
  workspace: Workspace,
  questionnaire: Questionnaire,
  label: string,
  day?: Day,
  now: Date = new Date(),
): Promise<Moment> {
  const { timeZone } = workspace.assessment;
  const today = dayIn(now.toISOString(), timeZone);
  const assessment = day === undefined ? workspace.assessment : fold(entriesUntil(workspace.entries, day, timeZone));
  const last = assessment.scans.toSorted((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt)).at(-1);
  const facts =
    last === undefined
      ? undefined
      : await workspace.readScan(last.file).catch((error: Error) => {
          process.stderr.write(`soc2-ready: ${error.message}\n`);
          return undefined;
        });
  const then = facts?.finishedAt ?? (day === undefined ? now.toISOString() : `${day}T23:59:59Z`);
  const results = judgeAll(facts, allChecks, checkSettings(assessment, questionnaire, then));
  const input = { questionnaire, assessment, results, today: day ?? today, depth: chosenDepth(assessment) };
  const scan = facts === undefined ? undefined : { account: facts.account, finishedAt: facts.finishedAt };
  return momentOf({ label, input, scan });
}
