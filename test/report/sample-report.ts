/** Reports for the tests of formats: the sample company's, an empty workspace's, and one in which every text is hostile. */
import { allChecks } from '../../checks/index.ts';
import { fold } from '../../source/core/assessment.ts';
import { decide } from '../../source/core/decide.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import type { Questionnaire } from '../../source/core/questionnaire.ts';
import { buildReport, type Report } from '../../source/report/model.ts';
import { shippedQuestionnaire } from '../../source/workspace/content.ts';
import { loadGlossary } from '../../source/workspace/guides.ts';
import { demo, demoFacts } from '../core/demo.ts';

/** The day of these reports. */
export const reportDay = '2026-12-01';

/** The sample company's report. `more` entries follow its own. */
export async function demoReport(more: EntryBody[] = []): Promise<Report> {
  const { input, assessment, decisions } = await demo(reportDay, more);
  return buildReport({
    ...{ assessment, questionnaire: input.questionnaire, decisions, checks: allChecks, facts: demoFacts() },
    ...{ today: reportDay, glossary: await loadGlossary() },
  });
}

/** The report of these entries alone, without a scan; of none: of an empty workspace. */
export async function reportOf(bodies: readonly EntryBody[], given?: Questionnaire): Promise<Report> {
  const questionnaire = given ?? (await shippedQuestionnaire());
  const assessment = fold(
    bodies.map((body, index): Entry => {
      const base = { v: entryVersion, id: `e${index}`, replica: 'r', seq: index + 1, at: `${reportDay}T08:00:00Z` };
      return { ...base, by: 'Ada', questionnaire: questionnaire.hash, ...body };
    }),
  );
  const decisions = decide({ questionnaire, assessment, results: [], today: reportDay, depth: 'full' });
  return buildReport({ assessment, questionnaire, decisions, checks: allChecks, facts: undefined, today: reportDay });
}
