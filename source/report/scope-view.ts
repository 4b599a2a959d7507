/** What is in scope, by whom, and what was left out with which reason. */
import type { Assessment } from '../core/assessment.ts';
import type { Decisions } from '../core/decision.ts';
import type { Day } from '../core/entry.ts';
import type { CriterionId } from '../core/framework.ts';
import type { ControlId, Questionnaire, ScopeQuestion, ScopeValue } from '../core/questionnaire.ts';

/** One scoping answer. */
export interface ScopeRow {
  question: string;
  ask: string;
  answer: string;
  /** The company committed to the value, so that checks are judged against it (rule S-C5). */
  committed: boolean;
  by: string;
}

/** A control that is not applicable (rule S-N1), or that another organisation runs (rule S-I1). */
export interface LeftOut {
  control: ControlId;
  title: string;
  reason: string;
  approver: string;
  /** When it is looked at again; of an inherited one, until when its report reaches. */
  until?: Day;
}

/** The scope of a report. */
export interface ScopeView {
  answers: ScopeRow[];
  /** Questions of scoping that nobody answered. */
  unanswered: string[];
  criteria: CriterionId[];
  notApplicable: LeftOut[];
  inherited: LeftOut[];
  /** Controls not asked, by the rules of scoping or the depth. */
  excluded: { control: ControlId; reason: string }[];
  /** Criteria this version has no question for. */
  unasked: CriterionId[];
}

/** The scope of an assessment. */
export function scopeView(assessment: Assessment, { scoping }: Questionnaire, decisions: Decisions): ScopeView {
  const said = scoping.flatMap((question) => {
    const scope = assessment.scope[question.id];
    return scope === undefined ? [] : [{ question, scope }];
  });
  const answers = said.map(
    ({ question, scope }): ScopeRow => ({
      question: question.id,
      ask: question.ask,
      answer: answerText(question, scope.value),
      committed: scope.committed,
      by: scope.by,
    }),
  );
  const known = new Set(said.map(({ question }) => question.id));
  return {
    answers,
    unanswered: scoping.filter(({ id }) => !known.has(id)).map(({ ask }) => ask),
    criteria: decisions.score.design.criteria.map(({ id }) => id),
    ...leftOut(assessment, decisions),
    excluded: decisions.excluded,
    unasked: decisions.unasked,
  };
}

function leftOut({ controls }: Assessment, decisions: Decisions): Pick<ScopeView, 'notApplicable' | 'inherited'> {
  const view: Pick<ScopeView, 'notApplicable' | 'inherited'> = { notApplicable: [], inherited: [] };
  for (const { id: control, title } of decisions.controls) {
    const answer = controls[control]?.answer;
    if (answer?.level === 'not-applicable') {
      const reason = `${answer.reason.replaceAll('-', ' ')}: ${answer.text}`;
      view.notApplicable.push({ control, title, reason, approver: answer.approver, until: answer.reviewOn });
    } else if (answer?.level === 'inherited') {
      const { report } = answer;
      if (report === undefined) view.inherited.push({ control, title, reason: 'no report named', approver: '' });
      else
        view.inherited.push({
          ...{ control, title, approver: report.reviewedBy, until: report.periodEnd },
          reason: `${report.name}, ${report.periodStart} to ${report.periodEnd}; our duties from it are ${report.dutiesAssigned ? 'assigned' : 'not assigned'}`,
        });
    }
  }
  return view;
}

/** The answer in the words of its options. */
function answerText(question: ScopeQuestion, value: ScopeValue): string {
  const label = (one: string) => question.options?.find((option) => option.value === one)?.label ?? one;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return question.unit === undefined ? String(value) : `${value} ${question.unit}`;
  if (typeof value === 'string') return label(value);
  return value.length === 0 ? 'none' : value.map(label).join(', ');
}
