/**
 * A program: everything decided and reported for the sample company on a fixed day, as JSON on stdout. Its output is
 * compared byte for byte between processes. With `reversed` the journal's lines come in the opposite order.
 */
import { allChecks } from '../../checks/index.ts';
import { fold } from '../../source/core/assessment.ts';
import { decide } from '../../source/core/decide.ts';
import { dueRuns } from '../../source/core/due-runs.ts';
import { evidenceRegister } from '../../source/core/evidence-register.ts';
import { calendarFile, calendarIdentity } from '../../source/report/calendar-ics.ts';
import { reportFiles } from '../../source/report/files.ts';
import { buildReport } from '../../source/report/model.ts';
import { demo, demoFacts } from './demo.ts';

const today = '2026-11-01';
const { input, entries } = await demo(today);
const assessment = fold(process.argv[2] === 'reversed' ? entries.toReversed() : entries);
const { questionnaire } = input;
const decisions = decide({ ...input, assessment });
const report = buildReport({ assessment, questionnaire, decisions, checks: allChecks, facts: demoFacts(), today });
const { score, gaps, plan, raci } = decisions;
const calendar = calendarFile({
  ...{ name: assessment.name, ...calendarIdentity(assessment.history) },
  runs: dueRuns(decisions, assessment, today),
});
const evidence = evidenceRegister(decisions.controls, assessment, today);
const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
process.stderr.write(`${timeZone} ${locale}`);
process.stdout.write(JSON.stringify({ score, gaps, plan, raci, evidence, calendar, files: await reportFiles(report) }));
