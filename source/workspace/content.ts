/** The questionnaire that ships with the program. */
import type { Questionnaire } from '../core/questionnaire.ts';

/** Loads the compiled questionnaire; its chunk is read only when something asks for it. */
export async function loadQuestionnaire(): Promise<Questionnaire> {
  const module = await import('../generated/questionnaire.json', { with: { type: 'json' } });
  return module.default as unknown as Questionnaire;
}
