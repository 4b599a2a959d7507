/**
 * `soc2-ready history`: the verdicts of the days on which something was said, by today's rules; what was saved under another
 * model as it was saved (rule S-S1).
 */
import type { Assessment } from '../core/assessment.ts';
import { dayIn } from '../core/calendar.ts';
import type { Moment } from '../core/compare.ts';
import { coverageFloor, modelVersion, reaches } from '../core/constants.ts';
import type { Day } from '../core/entry.ts';
import { summaryOf } from '../core/saved-result.ts';
import { momentAt } from './moment.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { openChosen } from './session.ts';
import type { Invocation } from './table.ts';

/** Days of the history at most. */
export const mostDays = 24;

/**
 * The days on which something was said; of more than `most` the first and the latest. With `last`, none after it, and it
 * as the last.
 */
export function saidDays({ timeZone, history }: Assessment, most: number, last?: Day): Day[] {
  const days = new Set<Day>();
  for (const entry of history) {
    if (entry.type === 'place') continue;
    try {
      days.add(dayIn(entry.at, timeZone));
    } catch {
      // Written by hand, without a day.
    }
  }
  if (last !== undefined && days.size > 0) days.add(last);
  const all = [...days].filter((day) => last === undefined || day <= last).sort();
  return all.length > most ? [...all.slice(0, 1), ...all.slice(1 - most)] : all;
}

/** What is said of a day; `older`: as it was saved under another model. */
export function dayOf({ decisions, day, saved }: Moment): { older: boolean; summary: ReturnType<typeof summaryOf> } {
  const older = saved !== undefined && saved.madeBy.model !== modelVersion;
  return { older, summary: older ? saved.summary : summaryOf(decisions, day) };
}

/** Prints one line a day. */
export async function run({ options }: Invocation): Promise<number> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: true });
  try {
    const rows = [];
    for (const day of saidDays(workspace.assessment, mostDays)) {
      const moment = await momentAt(workspace, questionnaire, day, day);
      const { scan, saved } = moment;
      const { older, summary } = dayOf(moment);
      const { verdict, inPlace, criteria, evidenced, claimed, coverage } = summary;
      rows.push({
        ...{ day, ...verdict, inPlace, criteria, evidenced, claimed, coverage, scan: scan?.finishedAt },
        model: (older ? saved?.madeBy.model : undefined) ?? modelVersion,
        ...(saved && { saved: { by: saved.by, file: saved.file, madeBy: saved.madeBy }, asSaved: older }),
      });
    }
    const format = formatOption(options);
    if (format === 'json') emit(json({ schema: 'soc2-ready/history@1', days: rows }), options);
    else {
      const percent = (value: number) => String(Math.round(value * 100));
      const figure = (value: number, coverage: number) => (reaches(coverage, coverageFloor) ? percent(value) : '–');
      const table = {
        header: [
          'day',
          'Type 1',
          'window may open',
          'in window',
          'in place',
          'evidenced',
          'claimed',
          'coverage',
          'saved',
        ],
        rows: rows.map((row) => [
          ...[row.day, row.type1, row.opening, row.inWindow, `${row.inPlace} of ${row.criteria}`],
          ...[figure(row.evidenced, row.coverage), figure(row.claimed, row.coverage), `${percent(row.coverage)} %`],
          row.saved === undefined ? '' : row.asSaved ? `as saved, model ${row.model}` : 'saved',
        ]),
      };
      emit(formatTable(table, format), options);
    }
    return 0;
  } finally {
    await workspace.close();
  }
}
