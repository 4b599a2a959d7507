/** `soc2-ready window`: when a Type 2 window can open, what it asks for, and whether the report comes in time. */
import { isDay, longDay } from '../core/calendar.ts';
import type { ReportPath } from '../core/deadline.ts';
import type { Day } from '../core/entry.ts';
import { counted } from '../core/phrases.ts';
import type { Range } from '../core/sampling.ts';
import { planWindow, type WindowCandidate, type WindowPlan } from '../core/window-plan.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { openSession, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';

/** Prints the candidates and the details of the one asked for. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [what] = args;
  if (what !== undefined && !['plan', 'open', 'run', 'next'].includes(what))
    throw new CommandError(2, `window takes no "${what}".`, 'It takes plan, open, run CONTROL, or next CONTROL DATE.');
  if (what !== undefined) return (await import('./window-set.ts')).run({ args, options });
  refuseOptions(options, ['on', 'text'], 'window run CONTROL');
  const { from: start, to: end, months } = windowDays(options);
  const deadline = dayOption(options, 'deadline');
  const session = await openSession(options);
  try {
    const { decisions, workspace, today } = session;
    const plan = planWindow(decisions, workspace.assessment, today, { start, end, months, deadline });
    const format = formatOption(options, ['text', 'json']);
    emit(format === 'json' ? json({ schema: 'soc2-ready/window@1', today, ...plan }) : lines(plan).join('\n'), options);
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** The days and months asked for; throws a usage error where they do not go together. */
export function windowDays(options: Options): {
  from?: Day | undefined;
  to?: Day | undefined;
  months?: number | undefined;
} {
  const [from, to] = [dayOption(options, 'from'), dayOption(options, 'to')];
  const months = monthsOption(options);
  if (to !== undefined && months !== undefined) throw new CommandError(2, 'Give --months or --to, not both.');
  if (to !== undefined && from === undefined) throw new CommandError(2, '--to needs --from too.');
  if (to !== undefined && from !== undefined && to <= from)
    throw new CommandError(2, `The window would end on ${to}, before it begins.`);
  return { from, to, months };
}

/** A day from an option, or undefined; throws a usage error for text that is none. */
export function dayOption(options: Options, name: string): Day | undefined {
  const value = text(options, name);
  if (value !== undefined && !isDay(value))
    throw new CommandError(2, `--${name} "${value}" is no date.`, 'Write it as YYYY-MM-DD.');
  return value;
}

function monthsOption(options: Options): number | undefined {
  const value = text(options, 'months');
  if (value === undefined) return undefined;
  const months = Number(value);
  if (!Number.isInteger(months) || months < 1 || months > 24)
    throw new CommandError(2, `--months takes a whole number from 1 to 24, not "${value}".`);
  return months;
}

function lines(plan: WindowPlan): string[] {
  const [chosen] = plan.candidates;
  return [
    ...cleanStartLines(plan),
    '',
    formatTable(candidateTable(plan.candidates), 'text'),
    ...(chosen === undefined ? [] : details(chosen)),
    ...(plan.deviations.length === 0
      ? []
      : ['', 'Deviations in the open window', ...plan.deviations.map((d) => `  ${d.sentence}`)]),
    ...deadlineLines(plan),
    '',
    'Sample sizes and the weeks of fieldwork and report are the practice of firms, not a rule: ask yours.',
  ];
}

function cleanStartLines({ cleanStart }: WindowPlan): string[] {
  if (cleanStart === undefined)
    return ['Earliest clean start: not known, too little is answered for any date. soc2-ready score says how much.'];
  return [`Earliest clean start: ${longDay(cleanStart.day)}`, cleanStart.reason];
}

function candidateTable(candidates: readonly WindowCandidate[]) {
  return {
    header: ['window', 'from', 'to', 'report', 'samples', 'verdict'],
    rows: candidates.map((one) => [
      counted(one.months, 'month'),
      one.from,
      one.to,
      `${one.reportFrom} to ${one.reportTo}`,
      range(total(one)),
      verdict(one),
    ]),
  };
}

function total({ loads }: WindowCandidate): Range {
  return loads.reduce((sum, { burden }) => ({ from: sum.from + burden.from, to: sum.to + burden.to }), {
    from: 0,
    to: 0,
  });
}

function verdict(one: WindowCandidate): string {
  if (one.verdict === 'not feasible') return `not feasible: ${one.against[0] ?? ''}`;
  if (one.verdict !== 'feasible if') return one.verdict;
  const [first] = one.conditions;
  const more = one.conditions.length > 1 ? `, and ${counted(one.conditions.length - 1, 'more condition')}` : '';
  return `feasible if ${first?.text} by ${first?.by}${more}`;
}

function details(one: WindowCandidate): string[] {
  const key = one.cannotOccur.filter((control) => control.key);
  const warned = one.firstRuns.filter(({ warning, due }) => warning !== undefined && due !== undefined);
  const [next] = key;
  return [
    '',
    `${longDay(one.from)} to ${longDay(one.to)}`,
    ...one.against.map((text) => `  ✖ ${text}`),
    ...one.conditions.map(({ text, by }) => `  ▲ ${text}: by ${longDay(by)}`),
    '',
    formatTable(
      {
        header: ['rhythm', 'controls', 'occurs each', 'usual sample each', 'to be shown', 'watch for'],
        rows: one.loads.map((load) => [
          load.label,
          String(load.controls),
          load.occurrences === undefined ? 'population' : range(load.occurrences),
          load.sample === undefined ? 'by population' : range(load.sample),
          load.unknownPopulations
            ? `${range(load.burden)}, ${load.unknownPopulations} populations not known`
            : range(load.burden),
          load.warning,
        ]),
      },
      'text',
    ),
    '',
    ...(one.cannotOccur.length === 0
      ? ['Every recurring control can run inside it.']
      : [
          `${counted(one.cannotOccur.length, 'control')} cannot occur inside it as dated, ${key.length} of them key: ${key.map(({ control }) => control).join(', ')}`,
          ...(next === undefined
            ? []
            : [
                `Three ways out, for ${next.control} for one: ${next.ways.moveWindow}; or ${next.ways.runInside}; or ${next.ways.disclose}.`,
              ]),
        ]),
    ...(warned.length === 0
      ? []
      : ['', 'First runs that would be missed', ...warned.map(({ warning }) => `  ${warning}`)]),
    '',
    'First runs of key controls',
    formatTable(
      {
        header: ['due', 'control', 'rhythm', 'owner', 'by'],
        rows: one.firstRuns
          .filter((run) => run.key && run.due !== undefined)
          .map(({ due = '', control, cadence, owner = 'nobody', by }) => [due, control, cadence, owner, by]),
      },
      'text',
    ),
    '',
    one.aws.sentence,
  ];
}

function deadlineLines({ deadline }: WindowPlan): string[] {
  if (deadline === undefined) return [];
  const words = { yes: 'in time', tight: 'in time by the short times only', no: 'too late' };
  const line = ({ name, start, reportFrom, reportTo, meets = 'no' }: ReportPath) =>
    `  ${name} from ${start}: report ${reportFrom} to ${reportTo}, ${words[meets]}`;
  return ['', `Deadline: ${deadline.sentence}`, ...deadline.alternatives.map(line)];
}

function range({ from, to }: Range): string {
  return from === to ? String(from) : `${from}–${to}`;
}
