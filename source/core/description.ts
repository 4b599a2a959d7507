/**
 * The description criteria DC 1–9 (DC 200): what the description of the system has to tell, in our own words, drafted from
 * what people answered and AWS showed. A draft is a start for the company's own words, never more.
 */
import type { Assessment } from './assessment.ts';
import type { Decisions } from './decision.ts';
import { drafts } from './description-drafts.ts';
import type { Day } from './entry.ts';
import type { Facts } from './facts.ts';
import { ownValue } from './own-record.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Number of a description criterion. */
export type DescriptionId = `DC${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** What the drafts are made from. */
export interface DescriptionInput {
  assessment: Assessment;
  questionnaire: Questionnaire;
  decisions: Pick<Decisions, 'controls'>;
  /** Latest scan, if any. */
  facts: Facts | undefined;
  today: Day;
}

/** What is known for one description criterion. */
export interface Draft {
  /** Paragraphs. */
  lines: string[];
  /** What nobody has said yet, and where it is said. */
  missing: string[];
}

/** One description criterion. */
export interface DescriptionCriterion extends Draft {
  id: DescriptionId;
  title: string;
  /** Registers, questions and scans it is drafted from. */
  from: string;
  /** The company's own words; they take the place of the draft. */
  own?: string;
  /** `done` when somebody said so; `draft` while there is text; `empty` while there is none. */
  status: 'done' | 'draft' | 'empty';
}

/** The nine, with what each has to tell and where the draft comes from. */
export const descriptionTitles: readonly { id: DescriptionId; title: string; from: string }[] = [
  { id: 'DC1', title: 'The services provided', from: 'scoping; CC2.3-f' },
  { id: 'DC2', title: 'Main promises to customers and what the system must do', from: 'CC2.3-a; committed values' },
  {
    id: 'DC3',
    title: 'What the system is made of: infrastructure, software, people, procedures, data',
    from: 'scoping; CC2.1-a; registers; scan',
  },
  { id: 'DC4', title: 'Incidents that mattered', from: 'CC7.4-records' },
  { id: 'DC5', title: 'Criteria that apply and the controls for them', from: 'the controls of this assessment' },
  { id: 'DC6', title: 'Duties left to customers', from: 'register of duties' },
  { id: 'DC7', title: 'Subservice organisations and what is expected of them', from: 'vendor register' },
  { id: 'DC8', title: 'Criteria that do not apply, and why', from: 'scoping; not-applicable answers' },
  { id: 'DC9', title: 'Important changes in the period (Type 2)', from: 'CC3.4-a; scans' },
];

/** The nine with their drafts. Pure: the same input gives the same text. */
export function descriptionCriteria(input: DescriptionInput): DescriptionCriterion[] {
  const { description, descriptionText } = input.assessment;
  return descriptionTitles.map(({ id, title, from }) => {
    const draft = drafts[id](input);
    const own = ownValue(descriptionText, id);
    const said = own !== undefined || draft.lines.length > 0;
    return {
      ...{ id, title, from, ...draft },
      ...(own === undefined ? {} : { own }),
      status: ownValue(description, id) === true ? 'done' : said ? 'draft' : 'empty',
    };
  });
}

/** The text of one: the company's own words, else the draft, paragraph by paragraph. */
export function descriptionText({ own, lines }: DescriptionCriterion): string[] {
  return own === undefined ? lines : [own];
}
