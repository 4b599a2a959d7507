/** Deciding on a large assessment: 1,000 controls with 100,000 findings, and one more answer. */
import { emptyAssessment, fold } from '../source/core/assessment.ts';
import { decide } from '../source/core/decide.ts';
import { type Entry, type EntryBody, entryVersion } from '../source/core/entry.ts';
import type { CheckResult } from '../source/core/finding.ts';
import { criteria } from '../source/core/framework.ts';
import { scoreInputs } from '../source/core/inputs.ts';
import type { Level, Questionnaire } from '../source/core/questionnaire.ts';
import { assess } from '../source/core/score.ts';
import { shippedQuestionnaire } from '../source/workspace/content.ts';

const controlCount = 1000;
const findingsPerCheck = 100;
const rounds = 25;
const today = '2026-12-01';

/** The shipped questions, repeated under other ids until there are enough; one check each. */
function large(base: Questionnaire): Questionnaire {
  const controls = Array.from({ length: controlCount }, (_, i) => {
    const model = base.controls[i % base.controls.length];
    if (model === undefined) throw new Error('the questionnaire is empty');
    const round = Math.floor(i / base.controls.length);
    const suffix = round === 0 ? '' : `-${round}`;
    const check = { id: `check-${i}`, role: 'determinative' as const, because: 'bench' };
    return { ...model, id: model.id + suffix, after: model.after.map((id) => id + suffix), checks: [check] };
  });
  return { ...base, controls };
}

function results(): CheckResult[] {
  return Array.from({ length: controlCount }, (_, i) => {
    const failing = i % 5 === 0 ? 7 : 0;
    return {
      check: `check-${i}`,
      status: failing > 0 ? 'fail' : 'pass',
      severity: 'medium',
      criteria: ['CC6.1'],
      passed: findingsPerCheck - failing,
      total: findingsPerCheck,
      resources: Array.from({ length: findingsPerCheck }, (_, j) => ({
        ...{ id: `arn:aws:iam::123456789012:user/${i}-${j}`, region: 'global', reason: 'seen' },
        status: j < failing ? ('fail' as const) : ('pass' as const),
      })),
      unknown: [],
      committed: true,
    };
  });
}

function entries(questionnaire: Questionnaire): Entry[] {
  return entriesOf([
    { type: 'created', name: 'Bench', timeZone: 'UTC' },
    { type: 'scope', question: 'headcount', value: '51-200' },
    { type: 'scope', question: 'categories', value: [...new Set(criteria.map((criterion) => criterion.category))] },
    { type: 'window', start: '2026-06-01', months: 12, opened: true },
    ...questionnaire.controls.flatMap(({ id: control }, i): EntryBody[] => [
      { type: 'answer', control, answer: { level: (i % 5) as Level } },
      { type: 'owner', control, person: `Owner ${i % 12}` },
      { type: 'evidence', control, evidence: { what: 'Export', where: 'x.csv', date: '2026-10-01', tier: 2 } },
      { type: 'run', control, on: '2026-09-01' },
    ]),
  ]);
}

/** So many more answers, each to another control. */
function further(questionnaire: Questionnaire, count: number): Entry[] {
  const bodies = questionnaire.controls
    .slice(0, count)
    .map(({ id: control }): EntryBody => ({ type: 'answer', control, answer: { level: 2 } }));
  return entriesOf(bodies, 1_000_000);
}

function entriesOf(bodies: readonly EntryBody[], after = 0): Entry[] {
  const base = { v: entryVersion, replica: 'r', at: '2026-11-01T00:00:00Z', by: 'Ada', questionnaire: 'h' };
  return bodies.map((body, i) => ({ ...base, id: `e${after + i}`, seq: after + i + 1, ...body }) as Entry);
}

function median(work: () => unknown, before: () => void = () => undefined): number {
  const times = Array.from({ length: rounds }, () => {
    before();
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** Prints medians, and the limits of issue 5. */
export async function run(): Promise<void> {
  const questionnaire = large(await shippedQuestionnaire());
  const journal = entries(questionnaire);
  const assessment = fold(journal);
  const input = { questionnaire, assessment, results: results(), today, depth: 'full' as const };
  decide(input);
  const all = median(() => decide(input));
  let answered = 0;
  const score = median(
    () => {
      const { inputs, context } = scoreInputs(input);
      return assess(inputs, context);
    },
    () => {
      answered += 1;
      // Another answer to another control each time, over the whole journal as the workspace folds it.
      input.assessment = fold([...journal, ...further(questionnaire, answered)]);
    },
  );
  input.assessment = assessment;
  const empty = median(() => decide({ ...input, assessment: emptyAssessment() }));
  const line = (name: string, value: number, limit: number) =>
    process.stdout.write(
      `  ${name.padEnd(44)} ${value.toFixed(1).padStart(7)} ms  (limit ${limit} ms)${value > limit ? '  OVER' : ''}\n`,
    );
  line('score, gaps, plan and RACI together', all, 150);
  line('the same with nothing answered', empty, 150);
  line('score again after one answer', score, 10);
}
