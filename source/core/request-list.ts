/** The auditor's request list: what will be asked for each control, from whom, and how far we have it. */
import type { Assessment, ControlRecord } from './assessment.ts';
import { describeCadence } from './cadence.ts';
import type { Decisions } from './decision.ts';
import type { Day } from './entry.ts';
import { type OperationHalves, operationHalves } from './input-operation.ts';
import { scoreInputs } from './inputs.ts';
import type { Span } from './observation-window.ts';
import { counted } from './phrases.ts';
import type { Control, ControlId, Questionnaire } from './questionnaire.ts';
import { holders } from './raci-cells.ts';
import { cadenceNames, eventSample, occurrences, type Range, sampleOf } from './sampling.ts';
import { effectiveTier, failing, notApplicable, unread } from './score-checks.ts';
import type { ControlInput, ScoreContext } from './score-types.ts';

/** How far what is asked for is there. Nothing known is missing, never there. */
export type RequestState = 'have it' | 'partly' | 'missing';

/** What an auditor asks for one control. */
export interface Request {
  /** Stable: `request:CONTROL`. */
  id: string;
  control: ControlId;
  criterion: string;
  title: string;
  what: string;
  /** The window; `proposed` while none is chosen. */
  period: Span & { proposed: boolean };
  /** What the sample is drawn from, one line per rhythm of the control. */
  population: string[];
  /** Who does it (R), who answers for it (A). */
  from: { R: string[]; A: string[] };
  state: RequestState;
  /** What there is, and what is lacking. */
  have: string[];
  lacking: string[];
}

/** What the list is made from. */
export interface RequestInput {
  decisions: Pick<Decisions, 'controls' | 'results' | 'raci' | 'plan'>;
  assessment: Assessment;
  questionnaire: Questionnaire;
  today: Day;
  depth: ScoreContext['depth'];
}

/** One request for each control of the assessment, in asking order. */
export function requestList({ decisions, assessment, questionnaire, today, depth }: RequestInput): Request[] {
  const { controls, results, raci, plan } = decisions;
  const { inputs, context } = scoreInputs({ questionnaire, assessment, results, today, depth });
  const inputOf = new Map(inputs.map((input) => [input.id, input]));
  const rowOf = new Map(raci.rows.map((row) => [row.control, row]));
  const window = plan.window ?? { from: today, to: today, chosen: false };
  return controls.flatMap((control): Request[] => {
    const input = inputOf.get(control.id);
    if (input === undefined) return [];
    const row = rowOf.get(control.id);
    const record = assessment.controls[control.id];
    const halves = operationHalves(control, record, assessment, today);
    const { have, lacking } = standing(control, input, record, context.windowOpen ? halves : undefined);
    return [
      {
        id: `request:${control.id}`,
        ...{ control: control.id, criterion: control.criterion, title: control.title },
        what: control.auditorWants,
        period: { from: window.from, to: window.to, proposed: !window.chosen },
        population: populationLines(control, record, window),
        from: { R: row === undefined ? [] : holders(row, 'R'), A: row === undefined ? [] : holders(row, 'A') },
        state: lacking.length === 0 ? 'have it' : have.length === 0 ? 'missing' : 'partly',
        ...{ have, lacking },
      },
    ];
  });
}

const tierWords = ['nothing', 'a document', 'a dated record', 'a system export'] as const;

function standing(
  control: Control,
  input: ControlInput,
  record: ControlRecord | undefined,
  /** Absent while no window is open. */
  halves: OperationHalves | undefined,
): { have: string[]; lacking: string[] } {
  if (notApplicable(input)) return { have: ['the reason why it does not apply, with its approver'], lacking: [] };
  if (input.answer === 'inherited')
    return input.vendorReportOk
      ? { have: ["the vendor's reviewed report"], lacking: [] }
      : { have: [], lacking: ['a reviewed report of the vendor that covers the period, our own duties assigned'] };
  const have: string[] = [];
  const lacking: string[] = [];
  // A record of what is not in place, or that AWS refutes, is not what is asked for.
  if (typeof input.answer !== 'number') lacking.push('an answer: nobody has said whether it is in place');
  else if (input.answer < 3) lacking.push(`the control itself: answered L${input.answer}, not in place yet`);
  if (failing(input)) lacking.push('a scan that passes: AWS shows otherwise');
  else if (unread(input)) lacking.push('a scan that could read it');
  const tier = effectiveTier(input);
  if (tier > 0) have.push(tier > input.tier ? 'live checks of AWS that pass' : tierWords[tier]);
  if (tier < 2) lacking.push('a dated record or a system export');
  const { expected, evidenced } = { expected: 0, evidenced: 0, ...halves?.periodic };
  if (expected !== null && expected > 0) {
    if (evidenced > 0) have.push(`${counted(evidenced, 'run')} of ${expected} due so far`);
    if (evidenced < expected) lacking.push(`${counted(expected - evidenced, 'run')} with a dated record`);
  }
  // Before the window there is no list of its events yet.
  if (halves !== undefined && (control.cadence.onEvent ?? []).length > 0) {
    const population = halves.perEvent?.population ?? undefined;
    if (population !== undefined) have.push(`the list of ${counted(population, 'item')}`);
    else if (record?.population === undefined) lacking.push('the list of what occurred in the period');
    else lacking.push('the list of what occurred in the period: the one on file is older');
  }
  return { have, lacking };
}

function populationLines({ cadence }: Control, record: ControlRecord | undefined, window: Span): string[] {
  return cadenceNames(cadence).map((name): string => {
    if (name === 'continuous') return 'the setting over the whole period, with its change history';
    if (name === 'event') {
      const events = describeCadence({ onEvent: cadence.onEvent ?? [] }).replace(/^at each /, '');
      const known = record?.population;
      if (known === undefined) return `all of: ${events}; how many is not known yet`;
      return `${known.size} (${events}), from ${known.source}; usual sample ${range(eventSample(known.size))}`;
    }
    const occurring = occurrences(name, window);
    const sample = sampleOf(name, occurring);
    if (occurring === undefined || sample === undefined) return describeCadence({ every: name });
    return `${range(occurring)} runs, ${describeCadence({ every: name })}; usual sample ${range(sample)}`;
  });
}

function range({ from, to }: Range): string {
  return from === to ? String(from) : `${from}–${to}`;
}
