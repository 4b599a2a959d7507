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
    const { gaps, checkGaps, plan, unasked } = session.decisions;
    const items = new Map(plan.items.map((item) => [item.control, item]));
    const withItems = gaps.map((gap) => {
      const item = items.get(gap.control);
      if (item === undefined) return gap;
      const { id, action, acceptedWhen, owner, due, state } = item;
      return { ...gap, remediation: { id, action, acceptedWhen, owner, due, state } };
    });
    const format = formatOption(options);
    if (format === 'json')
      emit(json({ schema: 'soc2-ready/gaps@1', gaps: withItems, checks: checkGaps, unasked }), options);
    else emit(formatTable(gapTable(session.decisions), format), options);
    return [...gaps, ...checkGaps].some(({ severity }) => severities.indexOf(severity) >= threshold) ? 3 : 0;
  } finally {
    await session.workspace.close();
  }
}
