/** What an answer needs besides its word, asked one thing at a time; each is checked where it is typed. */
import { type AnswerDetails, naReasons } from '../core/answer-text.ts';
import { isDay } from '../core/calendar.ts';
import type { Evidence } from '../core/entry.ts';
import type { Control } from '../core/questionnaire.ts';
import type { Talk } from './talk.ts';

/** The person would rather not after all; nothing of it is kept. */
export class Cancelled extends Error {}

/** Says once how to get out of several questions. */
function begin(talk: Talk): void {
  talk.say('Type cancel at any of these to leave it.');
}

type Options = NonNullable<Parameters<Talk['ask']>[1]>;

/** As the talk's own ask, trimmed; `cancel` throws {@link Cancelled}. */
export async function askDetail(talk: Talk, question: string, options: Options = {}): Promise<string> {
  const { check } = options;
  const isCancel = (typed: string) => typed.trim().toLowerCase() === 'cancel';
  const typed = await talk.ask(question, {
    ...options,
    check: (words) => (isCancel(words) ? undefined : check?.(words)),
  });
  if (isCancel(typed)) throw new Cancelled('cancelled');
  return typed.trim();
}

/** For what may not stay empty. */
export const required = (typed: string) =>
  typed.trim() === '' ? 'Something has to stand here; cancel leaves it.' : undefined;

const day = (typed: string) => (isDay(typed.trim()) ? undefined : 'Write it as YYYY-MM-DD; cancel leaves it.');

/** The details of a word that needs some: unknown, n/a, inherited; none for any other. Throws {@link Cancelled}. */
export async function askAnswerDetails(word: string, talk: Talk): Promise<AnswerDetails> {
  const typed = word.toLowerCase();
  if (typed === 'unknown' || typed === '?') return { ask: await askDetail(talk, 'Who would know? (a name, or empty)') };
  if (['n/a', 'na', 'not-applicable'].includes(typed)) {
    begin(talk);
    return {
      reason: await askReason(talk),
      text: await askDetail(talk, 'Why, in words an auditor can follow:', { check: required }),
      approver: await askDetail(talk, 'Who approved it?', { check: required }),
      reviewOn: await askDetail(talk, 'When is it looked at again? (YYYY-MM-DD)', { check: day }),
    };
  }
  if (typed !== 'inherited') return {};
  begin(talk);
  const report = await askDetail(talk, "Vendor's report (empty if none was read):");
  if (report === '') return {};
  return {
    report,
    periodStart: await askDetail(talk, 'First day it covers (YYYY-MM-DD):', { check: day }),
    periodEnd: await askDetail(talk, 'Last day it covers (YYYY-MM-DD):', { check: day }),
    reviewedBy: await askDetail(talk, 'Who read it?', { check: required }),
    reviewedOn: await askDetail(talk, 'When? (YYYY-MM-DD)', { check: day }),
    dutiesAssigned: /^y/i.test(
      await askDetail(talk, 'Are the duties it leaves to you assigned? (y/N)', { fallback: 'n' }),
    ),
  };
}

async function askReason(talk: Talk): Promise<string> {
  for (const { value, label } of naReasons) talk.say(`  ${value}: ${label}`);
  const codes = naReasons.map(({ value }) => value);
  return askDetail(talk, 'Reason code:', {
    check: (typed) => (codes.includes(typed.trim()) ? undefined : `One of ${codes.join(', ')}; cancel leaves it.`),
  });
}

/** A piece of evidence. Throws {@link Cancelled}. */
export async function askEvidence(control: Control, talk: Talk): Promise<Evidence> {
  begin(talk);
  for (const example of control.evidence) talk.say(`  for example: ${example.what}`);
  const what = await askDetail(talk, 'What is it?', { check: required });
  const where = await askDetail(talk, 'Where is it? (file or link)', { check: required });
  const date = await askDetail(talk, 'Day it was made (YYYY-MM-DD):', { check: day });
  const tier = await askDetail(talk, 'Kind: 0 word, 1 document, 2 dated record, 3 system export', {
    fallback: '1',
    check: (typed) => (/^[0-3]$/.test(typed.trim()) ? undefined : '0, 1, 2 or 3; cancel leaves it.'),
  });
  const expires = await askDetail(talk, 'Last day on which it counts (YYYY-MM-DD, or empty):', {
    check: (typed) => (typed.trim() === '' ? undefined : day(typed)),
  });
  const seenBy = await askDetail(talk, 'Second person who saw it (empty if none):');
  return {
    ...{ what, where, date, tier: Number(tier) as Evidence['tier'] },
    ...(expires === '' ? {} : { expires }),
    ...(seenBy === '' ? {} : { seenBy }),
  };
}
