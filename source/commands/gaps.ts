/** `soc2-ready gaps`: what is short of target. */
import type { Severity } from '../core/finding.ts';
import { gapTable } from '../report/tables.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { failOn } from './scan-report.ts';
import { openSession } from './session.ts';
import type { Invocation } from './table.ts';

const severities: Severity[] = ['low', 'medium', 'high', 'critical'];

/** Prints the gap list; exits 3 when one is at or over --fail-on. */
export async function run({ options }: Invocation): Promise<number> {
  const threshold = failOn(options);
  const session = await openSession(options);
  try {
    const { gaps, unasked } = session.decisions;
    const format = formatOption(options);
    if (format === 'json') emit(json({ schema: 'soc2-ready/gaps@1', gaps, unasked }), options);
    else emit(formatTable(gapTable(session.decisions), format), options);
    return gaps.some((gap) => severities.indexOf(gap.severity) >= threshold) ? 3 : 0;
  } finally {
    await session.workspace.close();
  }
}
