/** Fold of answers by several people, and of what they agree on (docs/scoring.md S-P1, S-P2; rules R6, R12). */
import type { Assessment, Attribution, ControlRecord } from './assessment.ts';
import type { AnswerValue, Day, Entry } from './entry.ts';
import { judgementsToConfirm } from './override-fold.ts';
import { keep, own } from './own-record.ts';
import type { ControlId } from './questionnaire.ts';

/** One person's answer. `toConfirm`: from before a new round, the day of which it names. */
export type GivenAnswer = AnswerValue & Attribution & { toConfirm?: Day };

/** What people said before a facilitator settled it, and who settled it. */
export interface Settled extends Attribution {
  said: GivenAnswer[];
}

/** What people agreed on about the matrix. */
export interface Agreements {
  /** By person: the version of their rows that they acknowledged, and when. */
  acknowledged: Record<string, { version: string; on: Day } & Attribution>;
  /** By party: how they hear of what they are informed about. */
  channels: Record<string, string>;
}

/** Nothing agreed. */
export function emptyAgreements(): Agreements {
  return { acknowledged: {}, channels: {} };
}

type Of<Type> = Entry & { type: Type };

/** Handlers for the fold; see assessment.ts. */
export const workshopHandlers = {
  answer: (state: Assessment, entry: Of<'answer'>) => {
    const control = recordOf(state, entry.control);
    const standing = answersOf(control);
    const others = standing.filter(({ by }) => !samePerson(by, entry.by));
    delete control.settled;
    // Taking an answer back takes one's own; who gave none clears what stands.
    if (entry.answer === null) stand(control, others.length < standing.length ? others : []);
    else stand(control, [...others, { ...entry.answer, ...attribution(entry) }]);
  },
  settle: (state: Assessment, entry: Of<'settle'>) => {
    const control = recordOf(state, entry.control);
    const said = answersOf(control);
    stand(control, [{ ...entry.answer, ...attribution(entry) }]);
    control.settled = { said, ...attribution(entry) };
  },
  reassess: (state: Assessment, entry: Of<'reassess'>) => {
    state.reassessedOn = entry.on;
    judgementsToConfirm(state, entry.on);
    for (const control of Object.values(state.controls))
      stand(
        control,
        answersOf(control).map((answer) => ({ ...answer, toConfirm: entry.on })),
      );
  },
  acknowledge: (state: Assessment, entry: Of<'acknowledge'>) => {
    const { person, version, on } = entry;
    keep(state.agreements.acknowledged, person, { version, on, ...attribution(entry) });
  },
  channel: (state: Assessment, entry: Of<'channel'>) => {
    if (entry.text === null) delete state.agreements.channels[entry.party];
    else keep(state.agreements.channels, entry.party, entry.text);
  },
};

/** Every answer that stands for a control, one a person, in the order they were given. */
export function answersOf(record: ControlRecord | undefined): GivenAnswer[] {
  return record?.answers ?? (record?.answer === undefined ? [] : [record.answer]);
}

/**
 * The answer that counts: the lowest confirmed one. Levels come before *inherited*, that before *not applicable*, and
 * *don't know* and *later* only where nobody said more; what is to be confirmed only where nothing is confirmed.
 * Of equal ones the one given first.
 */
function lowestAnswer(answers: readonly GivenAnswer[]): GivenAnswer | undefined {
  const order: unknown[] = [0, 1, 2, 3, 4, 'inherited', 'not-applicable', 'unknown', 'later'];
  const rank = ({ level, toConfirm }: GivenAnswer) =>
    order.indexOf(level) + (toConfirm === undefined ? 0 : order.length);
  return answers.reduce<GivenAnswer | undefined>(
    (lowest, answer) => (lowest === undefined || rank(answer) < rank(lowest) ? answer : lowest),
    undefined,
  );
}

/** `L3`, `not applicable`. */
export function levelName(level: AnswerValue['level']): string {
  if (typeof level === 'number') return `L${level}`;
  return { unknown: "don't know", later: 'later', inherited: 'inherited', 'not-applicable': 'not applicable' }[level];
}

/** `2 of 3 said L3, Ben said L1`; undefined while one person or nobody has answered, or all agree. */
export function disagreement(record: ControlRecord | undefined): string | undefined {
  // By name: entries of two copies made apart have no order that means anything to a person.
  const answers = answersOf(record).toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  const groups = [...Map.groupBy(answers, ({ level }) => level)].sort((a, b) => b[1].length - a[1].length);
  if (groups.length < 2) return undefined;
  return groups
    .map(([level, theirs], place) => {
      const names = theirs.map(({ by }) => by).join(' and ');
      return place === 0 && theirs.length > 1
        ? `${theirs.length} of ${answers.length} said ${levelName(level)}`
        : `${names} said ${levelName(level)}`;
    })
    .join(', ');
}

function stand(control: ControlRecord, answers: GivenAnswer[]): void {
  const lowest = lowestAnswer(answers);
  if (lowest === undefined) delete control.answer;
  else control.answer = lowest;
  if (answers.length > 1) control.answers = answers;
  else delete control.answers;
}

function samePerson(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function recordOf(state: Assessment, control: ControlId): ControlRecord {
  return own(state.controls, control, () => ({ evidence: [], runs: [] }));
}

function attribution(entry: Entry): Attribution {
  return { by: entry.by, at: entry.at, entry: entry.id };
}
