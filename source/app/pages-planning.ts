/** Details behind Plan's neighbours: a person of the matrix, a window, a control inside it, a day of the past. */
import { longDay } from '../core/calendar.ts';
import { ownValue } from '../core/own-record.ts';
import { counted } from '../core/phrases.ts';
import { dutiesOf } from '../core/raci-views.ts';
import { occurrencesOf } from './occurrences.ts';
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import { agreementWords } from './raci-rows.ts';
import type { State } from './state.ts';
import { candidateOf, windowPlanOf, windowTone } from './window-rows.ts';
import { percent } from './words.ts';

/** A person's duties, what they answer for first, and whether they have agreed to them. */
export function personPage(state: State, person: string): Page {
  const raci = state.derived?.decisions.raci;
  if (raci === undefined) return { title: person, paragraphs: [plain('Working it out…')] };
  const duties = dutiesOf(person, raci);
  const agreement = raci.agreements.find((one) => one.person === person);
  const channel = ownValue(state.assessment.agreements.channels, person);
  const findings = raci.findings.filter((one) => one.person === person && one.waived === undefined);
  return {
    title: `${person}: your ${counted(duties.length, 'duty').replace('dutys', 'duties')}`,
    paragraphs: [
      plain(`${agreementWords(agreement)}${channel === undefined ? '' : ` · hears of it by ${channel}`}`),
      ...findings.map((one) => toned(one.severity === 'error' ? 'bad' : 'warning', `${one.rule}: ${one.message}`)),
      plain(''),
      ...duties.map(({ letters, standIn, control, cadence, title }) => {
        const part = [...letters, ...(standIn ? ['stand-in'] : [])].join('/');
        return plain(`${part.padEnd(8)} ${control} · ${cadence} · ${title}`);
      }),
    ],
  };
}

/** The window looked at: what it asks for, what AWS's reports say of it, and the deadline. */
export function windowPage(state: State): Page {
  const [plan, candidate] = [windowPlanOf(state), candidateOf(state)];
  if (plan === undefined || candidate === undefined) return { title: 'Window', paragraphs: [plain('Working it out…')] };
  const { cleanStart, deadline, deviations } = plan;
  const { against, conditions, loads, aws } = candidate;
  return {
    title: `Window: ${longDay(candidate.from)} to ${longDay(candidate.to)}`,
    paragraphs: [
      toned(windowTone(candidate.verdict), candidate.verdict),
      ...against.map((text) => toned('bad', `✖ ${text}`, 2)),
      ...conditions.map(({ text, by }) => toned('warning', `▲ ${text}: by ${longDay(by)}`, 2)),
      ...section('Earliest clean start', [
        cleanStart === undefined
          ? plain('Not known: too little is answered for any date.', 2)
          : plain(`${longDay(cleanStart.day)}. ${cleanStart.reason}`, 2),
      ]),
      ...section('Deadline', [
        plain(deadline?.sentence ?? 'No customer waits for the report by a day: scoping asks for one.', 2),
        ...(deadline?.alternatives ?? []).map(({ name, start, reportFrom, reportTo, meets = 'no' }) => {
          const words = { yes: 'in time', tight: 'in time by the short times only', no: 'too late' };
          return plain(`${name} from ${start}: report ${reportFrom} to ${reportTo}, ${words[meets]}`, 2);
        }),
      ]),
      ...section("AWS's own reports", [plain(aws.sentence, 2)]),
      ...section('What is to be shown', [
        ...loads.map((load) => {
          const range = ({ from, to }: { from: number; to: number }) => (from === to ? `${from}` : `${from}–${to}`);
          const sample = load.sample === undefined ? 'by population' : `usual sample ${range(load.sample)} each`;
          return plain(
            `${load.label}: ${counted(load.controls, 'control')}, ${sample}, ${range(load.burden)} in all. ${load.warning}`,
            2,
          );
        }),
        plain('Sample sizes and weeks are the practice of firms, not a rule: ask yours.', 2),
      ]),
      ...section(
        'Deviations so far',
        deviations.map(({ sentence }) => toned('bad', sentence, 2)),
      ),
    ],
  };
}

/** A recurring control inside the window looked at: its runs, and the three ways out where none falls inside. */
export function windowControlPage(state: State, id: string): Page {
  const candidate = candidateOf(state);
  const control = state.derived?.decisions.controls.find((one) => one.id === id);
  if (candidate === undefined || control === undefined)
    return { title: id, paragraphs: [plain('It is asked no more.')] };
  const run = candidate.firstRuns.find((one) => one.control === id);
  const outside = candidate.cannotOccur.find((one) => one.control === id);
  const words = { due: 'due', there: 'on record', wrong: 'went wrong', missed: 'did not happen' };
  const tones = { due: 'plain', there: 'good', wrong: 'bad', missed: 'bad' } as const;
  const runs = occurrencesOf(control, state.assessment, candidate, run, state.derived?.today ?? '');
  return {
    title: `${id} in the window`,
    paragraphs: [
      toned('heading', control.title),
      plain(
        `${run?.cadence ?? ''} · ${longDay(candidate.from)} to ${longDay(candidate.to)} · owner ${run?.owner ?? 'nobody'}`,
      ),
      ...(run?.warning === undefined ? [] : [toned('warning', run.warning)]),
      ...(outside === undefined ? [] : waysOut(outside.ways)),
      ...section(
        'Runs',
        runs.slice(0, 400).map(({ day, state: how }) => toned(tones[how], `${day}  ${words[how]}`, 2)),
      ),
    ],
  };
}

/** The three ways out for a control that cannot run inside. */
export function waysOut({
  moveWindow,
  runInside,
  disclose,
}: {
  moveWindow: string;
  runInside: string;
  disclose: string;
}): Paragraph[] {
  return section('None of its runs falls inside. Three ways out', [
    plain(`1. ${moveWindow}`, 2),
    plain(`2. ${runInside}`, 2),
    plain(`3. ${disclose}`, 2),
  ]);
}

/** A day of the past: verdicts and figures as they stood that evening, by today's rules. */
export function pastDayPage(state: State, day: string): Page {
  const found = state.past.days?.find((one) => one.day === day);
  if (found === undefined) return { title: day, paragraphs: [plain('That day is not read any more.')] };
  const { verdict, inPlace, criteria, evidenced, claimed, coverage, enough, scan, asSaved } = found;
  return {
    title: longDay(day),
    paragraphs: [
      plain(`Type 1: ${verdict.type1}`),
      plain(`Window may open: ${verdict.opening}`),
      plain(`In the window: ${verdict.inWindow}`),
      plain(`In place: ${inPlace} of ${criteria} criteria`),
      plain(
        enough
          ? `Evidenced ${percent(evidenced)}, claimed ${percent(claimed)}`
          : 'Too little was answered for a figure.',
      ),
      plain(`Coverage ${percent(coverage)} %`),
      plain(scan === undefined ? 'No scan yet.' : `With the scan of ${scan.slice(0, 16).replace('T', ' ')} UTC.`),
      plain(''),
      plain(
        asSaved === undefined
          ? 'Everything said until the end of that day, judged by the rules of this version.'
          : `As it was saved then, under version ${asSaved} of the model.`,
      ),
    ],
  };
}

function section(title: string, paragraphs: Paragraph[]): Paragraph[] {
  return paragraphs.length === 0 ? [] : [plain(''), toned('heading', title), ...paragraphs];
}
