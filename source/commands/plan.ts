/** `soc2-ready plan`: the remediation plan with its critical path. */
import { criticalPathLine, planTable } from '../report/tables.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { openSession } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints the plan. */
export async function run({ options }: Invocation): Promise<number> {
  const session = await openSession(options);
  try {
    const { plan } = session.decisions;
    const format = formatOption(options);
    if (format === 'json') emit(json({ schema: 'soc2-ready/plan@1', ...plan }), options);
    else {
      const table = formatTable(planTable(session.decisions), format);
      const notes = format === 'csv' ? [] : ['', criticalPathLine(plan), ...plan.warnings];
      emit([table, ...notes].join('\n'), options);
    }
    return 0;
  } finally {
    await session.workspace.close();
  }
}
