/** The Report value: everything a format needs, in one place, so that every format says the same. */
import type { Assessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import { modelVersion } from '../core/constants.ts';
import type { Decisions } from '../core/decision.ts';
import { type DescriptionCriterion, descriptionCriteria } from '../core/description.ts';
import type { Day } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import { seriesTitles } from '../core/framework.ts';
import type { Questionnaire, QuestionnaireChange } from '../core/questionnaire.ts';
import type { CriterionScore } from '../core/score-types.ts';
import { headline, nextSteps } from '../core/window.ts';
import { version } from '../version.ts';
import { type RegisterView, registerView } from './register-tables.ts';

/** What goes into a report. */
export interface ReportInput {
  assessment: Assessment;
  questionnaire: Questionnaire;
  decisions: Decisions;
  checks: readonly Check[];
  /** Latest scan, if any. */
  facts: Facts | undefined;
  today: Day;
}

/** The shares of one bar; they add to 1. */
export interface BarParts {
  evidenced: number;
  claimedOnly: number;
  unknown: number;
  missing: number;
}

/** Everything a report says. */
export interface Report {
  schema: 'soc2-ready/report@1';
  /** What made it: program, content and model, so that a figure can be made again. */
  madeBy: { program: string; questionnaire: string; model: number };
  name: string;
  date: Day;
  /** The sentences of the Overview. */
  headline: ReturnType<typeof headline>;
  nextSteps: ReturnType<typeof nextSteps>;
  /** One bar per series in scope. */
  series: { id: string; title: string; bar: BarParts; criteria: CriterionScore[] }[];
  decisions: Decisions;
  people: Assessment['people'];
  /** Policies, vendors, duties, prior exceptions, the engagement, and what is short in them. */
  registers: RegisterView;
  /** DC 1–9. */
  description: DescriptionCriterion[];
  /** What the company's own files changed in the questionnaire, in the order they were applied; empty as shipped. */
  questionnaireChanges: QuestionnaireChange[];
  /** What was read from AWS; undefined without a scan. */
  scan: Pick<Facts, 'account' | 'partition' | 'startedAt' | 'finishedAt' | 'regions' | 'calls'> | undefined;
  /** Titles and fixes of the checks behind the results. */
  checks: Pick<Check, 'id' | 'title' | 'why' | 'judgement' | 'fix' | 'references'>[];
}

/** Builds the value. Pure: the same input gives the same report. */
export function buildReport({ assessment, questionnaire, decisions, checks, facts, today }: ReportInput): Report {
  const { criteria } = decisions.score.design;
  const seriesOf = (id: string) => id.split('.')[0] ?? id;
  const ids = [...new Set(criteria.map((criterion) => seriesOf(criterion.id)))];
  return {
    schema: 'soc2-ready/report@1',
    madeBy: { program: `soc2-ready ${version}`, questionnaire: questionnaire.hash, model: modelVersion },
    name: assessment.name,
    date: today,
    headline: headline(decisions, today),
    nextSteps: nextSteps(decisions, (id) => checks.find((check) => check.id === id)?.fix.minutes),
    series: ids.map((id) => {
      const own = criteria.filter((criterion) => seriesOf(criterion.id) === id);
      return { id, title: seriesTitles[id] ?? id, bar: barOf(own), criteria: own };
    }),
    decisions,
    people: assessment.people,
    registers: registerView(assessment, decisions.registerFaults, today),
    description: descriptionCriteria({ assessment, questionnaire, decisions, facts, today }),
    questionnaireChanges: questionnaire.changes ?? [],
    scan: facts && {
      account: facts.account,
      partition: facts.partition,
      startedAt: facts.startedAt,
      finishedAt: facts.finishedAt,
      regions: facts.regions,
      calls: facts.calls,
    },
    checks: checks.map(({ id, title, why, judgement, fix, references }) => ({
      id,
      title,
      why,
      judgement,
      fix,
      references,
    })),
  };
}

/** The four-part bar of some criteria: plain means, as rule S-A1 has it; the parts add to 1. */
export function barOf(criteria: readonly CriterionScore[]): BarParts {
  const mean = (figure: (c: CriterionScore) => number) =>
    criteria.length === 0 ? 0 : criteria.reduce((sum, c) => sum + figure(c), 0) / criteria.length;
  const evidenced = mean((c) => c.evidenced);
  const claimed = mean((c) => c.claimed);
  const upper = mean((c) => c.upper);
  return { evidenced, claimedOnly: claimed - evidenced, unknown: upper - claimed, missing: 1 - upper };
}
