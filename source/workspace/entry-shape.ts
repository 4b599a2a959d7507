/**
 * What a line of the journal must look like before it counts. Journals are edited by hand and merged by git, so the
 * rest of the program may rely on these shapes only because they are checked here, on reading and on writing.
 */
import type { EntryBody } from '../core/entry.ts';
import { entryTypes, entryVersion } from '../core/entry.ts';
import { findingsShapes } from './findings-shape.ts';
import { populationShapes } from './population-shape.ts';
import { registerShapes } from './register-shape.ts';
import {
  amount,
  count,
  day,
  flag,
  listOf,
  maybe,
  name,
  nullOr,
  object,
  oneOf,
  recordOf,
  type Shape,
  text,
  when,
} from './value-shape.ts';

const scopeValue = when(
  'text, a number, true, false or a list of texts',
  (value) =>
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    Number.isFinite(value) ||
    listOf(text)(value) === undefined,
);

const report = object({
  name: text,
  periodStart: day,
  periodEnd: day,
  reviewedBy: text,
  reviewedOn: day,
  dutiesAssigned: flag,
});

const answersByLevel = new Map<unknown, Shape>([
  ...[0, 1, 2, 3, 4, 'later'].map((level): [unknown, Shape] => [level, object({})]),
  ['unknown', object({ ask: maybe(text) })],
  ['not-applicable', object({ reason: text, text, approver: text, reviewOn: day })],
  ['inherited', object({ report: maybe(report) })],
]);

const leveled = object({ level: oneOf(...answersByLevel.keys()) });

const answer: Shape = (value) => leveled(value) ?? answersByLevel.get((value as { level: unknown }).level)?.(value);

const evidence = object({
  what: text,
  where: text,
  date: day,
  expires: maybe(day),
  tier: oneOf(0, 1, 2, 3),
  seenBy: maybe(text),
  sha256: maybe(text),
});

const descriptionCriteria = Array.from({ length: 9 }, (_, index) => `DC${index + 1}`);

const overriding = object({ of: oneOf('weight', 'constant', 'judgement'), reason: text });

const overrideShapes = {
  weight: object({ control: name, value: nullOr(oneOf(1, 2, 3)) }),
  constant: object({ constant: name, value: nullOr(amount) }),
  judgement: object({ control: name, value: nullOr(oneOf(0, 1, 2, 3, 4)) }),
};

const roleSetOf = object({ of: oneOf('size', 'hat', 'accountable') });

const roleSetShapes = {
  size: object({ size: nullOr(oneOf(3, 15, 80)) }),
  hat: object({ role: name, hat: nullOr(name) }),
  accountable: object({ where: name, role: nullOr(name) }),
};

const bodies: { [Type in EntryBody['type']]: Shape } = {
  created: object({ name: text, timeZone: text }),
  scope: object({ question: name, value: nullOr(scopeValue), committed: maybe(flag) }),
  depth: object({ depth: nullOr(oneOf('full', 'quick', 'workshop')) }),
  answer: object({ control: name, answer: nullOr(answer) }),
  owner: object({ control: name, person: nullOr(text) }),
  note: object({ control: name, text }),
  evidence: object({ control: name, evidence }),
  person: object({ name: text, roles: listOf(text), hoursPerWeek: maybe(amount), left: maybe(day) }),
  run: object({ control: name, on: day, deviation: maybe(text) }),
  schedule: object({ control: name, next: day }),
  population: object({ control: name, size: count, deviations: count, source: text }),
  waiver: object({ rule: text, control: name, text, approver: text, expires: day }),
  raci: object({
    control: name,
    person: text,
    role: nullOr(oneOf('R', 'A', 'C', 'I')),
    standIn: maybe(flag),
  }),
  plan: object({
    item: name,
    state: oneOf('open', 'doing', 'blocked', 'done', 'closed', 'accepted'),
    reason: maybe(text),
    on: day,
    until: maybe(day),
    approver: maybe(text),
    cost: maybe(text),
  }),
  'role-set': (value) => roleSetOf(value) ?? roleSetShapes[(value as { of: keyof typeof roleSetShapes }).of](value),
  settle: object({ control: name, answer }),
  reassess: object({ on: day }),
  acknowledge: object({ person: name, version: name, on: day }),
  channel: object({ party: name, text: nullOr(text) }),
  participants: object({ names: listOf(name) }),
  park: object({ text, control: maybe(name) }),
  parked: object({ item: name, outcome: nullOr(text) }),
  override: (value) => overriding(value) ?? overrideShapes[(value as { of: keyof typeof overrideShapes }).of](value),
  'approved-exception': object({
    control: name,
    exception: nullOr(
      object({
        text,
        approver: text,
        approvedOn: day,
        expires: day,
        checks: listOf(object({ check: text, failing: count })),
      }),
    ),
    reason: maybe(text),
  }),
  columns: object({ sheet: oneOf('plan', 'raci'), row: name, values: recordOf(nullOr(text)) }),
  result: object({
    ...{ file: text, sha256: text, day },
    madeBy: object({ program: text, model: amount, questionnaire: text, checks: text }),
    summary: object({
      verdict: object({ type1: text, opening: text, inWindow: text }),
      ...{ provisional: flag, inPlace: count, criteria: count },
      ...{ evidenced: amount, claimed: amount, upper: amount, coverage: amount },
    }),
  }),
  window: object({ start: day, months: amount, opened: flag }),
  description: object({ criterion: oneOf(...descriptionCriteria), done: flag, text: maybe(text) }),
  ...registerShapes,
  ...populationShapes,
  ...findingsShapes,
  'manual-result': object({
    check: name,
    account: maybe(text),
    result: nullOr(
      object({ status: oneOf('pass', 'fail', 'not-applicable'), evidence: text, where: text, date: day, expires: day }),
    ),
  }),
  scan: object({ file: text, sha256: text, account: text, finishedAt: text }),
  place: object({ screen: text, control: maybe(name), criterion: maybe(text) }),
  undo: object({ undoes: name }),
};

/** Leaves room above any seq that is believed, so that the next one is still exact. */
const highestSeq = 2 ** 50;

const base = object({
  id: name,
  replica: name,
  seq: when('a whole number of 0 or more', (value) => count(value) === undefined && Number(value) <= highestSeq),
  at: text,
  by: text,
  questionnaire: text,
  supersedes: maybe(name),
  type: name,
});

const versioned = object({ v: when('a version of 1 or more', (v) => Number.isInteger(v) && Number(v) >= 1) });

/** What is wrong with what an entry says, such as `answer: reviewOn: a day (YYYY-MM-DD)`; undefined when nothing is. */
export function bodyProblem(body: EntryBody): string | undefined {
  const shape = Object.hasOwn(bodies, body.type) ? bodies[body.type] : undefined;
  return shape === undefined ? 'type: an entry type of this version' : shape(body);
}

/** What a parsed line of the journal is. */
export type LineKind =
  | { kind: 'entry' }
  /** Written by a newer version: its version or its type is not known here. The sentence fragment says which. */
  | { kind: 'newer'; what: string }
  | { kind: 'unreadable'; why: string };

/** Tells an entry from one of a newer version and from what is no entry at all. */
export function classify(value: unknown): LineKind {
  const version = (value as { v?: unknown } | null)?.v;
  const problem = versioned(value);
  if (problem !== undefined) return { kind: 'unreadable', why: problem };
  if (Number(version) > entryVersion) return { kind: 'newer', what: `entry version ${version}` };
  const baseProblem = base(value);
  if (baseProblem !== undefined) return { kind: 'unreadable', why: baseProblem };
  const body = value as EntryBody;
  if (!entryTypes.includes(body.type)) return { kind: 'newer', what: `entry type "${String(body.type)}"` };
  const bodyWrong = bodyProblem(body);
  return bodyWrong === undefined ? { kind: 'entry' } : { kind: 'unreadable', why: bodyWrong };
}
