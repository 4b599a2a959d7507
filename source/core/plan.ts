/** The remediation plan: one item per gap, ranked, put on days, with the chain that sets the date (docs/raci-and-plan.md). */
import type { Assessment } from './assessment.ts';
import { addDays, addMonths, compareDays } from './calendar.ts';
import type { Gap, Plan, PlanItem, Raci, Settlement } from './decision.ts';
import type { Day } from './entry.ts';
import type { CheckResult } from './finding.ts';
import { firstRuns } from './first-runs.ts';
import { observationWindow } from './observation-window.ts';
import { settlementOf } from './plan-closing.ts';
import { type Draft, makeDraft, setPriorities } from './plan-draft.ts';
import { lateForFirstRun, latestStarts } from './plan-first-cycles.ts';
import { longestChain, longestHeads, longestTails, makeNetwork, type Network } from './plan-network.ts';
import { ownerOf } from './plan-owner.ts';
import { boxesOf } from './plan-rank.ts';
import { type Slot, schedule } from './plan-schedule.ts';
import { warningsFor } from './plan-warnings.ts';
import type { Control } from './questionnaire.ts';

/** What the plan is made from. */
export interface PlanInput {
  /** Controls in the assessment, in asking order. */
  controls: readonly Control[];
  gaps: readonly Gap[];
  assessment: Assessment;
  raci: Raci;
  today: Day;
  /** Those of them that are not set aside as not applicable, which alone run; absent: all. */
  standing?: readonly Control[];
  /** Results of the live checks, which can close an item (rule S-R1); none: nothing was scanned. */
  results?: readonly CheckResult[];
}

/** The plan for these gaps, items in order of their start. The same input always gives the same plan. */
export function makePlan({
  controls,
  standing = controls,
  gaps,
  assessment,
  raci,
  today,
  results = [],
}: PlanInput): Plan {
  const controlOf = new Map(controls.map((control) => [control.id, control]));
  const rowOf = new Map(raci.rows.map((row) => [row.control, row]));
  const drafts = gaps.flatMap((gap) => {
    const control = controlOf.get(gap.control);
    return control === undefined
      ? []
      : [makeDraft(gap, control, ownerOf(gap, assessment, raci, rowOf, today), assessment, today)];
  });
  const accepted = new Set(drafts.filter(({ item }) => item.state === 'accepted').map(({ gap }) => gap.control));
  const network = makeNetwork(
    drafts.map(({ gap }) => gap.control),
    // What is settled waits for nothing, and what is accepted as it is holds nobody up.
    drafts.map(({ control, settled }) => (settled ? [] : control.after.filter((id) => !accepted.has(id)))),
  );
  const length = (place: number) => (drafts[place]?.task.workDays ?? 0) + (drafts[place]?.task.leadDays ?? 0);
  const isKey = (place: number) => drafts[place]?.task.key === true;
  const tails = longestTails(network, length, isKey);
  const attempt = (hurried: readonly number[], before: boolean) => {
    setPriorities(drafts, tails, hurried, before);
    const tasks = drafts.map(({ task }) => task);
    const { slots, end } = schedule(tasks, network);
    const items = makeItems(drafts, network, slots, today);
    const window = windowOf(assessment, addDays(today, end));
    const runs = firstRuns(standing, assessment, items, window);
    return { end, items, window, runs, late: lateForFirstRun(runs) };
  };
  let best = attempt([], false);
  const heads = longestHeads(network, length);
  if (best.late.length > 0) {
    const ids = drafts.map(({ gap }) => gap.control);
    const hurried = latestStarts(best.late, ids, network, length, today);
    const late = new Set(best.late.map(({ control }) => control));
    // What no order of work could bring in time is not worth another schedule.
    const canHelp = ids.some(
      (id, place) => late.has(id) && (hurried[place] ?? 0) >= (heads[place] ?? 0) - length(place),
    );
    // First without touching the chains that set the date; then before them, where that costs no day.
    for (const before of canHelp ? [false, true] : []) {
      const other = attempt(hurried, before);
      if (other.end <= best.end && other.late.length < best.late.length) best = other;
      if (best.late.length === 0) break;
    }
  }
  const chain = longestChain(network, heads, isKey);
  const plan: Plan = {
    items: best.items.toSorted((a, b) => compareDays(a.start, b.start) || b.rank - a.rank),
    criticalPath: chain.flatMap((place) => drafts[place]?.item.id ?? []),
    criticalDays: heads[chain.at(-1) ?? -1] ?? 0,
    keyControlsInPlaceOn: addDays(today, best.end),
    cycles: network.cycles.map((cycle) => cycle.flatMap((place) => drafts[place]?.gap.control ?? [])),
    warnings: [],
    window: best.window,
    firstRuns: best.runs,
    settled: settlements(controls, gaps, assessment, results, today),
  };
  plan.warnings = warningsFor(plan, drafts, assessment, today);
  return plan;
}

/** Length of the window that first runs are dated in while none is chosen, in months. Our judgement. */
const usualWindowMonths = 6;

function windowOf(assessment: Assessment, inPlaceOn: Day): NonNullable<Plan['window']> {
  const chosen = observationWindow(assessment);
  if (chosen !== undefined) return { from: chosen.from, to: chosen.to, chosen: true };
  return { from: inPlaceOn, to: addDays(addMonths(inPlaceOn, usualWindowMonths), -1), chosen: false };
}

function settlements(
  controls: readonly Control[],
  gaps: readonly Gap[],
  assessment: Assessment,
  results: readonly CheckResult[],
  today: Day,
): Settlement[] {
  if (Object.keys(assessment.plan).length === 0) return [];
  const open = new Set(gaps.map(({ control }) => control));
  const byCheck = Map.groupBy(results, (result) => result.check);
  return controls
    .flatMap((control) => (open.has(control.id) ? [] : (settlementOf(control, assessment, byCheck, today) ?? [])))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function makeItems(drafts: readonly Draft[], network: Network, slots: readonly Slot[], today: Day): PlanItem[] {
  const ranked = drafts
    .map((draft, place) => ({ draft, place }))
    .sort((a, b) => b.draft.item.rank - a.draft.item.rank || b.draft.item.leadDays - a.draft.item.leadDays);
  const boxes = boxesOf(
    ranked.map(({ draft: { gap, item }, place }) => ({
      key: gap.key,
      blocks: gap.blocks,
      phase: item.phase,
      effort: item.effort,
      leadDays: item.leadDays,
      startsIn: slots[place]?.start ?? 0,
    })),
  );
  return ranked.map(({ draft, place }, order) => {
    const slot = slots[place] ?? { start: 0, workDone: 0, due: 0, slack: 0, critical: false };
    return {
      ...draft.item,
      after: (network.before[place] ?? []).flatMap((earlier) => drafts[earlier]?.item.id ?? []),
      start: addDays(today, slot.start),
      workDone: addDays(today, slot.workDone),
      due: addDays(today, slot.due),
      slackDays: slot.slack,
      critical: slot.critical,
      box: boxes[order] ?? 'plan',
    };
  });
}
