/** Results per criterion, each figure with the rules that made it. */
import { criteria as framework } from '../../core/framework.ts';
import { listed } from '../../core/phrases.ts';
import { formatTrace } from '../../core/score-trace.ts';
import type { ControlScore, CriterionScore, TraceStep } from '../../core/score-types.ts';
import type { Block, Section } from '../document.ts';
import type { Report } from '../model.ts';
import { column, heading, list, paragraph, percent, stateTone, table, toned } from './shared.ts';

const titles = new Map(framework.map(({ id, title }) => [id, title]));

/** The section; `traces` false leaves the rules out. */
export function resultsSection({ decisions, series }: Report, traces = true): Section {
  const { design, operating } = decisions.score;
  const operates = new Map(operating.criteria.map(({ id, evidenced }) => [id, evidenced]));
  const blocks: Block[] = [
    paragraph(
      'Design: is the control there, written down and evidenced? Operating: did it run, as often as it should, in the window? ' +
        'Figures are of 100.',
    ),
    table(
      'Results per criterion',
      [
        ...[column('criterion', 'criterion', 0.8), column('title', 'title', 2.5), column('state', 'state')],
        ...[column('evidenced', 'evidenced', 0.8, 'number'), column('claimed', 'claimed', 0.8, 'number')],
        ...[column('could be', 'could be', 0.8, 'number'), column('known', 'known', 0.8, 'number')],
        column('operating', 'operating', 0.8, 'number'),
      ],
      design.criteria.map((one) => [
        ...[one.id, titles.get(one.id) ?? one.id, toned(one.state, stateTone[one.state])],
        ...[one.evidenced, one.claimed, one.upper, one.coverage, operates.get(one.id) ?? 0].map(percent),
      ]),
      'No criterion is in scope.',
    ),
  ];
  if (traces) {
    blocks.push(heading('Every figure and the rules that made it'), paragraph(howToRead));
    for (const { id, title, criteria } of series)
      blocks.push({ kind: 'details', title: `${id} ${title}`, blocks: criteria.flatMap(traceBlocks) });
  }
  return { id: 'results', title: 'Results per criterion', blocks };
}

const howToRead =
  'Each line reads: what is judged and its evidenced figure = how it came about → the state it gives, and remarks. min(…) ' +
  'means that the lowest of what is named counts; of a criterion, each control’s figure stands × its weight. In brackets ' +
  'is the rule, by its number in the published model (docs/scoring.md of the program).';

/** Steps that say the same of several checks as one, so that a reader meets each remark once. */
function merged(trace: readonly TraceStep[]): TraceStep[] {
  const steps: { step: TraceStep; names: string[]; rest: string }[] = [];
  for (const step of trace) {
    const [, name, rest = ''] = step.value === undefined ? (/^(\S+ check \S+) (.+)$/.exec(step.text) ?? []) : [];
    const same = steps.find((one) => name !== undefined && one.step.rule === step.rule && one.rest === rest);
    if (same === undefined) steps.push({ step, names: name === undefined ? [] : [name], rest });
    else if (name !== undefined) same.names.push(name);
  }
  return steps.map(({ step, names, rest }) =>
    names.length < 2 ? step : { ...step, text: `${listed(names)} ${rest.replace(/^was /, 'were ')}` },
  );
}

function traceLine(score: CriterionScore | ControlScore): string {
  return formatTrace({ ...score, trace: merged(score.trace) });
}

/** A line per control; those whose figure came about in the same way share one. */
function controlLines(controls: readonly ControlScore[]): string[] {
  const alike = Map.groupBy(controls, (control) => traceLine(control).slice(control.id.length));
  return [...alike].map(
    ([line, same]) => `${listed(same.map(({ id }) => id))}${same.length > 1 ? ', each' : ''}${line}`,
  );
}

function traceBlocks(criterion: CriterionScore): Block[] {
  return [
    heading(`${criterion.id} ${titles.get(criterion.id) ?? ''}: ${criterion.state}`, 4),
    ...list([traceLine(criterion), ...controlLines(criterion.controls)]),
  ];
}
