/** `soc2-ready reassess`: a new round; every answer is to be confirmed before it counts again. */
import { dayIn } from '../core/calendar.ts';
import { counted } from '../core/phrases.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, derive, openChosen } from './session.ts';
import type { Invocation } from './table.ts';

/** Begins the round; evidence, owners, dates and scans stay as they are and count by their own dates. */
export async function run({ options }: Invocation): Promise<number> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const { assessment } = workspace;
    const answers = Object.values(assessment.controls).filter(({ answer }) => answer !== undefined).length;
    if (answers === 0) throw new CommandError(2, 'There is no answer yet, so nothing to confirm.');
    const on = dayIn(new Date().toISOString(), assessment.timeZone);
    // What the last round came to is kept as it was (rule S-S1).
    const { saveSession } = await import('./save-result.ts');
    await saveSession(await derive(workspace, questionnaire), await author(options));
    const entry = await workspace.append({ type: 'reassess', on }, await author(options));
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/reassess@1', on, toConfirm: answers, entry: entry.id }));
    else if (options.quiet !== true)
      process.stdout.write(
        `${counted(answers, 'answer')} to confirm: each shows as it was and counts as not known until somebody gives it again.\nConfirm one as it is with: soc2-ready answer ID confirm\n`,
      );
    return 0;
  } finally {
    await workspace.close();
  }
}
