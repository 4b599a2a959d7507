/**
 * Saved results (rule S-S1): what was decided on a day, with everything it was made of and by which rules, so that it can
 * be shown as it was whatever the rules are later.
 */
import type { ExceptionView } from './approved-exceptions.ts';
import type { Attribution } from './assessment.ts';
import { modelVersion } from './constants.ts';
import type { Decisions, Gap } from './decision.ts';
import type { Day } from './entry.ts';
import { type Constants, publishedConstants } from './model-constants.ts';
import type { OverrideRow } from './overrides.ts';
import type { ControlInput, CriterionScore, Score, ScoreContext } from './score-types.ts';
import { headline } from './window.ts';

/** What a result says in short; figures 0–1, of the whole assessment. */
export interface ResultSummary {
  verdict: Score['verdict'];
  provisional: boolean;
  inPlace: number;
  criteria: number;
  evidenced: number;
  claimed: number;
  upper: number;
  coverage: number;
}

/** By which rules and content a result was made. */
export interface MadeBy {
  /** Program with its version, such as `soc2-ready 0.1.0`. */
  program: string;
  /** Version of the scoring model. */
  model: number;
  /** Hash of the questionnaire in force, and of the catalogue of checks. */
  questionnaire: string;
  checks: string;
}

/** The entry of the journal for a saved result: enough to show it without its file. */
export interface ResultBody {
  type: 'result';
  /** Below the workspace's folder, with the SHA-256 of its content. */
  file: string;
  sha256: string;
  /** The day it was decided for. */
  day: Day;
  madeBy: MadeBy;
  summary: ResultSummary;
}

/** A saved result as the assessment knows it. */
export type SavedEntry = Omit<ResultBody, 'type'> & Attribution;

/** The file of a saved result. */
export interface SavedResult {
  schema: 'soc2-ready/result@1';
  day: Day;
  madeBy: MadeBy;
  summary: ResultSummary;
  /** The resolved inputs: the model of `madeBy` makes the figures of these and of nothing else. */
  inputs: ControlInput[];
  context: ScoreContext;
  constants: Constants;
  overrides: OverrideRow[];
  exceptions: ExceptionView[];
  /** The scans it was judged with. */
  scans: { file: string; sha256: string; account: string; finishedAt: string }[];
  criteria: Pick<CriterionScore, 'id' | 'state' | 'evidenced' | 'claimed' | 'upper' | 'coverage'>[];
  gaps: Pick<Gap, 'id' | 'control' | 'cause' | 'reason' | 'blocks' | 'key' | 'points'>[];
}

/** What a result is saved from. */
export interface ResultSource {
  decisions: Decisions;
  inputs: ControlInput[];
  context: ScoreContext;
  today: Day;
  scans: SavedResult['scans'];
  madeBy: Omit<MadeBy, 'model'>;
}

/** The summary of decisions made for a day. */
export function summaryOf(decisions: Decisions, today: Day): ResultSummary {
  const { verdict, provisional, design } = decisions.score;
  const { inPlace, total } = headline(decisions, today);
  const { evidenced, claimed, upper, coverage } = design;
  return { verdict, provisional, inPlace, criteria: total, evidenced, claimed, upper, coverage };
}

/** The result to save. The same source gives the same result. */
export function resultOf({ decisions, inputs, context, today, scans, madeBy }: ResultSource): SavedResult {
  const { score, overrides, exceptions } = decisions;
  return {
    schema: 'soc2-ready/result@1',
    day: today,
    madeBy: { ...madeBy, model: modelVersion },
    summary: summaryOf(decisions, today),
    inputs,
    context,
    constants: context.constants ?? publishedConstants,
    overrides,
    exceptions,
    scans,
    criteria: score.design.criteria.map(({ id, state, evidenced, claimed, upper, coverage }) => ({
      ...{ id, state, evidenced, claimed, upper, coverage },
    })),
    gaps: decisions.gaps.map(({ id, control, cause, reason, blocks, key, points }) => ({
      ...{ id, control, cause, reason, blocks, key, points },
    })),
  };
}

/** Why what was saved is not what today's rules and content give, each as a sentence; empty where they are the same. */
export function madeOtherwise(label: string, saved: MadeBy, now: MadeBy): { id: string; why: string }[] {
  if (saved.model !== now.model)
    return [
      {
        id: 'figures and verdicts',
        why: `${label} was saved under model ${saved.model} and stands as it was then; this version's model is ${now.model}. Figures of different models are not compared.`,
      },
    ];
  const differing = [
    ...(saved.questionnaire === now.questionnaire ? [] : ['questionnaire']),
    ...(saved.checks === now.checks ? [] : ['checks']),
  ];
  return differing.map((id) => ({
    id,
    why: `${label} was saved with other ${id === 'checks' ? 'checks' : 'questions'} (${saved[id as 'checks']}); here it is judged with those of this version (${now[id as 'checks']}).`,
  }));
}
