/** The sample company as decisions, on a fixed day. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { allChecks } from '../../checks/index.ts';
import { type Assessment, fold } from '../../source/core/assessment.ts';
import { addDays } from '../../source/core/calendar.ts';
import { type DecideInput, decide } from '../../source/core/decide.ts';
import type { Decisions } from '../../source/core/decision.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import type { Facts } from '../../source/core/facts.ts';
import { judgeAll } from '../../source/core/judge.ts';
import { checkSettings } from '../../source/core/settings.ts';
import { shippedQuestionnaire } from '../../source/workspace/content.ts';

const folder = new URL('../../demo/', import.meta.url);

/** What the sample company's decisions are made from and come to. `more` entries follow its own. */
export async function demo(
  today: string,
  more: EntryBody[] = [],
): Promise<{ input: DecideInput; assessment: Assessment; decisions: Decisions; entries: Entry[] }> {
  const text = readFileSync(new URL('company.json', folder), 'utf8').replace(/"today([+-]\d+)?"/g, (_, days) =>
    JSON.stringify(addDays(today, Number(days ?? 0))),
  );
  const company = JSON.parse(text) as { name: string; timeZone: string; entries: EntryBody[] };
  const created: EntryBody = { type: 'created', name: company.name, timeZone: company.timeZone };
  const questionnaire = await shippedQuestionnaire();
  const entries = [created, ...company.entries, ...more].map((body, index): Entry => {
    const base = { v: entryVersion, id: `e${index}`, replica: 'r', seq: index + 1, at: `${today}T08:00:00Z` };
    return { ...base, by: 'sample', questionnaire: questionnaire.hash, ...body };
  });
  const assessment = fold(entries);
  const facts = JSON.parse(gunzipSync(readFileSync(new URL('scan.json.gz', folder))).toString()) as Facts;
  const results = judgeAll(facts, allChecks, checkSettings(assessment, questionnaire, facts.finishedAt));
  const input: DecideInput = { questionnaire, assessment, results, today, depth: 'full' };
  return { input, assessment, decisions: decide(input), entries };
}

/** The recorded account of the sample company. */
export function demoFacts(): Facts {
  return JSON.parse(gunzipSync(readFileSync(new URL('scan.json.gz', folder))).toString('utf8')) as Facts;
}
