/** The registers, the description of the system, and what the company changed in the questionnaire. */
import { descriptionText } from '../../core/description.ts';
import type { RegisterKind } from '../../core/register-entry.ts';
import type { Block, Section } from '../document.ts';
import type { Report } from '../model.ts';
import { missingEntries, registerTables, vendorDutyTable, withoutEmptyColumns } from '../register-tables.ts';
import { questionnaireChangeTable } from '../tables.ts';
import { fromTable, heading, list, paragraph } from './shared.ts';

const titles: readonly [RegisterKind, string][] = [
  ['policy', 'Policies'],
  ['vendor', 'Vendors'],
  ['duty', "Customers' own duties (CUECs of our report)"],
  ['exception', 'Exceptions of the prior report'],
  ['engagement', 'The engagement'],
];

/** Every register. */
export function registerSection({ registers, workshop }: Report): Section {
  const blocks = titles.flatMap(([kind, title]): Block[] => {
    const table = withoutEmptyColumns(registerTables[kind](registers));
    const missing = missingEntries(registers, kind).map(({ text }) => text);
    const rows =
      table.header.length === 0 ? paragraph('Nothing is entered.') : fromTable(table, title, 'Nothing is entered.');
    return [heading(title), rows, ...(missing.length === 0 ? [] : [paragraph('Missing:'), ...list(missing)])];
  });
  const duties = withoutEmptyColumns(vendorDutyTable(registers));
  const title = "Duties that vendors' reports leave to us (CUECs)";
  const ours =
    duties.header.length === 0 ? paragraph('None is entered.') : fromTable(duties, title, 'None is entered.');
  return {
    id: 'registers',
    title: 'Registers',
    blocks: [...blocks, heading(title), ours, ...workshopBlocks(workshop)],
  };
}

/** Nothing where no workshop took place. What is still open comes first. */
function workshopBlocks({ participants, parked }: Report['workshop']): Block[] {
  if (participants.length + parked.length === 0) return [];
  const open = parked.filter(({ outcome }) => outcome === undefined);
  const sorted = [...open, ...parked.filter(({ outcome }) => outcome !== undefined)];
  const who = participants.length === 0 ? [] : [paragraph(`Around the table: ${participants.join(', ')}.`)];
  const table = {
    header: ['what was put aside', 'at', 'by', 'what became of it'],
    rows: sorted.map(({ text, control = '', by, outcome = 'open' }) => [text, control, by, outcome]),
  };
  return [heading('The workshop'), ...who, fromTable(table, 'The parking lot', 'Nothing was put aside.')];
}

/** DC 1–9. */
export function descriptionSection({ description }: Report): Section {
  const done = description.filter(({ status }) => status === 'done').length;
  const blocks = description.flatMap((criterion): Block[] => {
    const text = descriptionText(criterion).flatMap((part) => part.split(/\r\n|\r|\n/));
    const missing = criterion.status === 'done' ? [] : criterion.missing;
    return [
      heading(`${criterion.id} ${criterion.title}: ${criterion.status}`),
      ...(text.length === 0 ? [] : [{ kind: 'quote' as const, lines: text }]),
      ...(missing.length === 0 ? [] : [paragraph(`Still to be said: ${missing.join('; ')}.`)]),
    ];
  });
  const intro =
    `${done} of ${description.length} are done. The rest is drafted from answers, registers and the scan; ` +
    "the words have to become the company's own.";
  return { id: 'description', title: 'Description of the system (DC 1–9)', blocks: [paragraph(intro), ...blocks] };
}

/** Custom changes; undefined for the questionnaire as shipped. */
export function changesSection({ questionnaireChanges: changes }: Report): Section | undefined {
  if (changes.length === 0) return undefined;
  const files = [...new Set(changes.map(({ file }) => file))];
  return {
    id: 'changes',
    title: 'Changes to the questionnaire',
    blocks: [
      paragraph(
        `The questionnaire that was used is not the shipped one: the company's own files ${files.join(', ')} were laid over it, in this order.`,
      ),
      fromTable(questionnaireChangeTable(changes), 'What was changed', 'Nothing.'),
    ],
  };
}
