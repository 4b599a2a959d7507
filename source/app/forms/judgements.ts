/** Forms of what people put beside the model: results by hand, approved exceptions, overrides, and their withdrawal. */
import { addDays } from '../../core/calendar.ts';
import { chosenDepth } from '../../core/depth.ts';
import type { EntryBody, ManualResult } from '../../core/entry.ts';
import { longestManualDays, manualResultFault } from '../../core/manual-result.ts';
import { newException } from '../../core/new-exception.ts';
import { newOverride, type OverrideKind } from '../../core/new-override.ts';
import { ownValue } from '../../core/own-record.ts';
import { accountsInScope } from '../../core/results.ts';
import { choice, type FormField, type FormKind, type FormResult, line } from '../form.ts';
import type { State } from '../state.ts';

const found = [
  { value: 'pass', label: 'pass: it is as it should be' },
  { value: 'fail', label: 'fail: it is not' },
  { value: 'not-applicable', label: 'not applicable here' },
];

const none = { value: 'none', label: 'none: the result by hand is taken back' };

/** The subject of `withdraw`: `approved:CONTROL`, or `weight:`, `level:` or `constant:` and what it is about. */
const overrideKinds: readonly string[] = ['weight', 'level', 'constant'];

/** The kinds of forms of this file. */
export const judgementForms = {
  /** Subject: the id of a check. */
  'manual-result': {
    open(state, check, today) {
      const known = state.assessment.manualResults.findLast((one) => one.check === check);
      const accounts = accountsOf(state);
      const which = accounts.map((account) => ({ value: account, label: account }));
      const start = known ?? { status: 'pass', evidence: '', where: '', date: today, expires: '' };
      return {
        title: `${check}: what you found where the scan could not conclude`,
        fields: [
          ...(accounts.length > 1 ? [choice('account', 'account', which, known?.account)] : []),
          choice('status', 'result', known === undefined ? found : [...found, none], start.status),
          line('evidence', 'looked at', start.evidence, 'such as: sign-in of the root user with its key'),
          line('where', 'kept in', start.where, 'file or link'),
          line('date', 'seen on', start.date, 'YYYY-MM-DD'),
          line('expires', 'counts until', start.expires || proposed(today), `${longestManualDays} days at most`),
        ],
      };
    },
    submit: submitManual,
  },
  /** Subject: the id of a control that is a gap. */
  'approved-exception': {
    open(state, control, today) {
      const known = ownValue(state.assessment.exceptions, control);
      return {
        title: `${control}: approved to stay as it is until a day. No figure is lifted.`,
        fields: [
          line('text', 'why, and instead', known?.text ?? '', 'why it may stay so, and what is done instead'),
          line('approver', 'approved by', known?.approver ?? '', 'somebody else than who records it'),
          line('approvedOn', 'approved on', known?.approvedOn ?? today, 'YYYY-MM-DD'),
          line('expires', 'last day', known?.expires ?? '', 'YYYY-MM-DD, within a year'),
        ],
      };
    },
    submit(text, control, state) {
      const { questionnaire, assessment, derived } = state;
      if (derived === undefined) return { fault: 'The gaps are still being worked out: save again in a moment.' };
      const { decisions, today } = derived;
      const [why, approver, approvedOn, expires] = [
        text('text'),
        text('approver'),
        text('approvedOn'),
        text('expires'),
      ];
      const made = newException(
        { control, text: why, approver, approvedOn: approvedOn || today, expires },
        { questionnaire, assessment, decisions, today, depth: chosenDepth(assessment) },
      );
      return 'fault' in made
        ? made
        : { entries: [made.body], notice: `Approved until ${expires}. Registers lists it; - there withdraws it.` };
    },
  },
  /** Subject: the id of a control, or `constant:NAME`. */
  override: {
    open(state, subject) {
      const constant = constantIn(subject);
      if (constant !== undefined) {
        const now = ownValue(state.assessment.overrides.constants, constant);
        return {
          title: `Constant ${constant} of the model`,
          fields: [line('value', 'value', `${now?.value ?? ''}`), reasonLine(now?.reason)],
        };
      }
      const { judgements, weights } = state.assessment.overrides;
      const [level, weight] = [ownValue(judgements, subject), ownValue(weights, subject)];
      return {
        title: `${subject}: an assessor's judgement`,
        fields: [
          choice(
            'level',
            'level',
            [same('as answered'), ...options(['0', '1', '2', '3', '4'], 'L')],
            said(level?.value),
          ),
          choice('weight', 'weight', [same('as the model has it'), ...options(['1', '2', '3'])], said(weight?.value)),
          reasonLine(level?.reason ?? weight?.reason),
        ],
      };
    },
    submit: submitOverride,
  },
  withdraw: {
    open: (_, subject) => ({
      title: `Withdraw ${subject.slice(subject.indexOf(':') + 1)}? The journal keeps what it said.`,
      fields: [line('reason', 'reason', '', 'why it does not hold any more')],
    }),
    submit(text, subject) {
      const at = subject.indexOf(':');
      const [kind, about, reason] = [subject.slice(0, at), subject.slice(at + 1), text('reason')];
      if (reason === '') return { fault: 'Say why it does not hold any more: the journal keeps it.' };
      const notice = `${about} is withdrawn.`;
      if (!overrideKinds.includes(kind))
        return { entries: [{ type: 'approved-exception', control: about, exception: null, reason }], notice };
      const made = newOverride(kind as OverrideKind, about, null, reason);
      return 'fault' in made ? made : { entries: [made.body], notice };
    },
  },
} satisfies Record<string, FormKind>;

function accountsOf({ assessment, scans, facts }: State): string[] {
  const named = accountsInScope(assessment);
  const read = (scans ?? (facts === undefined ? [] : [facts])).map(({ account }) => account);
  return named.length > 0 ? named : [...new Set(read)];
}

/** A quarter: what nothing watches is looked at again soon. */
function proposed(today: string): string {
  return today === '' ? '' : addDays(today, 90);
}

function submitManual(text: (id: string) => string, check: string, state: State): FormResult {
  const account = text('account') === '' ? {} : { account: text('account') };
  const entry = (result: ManualResult | null): EntryBody => ({ type: 'manual-result', check, ...account, result });
  if (text('status') === 'none') return { entries: [entry(null)], notice: `${check}: taken back.` };
  const today = state.derived?.today ?? '';
  const result: ManualResult = {
    status: text('status') as ManualResult['status'],
    evidence: text('evidence'),
    where: text('where'),
    date: text('date') || today,
    expires: text('expires'),
  };
  const fault = manualResultFault(result, today);
  return fault === undefined
    ? { entries: [entry(result)], notice: `${check}: ${result.status}, until ${result.expires}.` }
    : { fault };
}

const same = (label: string) => ({ value: '', label });
const options = (values: string[], before = '') => values.map((value) => ({ value, label: `${before}${value}` }));
const said = (value: number | undefined) => (value === undefined ? '' : `${value}`);

function reasonLine(value: string | undefined): FormField {
  return line('reason', 'reason', value ?? '', 'printed with every score');
}

function constantIn(subject: string): string | undefined {
  return subject.startsWith('constant:') ? subject.slice('constant:'.length) : undefined;
}

/** Only what was changed is written; an empty choice takes the override back. */
function submitOverride(text: (id: string) => string, subject: string, state: State): FormResult {
  const constant = constantIn(subject);
  const reason = text('reason');
  const { judgements, weights } = state.assessment.overrides;
  const wanted: [OverrideKind, string, string][] =
    constant === undefined
      ? [
          ['level', text('level'), said(ownValue(judgements, subject)?.value)],
          ['weight', text('weight'), said(ownValue(weights, subject)?.value)],
        ]
      : [['constant', text('value'), '']];
  const oldReason = ownValue(judgements, subject)?.reason ?? ownValue(weights, subject)?.reason ?? '';
  const changed = wanted.filter(([, now, before]) => now !== before || (now !== '' && reason !== oldReason));
  if (changed.length === 0) return { fault: 'Choose a level or a weight; esc leaves it as it is.' };
  const entries: EntryBody[] = [];
  for (const [kind, now] of changed) {
    const made = newOverride(kind, constant ?? subject, now === '' ? null : now, reason);
    if ('fault' in made) return made;
    entries.push(made.body);
  }
  return { entries, notice: `${constant ?? subject}: noted with its reason. Registers lists it.` };
}
