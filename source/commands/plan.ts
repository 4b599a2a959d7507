/** `soc2-ready plan`: the remediation plan with its critical path, its other views, and `plan set ITEM STATE`. */
import { longDay } from '../core/calendar.ts';
import { counted } from '../core/phrases.ts';
import { rankFormula } from '../core/plan-rank.ts';
import { byOwner } from '../core/plan-status.ts';
import { backwards, byPhase, thirtySixtyNinety, timeline } from '../core/plan-views.ts';
import { planWeeks } from '../core/plan-weeks.ts';
import { planWindow } from '../core/window-plan.ts';
import { planSheet } from '../report/edit-sheets.ts';
import { criticalPathLine, planTable, type Table } from '../report/tables.ts';
import { planWorksheet } from '../report/workbook.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json, withFormatOfFile } from './output.ts';
import { emitWorkbook } from './output-workbook.ts';
import { openSession, type Session, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption } from './window.ts';

/** Prints the plan or a view of it, or sets the state of an item. */
export async function run({ args, options: given }: Invocation): Promise<number> {
  const options = withFormatOfFile(given);
  if (args[0] === 'set') return (await import('./plan-set.ts')).run({ args: args.slice(1), options });
  if (args[0] !== undefined)
    throw new CommandError(2, `plan takes no "${args[0]}".`, 'soc2-ready plan set ITEM STATE sets a state.');
  const view = text(options, 'view') ?? 'table';
  const print = Object.hasOwn(views, view) ? views[view] : undefined;
  if (print === undefined) throw new CommandError(2, `--view takes ${Object.keys(views).join(', ')}, not "${view}".`);
  refuseOptions(options, ['reason', 'until', 'approver', 'cost', 'on'], 'plan set ITEM STATE');
  if (view !== 'timeline' && view !== 'backwards')
    refuseOptions(options, ['deadline'], 'plan --view backwards, or --view timeline');
  dayOption(options, 'deadline');
  const session = await openSession(options);
  try {
    if (options.format === 'xlsx' && view === 'table')
      await emitWorkbook(options, 'plan.xlsx', [
        planWorksheet(session.decisions, session.workspace.assessment.keptColumns),
      ]);
    else emit(print(session, options), options);
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** One printer per view. */
const views: Record<string, (session: Session, options: Options) => string> = {
  table: printTable,
  owners: printOwners,
  phases: printPhases,
  load: printLoad,
  ranking: printRanking,
  '30-60-90': printStretches,
  timeline: printTimeline,
  backwards: printBackwards,
};

function printTable({ decisions, workspace, today }: Session, options: Options): string {
  const { plan } = decisions;
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/plan@1', ...plan });
  if (format === 'csv') return formatTable(planSheet(decisions, workspace.assessment.keptColumns), format);
  const table = formatTable(planTable(decisions), format);
  const settled = plan.settled.map(({ control, state, because, on }) =>
    state === 'closed'
      ? `${control} is closed${on === undefined ? '' : ` since ${longDay(on)}`}: ${because}.`
      : `${control} is done, to re-test: ${because}.`,
  );
  return [table, '', criticalPathLine(plan, today), ...plan.warnings, ...settled].join('\n');
}

/** One line per owner, for a weekly word. */
function printOwners({ decisions, workspace, today }: Session, options: Options): string {
  const owners = byOwner(decisions, workspace.assessment, today);
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/plan-owners@1', today, owners });
  if (format === 'text') return owners.map(({ sentence }) => sentence).join('\n');
  const rows = owners.map(({ owner, overdue, blocked, doing, thisWeek, open }) => [
    ...[owner, overdue, blocked, doing, thisWeek].map((one) => (typeof one === 'string' ? one : String(one.length))),
    String(open),
  ]);
  return formatTable({ header: ['owner', 'overdue', 'blocked', 'doing', 'this week', 'open'], rows }, format);
}

/** The five phases; of the window its first runs. */
function printPhases({ decisions, today }: Session, options: Options): string {
  const phases = byPhase(decisions);
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/plan-phases@1', today, phases });
  const lines = phases.map(({ name, items, firstRuns }) => ({
    name,
    rows: [
      ...items.map(({ control, owner, start, due, action }) => [control, owner, start, due, action]),
      ...firstRuns.map(({ control, owner = '', due = '', cadence, title }) => [
        ...[control, owner, due, due, `first run of ${title} (${cadence})`],
      ]),
    ],
  }));
  if (format !== 'text') {
    const rows = lines.flatMap(({ name, rows: theirs }) => theirs.map((row) => [name, ...row]));
    return formatTable({ header: ['phase', 'control', 'owner', 'start', 'due', 'action'], rows }, format);
  }
  return phases
    .flatMap(({ name, when, about, from, to, items, hours, firstRuns }, place) => [
      `${name} (${when}): ${about}`,
      from === undefined || to === undefined
        ? '  nothing'
        : `  ${longDay(from)} to ${longDay(to)}, ${name === 'window' ? counted(firstRuns.length, 'first run') : `${counted(items.length, 'item')}, ${counted(hours, 'hour')}`}`,
      ...textRows({ header: [], rows: lines[place]?.rows ?? [] }),
      '',
    ])
    .join('\n');
}

/** Hours of each person in each week, beside what they have. */
function printLoad({ decisions, workspace, today }: Session, options: Options): string {
  const { weeks, load } = planWeeks(decisions, workspace.assessment, today);
  const format = formatOption(options);
  if (format === 'json')
    return json({ schema: 'soc2-ready/plan-load@1', today, weeks: weeks.map(({ from, to }) => ({ from, to })), load });
  const rows = weeks.map(({ from }, at) => [from, ...load.map(({ hours }) => (hours[at] ?? 0).toFixed(1))]);
  return formatTable(
    { header: ['week of', ...load.map(({ owner, perWeek }) => `${owner} (${perWeek} h)`)], rows },
    format,
  );
}

/** Why each item stands where it stands, with the multipliers. */
function printRanking({ decisions }: Session, options: Options): string {
  const items = decisions.plan.items.toSorted((a, b) => b.rank - a.rank || b.leadDays - a.leadDays);
  const format = formatOption(options);
  if (format === 'json')
    return json({
      schema: 'soc2-ready/plan-ranking@1',
      formula: rankFormula(),
      items: items.map(({ id, rank, why, box, phase }) => ({ id, rank, why, box, phase })),
    });
  const rows = items.map(({ control, rank, box, why }) => [rank.toFixed(1), control, box, why]);
  const table = formatTable({ header: ['rank', 'control', 'box', 'why'], rows }, format);
  return format === 'text' ? `${rankFormula()}\n\n${table}` : table;
}

function printStretches({ decisions, today }: Session, options: Options): string {
  const stretches = thirtySixtyNinety(decisions, today);
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/plan-30-60-90@1', today, stretches });
  const rows = stretches.flatMap(({ title, items }) =>
    items.map((item) => [
      title,
      item.due,
      item.control,
      item.owner,
      item.effort,
      item.critical ? 'critical' : '',
      item.action,
    ]),
  );
  const header = ['stretch', 'due', 'control', 'owner', 'effort', '', 'action'];
  if (format !== 'text') return formatTable({ header, rows }, format);
  return stretches
    .filter(({ items, also }) => items.length > 0 || also.length > 0)
    .flatMap(({ title, to, items, hours, also }) => [
      `${title}${to.startsWith('9999') ? '' : ` (to ${longDay(to)})`}: ${counted(items.length, 'item')}, ${counted(hours, 'hour')}`,
      ...also.map((line) => `  + ${line}`),
      ...textRows({ header: [], rows: items.map((item) => [item.due, item.control, item.owner, item.action]) }),
      '',
    ])
    .join('\n');
}

/** A table without its header, indented. */
function textRows({ rows }: Table): string[] {
  const [first, ...rest] = rows;
  if (first === undefined) return [];
  return formatTable({ header: first, rows: rest }, 'text')
    .split('\n')
    .map((line) => `  ${line}`);
}

function printTimeline(session: Session, options: Options): string {
  const { decisions, workspace, today } = session;
  const { deadline } = planWindow(decisions, workspace.assessment, today, { deadline: dayOption(options, 'deadline') });
  const events = timeline(decisions, deadline?.deadline);
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/plan-timeline@1', today, events });
  const rows = events.map(({ day, what, control = '', owner = '', text: words }) => [day, what, control, owner, words]);
  return formatTable({ header: ['day', 'what', 'control', 'owner', 'in words'], rows }, format);
}

function printBackwards(session: Session, options: Options): string {
  const { decisions, workspace, today } = session;
  const { deadline } = planWindow(decisions, workspace.assessment, today, { deadline: dayOption(options, 'deadline') });
  if (deadline === undefined)
    throw new CommandError(
      2,
      'There is no deadline to work back from.',
      'Name it with --deadline DATE, or answer "deadline" in scoping.',
    );
  const items = backwards(decisions, deadline.latestStart);
  const format = formatOption(options);
  if (format === 'json') return json({ schema: 'soc2-ready/plan-backwards@1', today, deadline, items });
  const rows = items.map(({ control, owner, due, latestDue, lateBy }) => [
    ...[control, owner, due, latestDue],
    lateBy > 0 ? `${counted(lateBy, 'day')} late` : `${counted(-lateBy, 'day')} to spare`,
  ]);
  const table = formatTable({ header: ['control', 'owner', 'due by the plan', 'latest', 'then'], rows }, format);
  return format === 'text' ? [deadline.sentence, '', table].join('\n') : table;
}
