/**
 * What stands between here and the next verdict, as actions with an owner and a day: the blockers, unknowns and conditions of
 * rule S-V1, and what S-V2 asks for on top.
 */
import type { Assessment } from './assessment.ts';
import type { Decisions, Gap, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import type { ControlId } from './questionnaire.ts';

/** One action. */
export interface VerdictAction {
  /** What it takes away: a reason of Not ready, of Not enough known, of Ready with conditions; or of a window that cannot open. */
  kind: 'blocker' | 'unknown' | 'condition' | 'schedule';
  /** The control, or a description criterion. */
  about: string;
  action: string;
  /** A person, else a role in capitals. */
  owner: string;
  /** By the plan; absent where nothing dates it. */
  due?: Day;
  /** The rule that makes it one. */
  rule: string;
}

/** The actions in the order of the verdicts; of one kind by day. A control has one row, for the first thing it stands in the way of. */
export function verdictActions(decisions: Decisions, assessment: Assessment): VerdictAction[] {
  const { gaps, score, plan } = decisions;
  const items = new Map(plan.items.map((item) => [item.control, item]));
  const kindOf = (gap: Gap): VerdictAction['kind'] | undefined => {
    if (gap.blocks) return 'blocker';
    const { keys, unread, criteria } = score.unknown;
    const open = keys.includes(gap.control) || unread.includes(gap.control);
    if (open || (gap.cause === 'unknown' && criteria.includes(gap.criterion))) return 'unknown';
    const { partial, failing } = score.conditions;
    return failing.includes(gap.control) || partial.includes(gap.criterion) ? 'condition' : undefined;
  };
  const ofGaps = gaps.flatMap((gap) => {
    const kind = kindOf(gap);
    return kind === undefined ? [] : [gapAction(kind, gap, items.get(gap.control))];
  });
  const order: VerdictAction['kind'][] = ['blocker', 'unknown', 'condition', 'schedule'];
  return [...ofGaps, ...judged(decisions), ...description(decisions, assessment), ...unscheduled(decisions)].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0),
  );
}

function gapAction(kind: VerdictAction['kind'], gap: Gap, item: PlanItem | undefined): VerdictAction {
  const accepted = gap.exception?.state === 'in force' ? gap.exception : undefined;
  const base = { kind, about: gap.control, rule: kind === 'unknown' && gap.checks.length === 0 ? 'S-U1' : 'S-V1' };
  // What was approved is looked at again, by who approved it, before it ends.
  if (accepted !== undefined && kind === 'condition')
    return {
      ...base,
      ...{ action: 'Look at the approved exception again before it ends.', rule: 'S-X1' },
      ...{ owner: accepted.approver, due: accepted.expires },
    };
  const { action = gap.reason, owner = '' } = item ?? {};
  return { ...base, action, owner, ...(item === undefined ? {} : { due: item.due }) };
}

/** Rule S-J1: a judgement that lifts is a condition until the answer itself says so. */
function judged({ score, overrides, raci, plan }: Decisions): VerdictAction[] {
  const rows = new Map(raci.rows.map((row) => [row.control, row]));
  return (score.conditions.judged ?? []).map((control) => ({
    ...{ kind: 'condition', about: control, rule: 'S-J1', due: plan.keyControlsInPlaceOn },
    action: `Answer ${control} as it was judged, with evidence, and take the judgement back.`,
    owner: accountable(rows.get(control)?.cells) ?? overrides.find(({ about }) => about === control)?.by ?? '',
  }));
}

/** DC 1–9 that nobody has called done. */
function description({ score, plan, raci }: Decisions, assessment: Assessment): VerdictAction[] {
  if (!score.conditions.description) return [];
  const owner = raci.parties.find(({ kind, roles }) => kind === 'person' && roles.includes('CEO'))?.name ?? 'CEO';
  return [1, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((n) => `DC${n}`)
    .filter((id) => assessment.description[id] !== true)
    .map((about) => ({
      ...{ kind: 'condition', about, rule: 'S-V1', owner, due: plan.keyControlsInPlaceOn },
      action: `Write ${about} of the system description and call it done.`,
    }));
}

/** Rule S-V2: recurring key controls without an owner or next date. */
function unscheduled({ score, raci, plan }: Decisions): VerdictAction[] {
  const rows = new Map(raci.rows.map((row) => [row.control, row]));
  return score.unscheduled.map((control: ControlId) => ({
    ...{ kind: 'schedule', about: control, rule: 'S-V2', due: plan.keyControlsInPlaceOn },
    action: 'Name its owner and its next date inside the window.',
    owner: accountable(rows.get(control)?.cells) ?? '',
  }));
}

function accountable(cells: Record<string, string[]> = {}): string | undefined {
  return Object.entries(cells).find(([, letters]) => letters.includes('A'))?.[0];
}
