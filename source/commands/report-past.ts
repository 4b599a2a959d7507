/** What a report says of earlier days: the trend, and what changed since a day. */
import { type Comparison, compare } from '../core/compare.ts';
import { coverageFloor, modelVersion, reaches } from '../core/constants.ts';
import type { Day } from '../core/entry.ts';
import { summaryOf } from '../core/saved-result.ts';
import type { TrendPoint } from '../report/model.ts';
import { CommandError } from './errors.ts';
import { saidDays } from './history.ts';
import { momentAt } from './moment.ts';
import type { Session } from './session.ts';

/** Days of the trend at most: the first, and the latest. Each is decided anew. */
const mostDays = 12;

/** What is known of earlier days. */
export interface Past {
  trend: TrendPoint[];
  comparison?: Comparison;
}

/**
 * The past of an assessment. Compared is with `since`; else with the last day that a result was saved for, else with the
 * day the last round began, where that is not today. Throws a usage error for a day on which there was nothing yet.
 */
export async function pastOf({ workspace, questionnaire, today }: Session, since?: Day): Promise<Past> {
  const { savedResults, reassessedOn } = workspace.assessment;
  const saved = savedResults.map(({ day }) => day).filter((day) => day < today);
  const base = since ?? saved.sort().at(-1) ?? (reassessedOn === today ? undefined : reassessedOn);
  const past: Past = { trend: [] };
  if (base !== undefined) {
    const then = await momentAt(workspace, questionnaire, base, base);
    if (then.input.assessment.history.length > 0)
      past.comparison = compare(then, await momentAt(workspace, questionnaire, 'now'));
    else if (since !== undefined)
      throw new CommandError(
        2,
        `On ${since} there was nothing in this assessment yet.`,
        'soc2-ready history lists its days.',
      );
  }
  const days = saidDays(workspace.assessment, mostDays, today);
  if (days.length < 2) return past;
  for (const day of days) {
    const { decisions, saved: kept } = await momentAt(workspace, questionnaire, day, day);
    // Rule S-S1: a result saved under another model is shown as it was saved, not beside figures of this one.
    if (kept !== undefined && kept.madeBy.model !== modelVersion) continue;
    const { verdict, inPlace, criteria, evidenced, claimed, coverage } = summaryOf(decisions, day);
    const enough = reaches(coverage, coverageFloor);
    past.trend.push({ day, type1: verdict.type1, inPlace, criteria, evidenced, claimed, coverage, enough });
  }
  return past;
}
