/** `soc2-ready raci [--lint]`: the matrix, or what is wrong with it. */
import { raciFindingTable, raciTable } from '../report/tables.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { openSession } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints the matrix; with --lint its findings, and exits 1 when one is an error without a waiver. */
export async function run({ options }: Invocation): Promise<number> {
  const session = await openSession(options);
  try {
    const { raci } = session.decisions;
    const format = formatOption(options);
    const lint = options.lint === true;
    if (format === 'json') emit(json({ schema: 'soc2-ready/raci@1', ...raci }), options);
    else emit(formatTable(lint ? raciFindingTable(raci) : raciTable(raci), format), options);
    const errors = raci.findings.filter((finding) => finding.severity === 'error' && finding.waived === undefined);
    if (!lint && errors.length > 0 && options.quiet !== true && format !== 'json') {
      process.stderr.write(
        `${errors.length} ${errors.length === 1 ? 'error' : 'errors'} in the matrix: soc2-ready raci --lint\n`,
      );
    }
    return lint && errors.length > 0 ? 1 : 0;
  } finally {
    await session.workspace.close();
  }
}
