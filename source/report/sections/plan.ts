/** The remediation plan: phases, the critical path, a Gantt chart, and every item with what closes it. */
import { addDays, longDay } from '../../core/calendar.ts';
import type { PlanItem } from '../../core/decision.ts';
import { counted } from '../../core/phrases.ts';
import { planMultipliers } from '../../core/plan-rank.ts';
import { thirtySixtyNinety } from '../../core/plan-views.ts';
import type { Block, Cell, GanttRow, Section, Tone } from '../document.ts';
import type { Report } from '../model.ts';
import { criticalPathLine } from '../tables.ts';
import { planAction } from './first-steps.ts';
import { column, type Detail, first, heading, list, paragraph, table, toned, withoutEmpty } from './shared.ts';
import { whoOf } from './who.ts';

/** Lines of the chart: more would be no picture any more. */
const mostLines: Record<Detail, number> = { brief: 5, full: 60 };

const phases: readonly PlanItem['phase'][] = ['quick wins', 'short', 'long lead', 'prove'];

const stateTones: Record<PlanItem['state'], Tone> = {
  open: 'neutral',
  doing: 'partial',
  blocked: 'bad',
  done: 'partial',
  closed: 'partial',
  accepted: 'neutral',
};

/** The section. */
export function planSection(report: Report, detail: Detail): Section {
  const { plan } = report.decisions;
  const { notEnough } = report.headline;
  // Rule S-H1: no day while too little is known. What is unknown counts as missing, so every day would be far off.
  const early: Block = {
    kind: 'note',
    tone: 'unknown',
    title: 'Too early for dates',
    text:
      `Too little is known for a day that anybody could hold on to: ${notEnough}. ` +
      `The plan counts every control that is not known as missing; answering comes first.`,
  };
  const blocks: Block[] =
    notEnough === undefined
      ? [
          paragraph(
            plan.criticalPath.length === 0
              ? criticalPathLine(plan, report.date)
              : `${criticalPathLine(plan, report.date)}. ${aboutPath}`,
          ),
          phaseTable(plan.items, true),
          ...gantt(report, detail),
          ...(detail === 'brief' ? [] : details(report)),
        ]
      : [early, phaseTable(plan.items, false), ...(detail === 'brief' ? [] : undated(report))];
  return { id: 'plan', title: 'Remediation plan', blocks };
}

const aboutPath =
  'It is the longest chain of work and of waiting for its first proof: a day lost on it is a day lost for the key controls.';

/** The items without days, while none can be given. */
function undated(report: Report): Block[] {
  return [heading('Every item'), paragraph(efforts()), itemTable(report, false), ...settled(report)];
}

function phaseTable(items: readonly PlanItem[], dated: boolean): Block {
  const row = (name: string, own: readonly PlanItem[]): Cell[] => {
    const days = own.map(({ start }) => start).sort();
    const ends = own.map(({ due }) => due).sort();
    const hours = own.reduce((sum, { hours: of }) => sum + of, 0);
    return [name, String(own.length), String(hours), ...(dated ? [days[0] ?? '', ends.at(-1) ?? ''] : [])];
  };
  const open = items.filter(({ state }) => state !== 'accepted');
  const rows = phases.flatMap((phase): Cell[][] => {
    const own = open.filter((item) => item.phase === phase);
    return own.length === 0 ? [] : [row(phase, own)];
  });
  return table(
    'The phases',
    [
      ...[column('phase', 'phase', 2), column('items', 'items', 1, 'number'), column('hours', 'hours', 1, 'number')],
      ...(dated ? [column('from', 'from', 1, 'day'), column('to', 'last proof', 1, 'day')] : []),
    ],
    rows.length === 0 ? [] : [...rows, row('together', open)],
    'Nothing is left to do.',
  );
}

/** The chart, by start; in brief what is critical alone, and of that what comes last: it sets the date. */
function gantt(report: Report, detail: Detail): Block[] {
  const { plan, gaps } = report.decisions;
  const { date } = report;
  const who = whoOf(report);
  const titles = new Map(gaps.map(({ control, title }) => [control, title]));
  const onPath = new Set(plan.criticalPath);
  const open = plan.items.filter(({ state }) => state !== 'accepted' && state !== 'done');
  const byStart = (a: PlanItem, b: PlanItem) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : a.due < b.due ? -1 : 1;
  const lines =
    detail === 'full'
      ? open.toSorted(byStart)
      : open
          .filter(({ id, critical }) => critical || onPath.has(id))
          .toSorted((a, b) => (a.due < b.due ? 1 : a.due > b.due ? -1 : 0));
  const { shown: chosen, more } = first(lines, mostLines[detail]);
  const shown = chosen.toSorted(byStart);
  if (shown.length === 0) return [];
  const rows = shown.map(
    (item): GanttRow => ({
      ...{ id: item.control, title: titles.get(item.control) ?? item.action, owner: who(item.owner) },
      ...{ start: item.start, workDone: item.workDone, due: item.due },
      ...{ critical: item.critical || onPath.has(item.id), state: item.state },
    }),
  );
  const days = [...rows.flatMap((row) => [row.start, row.due]), plan.keyControlsInPlaceOn, date].sort();
  const [start = date, last = date] = [days[0], days.at(-1)];
  const marks = [
    { day: date, text: 'today' },
    { day: plan.keyControlsInPlaceOn, text: 'key controls in place' },
  ];
  return [
    {
      kind: 'gantt',
      caption: detail === 'brief' ? 'What sets the date' : 'The plan over time',
      from: start,
      to: last > start ? last : addDays(start, 1),
      rows,
      marks,
    },
    ...(more > 0
      ? [
          paragraph(
            detail === 'full'
              ? `${counted(more, 'more item')} in the table of the plan.`
              : `${counted(more, 'more item')} without slack before these.`,
          ),
        ]
      : []),
  ];
}

function details(report: Report): Block[] {
  const { decisions, date } = report;
  const { plan } = decisions;
  const stretches = thirtySixtyNinety(decisions, date).filter(({ items, also }) => items.length + also.length > 0);
  return [
    ...(plan.warnings.length === 0 ? [] : [heading('What the plan cannot mend by itself'), ...list(plan.warnings)]),
    heading('30, 60 and 90 days'),
    table(
      'What falls due when',
      [
        ...[
          column('stretch', 'stretch', 1.5),
          column('items', 'items', 0.6, 'number'),
          column('hours', 'hours', 0.6, 'number'),
        ],
        ...[column('controls', 'controls', 4), column('also', 'also', 2)],
      ],
      stretches.map(({ title, items, hours, also }) => [
        ...[
          title,
          String(items.length),
          String(hours),
          items.map(({ control }) => control).join(', '),
          also.join('; '),
        ],
      ]),
      'Nothing falls due.',
    ),
    heading('Every item'),
    paragraph(`${efforts()} Slack: the days an item can slip before the key controls, or the whole plan, end later.`),
    itemTable(report, true),
    ...settled(report),
  ];
}

/** What the letters of the effort mean. */
function efforts(): string {
  const { effortDays, hoursPerDay } = planMultipliers;
  const sizes = Object.entries(effortDays).map(([size, days]) => `${size} ${days * hoursPerDay}`);
  return `Effort in hours of work: ${sizes.join(', ')}. Between work and due lie the days until the first dated proof.`;
}

function itemTable(report: Report, dated: boolean): Block {
  const [say, who] = [planAction(report, 'full'), whoOf(report)];
  const byDay = report.decisions.plan.items.toSorted((a, b) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : b.rank - a.rank,
  );
  return withoutEmpty(
    table(
      dated ? 'The plan, by the day work begins' : 'The plan, in the order of its dates, which are still open',
      [
        ...[column('control', 'control'), column('action', 'action', 3), column('accepted', 'accepted when', 3)],
        ...[column('owner', 'owner', 1.2), column('effort', 'effort', 0.6), column('box', 'when', 0.8)],
        ...(dated
          ? [column('start', 'start', 1.05, 'day'), column('due', 'due', 1.05, 'day'), column('slack', 'slack', 0.8)]
          : []),
        ...[column('after', 'waits for', 1.2), column('state', 'state'), column('points', 'points', 0.75, 'number')],
      ],
      byDay.map((item) => [
        ...[item.control, say(item), item.acceptedWhen, who(item.owner), item.effort, item.box],
        ...(dated ? [item.start, item.due, item.critical ? toned('critical', 'bad') : `${item.slackDays} d`] : []),
        item.after.map((id) => id.replace(/^plan:/, '')).join(', '),
        toned(stateText(item), stateTones[item.state]),
        item.points.toFixed(1),
      ]),
      'Nothing is left to do.',
    ),
    ['after'],
  );
}

function stateText({ state, stateReason, acceptedUntil }: PlanItem): string {
  const word = state === 'done' || state === 'closed' ? 'done, to re-test' : state;
  const until = acceptedUntil === undefined ? '' : ` until ${acceptedUntil}`;
  return `${word}${until}${stateReason === undefined ? '' : `: ${stateReason}`}`;
}

function settled({ decisions: { plan } }: Report): Block[] {
  if (plan.settled.length === 0) return [];
  return [
    heading('Mended'),
    table(
      'Items whose gap is gone',
      [
        ...[column('control', 'control'), column('state', 'state'), column('fixed', 'fixed on', 1, 'day')],
        ...[column('by', 'by'), column('because', 'what shows it', 4)],
      ],
      plan.settled.map(({ control, state, fixedOn, fixedBy, because, on }) => [
        control,
        state === 'closed' ? toned('closed', 'good') : toned('done, to re-test', 'partial'),
        ...[fixedOn, fixedBy, on === undefined ? because : `${because} (${longDay(on)})`],
      ]),
    ),
  ];
}
