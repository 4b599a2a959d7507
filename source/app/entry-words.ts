/** An entry of the journal in a few words: what an undo takes back. */
import type { EntryBody } from '../core/entry.ts';
import { counted } from './words.ts';

/** Such as `CC6.1-mfa answered 3`. */
export function entryWords(entry: EntryBody): string {
  switch (entry.type) {
    case 'answer':
      return entry.answer === null
        ? `no answer to ${entry.control}`
        : `${entry.control} answered ${`${entry.answer.level}`.replaceAll('-', ' ')}`;
    case 'scope':
      return `the answer to ${entry.question}`;
    case 'owner':
      return entry.person === null ? `nobody owns ${entry.control}` : `${entry.person} owns ${entry.control}`;
    case 'note':
    case 'evidence':
      return `${entry.type} of ${entry.control}`;
    case 'person':
      return `the entry of ${entry.name}`;
    case 'plan':
      return `${entry.item.replace('plan:', '')} ${entry.state}`;
    case 'raci':
      return `${entry.person} ${entry.standIn === true ? 'stands in on' : `is ${entry.role ?? 'off'} on`} ${entry.control}`;
    case 'acknowledge':
      return `${entry.person} agreed to the matrix`;
    case 'settle':
      return `what ${entry.control} was settled on`;
    case 'participants':
      return `who takes part: ${entry.names.join(', ') || 'nobody'}`;
    case 'park':
      return `the parked line "${entry.text}"`;
    case 'parked':
      return 'what became of a parked line';
    case 'window':
      return `the window from ${entry.start}, ${counted(entry.months, 'month')}`;
    case 'schedule':
      return `${entry.control} dated ${entry.next}`;
    default:
      return entry.type.replaceAll('-', ' ');
  }
}
