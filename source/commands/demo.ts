/** `soc2-ready demo`: a sample company with a recorded AWS account, judged afresh at each start. */
import { chooseMode, greet } from './open.ts';
import type { Invocation } from './table.ts';

/** Opens the sample company; without a terminal prints its verdict, top gaps and where the report is, and exits 0. */
export async function run({ options }: Invocation): Promise<number> {
  const mode = chooseMode(options);
  greet(mode, 'opening the sample company…');
  const open = async () => (await import('./sample.ts')).openSample(options);
  if (mode !== 'summary') {
    const { runChain } = await import('./chain.ts');
    return runChain(mode, async () => ({ ...(await open()), options: { ...options, 'no-aws': true } }), options);
  }
  const { workspace, questionnaire } = await open();
  try {
    const { derive } = await import('./session.ts');
    const session = await derive(workspace, questionnaire);
    const { writeReport } = await import('./report.ts');
    const { plainFormats } = await import('../report/files.ts');
    const files = await writeReport(session, { formats: plainFormats });
    const { scoreReport, summary } = await import('./score.ts');
    if (options.json === true) {
      const { json } = await import('./output.ts');
      process.stdout.write(json({ ...scoreReport(session), report: files }));
      return 0;
    }
    const gaps = session.decisions.gaps
      .slice(0, 5)
      .map((gap) => `  ${gap.criterion}  ${gap.control}  ${gap.cause}: ${gap.reason}`);
    const { plainLine } = await import('../core/text.ts');
    const lines = [
      `${workspace.assessment.name}, a sample company (AWS account ${session.facts?.account ?? 'not read'}, recorded)`,
      ...summary(session.decisions, session.today),
      '',
      'Top gaps',
      ...gaps,
      '',
      `Report: ${files[0]}`,
      'Start your own with: soc2-ready --dir my-company',
    ];
    process.stdout.write(`${lines.map(plainLine).join('\n')}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}
