/**
 * From the registers to the gap list (docs/raci-and-plan.md, section Registers). What is short there is told as a gap of
 * its control; no figure and no verdict of the scoring model changes by it.
 */
import type { Assessment } from './assessment.ts';
import { keyWeight } from './constants.ts';
import type { Gap } from './decision.ts';
import { compareCriteria } from './framework.ts';
import type { Control, ControlId } from './questionnaire.ts';
import { customerDutyFaults, engagementFaults, exceptionFaults } from './register-audit.ts';
import type { RegisterFault, RegisterInput } from './register-fault.ts';
import { policyFaults } from './register-policies.ts';
import { vendorFaults } from './register-vendors.ts';
import type { ControlScore, Score } from './score-types.ts';

/** Everything missing, overdue or half entered, register by register. The same input gives the same list. */
export function registerFaults(input: RegisterInput): RegisterFault[] {
  return [
    ...policyFaults(input),
    ...vendorFaults(input),
    ...customerDutyFaults(input),
    ...exceptionFaults(input),
    ...engagementFaults(input),
  ];
}

/** What gaps of registers are made from. */
export interface RegisterGapInput {
  /** The gaps of the model, in their order. */
  gaps: readonly Gap[];
  faults: readonly RegisterFault[];
  /** Controls in the assessment, in asking order. */
  controls: readonly Control[];
  assessment: Assessment;
  score: Score;
}

/** Faults told in one reason; the rest are counted. */
const told = 3;

/**
 * The gap list with the registers in it, still one row per control. A control that is short already keeps its row, cause
 * and place, and its reason goes on with what the registers lack. One that is on target gets a row of its own at the end
 * of the list: cause `overdue register entry`, no points, never a reason of Not ready. One set aside as not applicable
 * gets none.
 */
export function registerGaps({ gaps, faults, controls, assessment, score }: RegisterGapInput): Gap[] {
  const included = new Set(controls.map(({ id }) => id));
  const faultsOf = Map.groupBy(faults, (fault) => fault.controls.find((id) => included.has(id)));
  const listed = new Set(gaps.map(({ control }) => control));
  const known = gaps.map((gap): Gap => {
    const own = faultsOf.get(gap.control);
    return own === undefined ? gap : { ...gap, reason: `${gap.reason} ${sentence(own)}`, registers: own };
  });
  const scores = new Map(score.design.criteria.flatMap((c) => c.controls.map((one) => [one.id, one] as const)));
  const setAside = (id: ControlId) => assessment.controls[id]?.answer?.level === 'not-applicable';
  const added = controls.flatMap((control) => {
    const own = faultsOf.get(control.id);
    if (own === undefined || listed.has(control.id) || setAside(control.id)) return [];
    return [registerGap(control, own, scores.get(control.id))];
  });
  return [
    ...known,
    ...added.sort((a, b) => Number(b.key) - Number(a.key) || compareCriteria(a.criterion, b.criterion)),
  ];
}

function registerGap(control: Control, faults: RegisterFault[], scored: ControlScore | undefined): Gap {
  const key = control.weight === keyWeight;
  return {
    id: `gap:${control.id}`,
    control: control.id,
    criterion: control.criterion,
    title: control.title,
    cause: 'overdue register entry',
    reason: sentence(faults),
    blocks: false,
    key,
    // Paper is late, the control is in place: never as severe as a control that is not.
    severity: key ? 'medium' : 'low',
    points: 0,
    trace: scored?.trace ?? [],
    checks: [],
    registers: faults,
  };
}

/** What the registers lack, such as `In the registers: Zendesk has no owner; nothing says how to leave Zendesk.` */
function sentence(faults: readonly RegisterFault[]): string {
  const more = faults.length - told;
  const texts = faults.slice(0, told).map(({ text }) => text);
  if (more > 0) texts.push(`${more} more`);
  return `In the registers: ${texts.join('; ')}.`;
}
