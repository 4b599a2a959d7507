/** Policy documents out of the strings AWS sends. */
import type { PolicyDocument } from '../../core/facts.ts';
import { MalformedAnswerError } from './values.ts';

/**
 * A policy document from JSON, URL-encoded (as IAM sends it) or plain (as S3 does).
 *
 * @throws MalformedAnswerError when it is no policy document: an unread policy must never look like one that allows nothing.
 */
export function policyDocument(text: string | undefined): PolicyDocument {
  const json = text?.trimStart().startsWith('%') ? decode(text) : text;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json ?? '');
  } catch {
    throw new MalformedAnswerError('a policy document is not JSON');
  }
  if (!(parsed instanceof Object) || !('Statement' in parsed)) {
    throw new MalformedAnswerError('a policy document has no Statement');
  }
  return parsed as PolicyDocument;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MalformedAnswerError('a policy document is not properly encoded');
  }
}
