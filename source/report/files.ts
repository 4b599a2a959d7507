/** The files a report consists of, each as a name and its content; nothing is written here. */
import { markdownReport } from './markdown.ts';
import type { Report } from './model.ts';
import { descriptionTable, registerTables, vendorDutyTable } from './register-tables.ts';
import { csv, gapTable, planTable, raciTable } from './tables.ts';

/** Every format of the report. */
export function reportFiles(report: Report): { name: string; content: string }[] {
  return [
    { name: 'report.md', content: markdownReport(report) },
    { name: 'report.json', content: `${JSON.stringify(report, null, 2)}\n` },
    { name: 'gaps.csv', content: csv(gapTable(report.decisions)) },
    { name: 'plan.csv', content: csv(planTable(report.decisions)) },
    { name: 'raci.csv', content: csv(raciTable(report.decisions.raci)) },
    { name: 'policies.csv', content: csv(registerTables.policy(report.registers)) },
    { name: 'vendors.csv', content: csv(registerTables.vendor(report.registers)) },
    { name: 'vendor-duties.csv', content: csv(vendorDutyTable(report.registers)) },
    { name: 'customer-duties.csv', content: csv(registerTables.duty(report.registers)) },
    { name: 'prior-exceptions.csv', content: csv(registerTables.exception(report.registers)) },
    { name: 'engagement.csv', content: csv(registerTables.engagement(report.registers)) },
    { name: 'description.csv', content: csv(descriptionTable(report.description)) },
  ];
}
