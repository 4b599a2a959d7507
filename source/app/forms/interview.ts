/** The forms of the interview: don't know, not applicable, inherited, evidence, note, a new person. */
import { naReasons, parseAnswer } from '../../core/answer-text.ts';
import { addMonths, isDay } from '../../core/calendar.ts';
import type { AnswerValue } from '../../core/entry.ts';
import type { Control } from '../../core/questionnaire.ts';
import { choice, type FormKind, type FormResult, line } from '../form.ts';
import { answerGiven } from '../questions.ts';
import type { State } from '../state.ts';

const tiers = [
  { value: '0', label: 'word only' },
  { value: '1', label: 'document' },
  { value: '2', label: 'dated record' },
  { value: '3', label: 'system export' },
];

const noYes = [
  { value: 'no', label: 'no' },
  { value: 'yes', label: 'yes' },
];

/** The forms opened from a question; their subject is the control's id. */
export const interviewForms = {
  'dont-know': {
    open(state, subject) {
      const answer = answerGiven(state, subject);
      const ask = answer?.level === 'unknown' ? answer.ask : '';
      return { title: "Don't know: who does?", fields: [line('ask', 'who', ask, 'a name, or leave it empty')] };
    },
    submit(text, subject) {
      const answer: AnswerValue = { level: 'unknown', ...(text('ask') === '' ? {} : { ask: text('ask') }) };
      return { entries: [{ type: 'answer', control: subject, answer }] };
    },
  },
  'not-applicable': {
    open(state, subject, today) {
      const answer = answerGiven(state, subject);
      const given = answer?.level === 'not-applicable' ? answer : undefined;
      return {
        title: 'Not applicable: an auditor will ask why',
        fields: [
          choice('reason', 'reason', naReasons, given?.reason),
          line('text', 'in words', given?.text, 'one sentence an auditor can follow'),
          line('approver', 'approved by', given?.approver, 'a name'),
          line('reviewOn', 'review on', given?.reviewOn ?? addMonths(today, 12), 'YYYY-MM-DD'),
        ],
      };
    },
    submit: (text, subject, state) =>
      parsedAnswer('not-applicable', subject, state, {
        ...{ reason: text('reason'), text: text('text') },
        ...{ approver: text('approver'), reviewOn: text('reviewOn') },
      }),
  },
  inherited: {
    open(state, subject) {
      const answer = answerGiven(state, subject);
      const report = answer?.level === 'inherited' ? answer.report : undefined;
      return {
        title: 'Inherited: which report did you read?',
        fields: [
          line('report', 'report', report?.name, 'such as AWS SOC 2 Type 2; empty: none read yet'),
          line('periodStart', 'period from', report?.periodStart, 'YYYY-MM-DD'),
          line('periodEnd', 'period to', report?.periodEnd, 'YYYY-MM-DD'),
          line('reviewedBy', 'read by', report?.reviewedBy, 'a name'),
          line('reviewedOn', 'read on', report?.reviewedOn, 'YYYY-MM-DD'),
          choice('dutiesAssigned', 'our duties in it assigned', noYes, report?.dutiesAssigned === true ? 'yes' : 'no'),
        ],
      };
    },
    submit: (text, subject, state) =>
      parsedAnswer('inherited', subject, state, {
        ...{ report: text('report'), periodStart: text('periodStart'), periodEnd: text('periodEnd') },
        ...{ reviewedBy: text('reviewedBy'), reviewedOn: text('reviewedOn') },
        dutiesAssigned: text('dutiesAssigned') === 'yes',
      }),
  },
  evidence: {
    open(state, subject, today) {
      const example = controlOf(state, subject)?.evidence[0];
      const expires = example?.expiresMonths === undefined ? '' : addMonths(today, example.expiresMonths);
      return {
        title: 'Evidence',
        fields: [
          line('what', 'what', '', example === undefined ? 'what it is' : `such as ${example.what}`),
          line('where', 'where', '', 'file, folder or link'),
          line('date', 'made on', today, 'YYYY-MM-DD'),
          line('expires', 'counts until', expires, 'YYYY-MM-DD; empty: it does not age'),
          choice('tier', 'form', tiers, `${example?.tier ?? 1}`),
          line('seenBy', 'seen by', '', 'a second name, once you are two'),
        ],
      };
    },
    submit: evidenceResult,
  },
  note: {
    open(state, subject) {
      const note = state.assessment.controls[subject]?.note?.text;
      return { title: 'Note', fields: [line('text', 'note', note, 'anything worth remembering')] };
    },
    submit: (text, subject) => ({ entries: [{ type: 'note', control: subject, text: text('text') }] }),
  },
  person: {
    open: () => ({ title: 'Who owns it?', fields: [line('name', 'name', '', 'first and last name')] }),
    submit(text, subject) {
      const name = text('name');
      if (name === '') return { fault: 'A name is needed.' };
      return {
        entries: [
          { type: 'person', name, roles: [] },
          { type: 'owner', control: subject, person: name },
        ],
      };
    },
  },
} satisfies Record<string, FormKind>;

function controlOf(state: State, id: string): Control | undefined {
  return state.questionnaire.controls.find((control) => control.id === id);
}

function parsedAnswer(
  word: string,
  subject: string,
  state: State,
  values: Parameters<typeof parseAnswer>[2],
): FormResult {
  const control = controlOf(state, subject);
  if (control === undefined) return { fault: `This version has no control ${subject}.` };
  const parsed = parseAnswer(word, control, values);
  return 'fault' in parsed ? parsed : { entries: [{ type: 'answer', control: subject, answer: parsed.answer }] };
}

function evidenceResult(text: (id: string) => string, subject: string): FormResult {
  const [what, where, date, expires, seenBy] = ['what', 'where', 'date', 'expires', 'seenBy'].map(text);
  if (!what) return { fault: 'Say what it is.' };
  if (!where) return { fault: 'Say where it is: without a reference it counts as word only.' };
  if (!isDay(date)) return { fault: `"${date}" is no date: write it as YYYY-MM-DD.` };
  if (expires && !isDay(expires))
    return { fault: `"${expires}" is no date: write it as YYYY-MM-DD, or leave it empty.` };
  const tier = ([0, 1, 2, 3] as const).find((known) => `${known}` === text('tier')) ?? 0;
  const evidence = { what, where, date, tier, ...(expires ? { expires } : {}), ...(seenBy ? { seenBy } : {}) };
  return { entries: [{ type: 'evidence', control: subject, evidence }] };
}
