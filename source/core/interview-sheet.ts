/** Interview sheets: what an auditor will ask a person about the controls that are theirs, and what to show. */
import { topicOf } from './asking-order.ts';
import { describeCadence } from './cadence.ts';
import { longDay } from './calendar.ts';
import type { RaciLetter } from './decision.ts';
import { evidenceRegister } from './evidence-register.ts';
import { counted } from './phrases.ts';
import { type PreworkInput, partOf } from './prework.ts';
import type { Control, ControlId } from './questionnaire.ts';

/** One control on a sheet. */
export interface InterviewItem {
  control: ControlId;
  title: string;
  topic: string;
  letters: RaciLetter[];
  key: boolean;
  /** What will be asked, in the order of an interview. */
  questions: string[];
  /** What the assessment holds as the answer; an auditor compares. */
  said: string;
  /** On file, with the tier it counts as today. */
  show: { what: string; where: string; tier: 0 | 1 | 2 | 3 }[];
  /** What would be best to show, where nothing on file is a dated record. */
  find: string[];
  doesNotCount: string;
}

/** The sheet of one person or role. */
export interface InterviewSheet {
  for: string;
  also: string[];
  items: InterviewItem[];
}

/** The sheet for a person by name or a role by its code or title; undefined when there is neither. */
export function interviewSheet(input: PreworkInput, wanted: string): InterviewSheet | undefined {
  const part = partOf(input, wanted);
  if (part === undefined) return undefined;
  const { assessment, questionnaire, today } = input;
  const evidence = Map.groupBy(evidenceRegister(input.decisions.controls, assessment, today), ({ control }) => control);
  const items = part.controls.map(({ control, letters }): InterviewItem => {
    const show = (evidence.get(control.id) ?? []).map(({ what, where, tier }) => ({ what, where, tier }));
    const shown = show.some(({ tier }) => tier >= 2);
    return {
      ...{ control: control.id, title: control.title, letters, key: control.weight === 3 },
      topic: topicOf(control, questionnaire.order)?.topic ?? 'Other',
      questions: questionsOn(control, input),
      said: saidOn(control, input),
      show: show.sort((a, b) => b.tier - a.tier),
      find: shown ? [] : control.evidence.map(({ what }) => what),
      doesNotCount: control.doesNotCount,
    };
  });
  return { for: part.name, also: part.also, items };
}

function questionsOn(control: Control, { assessment }: PreworkInput): string[] {
  const record = assessment.controls[control.id];
  const { every, onEvent = [], continuous } = control.cadence;
  const last = (record?.runs ?? [])
    .map(({ on }) => on)
    .sort()
    .at(-1);
  const failed = (record?.runs ?? []).filter(({ deviation }) => deviation !== undefined).length;
  const deviations = failed + (record?.population?.deviations ?? 0);
  const ran = last === undefined ? 'no run is on record' : `on record: last ${longDay(last)}`;
  const listed =
    record?.population === undefined
      ? 'no list is on record'
      : `on record: ${counted(record.population.size, 'item')} from ${record.population.source}`;
  return [
    `${control.ask} Show how, from beginning to end.`,
    'Who does it while you are away?',
    ...(every === undefined
      ? []
      : [`It runs ${describeCadence({ every })}: when did it last run, and when is it due next? (${ran})`]),
    ...(onEvent.length === 0
      ? []
      : [
          `How do you know that the list is complete: ${describeCadence({ onEvent }).replace(/^at each /, '')}? (${listed})`,
        ]),
    ...(continuous === true ? ['Since when has the setting been so, who can change it, and who would notice?'] : []),
    ...(deviations === 0
      ? []
      : [`What happened in the ${counted(deviations, 'case')} that did not go right, and what was done?`]),
  ];
}

function saidOn(control: Control, { assessment }: PreworkInput): string {
  const answer = assessment.controls[control.id]?.answer;
  if (answer === undefined || answer.level === 'later') return 'nothing yet';
  const by = `${answer.by} said`;
  if (answer.toConfirm !== undefined)
    return `to be confirmed; before ${longDay(answer.toConfirm)}, ${by} ${levelOf(control, answer.level)}`;
  return `${by} ${levelOf(control, answer.level)}`;
}

function levelOf(control: Control, level: number | string): string {
  return typeof level === 'number' ? `L${level}: ${control.levels[level] ?? ''}` : level.replace('-', ' ');
}
