/** The Report value: everything a format needs, in one place, so that every format says the same. */
import type { Assessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import type { Comparison } from '../core/compare.ts';
import { modelVersion } from '../core/constants.ts';
import type { Decisions } from '../core/decision.ts';
import { type DescriptionCriterion, descriptionCriteria } from '../core/description.ts';
import { type DueRun, dueRuns } from '../core/due-runs.ts';
import type { Day } from '../core/entry.ts';
import { type EvidenceRow, evidenceRegister } from '../core/evidence-register.ts';
import type { Facts } from '../core/facts.ts';
import { type Glossary, type Term, termsIn } from '../core/glossary.ts';
import type { KeptColumns, KeptSheet } from '../core/kept-columns.ts';
import type { Questionnaire, QuestionnaireChange, RoleId } from '../core/questionnaire.ts';
import { type Request, requestList } from '../core/request-list.ts';
import type { ScoreContext } from '../core/score-types.ts';
import { headline, nextSteps } from '../core/window.ts';
import { planWindow, type WindowPlan } from '../core/window-plan.ts';
import type { Workshop } from '../core/workshop.ts';
import { version } from '../version.ts';
import { type Basis, basisOf } from './basis.ts';
import { calendarIdentity } from './calendar-ics.ts';
import { type Method, methodOf } from './method.ts';
import { type RegisterView, registerView } from './register-tables.ts';
import { type ScopeView, scopeView } from './scope-view.ts';
import { type SeriesBar, seriesBars } from './series.ts';

export { type BarParts, barOf, type SeriesBar } from './series.ts';

/** What goes into a report. */
export interface ReportInput {
  assessment: Assessment;
  questionnaire: Questionnaire;
  decisions: Decisions;
  checks: readonly Check[];
  /** Latest scan, if any. */
  facts: Facts | undefined;
  /** Latest scan of each account; default: the one above. */
  scans?: readonly Facts[];
  today: Day;
  /** How deep the decisions look; default full. */
  depth?: ScoreContext['depth'];
  /** The verdicts of earlier days. */
  trend?: readonly TrendPoint[];
  /** Now against an earlier day. */
  comparison?: Comparison;
  glossary?: Glossary;
}

/** What stood on one day, by today's rules. */
export interface TrendPoint {
  day: Day;
  type1: string;
  inPlace: number;
  criteria: number;
  /** Figures 0–1 of the design ledger; printed only where `enough` is known (rule S-H1). */
  evidenced: number;
  claimed: number;
  coverage: number;
  enough: boolean;
}

/** What a scan was. */
export type ScanView = Pick<Facts, 'account' | 'partition' | 'startedAt' | 'finishedAt' | 'regions' | 'calls'>;

/** Everything a report says. `docs/report.schema.json` describes it as JSON. */
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
  series: SeriesBar[];
  /** The verdicts of earlier days, by day; empty where none are known. */
  trend: TrendPoint[];
  /** What changed since an earlier day; absent where there is none to compare with. */
  comparison?: Comparison;
  /** Who assessed, and from what. */
  basis: Basis;
  /** What scoping says, and what is left out or not applicable. */
  scope: ScopeView;
  /** Constants of the model, and what was overridden or excepted. */
  method: Method;
  decisions: Decisions;
  people: Assessment['people'];
  /** Roles that stand in the plan or the matrix by their code, since nobody holds them yet. */
  openRoles: { role: RoleId; title: string }[];
  /** Documented compensating controls that stand for a broken rule of the matrix. */
  waivers: Assessment['waivers'];
  /** Windows with what each asks for; the deadline; deviations. */
  window: WindowPlan;
  /** Runs of recurring controls that are still to come. */
  dueRuns: DueRun[];
  /** What tells the runs of this assessment from those of another in one calendar, and when they last changed. */
  calendar: ReturnType<typeof calendarIdentity>;
  /** Every piece of evidence and what it counts for. */
  evidence: EvidenceRow[];
  /** What an auditor will ask for, and how far it is there. */
  requests: Request[];
  /** Columns that people added to the sheets of plan and RACI. */
  keptColumns: Record<KeptSheet, KeptColumns>;
  /** Policies, vendors, duties, prior exceptions, the engagement, and what is short in them. */
  registers: RegisterView;
  /** Who sat together, and what they put aside; empty where no workshop took place. */
  workshop: Workshop;
  /** DC 1–9. */
  description: DescriptionCriterion[];
  /** What the company's own files changed in the questionnaire, in the order they were applied; empty as shipped. */
  questionnaireChanges: QuestionnaireChange[];
  /** What was read from AWS; undefined without a scan. */
  scan: ScanView | undefined;
  /** The latest scan of each account, newest first. */
  scans: ScanView[];
  /** Titles and fixes of the checks behind the results. */
  checks: Pick<Check, 'id' | 'title' | 'why' | 'judgement' | 'fix' | 'references'>[];
  /** Words of an audit that stand in this report. */
  glossary: Term[];
}

/** Builds the value. Pure: the same input gives the same report. */
export function buildReport(input: ReportInput): Report {
  const { assessment, questionnaire, decisions, checks, facts, today } = input;
  const window = planWindow(decisions, assessment, today);
  const report: Report = {
    schema: 'soc2-ready/report@1',
    madeBy: { program: `soc2-ready ${version}`, questionnaire: questionnaire.hash, model: modelVersion },
    name: assessment.name,
    date: today,
    headline: headline(decisions, today),
    nextSteps: nextSteps(decisions, (id) => checks.find((check) => check.id === id)?.fix.minutes),
    series: seriesBars(decisions.score.design.criteria),
    trend: [...(input.trend ?? [])],
    basis: basisOf(assessment, decisions, today),
    scope: scopeView(assessment, questionnaire, decisions),
    method: methodOf(decisions),
    decisions,
    people: assessment.people,
    openRoles: decisions.raci.parties.flatMap(({ name, kind }) =>
      kind === 'role' ? [{ role: name, title: questionnaire.roles.find(({ id }) => id === name)?.title ?? name }] : [],
    ),
    waivers: assessment.waivers,
    window,
    dueRuns: dueRuns(decisions, assessment, today),
    calendar: calendarIdentity(assessment.history),
    evidence: evidenceRegister(decisions.controls, assessment, today),
    requests: requestList({ decisions, assessment, questionnaire, today, depth: input.depth ?? 'full' }),
    keptColumns: assessment.keptColumns,
    registers: registerView(assessment, decisions.registerFaults, today),
    workshop: assessment.workshop,
    description: descriptionCriteria({ assessment, questionnaire, decisions, facts, today }),
    questionnaireChanges: questionnaire.changes ?? [],
    scan: facts && scanView(facts),
    scans: (input.scans ?? (facts === undefined ? [] : [facts])).map(scanView),
    checks: checks.map(({ id, title, why, judgement, fix, references }) => ({
      ...{ id, title, why, judgement, fix, references },
    })),
    glossary: [],
  };
  if (input.comparison !== undefined) report.comparison = input.comparison;
  if (input.glossary !== undefined) report.glossary = termsOf(report, input.glossary);
  return report;
}

function scanView({ account, partition, startedAt, finishedAt, regions, calls }: Facts): ScanView {
  return { account, partition, startedAt, finishedAt, regions, calls };
}

/** Terms in what a reader of the main sections meets, by name. */
function termsOf({ decisions, headline: { verdictSentence } }: Report, glossary: Glossary): Term[] {
  const texts = [
    verdictSentence,
    'readiness gap control criterion evidence Type 1 Type 2 window RACI CUEC CSOC subservice organization',
    ...decisions.gaps.flatMap(({ title, reason }) => [title, reason]),
    ...decisions.plan.items.flatMap(({ action, acceptedWhen }) => [action, acceptedWhen]),
  ];
  return termsIn(texts.join('\n'), glossary).sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
}
