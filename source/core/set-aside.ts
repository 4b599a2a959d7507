/** Controls that are set aside as not applicable (rule S-N1): nobody runs them, so no calendar, window or sample has them. */
import type { Decisions } from './decision.ts';
import type { Control } from './questionnaire.ts';

/** The controls that count: all but those whose N/A stands. */
export function standingControls({ controls, score }: Pick<Decisions, 'controls' | 'score'>): Control[] {
  const scored = new Set(score.design.criteria.flatMap((criterion) => criterion.controls.map(({ id }) => id)));
  return controls.filter(({ id }) => scored.has(id));
}
