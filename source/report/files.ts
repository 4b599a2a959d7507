/** The files a report consists of, each as a name and its content; nothing is written here. */
import { markdownReport } from './markdown.ts';
import type { Report } from './model.ts';
import { csv, gapTable, planTable, raciTable } from './tables.ts';

/** Every format of the report. */
export function reportFiles(report: Report): { name: string; content: string }[] {
  return [
    { name: 'report.md', content: markdownReport(report) },
    { name: 'report.json', content: `${JSON.stringify(report, null, 2)}\n` },
    { name: 'gaps.csv', content: csv(gapTable(report.decisions)) },
    { name: 'plan.csv', content: csv(planTable(report.decisions)) },
    { name: 'raci.csv', content: csv(raciTable(report.decisions.raci)) },
  ];
}
