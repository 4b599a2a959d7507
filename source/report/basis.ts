/** What a report rests on: who said what, how much of it is evidenced, and by what. */
import type { Assessment } from '../core/assessment.ts';
import { dayIn } from '../core/calendar.ts';
import type { Decisions } from '../core/decision.ts';
import type { Day, Entry } from '../core/entry.ts';
import { evidenceRegister } from '../core/evidence-register.ts';

/** One person who said something. */
export interface Assessor {
  name: string;
  /** Answers to controls, and pieces of evidence, that stand under their name. */
  answers: number;
  evidence: number;
  /** Day of the last thing they said; absent where no instant could be read. */
  last?: Day;
}

/** What a report rests on. */
export interface Basis {
  assessors: Assessor[];
  /** Controls asked, and of these answered in any way but "later". */
  controls: number;
  answered: number;
  /** Answers from before the last round that nobody has confirmed. */
  toConfirm: number;
  /** Pieces of evidence of controls asked, by the tier they count as today: word, document, dated record, system export. */
  evidence: [number, number, number, number];
  /** Results of live checks: how many have a conclusion, how many none. */
  checks: { concluded: number; unknown: number; recorded: number };
  /** Day the last new round began. */
  reassessedOn?: Day;
}

/** The basis of an assessment. */
export function basisOf(assessment: Assessment, decisions: Decisions, today: Day): Basis {
  const records = decisions.controls.flatMap(({ id }) => assessment.controls[id] ?? []);
  const answers = records.flatMap(({ answer }) => (answer === undefined || answer.level === 'later' ? [] : [answer]));
  const evidence: Basis['evidence'] = [0, 0, 0, 0];
  for (const row of evidenceRegister(decisions.controls, assessment, today)) if (row.asked) evidence[row.tier] += 1;
  const { results } = decisions;
  const basis: Basis = {
    assessors: assessorsOf(assessment),
    controls: decisions.controls.length,
    answered: answers.filter(({ level }) => level !== 'unknown').length,
    toConfirm: answers.filter(({ toConfirm }) => toConfirm !== undefined).length,
    evidence,
    checks: {
      concluded: results.filter(({ status }) => status !== 'unknown').length,
      unknown: results.filter(({ status }) => status === 'unknown').length,
      recorded: results.filter(({ recorded }) => recorded !== undefined).length,
    },
  };
  if (assessment.reassessedOn !== undefined) basis.reassessedOn = assessment.reassessedOn;
  return basis;
}

/** Everybody who answered or added evidence, who said most first. */
function assessorsOf({ controls, history, timeZone }: Assessment): Assessor[] {
  const byName = new Map<string, Assessor>();
  const who = (name: string): Assessor => {
    const known = byName.get(name) ?? { name, answers: 0, evidence: 0 };
    byName.set(name, known);
    return known;
  };
  for (const { answer, answers = answer === undefined ? [] : [answer], evidence } of Object.values(controls)) {
    for (const { by } of answers) who(by).answers += 1;
    for (const { by } of evidence) who(by).evidence += 1;
  }
  for (const entry of history) {
    const assessor = byName.get(entry.by);
    const day = dayOf(entry, timeZone);
    if (assessor !== undefined && day !== undefined && (assessor.last === undefined || day > assessor.last))
      assessor.last = day;
  }
  return [...byName.values()].sort((a, b) => b.answers - a.answers || (a.name < b.name ? -1 : 1));
}

/** The day of an entry; undefined for an instant written by hand that is none. */
function dayOf({ at }: Entry, timeZone: string): Day | undefined {
  try {
    return dayIn(at, timeZone);
  } catch {
    return undefined;
  }
}
