/** Scores one control (rules S-D1, S-E1, S-C2, S-X1, S-X2, S-U1, S-U2, S-N1, S-I1, S-T1). */
import { capByTier, designByLevel, reaches, unclaimedStrength } from './constants.ts';
import { asPublished, type ConstantName, type Constants, publishedConstants } from './model-constants.ts';
import type { Level } from './questionnaire.ts';
import {
  allPass,
  capName,
  checkValue,
  counts,
  effectiveTier,
  failing,
  failureValue,
  isFailing,
  isMaterial,
  isUnread,
  notApplicable,
} from './score-checks.ts';
import { operationSteps } from './score-operation.ts';
import { formatFigure, step } from './score-trace.ts';
import type { CheckInput, ControlInput, ControlScore, ControlState, TraceStep } from './score-types.ts';

/** Which of the two halves is scored: what is designed and in place, or how it ran in the window. */
export type Mode = 'design' | 'operating';

const levelText: Readonly<Record<Level, string>> = {
  0: 'L0, not there',
  1: 'L1, done but not written, or only in part',
  2: 'L2, written or enforced, not both and run',
  3: 'L3, ran at least once, or enforced and written',
  4: 'L4, ran every time it was due, or held all through',
};

const tierText: Readonly<Record<0 | 1 | 2 | 3, string>> = {
  0: 'word only, no evidence',
  1: 'a document, not a dated record',
  2: 'a dated record',
  3: 'a system-generated export',
};

// One assessment scores each control in several ledgers and what-ifs. Inputs are never changed once made, so a score
// made for one stays true for it.
const scoredBy = new WeakMap<Constants, WeakMap<ControlInput, Partial<Record<Mode, ControlScore | null>>>>();

/** The score of a control in one half; null when a justified N/A takes it out of both sides (rule S-N1). */
export function scoreControl(
  control: ControlInput,
  mode: Mode,
  constants: Constants = publishedConstants,
): ControlScore | null {
  const scored = scoredBy.get(constants) ?? new WeakMap<ControlInput, Partial<Record<Mode, ControlScore | null>>>();
  scoredBy.set(constants, scored);
  const known = scored.get(control) ?? {};
  scored.set(control, known);
  const score = known[mode];
  if (score !== undefined) return score;
  const made = computed(control, mode, constants);
  known[mode] = made;
  return made;
}

function computed(control: ControlInput, mode: Mode, constants: Constants): ControlScore | null {
  if (notApplicable(control)) return null;
  if (control.answer === 'inherited') return inherited(control, constants);
  if (typeof control.answer !== 'number') return unanswered(control, constants);
  return answered(control, control.answer, mode, constants);
}

/** The design figure of a level, and the words for it (rule S-D1). */
function designOf(level: Level, constants: Constants): { value: number; text: string } {
  const name: ConstantName | undefined = level === 1 ? 'design-l1' : level === 2 ? 'design-l2' : undefined;
  if (name === undefined) return { value: designByLevel[level], text: levelText[level] };
  return { value: constants[name], text: `${levelText[level]}${asPublished(constants, name)}` };
}

/** The cap of a tier, and the words for it (rule S-E1). */
function capOf(tier: ControlInput['tier'], constants: Constants): { value: number; text: string } {
  const name: ConstantName | undefined = tier === 0 ? 'cap-e0' : tier === 1 ? 'cap-e1' : undefined;
  if (name === undefined) return { value: capByTier[tier], text: tierText[tier] };
  return { value: constants[name], text: `${tierText[tier]}${asPublished(constants, name)}` };
}

function inherited(control: ControlInput, constants: Constants): ControlScore {
  const value = control.vendorReportOk ? 1 : constants['inherited-unreviewed'];
  const text = control.vendorReportOk
    ? 'inherited, with a reviewed report that covers the period and our own duties assigned'
    : `inherited, without a reviewed report that covers the period or without our own duties assigned${asPublished(constants, 'inherited-unreviewed')}`;
  const trace = [...(control.notes ?? []), step('S-I1', text, value), ...checkSteps(control, false, constants)];
  return { id: control.id, state: 'Inherited', evidenced: value, claimed: 1, upper: 1, known: true, trace };
}

function unanswered(control: ControlInput, constants: Constants): ControlScore {
  const trace: TraceStep[] = [...(control.notes ?? [])];
  if (control.answer === 'NA') trace.push(step('S-N1', 'not applicable is refused while a check fails: unanswered'));
  const why = control.answer === '?' ? "don't know" : 'not answered';
  const value = checkValue(control, constants);
  const base = { id: control.id, known: true };
  if (value === null || (value === 1 && !allPass(control))) {
    trace.push(
      step('S-U1', `${why}, and no live check concludes; could be up to 1.00`, 0),
      ...checkSteps(control, false, constants),
    );
    return { ...base, state: 'Unknown', evidenced: 0, claimed: 0, upper: 1, known: false, trace };
  }
  if (value < 1) {
    const most = formatFigure(value);
    trace.push(
      step('S-U2', `${why}, and a live check fails; could be up to ${most}`, 0),
      ...checkSteps(control, false, constants),
    );
    return { ...base, state: 'Gap', evidenced: 0, claimed: 0, upper: value, trace };
  }
  trace.push(step('S-U2', `${why}, but every live check passes: true, and owned by nobody`, unclaimedStrength));
  return { ...base, state: 'Partial', evidenced: unclaimedStrength, claimed: unclaimedStrength, upper: 1, trace };
}

function answered(control: ControlInput, level: Level, mode: Mode, constants: Constants): ControlScore {
  const { value: design, text } = designOf(level, constants);
  const trace = [...(control.notes ?? []), step('S-D1', text, design)];
  let claimed = design;
  if (mode === 'operating') {
    const steps = operationSteps(control, constants);
    trace.push(...steps);
    claimed = Math.min(claimed, ...steps.map((s) => s.value ?? 1));
  }
  const tier = effectiveTier(control);
  if (tier > control.tier) trace.push(step('S-C6', 'every live check that counts passes: as good as a system export'));
  const cap = capOf(tier, constants);
  trace.push(step('S-E1', cap.text, cap.value), ...checkSteps(control, true, constants));
  const value = checkValue(control, constants);
  let evidenced = Math.min(claimed, cap.value, value ?? 1);
  if (level <= 1 && allPass(control)) {
    evidenced = claimed = unclaimedStrength;
    trace.push(step('S-X2', 'undocumented strength: every live check passes, the answer says less', unclaimedStrength));
  }
  const contradicted = level >= 3 && failing(control);
  if (contradicted) trace.push(step('S-X1', 'the answer claims more than AWS shows'));
  const state = contradicted ? 'Contradicted' : stateOf(evidenced, constants);
  return { id: control.id, state, evidenced, claimed, upper: claimed, known: true, trace };
}

/** Rule S-T1. */
function stateOf(evidenced: number, constants: Constants): ControlState {
  if (reaches(evidenced, constants['met-from'])) return 'Met';
  return reaches(evidenced, constants['partial-from']) ? 'Partial' : 'Gap';
}

/**
 * One step per failing check (S-C2), with a figure where it bounds the control's; then what is material (S-C4) and what
 * could not be read (S-C3).
 */
function checkSteps(control: ControlInput, bounding: boolean, constants: Constants): TraceStep[] {
  const failed = control.checks.filter(isFailing);
  const unread = control.checks.filter(isUnread);
  const aside = control.checks.filter((check) => check.result === 'fail' && !counts(check));
  return [
    ...failed.map((check) =>
      step('S-C2', failureText(check, constants), bounding ? failureValue(check, constants) : undefined),
    ),
    ...failed.filter((check) => isMaterial(check, constants)).map((check) => step('S-C4', `material: ${named(check)}`)),
    ...unread.map((check) =>
      step('S-C3', `${named(check)} ${unreadText[check.result] ?? check.result}: neither pass nor fail`),
    ),
    ...aside.map((check) =>
      check.determinative
        ? step('S-C5', `${named(check)} failed against a value nobody committed to: it takes nothing away`)
        : step('S-C1', `${named(check)} failed, which alone does not show the control missing: it takes nothing away`),
    ),
  ];
}

const unreadText: Readonly<Record<string, string>> = {
  denied: 'was denied',
  error: 'could not be read',
  'not-run': 'was not run',
};

function named(check: CheckInput): string {
  return check.id === undefined ? `${check.severity} check` : `${check.severity} check ${check.id}`;
}

function failureText(check: CheckInput, constants: Constants): string {
  if (check.partlyUnread) return `${named(check)} failed and part of it was not read, so nothing counts as passing`;
  const share = check.total > 1 ? ` ${check.total - check.passed} of ${check.total}` : '';
  return `${named(check)} failed${share}${asPublished(constants, capName[check.severity])}`;
}
