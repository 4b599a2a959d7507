/** Findings that have been open for longest, without reading them all. */
import type { OpenFindings } from '../../core/facts-security.ts';

/**
 * The first page of findings, oldest first; when there are more, the first page of each severity. Whether any finding
 * is older than its severity allows shows in these: all that are left out are younger than one of the same severity.
 */
export async function oldestFindings<Finding, Severity>(
  severities: readonly Severity[],
  page: (severities: readonly Severity[]) => Promise<{ findings: Finding[]; next: string | undefined }>,
): Promise<OpenFindings<Finding>> {
  const { findings, next } = await page(severities);
  if (!next) return { findings, more: false };
  const pages = await Promise.all(severities.map((severity) => page([severity])));
  return { findings: pages.flatMap((one) => one.findings), more: true };
}
