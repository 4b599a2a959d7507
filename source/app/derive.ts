/** From assessment and facts to everything shown. Pure. */
import { dayIn } from '../core/calendar.ts';
import { decide } from '../core/decide.ts';
import { chosenDepth } from '../core/depth.ts';
import { judgeAll } from '../core/judge.ts';
import { checkSettings } from '../core/settings.ts';
import { headline, nextSteps } from '../core/window.ts';
import type { Derived, State } from './state.ts';

/** The verdict in words. */
export type Headline = ReturnType<typeof headline>;

/** One of the things to do now. */
export type NextStep = ReturnType<typeof nextSteps>[number];

/** What follows from the state's assessment and facts at this instant. */
export function derive(state: Pick<State, 'assessment' | 'facts' | 'questionnaire' | 'checks'>, now: Date): Derived {
  const { assessment, facts, questionnaire, checks } = state;
  const minutes = new Map(checks.map((check) => [check.id, check.fix.minutes]));
  const settings = checkSettings(assessment, questionnaire, facts?.finishedAt ?? now.toISOString());
  const results = judgeAll(facts, checks, settings);
  const today = dayIn(now.toISOString(), assessment.timeZone);
  const decisions = decide({ questionnaire, assessment, results, today, depth: chosenDepth(assessment) });
  return {
    today,
    results,
    decisions,
    headline: headline(decisions, today),
    nextSteps: nextSteps(decisions, (id) => minutes.get(id)),
  };
}
