/** A report without what names anything of an AWS account. */
import type { Redactor } from '../core/redact.ts';
import type { Report } from './model.ts';

/**
 * The report with aliases, the same thing having the same alias wherever this redactor is used. Our own words stay: what made the
 * report, the catalogue of checks, the constants, the glossary. A name there would be chance, an alias nonsense.
 */
export function redactedReport(report: Report, redactor: Redactor): Report {
  const { schema, madeBy, checks, glossary, method } = report;
  const redacted = redactor.value(report);
  return { ...redacted, schema, madeBy, checks, glossary, method: { ...redacted.method, constants: method.constants } };
}
