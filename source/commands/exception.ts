/** `soc2-ready exception`: gaps and failures that somebody approved until a day (rule S-X1). */
import { type ExceptionView, exceptionViews } from '../core/approved-exceptions.ts';
import { longDay } from '../core/calendar.ts';
import type { EntryBody } from '../core/entry.ts';
import { newException } from '../core/new-exception.ts';
import { listed } from '../core/phrases.ts';
import type { ControlId } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import { findControl } from './answer.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { author, depthOption, derive, openChosen, openSession, type Session, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption } from './window.ts';

/** Runs list (without a word too), add or withdraw. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [action = 'list', id, ...more] = args;
  if (!['list', 'add', 'withdraw'].includes(action))
    throw new CommandError(2, `exception takes list, add or withdraw, not "${action}".`, example);
  if (more.length > 0 || (action === 'list') !== (id === undefined))
    throw new CommandError(
      2,
      `exception ${action} takes ${action === 'list' ? 'nothing' : 'one control'} after it.`,
      example,
    );
  return id === undefined ? list(options) : record(action, id, options);
}

const example =
  'For example: soc2-ready exception add CC6.1-mfa --approver Cara --expires 2027-03-31 --reason "break-glass user, alarmed"';

async function list(options: Options): Promise<number> {
  refuseOptions(options, ['approver', 'expires', 'reason', 'on', 'check'], 'exception add CONTROL');
  const format = formatOption(options);
  const { decisions, workspace, today } = await openSession(options);
  try {
    const { exceptions } = decisions;
    if (format === 'json') emit(json({ schema: 'soc2-ready/exceptions@1', today, exceptions }), options);
    else emit(formatTable(exceptionTable(exceptions), format), options);
    if (exceptions.length === 0 && format === 'text' && options.quiet !== true)
      process.stderr.write('no approved exceptions\n');
    return 0;
  } finally {
    await workspace.close();
  }
}

function exceptionTable(exceptions: readonly ExceptionView[]) {
  return {
    header: ['control', 'state', 'until', 'approver', 'approved', 'recorded by', 'covers', 'reason'],
    rows: exceptions.map(({ control, state, because, expires, approver, approvedOn, by, checks, text: reason }) => [
      ...[control, because === undefined ? state : `${state}: ${because}`, expires, approver, approvedOn, by],
      ...[checks.map(({ check, failing }) => `${check} (${failing})`).join(', ') || 'the gap', reason],
    ]),
  };
}

async function record(action: string, id: string, options: Options): Promise<number> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const control = findControl(questionnaire, id.replace(/^gap:/i, '')).id;
    const session = await derive(workspace, questionnaire, depthOption(options));
    const body = action === 'add' ? addition(control, session, options) : withdrawal(control, session, options);
    const entry = await workspace.append(body, await author(options));
    const view = exceptionViews(workspace.assessment, session.today).find((one) => one.control === control);
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/exception@1', entry: entry.id, exception: view ?? null }));
    else if (options.quiet !== true) process.stdout.write(`${plainLine(said(control, view))}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

function said(control: ControlId, view: ExceptionView | undefined): string {
  if (view === undefined) return `${control}: withdrawn, and counts as any gap again`;
  const covers = listed(view.checks.map(({ check }) => check));
  const stay = view.checks.length === 1 ? 'does' : 'do';
  const effect = covers === '' ? 'the verdict stays as it is' : `${covers} ${stay} not block until then`;
  if (view.state !== 'in force') return `${control}: recorded, and does not count: ${view.because}`;
  return `${control}: approved by ${view.approver} until ${longDay(view.expires)}; ${effect}, and no figure is lifted`;
}

/** What is approved is what is known today: the failing checks, and how many resources fail in each. */
function addition(control: ControlId, session: Session, options: Options): EntryBody {
  const { workspace, questionnaire, today, depth, decisions } = session;
  const approver = need(options, 'approver', 'who approved it').trim();
  const reason = need(options, 'reason', 'why it may stay so, and what is done instead').trim();
  const expires = dayOption(options, 'expires');
  if (expires === undefined) throw new CommandError(2, 'An exception needs --expires: the last day on which it holds.');
  const approvedOn = dayOption(options, 'on') ?? today;
  const named = options.check === undefined ? undefined : [options.check].flat().map(String);
  const approval = { control, text: reason, approver, approvedOn, expires, ...(named && { checks: named }) };
  const { assessment } = workspace;
  const made = newException(approval, { questionnaire, assessment, decisions, today, depth });
  if ('body' in made) return made.body;
  if (decisions.gaps.some((gap) => gap.control === control)) throw new CommandError(2, made.fault);
  throw new CommandError(2, made.fault, 'soc2-ready gaps lists them.');
}

function withdrawal(control: ControlId, { workspace }: Session, options: Options): EntryBody {
  if (workspace.assessment.exceptions[control] === undefined)
    throw new CommandError(2, `${control} has no approved exception.`, 'soc2-ready exception list lists them.');
  const reason = text(options, 'reason');
  return { type: 'approved-exception', control, exception: null, ...(reason === undefined ? {} : { reason }) };
}

function need(options: Options, name: string, what: string): string {
  const value = text(options, name);
  if (value === undefined || value.trim() === '')
    throw new CommandError(2, `An exception needs --${name}: ${what}.`, example);
  return value;
}
