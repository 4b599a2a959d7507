/** Other ways to look at the plan: its phases, 30/60/90 days, a timeline, and backwards from a deadline. */
import { addDays, daysBetween } from './calendar.ts';
import type { Decisions, PlanItem } from './decision.ts';
import type { Day } from './entry.ts';
import type { FirstRun } from './first-runs.ts';
import { gatingItems } from './gating.ts';
import { counted } from './phrases.ts';
import type { ControlId } from './questionnaire.ts';

/** One stretch of the 30/60/90 view. */
export interface Stretch {
  /** `30 days: see and own`. */
  title: string;
  from: Day;
  to: Day;
  /** Items whose first dated artefact is due in it. */
  items: PlanItem[];
  hours: number;
  /** What else belongs here. */
  also: string[];
}

/** The themes: what each stretch is for, whatever falls due in it. */
const themes = [
  { days: 30, title: '30 days: see and own' },
  { days: 60, title: '60 days: mend the design' },
  { days: 90, title: '90 days: prove it, mock audit' },
] as const;

/** The plan by 30, 60 and 90 days, and what comes after; every open item is in exactly one stretch. */
export function thirtySixtyNinety(decisions: Decisions, today: Day): Stretch[] {
  const { plan, score, raci } = decisions;
  const open = plan.items.filter(({ state }) => state !== 'done' && state !== 'accepted');
  const errors = raci.findings.filter(({ severity }) => severity === 'error').length;
  const also: string[][] = [
    [
      ...some(score.unknown.keys.length, 'key control', 'to answer'),
      ...some(errors, 'error', 'of the RACI to mend'),
      ...some(score.unscheduled.length, 'recurring key control', 'without an owner or a next date'),
    ],
    [],
    [
      ...some(
        plan.firstRuns.filter(({ warning }) => warning !== undefined).length,
        'first run',
        'of the window to move',
      ),
      ...(score.conditions.description ? ['write the system description'] : []),
      'ask somebody who did not do the work to test ten controls as an auditor would',
    ],
  ];
  const bounds = [...themes.map(({ days }) => addDays(today, days)), '9999-12-31'];
  return bounds.map((to, place) => {
    const from = place === 0 ? today : addDays(bounds[place - 1] ?? today, 1);
    const items = open.filter(({ due }) => due <= to && (place === 0 || due >= from));
    const title = themes[place]?.title ?? 'later';
    const hours = items.reduce((sum, item) => sum + item.hours, 0);
    return { title, from, to, items, hours, also: also[place] ?? [] };
  });
}

function some(n: number, noun: string, rest: string): string[] {
  return n === 0 ? [] : [`${counted(n, noun)} ${rest}`];
}

/** One phase. */
export interface Phase {
  name: PlanItem['phase'] | 'window';
  /** When it is, and what it is for. */
  when: string;
  about: string;
  /** From the first start to the last artefact; of the window its days. Absent where there is nothing. */
  from?: Day;
  to?: Day;
  items: PlanItem[];
  hours: number;
  /** Of the window: first runs of recurring controls by day, those that fall inside. */
  firstRuns: FirstRun[];
}

/** What each phase is for, and when it usually is. */
const phases: readonly Pick<Phase, 'name' | 'when' | 'about'>[] = [
  { name: 'quick wins', when: 'usually week 0 to 1', about: 'small, and their artefact is there at once' },
  { name: 'short', when: 'usually weeks 1 to 4', about: 'documents, settings and lists' },
  { name: 'long lead', when: 'usually weeks 4 to 12', about: 'the clock sets the day: start them first' },
  { name: 'prove', when: 'one cycle', about: 'run each recurring control once and keep the record' },
  { name: 'window', when: '3 to 12 months', about: 'runs when they fall due, deviations written down' },
];

/** The plan by phases, all five; every open item is in exactly one, and the window holds the first runs. */
export function byPhase({ plan }: Pick<Decisions, 'plan'>): Phase[] {
  const open = plan.items.filter(({ state }) => state !== 'done' && state !== 'accepted');
  return phases.map((phase): Phase => {
    const window = phase.name === 'window' ? plan.window : undefined;
    const items = open.filter((item) => item.phase === phase.name);
    const starts = items.map(({ start }) => start).sort();
    const dues = items.map(({ due }) => due).sort();
    const [from, to] = window === undefined ? [starts[0], dues.at(-1)] : [window.from, window.to];
    return {
      ...phase,
      ...(from === undefined || to === undefined ? {} : { from, to }),
      items,
      hours: items.reduce((sum, { hours }) => sum + hours, 0),
      firstRuns: phase.name === 'window' ? plan.firstRuns.filter(({ due }) => due !== undefined) : [],
    };
  });
}

/** One thing on the timeline. */
export interface TimelineEvent {
  day: Day;
  what: 'start' | 'due' | 'first run' | 'window opens' | 'window ends' | 'deadline';
  control?: ControlId;
  owner?: string;
  text: string;
}

/** Everything with a day, in order: work, artefacts, first runs, the window and the deadline. */
export function timeline(decisions: Decisions, deadline?: Day): TimelineEvent[] {
  const { plan, gaps } = decisions;
  const titles = new Map(gaps.map(({ control, title }) => [control, title]));
  const events: TimelineEvent[] = plan.items.flatMap((item): TimelineEvent[] => {
    const { control, owner } = item;
    const text = titles.get(control) ?? item.action;
    const due: TimelineEvent = { day: item.due, what: 'due', control, owner, text: item.acceptedWhen };
    if (item.state === 'accepted') return [];
    return item.state === 'done' ? [due] : [{ day: item.start, what: 'start', control, owner, text }, due];
  });
  for (const run of plan.firstRuns)
    if (run.due !== undefined && run.by !== 'ran') events.push({ day: run.due, what: 'first run', ...ofRun(run) });
  if (plan.window !== undefined) {
    events.push({ day: plan.window.from, what: 'window opens', text: 'first day of the window' });
    events.push({ day: plan.window.to, what: 'window ends', text: 'last day of the window' });
  }
  if (deadline !== undefined) events.push({ day: deadline, what: 'deadline', text: 'a customer wants the report' });
  return events
    .map((event, place) => ({ event, place }))
    .sort((a, b) => (a.event.day < b.event.day ? -1 : a.event.day > b.event.day ? 1 : a.place - b.place))
    .map(({ event }) => event);
}

function ofRun({ control, owner, title, cadence }: FirstRun): Pick<TimelineEvent, 'control' | 'owner' | 'text'> {
  return { control, ...(owner === undefined ? {} : { owner }), text: `${title} (${cadence})` };
}

/** How late one item may be for the window to open by a day. */
export interface BackwardsItem {
  id: string;
  control: ControlId;
  owner: string;
  due: Day;
  /** Last day on which its first artefact may be there. */
  latestDue: Day;
  /** Days that it is late by the plan; 0 or less: in time. */
  lateBy: number;
}

/** The items that hold the window up, with the last day of each if it is to open by `opensBy`; the latest first. */
export function backwards(decisions: Decisions, opensBy: Day): BackwardsItem[] {
  const { keyControlsInPlaceOn } = decisions.plan;
  const shift = daysBetween(keyControlsInPlaceOn, opensBy);
  return gatingItems(decisions)
    .map(({ id, control, owner, due, slackDays }) => {
      const latestDue = addDays(due, Math.min(slackDays, daysBetween(due, keyControlsInPlaceOn)) + shift);
      return { id, control, owner, due, latestDue, lateBy: daysBetween(latestDue, due) };
    })
    .sort((a, b) => b.lateBy - a.lateBy || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}
