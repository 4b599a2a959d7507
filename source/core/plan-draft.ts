/** One gap on its way to becoming an item of the plan: what is left to do, by whom, and how early. */
import type { Assessment } from './assessment.ts';
import { daysBetween } from './calendar.ts';
import type { Gap, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import { hoursPerWeekOf } from './plan-owner.ts';
import { phaseOf, rankOf, workLeft } from './plan-rank.ts';
import { type Task, workDays } from './plan-schedule.ts';
import { acceptedWhen, actionFor } from './plan-words.ts';
import type { Control } from './questionnaire.ts';

/** Whether something accepted until a day is open again. */
export function acceptanceEnded({ state, until }: Assessment['plan'][string], today: Day): boolean {
  return state === 'accepted' && until !== undefined && until < today;
}

/** One gap on its way to becoming an item. */
export interface Draft {
  gap: Gap;
  control: Control;
  /** All but what the schedule adds. */
  item: Omit<PlanItem, 'after' | 'start' | 'workDone' | 'due' | 'slackDays' | 'critical' | 'box'>;
  /** Nothing left to do: done and waiting for its re-test, or accepted as it is. */
  settled: boolean;
  task: Task;
}

/** The item of a gap but for its days, and the task that the schedule puts on them. */
export function makeDraft(gap: Gap, control: Control, owner: string, assessment: Assessment, today: Day): Draft {
  const id = `plan:${gap.control}`;
  const said = assessment.plan[id];
  // Rule S-R1: a gap that the model still sees is not closed by saying so; its work is done and waits for the re-test.
  const ended = said !== undefined && acceptanceEnded(said, today);
  const state = said?.state === 'closed' ? 'done' : ended ? 'open' : (said?.state ?? 'open');
  const given = assessment.controls[gap.control]?.answer;
  const answer = given?.toConfirm === undefined ? given?.level : undefined;
  const unreadOnly = gap.cause === 'unknown' && answer !== undefined && answer !== 'unknown' && answer !== 'later';
  const { effort, hours, leadDays } = workLeft(gap, control, unreadOnly);
  const done = state === 'done';
  const settled = done || state === 'accepted';
  const artefactIn = done && said !== undefined ? Math.max(0, daysBetween(today, said.on) + leadDays) : 0;
  const item: Draft['item'] = {
    id,
    control: gap.control,
    criterion: gap.criterion,
    action: actionFor(gap, control, unreadOnly, answer === 'inherited'),
    acceptedWhen: acceptedWhen(gap, control, unreadOnly),
    owner,
    effort,
    hours,
    leadDays,
    ...rankOf(gap, effort),
    phase: phaseOf(gap, control, effort, leadDays),
    state,
    ...(said?.reason === undefined ? {} : { stateReason: said.reason }),
    ...(said?.until === undefined ? {} : { acceptedUntil: said.until }),
    ...(said?.approver === undefined ? {} : { acceptedBy: said.approver }),
    ...(said?.cost === undefined ? {} : { cost: said.cost }),
    points: gap.points,
  };
  const task: Task = {
    owner,
    workDays: settled ? 0 : workDays(hours, hoursPerWeekOf(owner, assessment)),
    leadDays: settled ? artefactIn : leadDays,
    priority: [],
    // A late register entry keeps no verdict from Ready, so it sets no date.
    key: gap.key && gap.cause !== 'overdue register entry' && state !== 'accepted',
  };
  return { gap, control, item, settled, task };
}

/**
 * Who goes first where an owner could start several: what is being done; small work that unblocks a verdict, by rank, so
 * that an open door is shut before a longer list is begun; then the chains that set the date, longest first; then what is
 * hurried for its first run, by the last day it can start (`before`: ahead of the chains); then rank; then the longest lead.
 */
export function setPriorities(
  drafts: readonly Draft[],
  tails: readonly number[],
  hurried: readonly number[],
  before: boolean,
): void {
  for (const [place, { gap, item, task }] of drafts.entries()) {
    const urgent = gap.blocks && gap.checks.length > 0 && (item.effort === 'XS' || item.effort === 'S');
    const first = item.state === 'doing' ? 0 : urgent ? 1 : 2;
    const latest = hurried[place] ?? Number.POSITIVE_INFINITY;
    // A number, so that two without such a day compare as equal.
    const hurry = Number.isFinite(latest) ? latest : unhurried;
    const chain = -(tails[place] ?? 0);
    const amongUrgent = urgent ? -item.rank : 0;
    task.priority = [first, amongUrgent, ...(before ? [hurry, chain] : [chain, hurry]), -item.rank, -item.leadDays];
  }
}

/** Later than any day that a plan reaches. */
const unhurried = 1e9;
