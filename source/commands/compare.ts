/** `soc2-ready compare A [B]`: two days of one assessment, or two assessments. */
import { dayIn, isDay, longDay } from '../core/calendar.ts';
import { type ComparedGap, type ComparedSide, type Comparison, compare, type Moment } from '../core/compare.ts';
import type { Day } from '../core/entry.ts';
import { counted } from '../core/phrases.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { momentAt } from './moment.ts';
import { emit, formatOption, json } from './output.ts';
import { openChosen } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Compares; B absent: now. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [a, b = 'now'] = args;
  if (a === undefined)
    throw new CommandError(
      2,
      'compare needs a day, or the folder of a workspace.',
      'For example: soc2-ready compare 2027-01-31',
    );
  const [one, other] = [await load(a, options), await load(b, options)];
  if (isDay(a) && isDay(b) && a > b) throw new CommandError(2, `${a} is later than ${b}: name the earlier day first.`);
  const comparison = compare(one, other, isDay(a) ? await contradicted(a, options) : new Set());
  const format = formatOption(options, ['text', 'json']);
  emit(
    format === 'json'
      ? json({ schema: 'soc2-ready/compare@1', ...comparison })
      : lines(comparison).map(plainLine).join('\n'),
    options,
  );
  return 0;
}

/** One side: a day of the chosen workspace, `now`, or another workspace's folder. */
async function load(name: string, options: Options): Promise<Moment> {
  const isNow = name === 'now' || name === 'today';
  const { existsSync } = await import('node:fs');
  if (!isDay(name) && !isNow && !existsSync(name))
    throw new CommandError(2, `"${name}" is neither a day nor a folder.`, 'Write a day as YYYY-MM-DD.');
  const where = isDay(name) || isNow ? options : { ...options, dir: name };
  const { workspace, questionnaire } = await openChosen(where, { readOnly: true });
  try {
    if (!isDay(name)) return await momentAt(workspace, questionnaire, name);
    const moment = await momentAt(workspace, questionnaire, name, name);
    if (moment.input.assessment.history.length === 0)
      throw new CommandError(
        2,
        `On ${name} there was nothing in this assessment yet.`,
        'soc2-ready history lists its days.',
      );
    return moment;
  } finally {
    await workspace.close();
  }
}

/** Scans looked back over for what AWS had contradicted before. */
const scansLookedAt = 10;

async function contradicted(day: string, options: Options): Promise<Set<string>> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: true });
  try {
    return await contradictedBefore(workspace, questionnaire, day);
  } finally {
    await workspace.close();
  }
}

/** Controls that AWS contradicted at a scan before a day. */
export async function contradictedBefore(
  workspace: Workspace,
  questionnaire: Questionnaire,
  day: Day,
  tell?: (problem: string) => void,
): Promise<Set<string>> {
  const { scans, timeZone } = workspace.assessment;
  const days = [...new Set(scans.map(({ finishedAt }) => dayIn(finishedAt, timeZone)))].filter((one) => one < day);
  const found = new Set<string>();
  for (const one of days.sort().slice(-scansLookedAt)) {
    const { decisions } = await momentAt(workspace, questionnaire, one, one, new Date(), tell);
    for (const control of decisions.score.contradicted) found.add(control);
  }
  return found;
}

function lines(comparison: Comparison): string[] {
  const { a, b, common, closed, toRetest, opened, contradictedAgain, slipped, worse, notComparable, questionnaires } =
    comparison;
  const gaps = (title: string, list: readonly ComparedGap[]) =>
    section(
      title,
      list.map(({ control, key, cause, reason }) => `${control}${key ? ' (key)' : ''}  ${cause}: ${reason}`),
    );
  const both = bothOf(comparison);
  return [
    `${a.label} → ${b.label}`,
    both('Type 1', ({ verdict }) => verdict.type1),
    both('Window may open', ({ verdict }) => verdict.opening),
    both('In window', ({ verdict }) => verdict.inWindow),
    both('In place', ({ inPlace, criteria }) => `${inPlace} of ${criteria} criteria`),
    both('Evidenced', (side) => (side.enough ? percent(side.evidenced) : 'not enough answered')),
    both('Claimed', (side) => (side.enough ? percent(side.claimed) : 'not enough answered')),
    both('Coverage', ({ coverage }) => `${percent(coverage)} %`),
    ...asSaved(comparison),
    `${comparison.a.asSaved || comparison.b.asSaved ? 'What follows is' : 'Figures are'} of the ${counted(common, 'control')} that both have, judged by this version's rules${questionnaires.a === questionnaires.b ? '' : ', each with its own questionnaire'}.`,
    ...gaps('AWS shows otherwise again', contradictedAgain),
    ...gaps('New', opened),
    ...section(
      'Slipped',
      slipped.map(
        ({ control, wasDue, due, days, overdue }) =>
          `${control}  was due ${longDay(wasDue)}, now ${longDay(due)}${days > 0 ? `, ${counted(days, 'day')} later` : ''}${overdue ? '; overdue' : ''}`,
      ),
    ),
    ...section(
      'Worse',
      worse.map(({ control, was, now }) => `${control}  ${was} → ${now}`),
    ),
    ...section(
      'Closed',
      closed.map(({ control, title }) => `${control}  ${title}`),
    ),
    ...section(
      'Done, to be tested again',
      toRetest.map(({ control, title }) => `${control}  ${title}`),
    ),
    ...section(
      'Not comparable',
      notComparable.map(({ id, why }) => `${id}  ${why}`),
    ),
  ];
}

/** Both sides on one line; those of different models stand beside each other, each with its model. */
function bothOf({ a, b, comparable }: Comparison): (name: string, of: (side: ComparedSide) => string) => string {
  return (name, of) => {
    const [was, is] = [of(a), of(b)];
    const line = comparable
      ? was === is
        ? is
        : `${was} → ${is}`
      : `${was} (model ${a.model}) │ ${is} (model ${b.model})`;
    return `${name.padEnd(17)}${line}`;
  };
}

/** Rule S-S1: what another model said stands as it was saved, and says so. */
function asSaved({ a, b }: Comparison): string[] {
  return [a, b]
    .filter((side) => side.asSaved)
    .map(({ label, model }) => `${label}: figures and verdicts as saved then, by model ${model}.`);
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', `${title} (${rows.length})`, ...rows.map((row) => `  ${row}`)];
}

function percent(value: number): string {
  return String(Math.round(value * 100));
}
