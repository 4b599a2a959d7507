/** What a questionnaire covers: criteria, key controls, topics. */
import { criteria } from './framework.ts';
import type { Questionnaire } from './questionnaire.ts';

/** What asks about one criterion. */
export interface CriterionCoverage {
  id: string;
  controls: number;
  /** Controls of weight 3, those with a `when` among them. */
  keyControls: number;
  /** Topics of its points of focus, and those that a control touches. */
  topics: { touched: number; total: number };
}

/** All 61 criteria in the framework's order; one that nothing asks about has zeros. */
export function criterionCoverage({
  controls,
  topics,
}: Pick<Questionnaire, 'controls' | 'topics'>): CriterionCoverage[] {
  return criteria.map(({ id }) => {
    const own = controls.filter((control) => control.criterion === id);
    const touched = new Set(own.flatMap((control) => control.topics));
    const named = topics[id] ?? [];
    return {
      id,
      controls: own.length,
      keyControls: own.filter(({ weight }) => weight === 3).length,
      topics: { touched: named.filter((topic) => touched.has(topic)).length, total: named.length },
    };
  });
}
