/** `soc2-ready requests`: what an auditor will ask for, from whom, and how far it is there. */
import { requestList } from '../core/request-list.ts';
import { requestCounts, requestTable } from '../report/request-table.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { openSession } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints the list. */
export async function run({ options }: Invocation): Promise<number> {
  const format = formatOption(options);
  const session = await openSession(options);
  try {
    const { decisions, workspace, questionnaire, today, depth } = session;
    const { assessment } = workspace;
    const requests = requestList({ decisions, assessment, questionnaire, today, depth });
    if (format === 'json') emit(json({ schema: 'soc2-ready/requests@1', today, requests }), options);
    else if (format !== 'text') emit(formatTable(requestTable(requests), format), options);
    else {
      const rows = requests.map(({ state, control, from, title, lacking }) => [
        ...[state, control, from.R.join(', '), `${title}${lacking.length === 0 ? '' : `: ${lacking.join('; ')}`}`],
      ]);
      emit(formatTable({ header: ['state', 'control', 'from', 'what, and what is lacking'], rows }, format), options);
    }
    if (options.quiet !== true) process.stderr.write(`${requestCounts(requests)}\n`);
    return 0;
  } finally {
    await session.workspace.close();
  }
}
