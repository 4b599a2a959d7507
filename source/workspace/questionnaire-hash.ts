/** What tells one questionnaire from another. */
import { createHash } from 'node:crypto';
import type { QuestionnaireContent } from '../core/questionnaire.ts';

/** First 12 hex digits of the SHA-256 over the content as JSON. The same content in the same order gives the same. */
export function questionnaireHash(content: QuestionnaireContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}
