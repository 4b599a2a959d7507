/** The registers and the description of the system as sections of the Markdown report. */
import { descriptionText } from '../core/description.ts';
import type { RegisterKind } from '../core/register-entry.ts';
import { markdown } from '../core/text.ts';
import type { Report } from './model.ts';
import { missingEntries, registerTables, vendorDutyTable, withoutEmptyColumns } from './register-tables.ts';
import type { Table } from './tables.ts';

const titles: readonly [RegisterKind, string][] = [
  ['policy', 'Policies'],
  ['vendor', 'Vendors'],
  ['duty', "Customers' own duties (CUECs of our report)"],
  ['exception', 'Exceptions of the prior report'],
  ['engagement', 'The engagement'],
];

/** One section with every register, and one with DC 1–9; everything that people wrote is escaped. */
export function registerSections(report: Report): string[] {
  return [registers(report), description(report)];
}

function registers(report: Report): string {
  const sections = titles.flatMap(([kind, title]) => {
    const own = registerTables[kind](report.registers);
    const missing = missingEntries(report.registers, kind).map(({ text }) => `- ${markdown(text)}`);
    const rows = own.rows.length === 0 ? 'Nothing is entered.' : filled(own);
    return [`### ${title}`, rows, ...(missing.length === 0 ? [] : [`Missing:\n\n${missing.join('\n')}`])];
  });
  const duties = vendorDutyTable(report.registers);
  const vendorDuties = duties.rows.length === 0 ? 'None is entered.' : filled(duties);
  return ['## Registers', ...sections, "### Duties that vendors' reports leave to us (CUECs)", vendorDuties].join(
    '\n\n',
  );
}

function description({ description: criteria }: Report): string {
  const done = criteria.filter(({ status }) => status === 'done').length;
  const parts = criteria.flatMap((criterion) => {
    const text = descriptionText(criterion).flatMap((paragraph) => paragraph.split(/\r\n|\r|\n/));
    const missing = criterion.status === 'done' ? [] : criterion.missing;
    return [
      `### ${criterion.id} ${criterion.title}: ${criterion.status}`,
      ...(text.length === 0 ? [] : [text.map((line) => `- ${markdown(line)}`).join('\n')]),
      ...(missing.length === 0 ? [] : [`Still to be said: ${missing.map(markdown).join('; ')}.`]),
    ];
  });
  const intro = `${done} of ${criteria.length} are done. The rest is drafted from answers, registers and the scan; the words have to become the company's own.`;
  return ['## Description of the system', intro, ...parts].join('\n\n');
}

/** A table without the columns in which nothing stands. */
function filled(table: Table): string {
  const { header, rows } = withoutEmptyColumns(table);
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [header, header.map(() => '---'), ...rows.map((row) => row.map(markdown))].map(line).join('\n');
}
