/** One sentence per gap. It speaks of what was seen, never of what somebody said wrongly. */
import type { ControlRecord } from './assessment.ts';
import type { GapCause } from './decision.ts';
import type { CheckResult } from './finding.ts';
import type { Control } from './questionnaire.ts';
import { allPass, failureValue, isFailing, isMaterial, isUnread } from './score-checks.ts';
import type { CheckInput, ControlInput } from './score-types.ts';

/** What a sentence is made from. */
export interface ReasonInput {
  control: Control;
  cause: GapCause;
  input: ControlInput;
  record: ControlRecord | undefined;
  /** Results by catalogue id, one per account. */
  resultsOf: ReadonlyMap<string, readonly CheckResult[]>;
}

/** The sentence for a gap. */
export function reasonFor(gap: ReasonInput): string {
  return sentences[gap.cause](gap);
}

const sentences: Record<GapCause, (gap: ReasonInput) => string> = {
  contradicted: (gap) => `AWS shows otherwise: ${failure(gap)}`,
  'failing check': (gap) => `AWS shows it is not in place: ${failure(gap)}`,
  missing: ({ control, input }) => `Not in place: ${control.levels[input.answer === 1 ? 1 : 0]}`,
  'not written': ({ control, input }) =>
    allPass(input) && input.answer === 0
      ? 'AWS shows it in place; nothing says so in writing, and nobody says they look after it.'
      : `Not written down: ${control.levels[input.answer === 2 ? 2 : 1]}`,
  'not run': ({ control }) => `Written, and has not run yet: ${control.levels[2]}`,
  'not evidenced': ({ control, input }) => {
    if (input.answer === 'inherited')
      return `Another organisation runs it, and ${noteOf(input, 'S-I1') ?? 'its report is not reviewed'}.`;
    const note = noteOf(input, 'S-E2');
    if (note !== undefined) return `In place, and its evidence does not carry it: ${note}.`;
    const shown = input.tier === 0 ? 'on word alone' : 'shown by a document only';
    const wanted = control.evidence.find(({ tier }) => tier >= 2)?.what;
    return `In place ${shown}: a dated record is wanted${wanted === undefined ? '' : `, such as ${lowerFirst(wanted)}`}.`;
  },
  'unsupported N/A': (gap) => {
    const { control, input } = gap;
    if (input.checks.some(isFailing)) return `Set aside as not applicable, yet AWS shows it applies: ${failure(gap)}`;
    if (input.answer === 'NA')
      return `Everything for ${control.criterion} is set aside as not applicable, so nothing supports it.`;
    return `${upperFirst(noteOf(input, 'S-N1') ?? 'not applicable counts as unanswered')}.`;
  },
  // Made in registers.ts, where the entries are known.
  'overdue register entry': () => 'Something is missing or overdue in the registers.',
  unknown: (gap) => {
    const { input, record } = gap;
    const check = input.checks.find(isUnread);
    if (check !== undefined && input.answer !== null && input.answer !== '?') return notRead(check, gap);
    const toConfirm = noteOf(input, 'S-P2');
    if (toConfirm !== undefined) return `${upperFirst(toConfirm)}.`;
    if (allPass(input)) return 'AWS shows it in place; the question is still open.';
    if (record?.answer?.level === 'later') return 'Put off for later.';
    if (record?.answer?.level !== 'unknown') return 'Not answered yet.';
    return record.answer.ask === undefined ? 'Not known yet; ask around.' : `Not known yet; ask ${record.answer.ask}.`;
  },
};

/** What the failing check saw: the material one first, then the one that costs most. */
function failure({ input, resultsOf }: ReasonInput): string {
  const [check] = input.checks
    .filter(isFailing)
    .sort((a, b) => Number(isMaterial(b)) - Number(isMaterial(a)) || failureValue(a) - failureValue(b));
  if (check === undefined) return 'a live check fails.';
  const failed = check.total - check.passed;
  const result = resultBehind(check, resultsOf);
  const resources = result?.resources.filter(({ status }) => status === 'fail') ?? [];
  // The privileged one is what makes it urgent.
  const shown = resources.find(({ privileged }) => privileged) ?? resources[0];
  const share = check.total > 1 ? `${failed} of ${check.total} ${failed === 1 ? 'fails' : 'fail'}` : undefined;
  if (shown === undefined) return `${check.id ?? 'a live check'} fails${share === undefined ? '' : `, ${share}`}.`;
  const seen = carriedOn(shown.reason);
  if (share === undefined) return `${seen}.`;
  return failed === 1 ? `1 of ${check.total}: ${seen}.` : `${share}, first ${seen}.`;
}

/** The result that a check input was made from; accounts share an id, so the counts decide. */
function resultBehind(check: CheckInput, resultsOf: ReasonInput['resultsOf']): CheckResult | undefined {
  return resultsOf
    .get(check.id ?? '')
    ?.find(({ status, passed, total }) => status === check.result && passed === check.passed && total === check.total);
}

function notRead(check: CheckInput, { resultsOf }: ReasonInput): string {
  const results = resultsOf.get(check.id ?? '') ?? [];
  const unread = results.flatMap((result) => result.unknown)[0];
  const why = unread === undefined ? 'it has not run' : carriedOn(unread.reason);
  return `${check.id ?? 'A live check'} could not be read: ${why}.`;
}

/** What making the input noted under a rule. */
function noteOf(input: ControlInput, rule: string): string | undefined {
  return input.notes?.find((note) => note.rule === rule)?.text;
}

/** A sentence to be carried on in another: no full stop, and no capital on a word that is surely no name. */
function carriedOn(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/^(?:The|A|An|No|This|Some|Any|Every|Each|Root|User)\b/, lowerFirst);
}

/** The first letter small, unless the word is an acronym. */
function lowerFirst(text: string): string {
  return /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
