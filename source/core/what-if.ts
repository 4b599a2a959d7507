/** What if these controls stood otherwise: the verdicts, the figures and what is still in the way. Nothing is recorded. */
import type { ControlRecord } from './assessment.ts';
import { addMonths } from './calendar.ts';
import { cleanStart } from './clean-start.ts';
import { lookBackMonths } from './constants.ts';
import { type DecideInput, decide } from './decide.ts';
import type { Decisions } from './decision.ts';
import type { AnswerValue, Day } from './entry.ts';
import type { CheckResult } from './finding.ts';
import type { CriterionId } from './framework.ts';
import type { Control, ControlId, Level } from './questionnaire.ts';
import type { CriterionState, Score } from './score-types.ts';
import { headline } from './window.ts';

/**
 * One change. Level 3 and 4 stand for a control that is closed: a dated record seen by a second person, and the live
 * checks behind it mended. With `words` only the answer changes, and evidence and AWS stay as they are.
 */
export interface Change {
  control: ControlId;
  to: Level | 'unknown' | 'inherited' | 'not-applicable';
  words?: boolean;
}

/** What is said of one side. Figures 0–1. */
export interface WhatIfSide {
  verdict: Score['verdict'];
  /** The Type 1 verdict with its reasons. */
  sentence: string;
  evidenced: number;
  claimed: number;
  upper: number;
  coverage: number;
  /** Criteria Met. */
  inPlace: number;
  criteria: number;
  /** Earliest clean start of a window, and Type 1; absent under 60 % coverage. */
  opening?: Day;
  type1?: Day;
}

/** The answer. */
export interface WhatIf {
  changes: Change[];
  before: WhatIfSide;
  after: WhatIfSide;
  /** Criteria whose state changes. */
  criteria: { id: CriterionId; before: CriterionState; after: CriterionState }[];
  /** Gaps that are gone; among them those of other controls, closed by the same mended checks. */
  closed: ControlId[];
  /** Gaps that come up, where a change lowers something. */
  opened: ControlId[];
  /** What is still in the way of Type 1, in the order of rule S-V1. */
  inTheWay: Pick<Score, 'blockers' | 'unknown' | 'conditions'>;
  /** Checks taken as mended. */
  mended: string[];
}

/** Reads `CC6.1-mfa=3,CC4.1-b=4:words`. Returns a fault in one sentence for what is no change of this questionnaire. */
export function parseChanges(text: string, controls: readonly Control[]): Change[] | { fault: string } {
  const changes: Change[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const [id = '', value = ''] = part.split('=').map((piece) => piece.trim());
    const control = controls.find((one) => one.id.toLowerCase() === id.toLowerCase());
    if (control === undefined) return { fault: `There is no control "${id}" in this assessment.` };
    const [word = '', mode] = value.toLowerCase().split(':');
    const level = /^[lL]?([0-4])$/.exec(word)?.[1];
    const other = ({ unknown: 'unknown', '?': 'unknown', inherited: 'inherited', 'n/a': 'not-applicable' } as const)[
      word
    ];
    const to = level === undefined ? other : (Number(level) as Level);
    if (to === undefined || (mode !== undefined && mode !== 'words'))
      return {
        fault: `"${part}" is no change: write CONTROL=0 to 4, unknown, inherited or n/a; with :words for the answer alone.`,
      };
    if (to === 'inherited' && control.inheritable !== true)
      return { fault: `${control.id} cannot be inherited: no other organisation can run it.` };
    changes.push({ control: control.id, to, ...(mode === 'words' ? { words: true } : {}) });
  }
  return changes.length === 0 ? { fault: 'No change is named: write CONTROL=LEVEL, several with commas.' } : changes;
}

/** Decides twice, as things are and as they would be. `now`: the decisions as things are, where they are at hand. */
export function whatIf(changes: readonly Change[], input: DecideInput, now: Decisions = decide(input)): WhatIf {
  const { changed, mended } = apply(changes, input);
  const then = decide(changed);
  const before = new Map(now.score.design.criteria.map(({ id, state }) => [id, state]));
  const gone = (from: Decisions, to: Decisions) => {
    const left = new Set(to.gaps.map(({ control }) => control));
    return [...new Set(from.gaps.map(({ control }) => control))].filter((control) => !left.has(control)).sort();
  };
  const { blockers, unknown, conditions } = then.score;
  return {
    changes: [...changes],
    before: sideOf(now, input.today),
    after: sideOf(then, input.today),
    criteria: then.score.design.criteria.flatMap(({ id, state }) => {
      const was = before.get(id);
      return was === undefined || was === state ? [] : [{ id, before: was, after: state }];
    }),
    closed: gone(now, then),
    opened: gone(then, now),
    inTheWay: { blockers, unknown, conditions },
    mended,
  };
}

function sideOf(decisions: Decisions, today: Day): WhatIfSide {
  const { design, verdict } = decisions.score;
  const { inPlace, total, verdictSentence } = headline(decisions, today);
  const clean = cleanStart(decisions, today);
  const { evidenced, claimed, upper, coverage } = design;
  return {
    ...{ verdict, sentence: verdictSentence, evidenced, claimed, upper, coverage, inPlace, criteria: total },
    ...(clean === undefined ? {} : { opening: clean.day, type1: clean.type1 }),
  };
}

/** Who stands behind what is only supposed; two names, so that the second-name rule is met. */
const [supposer, witness] = ['what if', 'a second person'];

function apply(changes: readonly Change[], input: DecideInput): { changed: DecideInput; mended: string[] } {
  const { questionnaire, assessment, results, today } = input;
  const controls: Record<ControlId, ControlRecord> = { ...assessment.controls };
  const toMend = new Set<string>();
  for (const change of changes) {
    const record = controls[change.control] ?? { evidence: [], runs: [] };
    const said = { by: supposer, at: `${today}T00:00:00Z`, entry: supposer };
    const closes = typeof change.to === 'number' && change.to >= 3 && change.words !== true;
    const proof = {
      what: 'a dated record',
      where: 'supposed',
      date: today,
      tier: 2 as const,
      seenBy: witness,
      ...said,
    };
    controls[change.control] = {
      ...record,
      answer: { ...answerFor(change.to, today), ...said },
      evidence: closes ? [...record.evidence, proof] : record.evidence,
    };
    if (!closes) continue;
    const control = questionnaire.controls.find(({ id }) => id === change.control);
    for (const { id } of control?.checks ?? []) toMend.add(id);
  }
  const mended = new Set<string>();
  const changedResults = results.map((result) => {
    if (!toMend.has(result.check) || !short(result)) return result;
    mended.add(result.check);
    return pass(result);
  });
  // What is supposed of a control stands in place of what was judged of it.
  const judgements = Object.fromEntries(
    Object.entries(assessment.overrides.judgements).filter(([id]) => !changes.some(({ control }) => control === id)),
  );
  const overrides = { ...assessment.overrides, judgements };
  return {
    changed: { ...input, assessment: { ...assessment, controls, overrides }, results: changedResults },
    mended: [...mended].sort(),
  };
}

function short({ status, unknown }: CheckResult): boolean {
  return status === 'fail' || status === 'unknown' || unknown.length > 0;
}

function pass(result: CheckResult): CheckResult {
  const total = Math.max(1, result.total);
  const resources = result.resources.map((resource) => ({ ...resource, status: 'pass' as const }));
  return { ...result, status: 'pass', unknown: [], passed: total, total, resources };
}

function answerFor(to: Change['to'], today: Day): AnswerValue {
  const inAYear = addMonths(today, 12);
  if (to === 'not-applicable') {
    return { level: to, reason: 'what if', text: 'supposed', approver: witness, reviewOn: inAYear };
  }
  if (to !== 'inherited') return { level: to };
  // Long enough to cover any open window.
  const report = {
    ...{ name: 'a vendor report', periodStart: addMonths(today, -2 * lookBackMonths), periodEnd: today },
    ...{ reviewedBy: witness, reviewedOn: today, dutiesAssigned: true },
  };
  return { level: to, report };
}
