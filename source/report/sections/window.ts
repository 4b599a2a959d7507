/** The window: when it can open, what it asks for, the deadline, deviations, and the runs that fall due. */
import { longDay } from '../../core/calendar.ts';
import { counted, listed } from '../../core/phrases.ts';
import type { Range } from '../../core/sampling.ts';
import type { WindowCandidate } from '../../core/window-plan.ts';
import type { Block, Section, Tone } from '../document.ts';
import type { Report } from '../model.ts';
import { inTime } from './deadline.ts';
import { column, type Detail, first, heading, list, paragraph, table, toned } from './shared.ts';

const tones: Record<WindowCandidate['verdict'], Tone> = {
  feasible: 'good',
  'feasible if': 'partial',
  'not feasible': 'bad',
  'not known': 'unknown',
  open: 'neutral',
};

/** Runs that are listed; the calendar file has all. */
const mostRuns = 60;

/** The section. */
export function windowSection(report: Report, detail: Detail): Section {
  const { cleanStart, candidates, deadline, deviations } = report.window;
  const [chosen] = candidates;
  const shown =
    detail === 'full'
      ? candidates
      : candidates.filter(({ verdict }, place) => place === 0 || verdict !== 'not feasible');
  // In brief, windows of which nothing is known say nothing.
  const unknown = detail === 'brief' && candidates.every(({ verdict }) => verdict === 'not known');
  const blocks: Block[] = [
    cleanStart === undefined
      ? paragraph('When a window can open cleanly is not known: too little is answered for any date.')
      : paragraph(`Earliest clean start: ${longDay(cleanStart.day)}. ${cleanStart.reason}`),
    ...(unknown ? [] : [windowTable(shown, report.decisions.plan.window)]),
    ...(shown.length === candidates.length
      ? []
      : [paragraph(`${counted(candidates.length - shown.length, 'more window')} would not be feasible.`)]),
    // In brief the summary says how the deadline stands.
    ...(deadline === undefined || detail === 'brief'
      ? []
      : [paragraph(deadlineWords(report.window, deadline.sentence))]),
    ...(detail === 'brief'
      ? []
      : [
          ...(chosen === undefined ? [] : details(chosen)),
          ...(deviations.length === 0 && chosen?.verdict !== 'open'
            ? []
            : [
                heading('Deviations in the open window'),
                ...(deviations.length === 0
                  ? [paragraph('None is on record.')]
                  : list(deviations.map(({ sentence }) => sentence))),
              ]),
          ...calendar(report),
        ]),
  ];
  return { id: 'window', title: 'Window and calendar', blocks };
}

function windowTable(shown: readonly WindowCandidate[], window: Report['decisions']['plan']['window']): Block {
  const isPlanned = (one: WindowCandidate) =>
    window?.chosen === true && window.from === one.from && window.to === one.to;
  return table(
    'Windows to choose from',
    [
      ...[column('window', 'window', 1.3), column('from', 'from', 1, 'day'), column('to', 'to', 1, 'day')],
      ...[column('report', 'report can be there', 2), column('verdict', 'verdict', 3.4)],
    ],
    shown.map((one) => [
      `${counted(one.months, 'month')}${isPlanned(one) ? ', as chosen' : ''}`,
      ...[one.from, one.to, `${one.reportFrom} to ${one.reportTo}`],
      toned(verdictText(one), tones[one.verdict]),
    ]),
  );
}

/** The sum, and what else would meet it where the planned window does not. */
function deadlineWords(window: Report['window'], sentence: string): string {
  const other = (window.deadline?.spareDays ?? 0) >= 0 ? undefined : inTime(window);
  return `Deadline: ${sentence}${other === undefined ? '' : ` ${other}`}`;
}

function verdictText({ verdict, against, conditions }: WindowCandidate): string {
  if (verdict === 'not feasible') return `not feasible: ${inSentence(against[0] ?? '')}`;
  const [condition] = conditions;
  if (verdict !== 'feasible if' || condition === undefined) return verdict;
  const more = conditions.length > 1 ? `, and ${counted(conditions.length - 1, 'more condition')}` : '';
  return `feasible if ${condition.text} by ${condition.by}${more}`;
}

/** A sentence after a colon; a name at its beginning stays as it is. */
function inSentence(text: string): string {
  return /^(Its|It|The|No|Of) /.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

function details(one: WindowCandidate): Block[] {
  // A run without a day is a control that cannot run inside, and has its row in that table.
  const warned = one.firstRuns.flatMap(({ due, warning }) => (due === undefined ? [] : (warning ?? [])));
  return [
    heading(`The window from ${longDay(one.from)} to ${longDay(one.to)}`),
    ...list([...one.against, ...one.conditions.map(({ text, by }) => `${text}: by ${longDay(by)}`)]),
    table(
      'What an auditor samples',
      [
        ...[column('rhythm', 'rhythm'), column('controls', 'controls', 0.8, 'number'), column('occurs', 'occurs each')],
        ...[column('sample', 'usual sample each'), column('shown', 'to be shown'), column('watch', 'watch for', 3)],
      ],
      one.loads.map((load) => [
        ...[load.label, String(load.controls)],
        ...[load.occurrences === undefined ? 'population' : range(load.occurrences)],
        load.sample === undefined ? 'by population' : range(load.sample),
        load.unknownPopulations
          ? `${range(load.burden)}, ${load.unknownPopulations} populations not known`
          : range(load.burden),
        load.warning,
      ]),
      'No control recurs.',
    ),
    paragraph('Sample sizes and the weeks of fieldwork and report are the practice of firms, not a rule: ask yours.'),
    table(
      'Controls that cannot run inside it as dated',
      [
        ...[column('control', 'control'), column('title', 'title', 2), column('rhythm', 'rhythm', 1.5)],
        column('next', 'next run', 2),
      ],
      one.cannotOccur.map(({ control, title, cadence, key, next, ways }) => [
        ...[key ? `${control} (key)` : control, title, cadence],
        next === undefined ? 'no date set' : `${next}: ${ways.moveWindow}`,
      ]),
      'Every recurring control can run inside it.',
    ),
    ...waysOut(one),
    ...(warned.length === 0 ? [] : [heading('First runs that would be missed', 4), ...list(warned)]),
    paragraph(one.aws.sentence),
  ];
}

/** What can be done about them, once for all: only the window that would hold a run differs by control. */
function waysOut({ cannotOccur: [some] }: WindowCandidate): Block[] {
  if (some === undefined) return [];
  return [
    paragraph('Three ways out, for each of them:'),
    ...list([
      `${some.ways.runInside};`,
      'move or lengthen the window, so that its next run falls into it;',
      'tell the auditor that it is designed, and that no run of it falls into the period.',
    ]),
  ];
}

function calendar({ dueRuns }: Report): Block[] {
  const { shown, more } = first(dueRuns, mostRuns);
  return [
    heading('Calendar'),
    table(
      'Runs that fall due, by day',
      [
        ...[column('day', 'day', 1, 'day'), column('control', 'control', 1.1), column('title', 'title', 2.5)],
        ...[column('rhythm', 'rhythm'), column('answers', 'answers for it', 1.5), column('does', 'does it', 1.5)],
        column('keep', 'keep as evidence', 2),
      ],
      shown.map(({ day, control, title, cadence, accountable, doers, keep = '' }) => [
        ...[day, control, title, cadence, listed(accountable), listed(doers), keep],
      ]),
      'No run falls due.',
    ),
    ...(more > 0 ? [paragraph(`${counted(more, 'more run')} in the calendar file.`)] : []),
  ];
}

function range({ from, to }: Range): string {
  return from === to ? String(from) : `${from}–${to}`;
}
