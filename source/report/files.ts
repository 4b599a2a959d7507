/** The formats of a report, each as the files it comes to; nothing is written here. */
import { safeJson } from '../core/safe-json.ts';
import type { Brand } from './brand.ts';
import { calendarFile } from './calendar-ics.ts';
import type { ReportDocument } from './document.ts';
import { planSheet, raciSheet } from './edit-sheets.ts';
import { evidenceTable } from './evidence-table.ts';
import { htmlDocument } from './html.ts';
import { markdownDocument } from './markdown.ts';
import type { Report } from './model.ts';
import { descriptionTable, registerTables, vendorDutyTable } from './register-tables.ts';
import { requestTable } from './request-table.ts';
import { reportDocument, type SectionChoice, sectionIds } from './sections.ts';
import { csv, gapTable } from './tables.ts';

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
  /** A Word template to fill in place of a document of our own. */
  template: Uint8Array | undefined;
}

/** Makes the files of one format. Heavy libraries are loaded inside, so that nobody else waits for them. */
type FormatWriter = (input: FormatInput) => ReportFile[] | Promise<ReportFile[]>;

/**
 * The formats, in the order they are written. XLSX, JSON, CSV and ICS are data: they hold everything, whatever sections
 * are chosen.
 */
export const formats = {
  html: ({ document }) => [{ name: 'report.html', content: htmlDocument(document) }],
  md: ({ document }) => [{ name: 'report.md', content: markdownDocument(document) }],
  docx: async ({ document, template }) => [{ name: 'report.docx', content: await wordFile(document, template) }],
  xlsx: async ({ report }) => [{ name: 'report.xlsx', content: await workbookFile(report) }],
  json: ({ report }) => [{ name: 'report.json', content: safeJson(report) }],
  csv: ({ report }) => csvFiles(report),
  ics: ({ report: { name, calendar, dueRuns } }) => [
    { name: 'calendar.ics', content: calendarFile({ name, ...calendar, runs: dueRuns }) },
  ],
} as const satisfies Record<string, FormatWriter>;

/** Name of a format. */
export type ReportFormat = keyof typeof formats;

/** Their names. */
export const formatNames = Object.keys(formats) as ReportFormat[];

/** Those that are made at once and give the same bytes for the same report: no archive with the time of its making. */
export const plainFormats = ['html', 'md', 'json', 'csv', 'ics'] as const satisfies ReportFormat[];

/** What somebody asks for. */
export interface FileChoice extends SectionChoice {
  /** Default: all. */
  formats?: readonly ReportFormat[];
  brand?: Brand;
  /** A Word template to fill (docx-template.ts). */
  template?: Uint8Array | undefined;
}

/** The files of the chosen formats. */
export async function reportFiles(report: Report, choice: FileChoice = {}): Promise<ReportFile[]> {
  const document = reportDocument(report, choice, choice.brand);
  const input: FormatInput = { report, document, template: choice.template };
  const files: ReportFile[] = [];
  // One after the other: each may hold a whole document in memory.
  for (const name of choice.formats ?? formatNames) files.push(...(await formats[name](input)));
  return files;
}

async function wordFile(document: ReportDocument, template: Uint8Array | undefined): Promise<Uint8Array> {
  // What fits a few pages needs no table of contents.
  if (template === undefined) return (await import('./docx.ts')).docxDocument(document, document.compact !== true);
  return (await import('./docx-template.ts')).fillTemplate(template, document, sectionIds);
}

async function workbookFile(report: Report): Promise<Uint8Array> {
  const [{ workbookSheets }, { xlsxWorkbook }] = await Promise.all([import('./workbook.ts'), import('./xlsx.ts')]);
  return xlsxWorkbook(workbookSheets(report));
}

function csvFiles({ decisions, registers, description, keptColumns, requests, evidence }: Report): ReportFile[] {
  return [
    { name: 'gaps.csv', content: csv(gapTable(decisions)) },
    { name: 'plan.csv', content: csv(planSheet(decisions, keptColumns)) },
    { name: 'raci.csv', content: csv(raciSheet(decisions.raci, keptColumns)) },
    { name: 'requests.csv', content: csv(requestTable(requests)) },
    { name: 'evidence.csv', content: csv(evidenceTable(evidence)) },
    { name: 'policies.csv', content: csv(registerTables.policy(registers)) },
    { name: 'vendors.csv', content: csv(registerTables.vendor(registers)) },
    { name: 'vendor-duties.csv', content: csv(vendorDutyTable(registers)) },
    { name: 'customer-duties.csv', content: csv(registerTables.duty(registers)) },
    { name: 'prior-exceptions.csv', content: csv(registerTables.exception(registers)) },
    { name: 'engagement.csv', content: csv(registerTables.engagement(registers)) },
    { name: 'description.csv', content: csv(descriptionTable(description)) },
  ];
}
