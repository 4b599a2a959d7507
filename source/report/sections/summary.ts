/** The executive summary: the verdicts and why, where it stands, what is at risk, what changed, what to do. */
import { longDay } from '../../core/calendar.ts';
import type { Comparison } from '../../core/compare.ts';
import type { Gap } from '../../core/decision.ts';
import { confidenceOf } from '../../core/figures.ts';
import { counted } from '../../core/phrases.ts';
import { reasonsInCounts } from '../../core/window.ts';
import type { Block, Line, Section } from '../document.ts';
import type { Report } from '../model.ts';
import { deadlineText } from './deadline.ts';
import { firstSteps, planAction } from './first-steps.ts';
import {
  column,
  type Detail,
  first,
  heading,
  list,
  paragraph,
  percent,
  plain,
  strong,
  table,
  toned,
  verdictTone,
} from './shared.ts';
import { whoOf } from './who.ts';

/** Risks that are named, in brief and in full. */
const risksShown: Record<Detail, number> = { brief: 5, full: 10 };

/** Changes named of each sort. */
const changesShown = 8;

/** The section. */
export function summarySection(report: Report, detail: Detail): Section {
  const blocks: Block[] = [
    ...verdicts(report, detail),
    paragraph(words),
    ...standing(report, detail),
    ...risks(report, detail),
    ...firstSteps(report, detail, detail === 'brief' ? risksNamed(report) : []),
    ...changes(report, detail),
    ...(detail === 'full' ? [heading('What a SOC 2 report is for'), paragraph(purpose)] : []),
  ];
  return { id: 'summary', title: 'Summary', blocks };
}

/** Why a company goes through this (source S1.4), in one paragraph. */
const purpose =
  'A SOC 2 report is what customers ask for before they hand over data: an independent auditor says whether the controls ' +
  'you describe are suitably designed (Type 1) and, over months, whether they worked (Type 2). It answers security ' +
  'questionnaires once instead of one by one, sets you apart from those who cannot show one, serves other rules you have ' +
  'to meet, and the work towards it finds weak points while they are still yours to fix.';

/** The words without which the page cannot be read, for whoever meets them here first. */
const words =
  'Type 1: an auditor’s report on one day, whether the controls are suitably designed. Type 2: on a window of months, ' +
  'whether they worked as well. A criterion is a point of the AICPA that has to be met, such as CC6.1; a control is what the company ' +
  'does about it, such as CC6.1-mfa; without a key control its criterion cannot be met. Evidenced: dated evidence or a ' +
  'reading of AWS stands behind it. Claimed: somebody said so.';

/** In brief with counts in place of ids: a board knows no ids. */
function verdicts(report: Report, detail: Detail): Block[] {
  const { headline, decisions, window } = report;
  const { type1, opening, inWindow } = decisions.score.verdict;
  const reasons = detail === 'brief' ? reasonsInCounts(decisions) : headline.verdictSentence.slice(type1.length + 2);
  const deadline = deadlineText(window);
  // Unknown is never bad: a window that waits for answers alone stands as what is not known.
  const waits = type1 === 'Not enough known' && opening === 'Not ready';
  return [
    { kind: 'note', tone: verdictTone[type1], title: `Type 1 today: ${type1}`, text: capital(reasons) },
    {
      kind: 'facts',
      caption: 'Verdicts',
      rows: [
        waits
          ? { term: 'Type 2 window may open', text: `${opening}: not enough known`, tone: 'unknown' }
          : { term: 'Type 2 window may open', text: opening, tone: verdictTone[opening] },
        ...(detail === 'brief' && inWindow === 'Not started'
          ? []
          : [{ term: 'Inside the window', text: inWindow, tone: verdictTone[inWindow] }]),
        { term: 'When', text: headline.sentence },
        ...(deadline === undefined ? [] : [{ term: 'Customer’s deadline', text: deadline }]),
      ],
    },
  ];
}

/** The figures and the bar of each series. Rule S-H1: no figure over all while too little is known. */
function standing({ series, headline, decisions }: Report, detail: Detail): Block[] {
  const { design } = decisions.score;
  const debt = percent(design.claimed - design.evidenced);
  const withoutNa = decisions.evidencedWithoutNotApplicable;
  const { mark, text } = confidenceOf(design, decisions.score.constants);
  const figures: Line =
    headline.notEnough === undefined
      ? [
          strong(`Evidenced ${percent(design.evidenced)}`),
          plain(
            ` of 100; claimed ${percent(design.claimed)}, so an evidence debt of ${debt}; ` +
              `could be ${percent(design.upper)} if all that is unknown turned out well; ` +
              `${percent(design.coverage)} % is known; ${percent(design.naShare)} % of weight is not applicable` +
              `${withoutNa === undefined ? '' : ` (with every N/A counted as 0, evidenced ${percent(withoutNa)})`}. ` +
              (detail === 'brief'
                ? ''
                : `With every weight equal, evidenced ${percent(decisions.score.designEqualWeights.evidenced)}. `) +
              `Confidence ${mark} ${text}.`,
          ),
        ]
      : [strong('No overall figure: '), plain(`${headline.notEnough}.`)];
  const unasked: Block[] =
    decisions.unasked.length === 0
      ? []
      : [paragraph(`Not asked by this version, so unknown: ${decisions.unasked.join(', ')}.`)];
  return [
    heading('Where it stands'),
    paragraph(figures),
    {
      kind: 'bars',
      caption: 'Design by series of criteria',
      rows: series.map(({ id, title, bar, criteria }) => {
        const met = criteria.filter(({ state }) => state === 'Met').length;
        return { id, title, bar, text: `${met} of ${criteria.length} in place` };
      }),
    },
    ...unasked,
  ];
}

/** Controls of the gaps that the brief table names, so that nothing stands there twice. */
function risksNamed({ decisions }: Report): string[] {
  const known = decisions.gaps.filter(({ cause }) => cause !== 'unknown');
  return first(known, risksShown.brief).shown.map(({ control }) => control);
}

/** What blocks first; then by what closing it gives. Unknown is no risk seen, so it is not here. */
function risks(report: Report, detail: Detail): Block[] {
  const { decisions, headline } = report;
  const who = whoOf(report);
  const known = decisions.gaps.filter(({ cause }) => cause !== 'unknown');
  const unknown = decisions.gaps.length - known.length;
  const { shown, more } = first(known, risksShown[detail]);
  const itemOf = new Map(decisions.plan.items.map((item) => [item.control, item]));
  const dated = headline.notEnough === undefined;
  const rest = [
    ...(more > 0 ? [`${counted(more, 'more gap')} in the register`] : []),
    ...(unknown > 0 ? [`${counted(unknown, 'control')} not known yet`] : []),
  ];
  const blocking = shown.filter(({ blocks }) => blocks).length;
  const say = planAction(report, detail);
  const mends = (gap: Gap) => {
    const item = itemOf.get(gap.control);
    return [who(item?.owner ?? ''), ...(dated ? [item?.due ?? ''] : [])];
  };
  const mender = [column('who', 'who', 1), ...(dated ? [column('by', 'by', 1.1, 'day')] : [])];
  const brief = () =>
    table(
      'The gaps that matter most, and who mends them',
      [column('gap', 'what should be', 2.4), column('why', 'what is', 3), column('do', 'what to do', 3), ...mender],
      shown.map((gap) => {
        const item = itemOf.get(gap.control);
        const todo = item === undefined ? '' : say(item);
        return [`${gap.title} (${gap.control})`, capital(gap.reason), todo, ...mends(gap)];
      }),
      'No gap is known.',
    );
  const full = () =>
    table(
      'The gaps that matter most',
      [
        ...[column('control', 'control', 1.3), column('gap', 'what should be', 2.4), column('why', 'what is', 3.6)],
        ...[column('blocks', 'blocks', 0.9), ...mender],
      ],
      shown.map((gap) => [
        ...[gap.control, gap.title, capital(gap.reason), gap.blocks ? toned('blocks', 'bad') : ''],
        ...mends(gap),
      ]),
      'No gap is known.',
    );
  const count =
    blocking === 0
      ? ''
      : blocking === shown.length
        ? 'Each of these keeps the verdict at Not ready. '
        : `${counted(blocking, 'gap')} of these keep the verdict at Not ready. `;
  return [
    heading('Top risks'),
    detail === 'brief' ? brief() : full(),
    ...(rest.length === 0 ? [] : [paragraph(`${detail === 'brief' ? count : ''}Besides: ${rest.join('; ')}.`)]),
  ];
}

function changes({ comparison, trend }: Report, detail: Detail): Block[] {
  const chart: Block[] =
    trend.length < 2 || detail === 'brief'
      ? []
      : [
          {
            kind: 'trend',
            caption: 'Evidenced and claimed over time',
            points: trend.map(({ day, type1, evidenced, claimed, coverage, enough }) => ({
              ...{ day, coverage, verdict: type1 },
              ...(enough ? { evidenced, claimed } : {}),
            })),
          },
        ];
  if (comparison === undefined) return chart.length === 0 ? [] : [heading('What changed'), ...chart];
  const { a } = comparison;
  return [
    heading(`What changed since ${longDay(a.day)}`),
    paragraph(changeLine(comparison)),
    ...(detail === 'brief' ? [] : changeLists(comparison)),
    ...chart,
  ];
}

function changeLine({ a, b, comparable, closed, opened, contradictedAgain, slipped }: Comparison): string {
  const verdict =
    a.verdict.type1 === b.verdict.type1
      ? `The verdict stays at ${b.verdict.type1}`
      : `The verdict went from ${a.verdict.type1} to ${b.verdict.type1}`;
  const figures =
    a.enough && b.enough
      ? `; evidenced ${percent(a.evidenced)} → ${percent(b.evidenced)}`
      : '; too little was known for figures';
  const moved = [
    ...(closed.length > 0 ? [`${closed.length} closed`] : []),
    ...(opened.length > 0 ? [`${opened.length} new`] : []),
    ...(contradictedAgain.length > 0 ? [`${contradictedAgain.length} that AWS shows otherwise again`] : []),
    ...(slipped.length > 0 ? [`${slipped.length} slipped`] : []),
  ];
  const gaps = moved.length === 0 ? 'no gap came, went or slipped' : `gaps: ${moved.join(', ')}`;
  // Rule S-S1: figures of different models are not compared.
  if (!comparable)
    return `On ${longDay(a.day)} model ${a.model} gave ${a.verdict.type1}, as saved then; model ${b.model} gives ${b.verdict.type1}. Figures and verdicts of different models are not compared; by today's rules on both days, ${gaps}.`;
  return `${verdict}; in place ${a.inPlace} → ${b.inPlace} of ${b.criteria} criteria${figures}; ${gaps}. Both days are judged by today's rules.`;
}

function changeLists({ closed, opened, contradictedAgain, slipped, notComparable }: Comparison): Block[] {
  const part = (title: string, lines: readonly Line[]): Block[] => {
    const { shown, more } = first(lines, changesShown);
    return lines.length === 0
      ? []
      : [heading(title, 4), ...list([...shown, ...(more > 0 ? [`and ${more} more`] : [])])];
  };
  const gap = ({ control, title, reason }: { control: string; title: string; reason: string }): Line => [
    strong(control),
    plain(` ${title}: ${reason}`),
  ];
  return [
    ...part('AWS shows otherwise again', contradictedAgain.map(gap)),
    ...part('New', opened.map(gap)),
    ...part(
      'Slipped',
      slipped.map(({ control, title, wasDue, due }) => [
        strong(control),
        plain(` ${title}: was due ${longDay(wasDue)}, now ${longDay(due)}`),
      ]),
    ),
    ...part(
      'Closed',
      closed.map(({ control, title }) => [strong(control), plain(` ${title}`)]),
    ),
    ...part(
      'Cannot be compared',
      notComparable.map(({ id, why: because }) => [strong(id), plain(` ${because}`)]),
    ),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
