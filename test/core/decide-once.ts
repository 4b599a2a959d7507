/**
 * A program: everything decided and reported for the sample company on a fixed day, as JSON on stdout. Its output is
 * compared byte for byte between processes. With `reversed` the journal's lines come in the opposite order.
 */
import { allChecks } from '../../checks/index.ts';
import { fold } from '../../source/core/assessment.ts';
import { decide } from '../../source/core/decide.ts';
import { dueRuns } from '../../source/core/due-runs.ts';
import { evidenceRegister } from '../../source/core/evidence-register.ts';
import { scoreInputs } from '../../source/core/inputs.ts';
import { resultOf } from '../../source/core/saved-result.ts';
import { calendarFile, calendarIdentity } from '../../source/report/calendar-ics.ts';
import { plainFormats, reportFiles } from '../../source/report/files.ts';
import { buildReport } from '../../source/report/model.ts';
import { canonicalJson } from '../../source/workspace/canonical.ts';
import { checksHash } from '../../source/workspace/saved-results.ts';
import { demo, demoFacts } from './demo.ts';

const today = '2026-11-01';
const reason = 'for the test';
const { input, entries } = await demo(today, [
  { type: 'override', of: 'constant', constant: 'cap-e1', value: 0.7, reason },
  { type: 'override', of: 'weight', control: 'CC1.1-b', value: 1, reason },
  { type: 'override', of: 'judgement', control: 'CC8.1-review', value: 2, reason },
  {
    type: 'approved-exception',
    control: 'CC6.1-mfa',
    exception: { text: reason, approver: 'Cara', approvedOn: today, expires: '2027-03-31', checks: [] },
  },
]);
const assessment = fold(process.argv[2] === 'reversed' ? entries.toReversed() : entries);
const { questionnaire } = input;
const decisions = decide({ ...input, assessment });
const report = buildReport({ assessment, questionnaire, decisions, checks: allChecks, facts: demoFacts(), today });
const { score, gaps, checkGaps, plan, raci } = decisions;
const { inputs, context } = scoreInputs({ ...input, assessment });
const madeBy = { program: 'test', questionnaire: questionnaire.hash, checks: checksHash(allChecks) };
const result = canonicalJson(resultOf({ decisions, inputs, context, today, scans: assessment.scans, madeBy }));
const calendar = calendarFile({
  ...{ name: assessment.name, ...calendarIdentity(assessment.history) },
  runs: dueRuns(decisions, assessment, today),
});
const evidence = evidenceRegister(decisions.controls, assessment, today);
const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
process.stderr.write(`${timeZone} ${locale}`);
process.stdout.write(
  JSON.stringify({
    score,
    gaps,
    checkGaps,
    result,
    plan,
    raci,
    evidence,
    calendar,
    files: await reportFiles(report, { formats: plainFormats }),
  }),
);
