/** `soc2-ready plan set ITEM STATE`: how far an item is. Closing needs more than saying so (rule S-R1). */
import type { Decisions } from '../core/decision.ts';
import type { EntryBody, PlanState } from '../core/entry.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, derive, openChosen, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption } from './window.ts';

/** States that a person may set. */
const states: readonly PlanState[] = ['open', 'doing', 'blocked', 'done', 'closed', 'accepted'];

/** Records the state; prints what it means. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [named = '', state = '', more] = args;
  if (more !== undefined)
    throw new CommandError(
      2,
      `plan set does not know what to do with "${more}".`,
      'Why it is so goes into --reason "…"; words that belong together go in quotes.',
    );
  if (named === '' || !states.includes(state as PlanState))
    throw new CommandError(
      2,
      `plan set needs an item and a state: ${states.join(', ')}.`,
      'For example: soc2-ready plan set CC6.1-mfa doing',
    );
  if (state !== 'accepted') refuseOptions(options, ['until', 'approver'], `plan set ${named} accepted`);
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const { decisions, today } = await derive(workspace, questionnaire);
    const control = controlNamed(named, decisions);
    const on = dayOption(options, 'on') ?? today;
    if (on > today) throw new CommandError(2, `--on ${on} lies ahead.`, 'Give the day on which it was so.');
    const body = bodyFor(`plan:${control}`, state as PlanState, on, options);
    if (state === 'closed') refuseOpen(control, decisions);
    const entry = await workspace.append(body, await author(options));
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/plan-set@1', entry: entry.id }));
    else if (options.quiet !== true) process.stdout.write(`${control}: ${meaning[state as PlanState]}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

const meaning: Record<PlanState, string> = {
  open: 'open',
  doing: 'being done',
  blocked: 'blocked; its dates count from today',
  done: 'done, to re-test: it closes on a record from after today that a second person saw, or on a scan that passes',
  closed: 'closed',
  accepted: 'accepted as it stands; the verdict stays as it is',
};

/** The control behind `plan:CONTROL` or `CONTROL`, in any case of letters. */
function controlNamed(named: string, { controls }: Decisions): string {
  const id = named.replace(/^plan:/i, '').toLowerCase();
  const control = controls.find((one) => one.id.toLowerCase() === id);
  if (control === undefined)
    throw new CommandError(2, `There is no item "${named}" in the plan.`, 'soc2-ready plan lists them.');
  return control.id;
}

function bodyFor(item: string, state: PlanState, on: string, options: Options): EntryBody {
  const reason = text(options, 'reason');
  const until = dayOption(options, 'until');
  if ((state === 'blocked' || state === 'accepted') && reason === undefined)
    throw new CommandError(2, `${state} needs --reason.`, 'Say what it waits for, or why it may stay as it is.');
  if (state === 'accepted' && until === undefined)
    throw new CommandError(2, 'accepted needs --until DATE.', 'What is accepted is looked at again.');
  const [approver, cost] = [text(options, 'approver'), text(options, 'cost')];
  if (state === 'accepted' && approver === undefined)
    throw new CommandError(2, 'accepted needs --approver NAME.', 'Name who decided that it may stay as it is.');
  return {
    ...{ type: 'plan', item, state, on },
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined || state !== 'accepted' ? {} : { until }),
    ...(approver === undefined || state !== 'accepted' ? {} : { approver }),
    ...(cost === undefined ? {} : { cost }),
  };
}

/** Rule S-R1: what the model still sees, or nothing newer than the fix shows, is not closed by saying so. */
function refuseOpen(control: string, { gaps, plan }: Decisions): void {
  const gap = gaps.find((one) => one.control === control);
  if (gap !== undefined)
    throw new CommandError(
      1,
      `${control} is not closed: ${gap.reason}`,
      `Say that the work is done: soc2-ready plan set ${control} done`,
    );
  const settlement = plan.settled.find((one) => one.control === control);
  if (settlement === undefined)
    throw new CommandError(1, `${control} has no item in the plan: there is nothing to close.`);
  if (settlement.state === 'done') throw new CommandError(1, `${control} is not closed: ${settlement.because}.`);
}
