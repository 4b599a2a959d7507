/** How much a gap is worth doing first: the ranking formula with its published multipliers, boxes and phases. */
import type { Gap, GapCause, PlanItem } from './decision.ts';
import type { Severity } from './finding.ts';
import type { Control } from './questionnaire.ts';

/**
 * The multipliers of the plan, all of them, and all our judgement: docs/raci-and-plan.md prints them.
 * rank = gate × risk × (points + epsilon) ÷ days of effort.
 */
export const planMultipliers = {
  /** What closing it opens: it unblocks a reason for Not ready; it is a key control; anything else. */
  gate: { unblocks: 4, key: 2, other: 1 },
  /** By the worst failing check that counts; 1 without one. */
  risk: { critical: 3, high: 2, medium: 1, low: 1 } satisfies Record<Severity, number>,
  /** Points added to every value, so that a gap worth nothing today still has an order. */
  epsilon: 0.1,
  /** Working days of each effort size. */
  effortDays: { XS: 0.5, S: 1, M: 3, L: 8, XL: 15 } satisfies Record<Control['effort'], number>,
  hoursPerDay: 8,
  /** Hours a week for remediation of an owner who named none. */
  hoursPerWeek: 8,
  /** From so many lead days on an item is started now, whatever its rank. */
  longLeadDays: 21,
  /** Up to so many lead days a small item is a quick win. */
  quickLeadDays: 3,
  /** Work that starts within so many days is "now" in the boxes. */
  nowDays: 30,
  /** Share of the open items, by rank, that counts as high; and as low, counted from the end. */
  high: 1 / 3,
  low: 1 / 3,
  /** Days ahead over which an owner's work is held against their hours, when no window start is chosen. */
  horizonDays: 90,
} as const;

/** The formula with its multipliers, in one paragraph. They are our judgement, and docs/raci-and-plan.md prints them. */
export function rankFormula(): string {
  const { gate, risk, epsilon, effortDays } = planMultipliers;
  const list = (values: Record<string, number>) =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  return `rank = gate × risk × (points + ${epsilon}) ÷ days; ties: longest lead first. gate: ${list(gate)}; risk of the worst failing check: ${list(risk)}, without one 1; days: ${list(effortDays)}. Our judgement, no standard.`;
}

/** What is left to do, by cause: effort at most this size, and whether the control's lead days still count. */
const remaining: Readonly<Record<GapCause, { atMost: Control['effort']; lead: boolean }>> = {
  // Mend what the check names and run it again: the result is the artefact.
  contradicted: { atMost: 'S', lead: false },
  missing: { atMost: 'XL', lead: true },
  'not written': { atMost: 'XL', lead: true },
  'not run': { atMost: 'S', lead: true },
  // The record exists; it has to be attached and seen.
  'not evidenced': { atMost: 'XS', lead: false },
  'failing check': { atMost: 'XL', lead: true },
  'unsupported N/A': { atMost: 'XL', lead: true },
  // The control runs; its record in a register is renewed.
  'overdue register entry': { atMost: 'XS', lead: false },
  // Counted as missing until somebody knows better, so that the dates never promise too much.
  unknown: { atMost: 'XL', lead: true },
};

const effortOrder: readonly Control['effort'][] = ['XS', 'S', 'M', 'L', 'XL'];

/** Work left on a gap: never more than the control's own effort and lead. */
export function workLeft(gap: Gap, control: Control, unreadOnly: boolean) {
  const { atMost, lead } = unreadOnly ? remaining['not evidenced'] : remaining[gap.cause];
  const size = Math.min(effortOrder.indexOf(control.effort), effortOrder.indexOf(atMost));
  const effort = effortOrder[size] ?? control.effort;
  const hours = planMultipliers.effortDays[effort] * planMultipliers.hoursPerDay;
  return { effort, hours, leadDays: lead ? control.leadDays : 0 };
}

/** The rank of a gap, higher first, and how it was made. */
export function rankOf(gap: Gap, effort: Control['effort']): { rank: number; why: string } {
  const { gate: gates, risk: risks, epsilon, effortDays } = planMultipliers;
  const gate = gap.blocks ? gates.unblocks : gap.key ? gates.key : gates.other;
  const gateText = gap.blocks ? 'unblocks' : gap.key ? 'key control' : 'no gate';
  const risk = gap.checks.length > 0 ? risks[gap.severity] : 1;
  const riskText = gap.checks.length > 0 ? `${gap.severity} check` : 'no failing check';
  const days = effortDays[effort];
  return {
    rank: (gate * risk * (gap.points + epsilon)) / days,
    why: `${gate} (${gateText}) × ${risk} (${riskText}) × (${gap.points.toFixed(1)} + ${epsilon}) points ÷ ${days} d`,
  };
}

/** The phase by the nature of the work. A recurring control that only has to run once belongs to `prove`. */
export function phaseOf(gap: Gap, control: Control, effort: Control['effort'], leadDays: number): PlanItem['phase'] {
  if (gap.cause === 'not run' && control.cadence.every !== undefined) return 'prove';
  if (leadDays >= planMultipliers.longLeadDays || effort === 'L' || effort === 'XL') return 'long lead';
  const small = effort === 'XS' || effort === 'S';
  return small && leadDays <= planMultipliers.quickLeadDays ? 'quick wins' : 'short';
}

/** What a box is chosen by. */
export interface BoxInput {
  key: boolean;
  blocks: boolean;
  phase: PlanItem['phase'];
  effort: Control['effort'];
  leadDays: number;
  /** Days from today to its start, as scheduled. */
  startsIn: number;
}

/**
 * The box of each item, given in order of rank: long leads and first cycles of key controls start now whatever their
 * rank; small ones in the upper third are done now; the lower third comes later, unless a verdict needs it; the rest is planned. Nothing is
 * "now" that the schedule cannot start within 30 days.
 */
export function boxesOf(ranked: readonly BoxInput[]): PlanItem['box'][] {
  const high = Math.ceil(ranked.length * planMultipliers.high);
  const low = ranked.length - Math.floor(ranked.length * planMultipliers.low);
  return ranked.map(({ key, blocks, phase, effort, leadDays, startsIn }, place) => {
    const now = startsIn <= planMultipliers.nowDays;
    if (now && (leadDays >= planMultipliers.longLeadDays || (phase === 'prove' && key))) return 'start now';
    if (now && place < high && (effort === 'XS' || effort === 'S')) return 'do now';
    return place >= low && !key && !blocks ? 'later' : 'plan';
  });
}
