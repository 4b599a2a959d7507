/** The words used, and what the report is not. */
import { longDay } from '../../core/calendar.ts';
import { counted, listed } from '../../core/phrases.ts';
import type { Section } from '../document.ts';
import type { Report } from '../model.ts';
import { type Detail, list, paragraph } from './shared.ts';

/** The glossary; undefined where there is none. */
export function glossarySection({ glossary }: Report): Section | undefined {
  if (glossary.length === 0) return undefined;
  return {
    id: 'glossary',
    title: 'Glossary',
    blocks: [
      {
        kind: 'facts',
        caption: 'Words of an audit',
        rows: glossary.map(({ term, definition }) => ({ term, text: definition })),
      },
    ],
  };
}

/** What this is not. Every choice of sections has it. */
export function limitsSection({ basis, madeBy, date, scans }: Report, detail: Detail): Section {
  const names = basis.assessors.map(({ name }) => name);
  const who = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  const aws =
    scans.length === 0
      ? 'No AWS account was read.'
      : `Read-only readings of ${counted(scans.length, 'AWS account')} (${scans.map(({ account, finishedAt }) => `${account}, ${finishedAt.slice(0, 10)}`).join('; ')}).`;
  const [word, document, record, system] = basis.evidence;
  const pieces = word + document + record + system;
  const core = [
    'It is no attestation, no opinion and no audit: nobody independent has tested anything, and only a licensed CPA firm can issue a SOC 2 report. It foretells no outcome: an auditor may see any of it otherwise.',
    who.length === 0
      ? `Nobody has answered anything yet, as of ${longDay(date)}: 0 of ${basis.controls} controls.`
      : `The answers are the company's own, given by ${listed(who)}, as of ${longDay(date)}: ${basis.answered} of ${basis.controls} controls.`,
    pieces === 0
      ? `No evidence is attached. ${aws}`
      : `Behind them stand ${counted(system + record, 'piece')} of dated records and exports, ${counted(document, 'document')}, and ${word} on word alone; nobody independent has opened them. ${aws}`,
  ];
  const more = [
    '“Evidenced” means that dated evidence or a reading of AWS stands behind a figure; “claimed” is what was said.',
    'What could not be read or was not answered is unknown: it is never counted as in place, and never as missing.',
    'The constants of the model are our judgement, published in docs/scoring.md; no standard sets them.',
    'The questions are in our own words. The criteria themselves are the AICPA’s, and only their numbers appear here.',
    `Made by ${madeBy.program}, questionnaire ${madeBy.questionnaire}, model ${madeBy.model}.`,
  ];
  return {
    id: 'limits',
    title: 'What this is not',
    blocks: [
      paragraph('A self-assessment of readiness, for the people who decide what to do next.'),
      ...list(detail === 'brief' ? core : [...core, ...more]),
    ],
  };
}
