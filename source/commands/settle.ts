/** `soc2-ready settle [ID VALUE]`: what holds where several people answered; without an id, the list of them. */
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import { answersOf, disagreement, levelName } from '../core/workshop-fold.ts';
import { answerOf, findControl } from './answer.ts';
import { refuseStray } from './answer-stray.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, openChosen } from './session.ts';
import type { Invocation } from './table.ts';

/** Records what the facilitator settles, or lists what is open. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [id, value] = args;
  const { workspace, questionnaire } = await openChosen(options, { readOnly: id === undefined });
  try {
    if (id === undefined) {
      const open = Object.entries(workspace.assessment.controls).flatMap(([control, record]) => {
        const said = disagreement(record);
        return said === undefined ? [] : [{ control, said, counts: record.answer?.level, answers: answersOf(record) }];
      });
      const lines = open.map(
        ({ control, said, counts = 'later' }) => `${control}  ${said}; ${levelName(counts)} counts`,
      );
      const text = lines.length === 0 ? ['Nobody disagrees.'] : lines;
      process.stdout.write(
        options.json === true ? json({ schema: 'soc2-ready/settle@1', open }) : `${text.map(plainLine).join('\n')}\n`,
      );
      return 0;
    }
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const control = findControl(questionnaire, id);
    if (value === undefined)
      throw new CommandError(
        2,
        `settle ${control.id} needs a value: 0–4, inherited or n/a.`,
        `For example: soc2-ready settle ${control.id} 2`,
      );
    refuseStray(control.id, value, options);
    const answer = answerOf(value, options, control);
    if (answer === null || answer.level === 'unknown' || answer.level === 'later')
      throw new CommandError(2, `"${value}" settles nothing.`, 'Leave it open, or settle on 0–4, inherited or n/a.');
    const said = disagreement(workspace.assessment.controls[control.id]);
    const given = answersOf(workspace.assessment.controls[control.id]).length;
    const entry = await workspace.append({ type: 'settle', control: control.id, answer }, await author(options));
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/settle@1', entries: [entry.id] }));
    else if (options.quiet !== true)
      process.stdout.write(
        `${control.id}: ${said === undefined ? `${counted(given, 'answer')} so far` : said}; settled on ${levelName(answer.level)}\n`,
      );
    return 0;
  } finally {
    await workspace.close();
  }
}
