/** The formats of a report, each as the files it comes to; nothing is written here. */
import type { Brand } from './brand.ts';
import type { ReportDocument } from './document.ts';
import { htmlDocument } from './html.ts';
import { markdownDocument } from './markdown.ts';
import type { Report } from './model.ts';
import { descriptionTable, registerTables, vendorDutyTable } from './register-tables.ts';
import { reportDocument, type SectionChoice } from './sections.ts';
import { csv, gapTable, planTable, raciTable } from './tables.ts';

/** A file to write. */
export interface ReportFile {
  /** A plain name that every system takes. */
  name: string;
  content: string | Uint8Array;
}

/** What a format is made from: the value, and the chosen sections of it as a document. */
export interface FormatInput {
  report: Report;
  document: ReportDocument;
}

/** Makes the files of one format. Heavy libraries are loaded inside, so that nobody else waits for them. */
type FormatWriter = (input: FormatInput) => ReportFile[] | Promise<ReportFile[]>;

/** The formats, in the order they are written. JSON and CSV are data: they hold everything, whatever sections are chosen. */
export const formats = {
  html: ({ document }) => [{ name: 'report.html', content: htmlDocument(document) }],
  md: ({ document }) => [{ name: 'report.md', content: markdownDocument(document) }],
  json: ({ report }) => [{ name: 'report.json', content: `${JSON.stringify(report, null, 2)}\n` }],
  csv: ({ report }) => csvFiles(report),
} as const satisfies Record<string, FormatWriter>;

/** Name of a format. */
export type ReportFormat = keyof typeof formats;

/** Their names. */
export const formatNames = Object.keys(formats) as ReportFormat[];

/** What somebody asks for. */
export interface FileChoice extends SectionChoice {
  /** Default: all. */
  formats?: readonly ReportFormat[];
  brand?: Brand;
}

/** The files of the chosen formats. */
export async function reportFiles(report: Report, choice: FileChoice = {}): Promise<ReportFile[]> {
  const input: FormatInput = { report, document: reportDocument(report, choice, choice.brand) };
  const files: ReportFile[] = [];
  // One after the other: each may hold a whole document in memory.
  for (const name of choice.formats ?? formatNames) files.push(...(await formats[name](input)));
  return files;
}

function csvFiles({ decisions, registers, description }: Report): ReportFile[] {
  return [
    { name: 'gaps.csv', content: csv(gapTable(decisions)) },
    { name: 'plan.csv', content: csv(planTable(decisions)) },
    { name: 'raci.csv', content: csv(raciTable(decisions.raci)) },
    { name: 'policies.csv', content: csv(registerTables.policy(registers)) },
    { name: 'vendors.csv', content: csv(registerTables.vendor(registers)) },
    { name: 'vendor-duties.csv', content: csv(vendorDutyTable(registers)) },
    { name: 'customer-duties.csv', content: csv(registerTables.duty(registers)) },
    { name: 'prior-exceptions.csv', content: csv(registerTables.exception(registers)) },
    { name: 'engagement.csv', content: csv(registerTables.engagement(registers)) },
    { name: 'description.csv', content: csv(descriptionTable(description)) },
  ];
}
