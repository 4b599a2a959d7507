/** An entry of the journal in a few words: what an undo takes back. */
import type { EntryBody } from '../core/entry.ts';
import { engineNames } from '../core/foreign-findings.ts';
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
    case 'override': {
      const about = entry.of === 'constant' ? `constant ${entry.constant}` : `${entry.of} of ${entry.control}`;
      if (entry.value === null) return `${about} as the model has it`;
      return entry.of === 'judgement' ? `${entry.control} judged L${entry.value}` : `${about} set to ${entry.value}`;
    }
    case 'approved-exception':
      return entry.exception === null
        ? `no exception to ${entry.control}`
        : `the exception to ${entry.control} until ${entry.exception.expires}`;
    case 'manual-result':
      return entry.result === null
        ? `no result by hand of ${entry.check}`
        : `${entry.check} found ${entry.result.status} by hand`;
    case 'result':
      return `the result saved for ${entry.day}`;
    case 'role-set':
      if (entry.of === 'size') return `the role set ${entry.size ?? 'of the headcount'}`;
      return entry.of === 'hat'
        ? `who stands for the hat ${entry.role}`
        : `who answers for ${entry.where}: ${entry.role ?? 'as the set has it'}`;
    case 'findings-import':
      return `the findings taken in from ${engineNames[entry.engine]}`;
    case 'population-import':
      return `the list of ${entry.kind} taken in`;
    case 'person-account':
      return `${entry.account} ${entry.same ? 'is' : 'is not'} ${entry.person}'s`;
    case 'columns':
      return `${Object.keys(entry.values).join(', ')} of ${entry.row}`;
    case 'run':
      return `the run of ${entry.control} on ${entry.on}`;
    case 'population':
      return `the population of ${entry.control}`;
    case 'channel':
      return `how ${entry.party} hears of it`;
    case 'waiver':
      return `the waiver of ${entry.rule} for ${entry.control}`;
    case 'description':
      return `${entry.criterion} of the description`;
    case 'policy':
    case 'vendor':
    case 'duty':
    case 'exception':
    case 'engagement':
      return `${entry.type === 'duty' ? "the customers' duty" : `the ${entry.type}`} ${entry.key}${entry.record === null ? ' taken off' : ''}`;
    case 'depth':
      return `how deep it asks: ${entry.depth ?? 'the whole'}`;
    default:
      return entry.type.replaceAll('-', ' ');
  }
}
