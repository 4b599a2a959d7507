/** What Window shows: the plan of it, the window looked at, and the rows of each view. */
import type { Assessment } from '../core/assessment.ts';
import type { Day } from '../core/entry.ts';
import { counted } from '../core/phrases.ts';
import type { Control } from '../core/questionnaire.ts';
import type { CannotOccur } from '../core/window-load.ts';
import { planWindow, type WindowCandidate, type WindowPlan } from '../core/window-plan.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { filterOf, matches } from './parts/part.ts';
import type { Derived, State } from './state.ts';

/** A row: a recurring control on the strip, a fact of the windows side by side, a control that cannot run inside. */
export type WindowRow =
  | { kind: 'control'; control: Control; occurrences: Occurrence[]; cannot?: CannotOccur; owner?: string }
  /** All runs of one rhythm; `without`: controls none of whose runs falls inside. */
  | { kind: 'rhythm'; label: string; controls: number; without: number; occurrences: Occurrence[] }
  | { kind: 'fact'; title: string; values: string[]; tones: ('plain' | 'good' | 'warning' | 'bad' | 'unknown')[] }
  | { kind: 'cannot'; cannot: CannotOccur };

const plans = new WeakMap<Derived, { assessment: Assessment; plan: WindowPlan }>();

/** Everything the planner says, worked out once for the same figures; undefined until there are some. */
export function windowPlanOf({ derived, assessment }: Pick<State, 'derived' | 'assessment'>): WindowPlan | undefined {
  if (derived === undefined) return undefined;
  const known = plans.get(derived);
  if (known?.assessment === assessment) return known.plan;
  const plan = planWindow(derived.decisions, assessment, derived.today);
  plans.set(derived, { assessment, plan });
  return plan;
}

/** The window looked at: the one under the column of the cursor. */
export function candidateOf(state: State): WindowCandidate | undefined {
  return windowPlanOf(state)?.candidates[candidateAt(state)];
}

/** Number of the window looked at, from 0: the one chosen comes first. */
export function candidateAt(state: State): number {
  const last = (windowPlanOf(state)?.candidates.length ?? 1) - 1;
  return Math.max(0, Math.min(state.lists.window.column ?? 0, last));
}

const rowsMade = new WeakMap<WindowCandidate, WindowRow[]>();

/** The rows of the view shown, after the filter. */
export function windowRows(state: State): WindowRow[] {
  const view = state.views.window ?? 'calendar';
  if (view === 'lengths') return factRows(state);
  const candidate = candidateOf(state);
  if (candidate === undefined) return [];
  if (view === 'outside') {
    return candidate.cannotOccur
      .filter((one) => matches(state, 'window', [one.control, one.title, one.cadence]))
      .map((cannot) => ({ kind: 'cannot', cannot }));
  }
  let made = rowsMade.get(candidate);
  if (made === undefined) {
    made = controlRows(state, candidate);
    rowsMade.set(candidate, made);
  }
  if (filterOf(state, 'window') === '') return made;
  return made.filter(
    (row) => row.kind === 'control' && matches(state, 'window', [row.control.id, row.control.title, row.owner ?? '']),
  );
}

const rhythms: readonly { every: NonNullable<Control['cadence']['every']>; label: string }[] = [
  { every: 'year', label: 'yearly' },
  { every: 'half-year', label: 'twice a year' },
  { every: 'quarter', label: 'quarterly' },
  { every: 'month', label: 'monthly' },
  { every: 'week', label: 'weekly' },
  { every: 'day', label: 'daily' },
];

/** Recurring controls under their rhythms, the slowest first; at the end those that cannot run inside. */
function controlRows({ derived, assessment }: State, candidate: WindowCandidate): WindowRow[] {
  if (derived === undefined) return [];
  const { decisions, today } = derived;
  const cannot = new Map(candidate.cannotOccur.map((one) => [one.control, one]));
  const runs = new Map(candidate.firstRuns.map((run) => [run.control, run]));
  const outside: (WindowRow & { kind: 'control' })[] = [];
  const inside = rhythms.flatMap(({ every, label }): WindowRow[] => {
    const theirs = decisions.controls
      .filter(({ cadence }) => cadence.every === every)
      .toSorted((a, b) => b.weight - a.weight)
      .map((control) => {
        const occurrences = occurrencesOf(control, assessment, candidate, runs.get(control.id), today);
        const row: WindowRow & { kind: 'control' } = { kind: 'control', control, occurrences };
        const owner = runs.get(control.id)?.owner;
        const never = cannot.get(control.id);
        if (owner !== undefined) row.owner = owner;
        if (never !== undefined) row.cannot = never;
        return row;
      });
    if (theirs.length === 0) return [];
    const never = theirs.filter((row) => row.cannot !== undefined);
    outside.push(...never);
    const heading: WindowRow = {
      ...{ kind: 'rhythm', label, controls: theirs.length, without: never.length },
      occurrences: theirs.flatMap(({ occurrences }) => occurrences),
    };
    const rows = theirs.filter((row) => row.cannot === undefined);
    return rows.length === 0 ? [] : [heading, ...rows];
  });
  if (outside.length === 0) return inside;
  const last = { label: 'cannot occur inside', controls: outside.length, without: outside.length };
  return [...inside, { kind: 'rhythm', ...last, occurrences: [] }, ...outside];
}

const verdictTones = {
  feasible: 'good',
  open: 'good',
  'feasible if': 'warning',
  'not feasible': 'bad',
  'not known': 'unknown',
} as const satisfies Record<WindowCandidate['verdict'], string>;

/** Tone of a verdict on a window. */
export function windowTone(verdict: WindowCandidate['verdict']) {
  return verdictTones[verdict];
}

/** The windows side by side: one row for each thing that tells them apart. */
function factRows(state: State): WindowRow[] {
  const plan = windowPlanOf(state);
  if (plan === undefined) return [];
  const { candidates, deadline } = plan;
  const row = (
    title: string,
    of: (one: WindowCandidate) => string,
    tone: (one: WindowCandidate) => 'plain' | 'good' | 'warning' | 'bad' | 'unknown' = () => 'plain',
  ): WindowRow => ({ kind: 'fact', title, values: candidates.map(of), tones: candidates.map(tone) });
  const key = (one: WindowCandidate) => one.cannotOccur.filter((control) => control.key).length;
  const until = deadline?.deadline;
  const rows = [
    row(
      'verdict',
      ({ verdict }) => verdict,
      ({ verdict }) => windowTone(verdict),
    ),
    row('begins', ({ from }) => from),
    row('ends', ({ to }) => to),
    row('conditions', ({ conditions, against }) =>
      against.length > 0 ? `${against.length} against` : `${conditions.length}`,
    ),
    row('report from', ({ reportFrom }) => reportFrom),
    row('report to', ({ reportTo }) => reportTo),
    ...(until === undefined
      ? []
      : [
          row(
            'deadline',
            (one) => inTime(one, until),
            (one) => inTimeTone(one, until),
          ),
        ]),
    row(
      'cannot run',
      (one) => `${one.cannotOccur.length}, ${key(one)} key`,
      (one) => (key(one) > 0 ? 'warning' : 'good'),
    ),
    row('to be shown', burden),
    row('AWS gap', ({ aws }) => (aws.gap === undefined ? 'none' : counted(aws.gap.days, 'day')), gapTone),
  ];
  return rows.filter((one) => one.kind !== 'fact' || matches(state, 'window', [one.title, ...one.values]));
}

/** Whether its report comes by a day: by the long times, by the short ones only, or not. */
function inTime({ reportFrom, reportTo }: WindowCandidate, deadline: Day): string {
  return reportTo <= deadline ? 'in time' : reportFrom <= deadline ? 'tight' : 'too late';
}

function inTimeTone(one: WindowCandidate, deadline: Day) {
  return ({ 'in time': 'good', tight: 'warning', 'too late': 'bad' } as const)[
    inTime(one, deadline) as 'in time' | 'tight' | 'too late'
  ];
}

function burden({ loads }: WindowCandidate): string {
  const sum = (end: 'from' | 'to') => loads.reduce((total, load) => total + load.burden[end], 0);
  return sum('from') === sum('to') ? `${sum('from')}` : `${sum('from')}–${sum('to')}`;
}

function gapTone({ aws }: WindowCandidate) {
  return aws.gap === undefined ? 'good' : aws.gap.letterIsEnough ? 'warning' : 'bad';
}
