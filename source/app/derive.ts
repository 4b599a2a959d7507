/** From assessment and facts to everything shown. Pure. */
import { dayIn } from '../core/calendar.ts';
import { decide } from '../core/decide.ts';
import { chosenDepth, type Depth } from '../core/depth.ts';
import type { Facts } from '../core/facts.ts';
import { checkResults } from '../core/results.ts';
import { headline, nextSteps } from '../core/window.ts';
import type { Derived, State } from './state.ts';

/** The verdict in words. */
export type Headline = ReturnType<typeof headline>;

/** One of the things to do now. */
export type NextStep = ReturnType<typeof nextSteps>[number];

/** What decisions hang on: the part of the state that {@link derive} reads. */
export type DeriveInput = Pick<
  State,
  'assessment' | 'facts' | 'questionnaire' | 'checks' | 'scans' | 'history' | 'elsewhere'
>;

/**
 * What follows from an assessment and the latest scan of each account at this instant. The one place for the screens,
 * the prompts and every command.
 */
export function derive(state: DeriveInput, now: Date, depth: Depth = chosenDepth(state.assessment)): Derived {
  const { assessment, questionnaire, checks, history, elsewhere } = state;
  const minutes = new Map(checks.map((check) => [check.id, check.fix.minutes]));
  const results = checkResults({
    scans: scansOf(state),
    checks,
    assessment,
    questionnaire,
    history,
    elsewhere,
    now: now.toISOString(),
  });
  const today = dayIn(now.toISOString(), assessment.timeZone);
  const decisions = decide({ questionnaire, assessment, results, today, depth });
  return {
    today,
    results,
    decisions,
    headline: headline(decisions, today),
    nextSteps: nextSteps(decisions, (id) => minutes.get(id)),
  };
}

/** The scan in hand, which may be running, and the latest of every other account. */
function scansOf({ facts, scans = [] }: Pick<State, 'facts' | 'scans'>): Facts[] {
  if (facts === undefined) return [...scans];
  return [facts, ...scans.filter(({ account }) => account !== facts.account)];
}
