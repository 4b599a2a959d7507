/** What to do first: the next steps with their owner and days, and what else begins this week. */
import { addDays } from '../../core/calendar.ts';
import type { PlanItem } from '../../core/decision.ts';
import type { NextStep } from '../../core/next-steps.ts';
import { counted } from '../../core/phrases.ts';
import type { Block, Cell } from '../document.ts';
import type { Report } from '../model.ts';
import { column, type Detail, heading, table } from './shared.ts';
import { whoOf } from './who.ts';

/** Rows in brief and in full. */
const most: Record<Detail, number> = { brief: 4, full: 10 };

/** What begins within so many days is for this week. */
const thisWeek = 7;

/** Fixes of checks that are named for one item; the others are counted. */
const fixesNamed: Record<Detail, number> = { brief: 1, full: 2 };

const whyOf: Readonly<Record<NextStep['kind'], string>> = {
  contradiction: 'AWS shows otherwise',
  'failing check': 'AWS shows it missing',
  'key control': 'key control',
  gap: 'gap',
  RACI: 'nobody answers clearly',
  question: 'not answered yet',
  'unread check': 'not read yet',
  evidence: 'no evidence yet',
};

/**
 * The steps, as a table of who does what by when. Without days while too little is known for any (rule S-H1). `said`:
 * controls of which the page says it already.
 */
export function firstSteps(report: Report, detail: Detail, said: readonly string[] = []): Block[] {
  const { decisions, headline, date } = report;
  const nextSteps = report.nextSteps.filter(({ control }) => !said.includes(control));
  const itemOf = new Map(decisions.plan.items.map((item) => [item.control, item]));
  const dated = headline.notEnough === undefined;
  const named = new Set([...said, ...nextSteps.map(({ control }) => control)]);
  const soon = addDays(date, thisWeek);
  const others = dated
    ? decisions.plan.items
        .filter(({ control, state, start }) => !named.has(control) && !isSettled(state) && start < soon)
        .toSorted((a, b) => Number(b.critical) - Number(a.critical) || b.rank - a.rank)
    : [];
  const [say, who] = [planAction(report, detail), whoOf(report)];
  const row = (control: string, text: string, owner: string, item: PlanItem | undefined, why: string): Cell[] =>
    detail === 'brief'
      ? [`${text} (${control})`, who(owner), ...(dated ? [item?.due ?? ''] : []), why]
      : [control, text, who(owner), ...(dated ? [item?.start ?? '', item?.due ?? ''] : []), why];
  const rows = [
    ...nextSteps.map((step) => {
      const item = itemOf.get(step.control);
      // Who names a missing person is not who will hold the role.
      const owner = step.kind === 'RACI' ? '' : (item?.owner ?? '');
      return row(step.control, stepText(step, item, say), owner, item, whyOf[step.kind]);
    }),
    ...others.map((item) => row(item.control, say(item), item.owner, item, whyNow(item, report))),
  ];
  if (rows.length === 0) return [];
  return [
    heading(said.length === 0 ? 'What to do first' : 'What else begins this week'),
    table(
      dated ? 'The next steps, and what begins within a week' : 'The next steps',
      [
        ...(detail === 'brief' ? [] : [column('control', 'control', 1.2)]),
        ...[column('do', 'do', 4), column('who', 'who', 1.4)],
        ...(dated && detail === 'full' ? [column('begin', 'begin', 1.05, 'day')] : []),
        ...(dated ? [column('by', 'shown by', 1.05, 'day')] : []),
        column('why', 'why now', 1.4),
      ],
      rows.slice(0, most[detail]),
    ),
  ];
}

/** What the owner of an item does, with the checks' own fixes in place of their names. */
export function planAction({ decisions: { gaps }, checks }: Report, detail: Detail): (item: PlanItem) => string {
  const most = fixesNamed[detail];
  const gapOf = new Map(gaps.map((gap) => [gap.control, gap]));
  const fixOf = new Map(checks.map(({ id, fix }) => [id, fix.summary]));
  return ({ control, action }) => {
    const gap = gapOf.get(control);
    const fixes = gap?.cause === 'contradicted' ? [...new Set(gap.checks.flatMap((id) => fixOf.get(id) ?? []))] : [];
    if (fixes.length === 0) return action;
    const more = fixes.length - most;
    const rest = more > 0 ? ` Then ${more} more ${more === 1 ? 'fix' : 'fixes'}, named with the checks.` : '';
    return `${fixes.slice(0, most).join(' ')}${rest}${detail === 'brief' ? '' : ' Then scan again.'}`;
  };
}

function stepText(step: NextStep, item: PlanItem | undefined, say: (item: PlanItem) => string): string {
  if (step.kind === 'question') return `Answer: ${step.text}`;
  return step.kind === 'RACI' || step.kind === 'unread check' || item === undefined ? step.text : say(item);
}

function isSettled(state: PlanItem['state']): boolean {
  return state === 'done' || state === 'closed' || state === 'accepted';
}

function whyNow({ critical, control, leadDays }: PlanItem, { decisions: { gaps } }: Report): string {
  const gap = gaps.find((one) => one.control === control);
  if (critical) return 'sets the date';
  if (gap?.blocks === true) return 'blocks the verdict';
  return leadDays > 0 ? `proof takes ${counted(leadDays, 'day')}` : 'small';
}
