/** `soc2-ready window plan`, `open`, `run` and `next`: the window on record, runs of controls, and their next dates. */
import { addDays, addMonths, isDay, longDay, monthsBetween } from '../core/calendar.ts';
import type { Day, EntryBody } from '../core/entry.ts';
import { counted } from '../core/phrases.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import { findControl } from './answer.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, derive, openChosen, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption, windowDays } from './window.ts';

/** Records it, and prints what it means. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [what, ...rest] = args;
  if (what !== 'run') refuseOptions(options, ['on', 'text'], 'window run CONTROL');
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const { today, decisions } = await derive(workspace, questionnaire);
    const body =
      what === 'run'
        ? ranBody(rest, questionnaire, today, options)
        : what === 'next'
          ? nextBody(rest, questionnaire)
          : windowBody(what === 'open', rest, today, options);
    const entry = await workspace.append(body, await author(options));
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/window-set@1', entry: entry.id }));
    else if (options.quiet !== true)
      process.stdout.write(`${plainLine(saying(body, decisions.score.verdict.opening))}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

function windowBody(opened: boolean, rest: readonly string[], today: Day, options: Options): EntryBody {
  if (rest.length > 0) throw new CommandError(2, `window ${opened ? 'open' : 'plan'} takes no "${rest[0]}".`);
  const deadline = text(options, 'deadline');
  if (deadline !== undefined)
    throw new CommandError(
      2,
      'A window on record has no deadline of its own.',
      `The customer's day is an answer about scope: soc2-ready answer deadline ${deadline}`,
    );
  const { from: start = opened ? today : undefined, to, months: told } = windowDays(options);
  if (start === undefined) throw new CommandError(2, 'window plan needs --from DATE.');
  if (opened && start > today)
    throw new CommandError(
      2,
      `--from ${start} lies ahead: a window opens when its first day has come.`,
      `Until then: soc2-ready window plan --from ${start} --months 6`,
    );
  const months = to === undefined ? told : monthsBetween(start, addDays(to, 1));
  if (months === undefined || months < 1) throw new CommandError(2, 'A window needs --months N, or --to DATE.');
  if (to !== undefined && addDays(addMonths(start, months), -1) !== to)
    throw new CommandError(
      2,
      `From ${start} to ${to} are no whole months.`,
      `What is put on record has them: --to ${addDays(addMonths(start, months), -1)}. For any other dates see: soc2-ready window --from ${start} --to ${to}`,
    );
  return { type: 'window', start, months, opened };
}

function ranBody([id, ...more]: string[], questionnaire: Questionnaire, today: Day, options: Options): EntryBody {
  if (id === undefined)
    throw new CommandError(
      2,
      'window run needs a control.',
      'For example: soc2-ready window run CC6.3-review --on 2027-03-30',
    );
  refuseMore('run', more);
  const on = dayOption(options, 'on') ?? today;
  if (on > today) throw new CommandError(2, `--on ${on} lies ahead.`, 'Give the day on which it ran.');
  const deviation = text(options, 'text');
  return {
    type: 'run',
    control: findControl(questionnaire, id).id,
    on,
    ...(deviation === undefined ? {} : { deviation }),
  };
}

function nextBody([id, day, ...more]: string[], questionnaire: Questionnaire): EntryBody {
  refuseMore('next', more);
  if (id === undefined || !isDay(day))
    throw new CommandError(
      2,
      'window next needs a control and a date.',
      'For example: soc2-ready window next CC6.3-review 2027-03-30',
    );
  return { type: 'schedule', control: findControl(questionnaire, id).id, next: day };
}

/** Words that would be lost: what went wrong in a run goes into --text. */
function refuseMore(what: string, more: readonly string[]): void {
  if (more.length > 0)
    throw new CommandError(
      2,
      `window ${what} does not know what to do with "${more[0]}".`,
      'What went wrong in a run goes into --text "…".',
    );
}

function saying(body: EntryBody, opening: string): string {
  if (body.type === 'run')
    return `${body.control} ran on ${longDay(body.on)}${body.deviation === undefined ? '' : `, with a deviation: ${body.deviation}. It stays on record`}`;
  if (body.type === 'schedule') return `${body.control} is to run on ${longDay(body.next)}`;
  if (body.type !== 'window') return '';
  const days = `${counted(body.months, 'month')} from ${longDay(body.start)} to ${longDay(addDays(addMonths(body.start, body.months), -1))}`;
  return body.opened
    ? `The window is open: ${days}. What is missed in it from now on is disclosed, not repaired. Opening: ${opening}.`
    : `The window is planned: ${days}.`;
}
