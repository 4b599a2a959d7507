/** The three things to do now, the same on every front. */
import { reaches } from './constants.ts';
import type { Decisions, Gap, PlanItem } from './decision.ts';
import { publishedConstants } from './model-constants.ts';
import { planMultipliers } from './plan-rank.ts';
import type { ControlId } from './questionnaire.ts';

/** One thing to do now. */
export interface NextStep {
  /** `✖` AWS shows otherwise, `▲` short of target, `?` not known. */
  symbol: '✖' | '▲' | '?';
  /** The control to go to. */
  control: ControlId;
  text: string;
  /** What sort of thing it is, in a word or two. */
  kind: 'contradiction' | 'failing check' | 'key control' | 'gap' | 'RACI' | 'question' | 'unread check' | 'evidence';
  /** Hands-on time, such as `10 min` or `3 d`. */
  minutesOrEffort: string;
}

/** How many steps are shown. */
const stepCount = 3;

/** Our estimates, for the words only. */
const minutesToAnswer = 2;
const minutesToMendRaci = 15;

/**
 * Three things to do now. First what AWS shows otherwise and what else blocks, the latter by rank; then one error of
 * the RACI; then key questions still open; then the other gaps by rank. While coverage is under 60 % the next open
 * question has a place of its own. `minutesOf`: hands-on minutes to mend a check on one resource, where known.
 */
export function nextSteps(decisions: Decisions, minutesOf?: (check: string) => number | undefined): NextStep[] {
  const { gaps, plan, score } = decisions;
  const itemOf = new Map(plan.items.map((item) => [item.control, item]));
  const open = gaps.filter((gap) => !['done', 'accepted'].includes(itemOf.get(gap.control)?.state ?? 'open'));
  const byRank = (a: Gap, b: Gap) => (itemOf.get(b.control)?.rank ?? 0) - (itemOf.get(a.control)?.rank ?? 0);
  const isFirst = (gap: Gap) => gap.cause === 'contradicted' || score.blockers.material.includes(gap.control);
  const known = open.filter((gap) => gap.cause !== 'unknown');
  const urgent = [
    // In the order of the gap list: what AWS shows, worst first.
    ...known.filter(isFirst),
    ...known.filter((gap) => gap.blocks && !isFirst(gap)).sort(byRank),
  ];
  const others = known.filter((gap) => !urgent.includes(gap)).sort(byRank);
  const toSteps = (list: readonly Gap[]) => list.map((gap) => gapStep(gap, itemOf.get(gap.control), minutesOf));

  const raci = raciStep(decisions);
  const unknown = open.filter((gap) => gap.cause === 'unknown');
  const keyQuestions = questionSteps(decisions, unknown, true);
  const early = reaches(score.design.coverage, (score.constants ?? publishedConstants)['coverage-floor'])
    ? []
    : keyQuestions.slice(0, 1);
  const reserved = early.length + raci.length;
  const steps = [
    ...toSteps(urgent.slice(0, stepCount - reserved)),
    ...early,
    ...raci,
    ...keyQuestions.slice(early.length),
    ...toSteps([...urgent.slice(stepCount - reserved), ...others]),
    ...questionSteps(decisions, unknown, false),
  ];
  return steps.slice(0, stepCount);
}

function gapStep(gap: Gap, item: PlanItem | undefined, minutesOf?: (check: string) => number | undefined): NextStep {
  const minutes = gap.checks.map((check) => minutesOf?.(check)).find((found) => found !== undefined);
  const kind =
    gap.cause === 'contradicted'
      ? 'contradiction'
      : gap.cause === 'failing check'
        ? 'failing check'
        : gap.cause === 'not evidenced'
          ? 'evidence'
          : gap.key
            ? 'key control'
            : 'gap';
  return {
    symbol: gap.checks.length > 0 ? '✖' : '▲',
    control: gap.control,
    // A reason that speaks of AWS names the thing itself; any other needs the title.
    text: gap.checks.length > 0 ? gap.reason : `${gap.title}. ${gap.reason}`,
    kind,
    minutesOrEffort: minutes === undefined ? effortText(item?.effort) : `${minutes} min`,
  };
}

/** Open questions, or answered controls whose checks could not be read, in asking order. */
function questionSteps({ controls, score }: Decisions, unknown: readonly Gap[], key: boolean): NextStep[] {
  const unanswered = new Set(
    score.design.criteria.flatMap((c) => c.controls.filter(({ known }) => !known)).map(({ id }) => id),
  );
  const gapOf = new Map(unknown.map((gap) => [gap.control, gap]));
  return controls.flatMap((control): NextStep[] => {
    const gap = gapOf.get(control.id);
    if (gap === undefined || gap.key !== key) return [];
    const unread = score.unknown.unread.includes(control.id) && !unanswered.has(control.id);
    return [
      {
        symbol: '?',
        control: control.id,
        text: unread ? gap.reason : control.ask,
        kind: unread ? 'unread check' : 'question',
        minutesOrEffort: unread ? effortText('XS') : `${minutesToAnswer} min`,
      },
    ];
  });
}

/** The first error of the matrix, one that a person can mend now. */
function raciStep({ raci }: Decisions): NextStep[] {
  const error = raci.findings.find(({ severity, control }) => severity === 'error' && control !== undefined);
  if (error?.control === undefined) return [];
  const minutesOrEffort = `${minutesToMendRaci} min`;
  return [{ symbol: '▲', control: error.control, text: error.message, kind: 'RACI', minutesOrEffort }];
}

function effortText(effort: PlanItem['effort'] = 'S'): string {
  const days = planMultipliers.effortDays[effort];
  return days < 1 ? `${days * planMultipliers.hoursPerDay} h` : `${days} d`;
}
