/** Forms of Plan, Window and History: an item, the window, the next run of a control, what to compare. */
import { isDay, longDay } from '../../core/calendar.ts';
import type { EntryBody, PlanState } from '../../core/entry.ts';
import { choice, type FormKind, type FormResult, line } from '../form.ts';
import { chosenDays } from '../past.ts';
import type { State } from '../state.ts';
import { candidateOf } from '../window-rows.ts';

const states: { value: PlanState; label: string }[] = [
  { value: 'open', label: 'open' },
  { value: 'doing', label: 'doing: it is being done' },
  { value: 'blocked', label: 'blocked: it waits for something' },
  { value: 'done', label: 'done: to re-test' },
  { value: 'accepted', label: 'accepted as it stands' },
];

const noYes = [
  { value: 'no', label: 'no, planned' },
  { value: 'yes', label: 'yes, it runs' },
];

/** Their subject is the control's id, or nothing. */
export const planForms = {
  plan: {
    open(state, subject) {
      const item = itemOf(state, subject);
      const said = state.assessment.plan[`plan:${subject}`];
      const owner = item?.owner ?? state.assessment.controls[subject]?.owner ?? '';
      const due = item === undefined ? '' : `: due ${longDay(item.due)}, as owner, hours and what it waits for make it`;
      const was = said?.state === 'closed' ? 'done' : (said?.state ?? 'open');
      return {
        title: `Plan item${due}`,
        fields: [
          choice('state', 'state', states, was),
          line('reason', 'why', said?.reason, 'for blocked and accepted: what it waits for, or why it may stay'),
          line('approver', 'accepted by', said?.approver, 'who decided that it may stay, for accepted'),
          line('until', 'accepted until', said?.until, 'YYYY-MM-DD, for accepted: then it is looked at again'),
          line('on', 'so since', state.derived?.today ?? '', 'YYYY-MM-DD'),
          line('owner', 'owner', owner, 'a name, or a role'),
          line('hours', 'their hours a week', hoursText(owner, state), 'for all their items; empty: the usual'),
        ],
      };
    },
    submit: planResult,
  },
  window: {
    open(state) {
      const candidate = candidateOf(state);
      const opened = state.assessment.window?.opened === true ? 'yes' : 'no';
      return {
        title: 'The observation window of a Type 2 report',
        fields: [
          line('start', 'begins', candidate?.from ?? '', 'YYYY-MM-DD'),
          line('months', 'months', candidate === undefined ? '6' : `${candidate.months}`, '1 to 24'),
          choice('opened', 'is it open', noYes, opened),
        ],
      };
    },
    submit(text, _, state) {
      const [start, months] = [text('start'), Number(text('months'))];
      if (!isDay(start)) return noDay(start);
      if (!Number.isInteger(months) || months < 1 || months > 24) return { fault: 'Months: a whole number, 1 to 24.' };
      const opened = text('opened') === 'yes';
      const today = state.derived?.today ?? start;
      if (opened && start > today) return { fault: `It begins on ${start}: until then it is planned, not open.` };
      return {
        entries: [{ type: 'window', start, months, opened }],
        notice: opened
          ? `The window is open since ${longDay(start)}.`
          : `The window is planned from ${longDay(start)}.`,
      };
    },
  },
  'next-run': {
    open(state, subject) {
      const next = state.assessment.controls[subject]?.next;
      return { title: 'When does it run next?', fields: [line('next', 'next run', next, 'YYYY-MM-DD')] };
    },
    submit(text, subject) {
      const next = text('next');
      if (!isDay(next)) return noDay(next);
      return {
        entries: [{ type: 'schedule', control: subject, next }],
        notice: `${subject} runs next on ${longDay(next)}.`,
      };
    },
  },
  'compare-days': {
    open(state) {
      const [from, to] = chosenDays(state.past) ?? ['', ''];
      return {
        title: 'Which two days?',
        fields: [line('from', 'from', from, 'YYYY-MM-DD'), line('to', 'to', to, 'YYYY-MM-DD')],
      };
    },
    submit(text) {
      const [from, to] = [text('from'), text('to')];
      if (!isDay(from)) return noDay(from);
      if (!isDay(to)) return noDay(to);
      if (from >= to) return { fault: `${from} is not before ${to}.` };
      const notice = `Comparing ${from} with ${to}: see Two days, [ ] turns.`;
      return { entries: [], effects: [{ type: 'ask', ask: { type: 'compare-days', from, to } }], notice };
    },
  },
  'compare-scans': {
    open(state) {
      const scans = scanOptions(state);
      const after = scans[0]?.value;
      return {
        title: 'Which two scans?',
        fields: [choice('before', 'from', scans, scans[1]?.value ?? after), choice('after', 'to', scans, after)],
      };
    },
    submit(text, _, state) {
      const [before, after] = [text('before'), text('after')];
      if (before === '' || before === after) return { fault: 'Choose two different scans: ← → turns through them.' };
      const { scans } = state.assessment;
      const accountOf = (file: string) => scans.find((scan) => scan.file === file)?.account;
      if (accountOf(before) !== accountOf(after))
        return { fault: 'These are scans of two accounts: choose two of one.' };
      return { entries: [], effects: [{ type: 'ask', ask: { type: 'compare-scans', before, after } }] };
    },
  },
} satisfies Record<string, FormKind>;

function itemOf(state: State, control: string) {
  return state.derived?.decisions.plan.items.find((item) => item.control === control);
}

function noDay(text: string): FormResult {
  return { fault: `"${text}" is no date: write it as YYYY-MM-DD.` };
}

/** Hours a week that the person named; empty where they named none and the usual ones count. */
function hoursText(owner: string, { assessment }: State): string {
  const named = assessment.people.find(({ name }) => name === owner)?.hoursPerWeek;
  return named === undefined ? '' : `${named}`;
}

/** Newest first. */
function scanOptions({ assessment }: State): { value: string; label: string }[] {
  return assessment.scans.toReversed().map(({ file, account, finishedAt }) => ({
    value: file,
    label: `${finishedAt.slice(0, 16).replace('T', ' ')} UTC …${account.slice(-4)}`,
  }));
}

function planResult(text: (id: string) => string, control: string, state: State): FormResult {
  const entries: EntryBody[] = [];
  const change = stateChange(text, control, state);
  if ('fault' in change) return change;
  entries.push(...change.entries);
  const owner = text('owner');
  const item = itemOf(state, control);
  const before = item?.owner ?? state.assessment.controls[control]?.owner ?? '';
  if (owner !== before && owner !== '') entries.push({ type: 'owner', control, person: owner });
  const hours = hoursChange(text('hours'), owner, state);
  if ('fault' in hours) return hours;
  entries.push(...hours.entries);
  if (entries.length === 0) return { entries, notice: 'Nothing was changed.' };
  return { entries, notice: `${control}: saved. The dates follow.` };
}

type Change = { fault: string } | { entries: EntryBody[] };

/** As `plan set` does it: blocked and accepted say why, accepted says until when, nothing lies ahead. */
function stateChange(text: (id: string) => string, control: string, state: State): Change {
  const said = state.assessment.plan[`plan:${control}`];
  const wanted = states.find(({ value }) => value === text('state'))?.value ?? 'open';
  const [reason, until, on, approver] = [text('reason'), text('until'), text('on'), text('approver')];
  const today = state.derived?.today ?? on;
  const isSame =
    wanted === (said?.state ?? 'open') &&
    reason === (said?.reason ?? '') &&
    until === (said?.until ?? '') &&
    approver === (said?.approver ?? '');
  if (isSame) return { entries: [] };
  if (!isDay(on)) return { fault: `"${on}" is no date: write it as YYYY-MM-DD.` };
  if (on > today) return { fault: `${on} lies ahead: give the day on which it was so.` };
  const needsReason = wanted === 'blocked' || wanted === 'accepted';
  if (needsReason && reason === '')
    return { fault: wanted === 'blocked' ? 'Say what it waits for.' : 'Say why it may stay as it is.' };
  if (wanted === 'accepted' && approver === '') return { fault: 'Name who decided that it may stay as it is.' };
  if (wanted === 'accepted' && !isDay(until)) return { fault: 'Say until when it is accepted, as YYYY-MM-DD.' };
  const because = needsReason ? { reason } : {};
  const end = wanted === 'accepted' ? { until, approver } : {};
  return { entries: [{ type: 'plan', item: `plan:${control}`, state: wanted, on, ...because, ...end }] };
}

function hoursChange(hours: string, owner: string, state: State): Change {
  if (hours === hoursText(owner, state)) return { entries: [] };
  const person = state.assessment.people.find(({ name }) => name === owner);
  if (person === undefined)
    return hours === '' ? { entries: [] } : { fault: `${owner} is no person of the assessment: hours are a person's.` };
  const { hoursPerWeek: _, ...rest } = person;
  if (hours === '') return { entries: [{ type: 'person', ...rest }] };
  const number = Number(hours);
  if (!(number > 0 && number <= 80)) return { fault: 'Hours a week: a number above 0, at most 80.' };
  return { entries: [{ type: 'person', ...rest, hoursPerWeek: number }] };
}
