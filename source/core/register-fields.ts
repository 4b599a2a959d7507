/** The fields of each register as data: the command line, forms and help read them. */
import type { RegisterKind } from './register-entry.ts';

/** How the text of a field is read. */
export type RegisterFieldType =
  | 'text'
  | 'day'
  | 'yes-no'
  | 'choice'
  | 'choices'
  /** `FROM..TO`, two days. */
  | 'period'
  /** Id of a record: small letters, digits, hyphens. */
  | 'id'
  | 'control'
  | 'criterion'
  /** `TEXT => CONTROL`, adds a duty or gives a known one another control. */
  | 'duty'
  /** `none`: there are no duties. */
  | 'no-duties'
  /** `DATE PLACE`, an agreement of the kind the field is named after. */
  | 'agreement';

/** One field of a register. */
export interface RegisterField {
  /** As people type it. */
  name: string;
  /** Where its value lies in the record. */
  path: readonly string[];
  type: RegisterFieldType;
  /** What a choice takes. */
  values?: readonly string[];
  help: string;
}

function field(name: string, path: string, type: RegisterFieldType, help: string, values?: string[]): RegisterField {
  return { name, path: path.split('.'), type, help, ...(values === undefined ? {} : { values }) };
}

/** The fields of each register, in the order of forms. */
export const registerFields: Readonly<Record<RegisterKind, readonly RegisterField[]>> = {
  policy: [
    field('title', 'title', 'text', 'what it is called'),
    field('version', 'version', 'text', 'version in force'),
    field('approver', 'approver', 'text', 'who approved it'),
    field('approved', 'approvedOn', 'day', 'day of that approval'),
    field('reviewed', 'reviewedOn', 'day', 'last review'),
    field('next-review', 'nextReview', 'day', 'next review'),
    field('where', 'where', 'text', 'where everybody can read it'),
    field('part-of', 'partOf', 'id', 'id of the policy whose document holds it'),
  ],
  vendor: [
    field('name', 'name', 'text', 'what it is called'),
    field('tier', 'tier', 'choice', 'how much depends on it', ['critical', 'important', 'other']),
    field('owner', 'owner', 'text', 'who works with it here'),
    field('does', 'does', 'text', 'what it does for you'),
    field('data', 'data', 'text', 'data it sees, in words'),
    field('handles', 'handles', 'choices', 'kinds of regulated data it handles', [
      ...['personal', 'health', 'payment-card', 'financial', 'children'],
    ]),
    field('report', 'report.name', 'text', 'its assurance report'),
    field('report-type', 'report.type', 'text', 'such as SOC 2 Type 2'),
    field('period', 'report.period', 'period', 'the period of that report'),
    field('bridge-until', 'report.bridgeUntil', 'day', 'last day of its bridge letter'),
    field('reviewed-by', 'reviewedBy', 'text', 'who read the report'),
    field('reviewed-on', 'reviewedOn', 'day', 'when'),
    field('no-report', 'noReport', 'text', 'why there is none, and what stands for it'),
    field('duty', 'duties', 'duty', 'a duty it leaves to you, and your control for it'),
    field('duties', 'duties', 'no-duties', 'none: the report leaves no duties'),
    field('dpa', 'agreements', 'agreement', 'data processing agreement'),
    field('baa', 'agreements', 'agreement', 'business associate addendum'),
    field('confidentiality', 'agreements', 'agreement', 'confidentiality agreement'),
    field('marketplace', 'marketplace', 'yes-no', 'bought through AWS Marketplace'),
    field('method', 'method', 'choice', 'how your description treats it (DC 7)', ['carve-out', 'inclusive']),
    field('expects', 'expects', 'text', 'controls you expect at it (DC 7)'),
    field('exit', 'exit', 'text', 'how it would be left'),
  ],
  duty: [
    field('text', 'text', 'text', 'what customers have to do'),
    field('where', 'where', 'text', 'where they read it'),
    field('control', 'control', 'control', 'your control that counts on it'),
  ],
  exception: [
    field('text', 'text', 'text', 'what the report says'),
    field('criterion', 'criterion', 'criterion', 'its criterion'),
    field('control', 'control', 'control', 'your control it is about'),
    field('response', 'response', 'text', "management's answer"),
    field('due', 'due', 'day', 'day by which it is to be fixed'),
    field('fixed', 'fixedOn', 'day', 'day it was fixed'),
    field('evidence', 'evidence', 'text', 'what shows it'),
  ],
  engagement: [
    field('auditor', 'auditor', 'text', 'firm chosen'),
    field('fees', 'fees', 'text', 'fee range'),
    field('readiness', 'readiness', 'day', 'first day of the readiness assessment'),
    field('type1', 'type1', 'day', 'date of the Type 1'),
    field('fieldwork', 'fieldwork', 'day', 'first day of fieldwork'),
    field('report', 'report', 'day', 'day the report is due'),
    field('assertion', 'assertion', 'choice', "management's assertion", ['draft', 'signed']),
    field('representation', 'representation', 'choice', 'letter of representation', ['draft', 'signed']),
  ],
};

/** How the value of a field is written, for help and messages. */
export function fieldForm({ type, values = [] }: RegisterField): string {
  switch (type) {
    case 'day':
      return 'YYYY-MM-DD';
    case 'yes-no':
      return 'yes or no';
    case 'choice':
      return values.join(', ');
    case 'choices':
      return `any of ${values.join(',')}`;
    case 'period':
      return 'YYYY-MM-DD..YYYY-MM-DD';
    case 'id':
      return 'an id such as access-control';
    case 'control':
      return 'id of a control';
    case 'criterion':
      return 'such as CC6.1';
    case 'duty':
      return '"TEXT => CONTROL"';
    case 'no-duties':
      return 'none';
    case 'agreement':
      return '"YYYY-MM-DD PLACE"';
    default:
      return 'text';
  }
}
