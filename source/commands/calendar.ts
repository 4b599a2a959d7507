/** `soc2-ready calendar`: the runs of recurring controls that fall due, as a calendar file. */
import { dueRuns } from '../core/due-runs.ts';
import { counted } from '../core/phrases.ts';
import { calendarFile, calendarIdentity } from '../report/calendar-ics.ts';
import { emit } from './output.ts';
import { openSession } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints the file, or writes it to --output. */
export async function run({ options }: Invocation): Promise<number> {
  const session = await openSession(options);
  try {
    const { decisions, workspace, today } = session;
    const { assessment } = workspace;
    const runs = dueRuns(decisions, assessment, today);
    const { window } = decisions.plan;
    emit(calendarFile({ name: assessment.name, ...calendarIdentity(assessment.history), runs }), options);
    if (options.quiet !== true && window !== undefined) {
      const dates = window.chosen ? 'the window chosen' : 'six months from the clean start, as no window is chosen';
      process.stderr.write(`${counted(runs.length, 'run')} to ${window.to}: ${dates}\n`);
    }
    return 0;
  } finally {
    await session.workspace.close();
  }
}
