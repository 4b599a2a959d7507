/** Workshop: the question large, what each person said once all have, and how the time goes. */
import type { Layout } from '../../app/layout.ts';
import { chosenView } from '../../app/parts/index.ts';
import {
  isRevealed,
  minutesOn,
  saidOn,
  type WorkshopRow,
  workshopControl,
  workshopControls,
  workshopPart,
  workshopRows,
} from '../../app/parts/workshop.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { Control } from '../../core/questionnaire.ts';
import { disagreement, levelName } from '../../core/workshop-fold.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Look } from '../theme.ts';
import type { Body, Tick } from '../view.ts';
import { emptyLines, listBody, viewTabs } from './list.ts';

/** The view shown. */
export function workshopBody(state: State, plan: Layout, _look: Look, tick: Tick): Body {
  const view = chosenView(state, 'workshop');
  const rows = workshopRows(state);
  const tabs = viewTabs(workshopPart.views ?? [], view, plan);
  const draw = (row: WorkshopRow) => rowLine(state, row, plan);
  const control = view === 'question' ? workshopControl(state) : undefined;
  const head = control === undefined ? [tabs] : [...questionLines(state, control, plan, tick, rows.length)];
  return listBody(plan, state.lists.workshop, head, rows, rows.length, draw, emptyLines(nothing(view)));
}

function nothing(view: string | undefined): string[] {
  if (view === 'parking') return ['Nothing is parked.', 'L on a question puts something aside without losing it.'];
  if (view === 'people') return ['Nobody takes part yet.', '+ says who sits around the screen.'];
  return [
    'Nobody takes part yet: + says who sits around the screen.',
    'Then 0 to 4 answers for the person under the cursor.',
  ];
}

/** The question, its levels, and what there is to say of it; as much as leaves the people in sight. */
function questionLines(state: State, control: Control, plan: Layout, tick: Tick, people: number): Line[] {
  const controls = workshopControls(state);
  const at = controls.findIndex(({ id }) => id === control.id);
  const compact = plan.kind === 'compact';
  const width = plan.body.width - 4;
  const place = `  ${control.id} · ${at + 1} of ${controls.length}`;
  const ask = wrap(control.ask, width).map((text) => line(`  ${text}`, 'heading'));
  const status = statusLine(state, control, plan);
  const room = plan.body.height - Math.min(people, compact ? 3 : 8) - 2 - (compact ? 0 : 3);
  const levels = (most: number) =>
    control.levels.flatMap((text, level) =>
      wrap(text, width - 3)
        .slice(0, most)
        .map((part, row): Line => [span(row === 0 ? `  ${level} ` : '    ', 'accent'), span(part)]),
    );
  const options = [levels(4), levels(1)].find((lines) => ask.length + lines.length <= room) ?? [];
  const gap: Line[] = compact ? [] : [[]];
  return [
    [span(place, 'accent'), ...timer(state, control, tick), span(compact ? '' : ' · [ ] parking lot, people', 'frame')],
    ...gap,
    ...ask.slice(0, Math.max(1, room)),
    ...(options.length > 0 ? gap : []),
    ...options,
    ...gap,
    status,
  ];
}

/** How long the series has taken, of the minutes it may. */
function timer(state: State, { id }: Control, { now }: Tick): Line {
  const series = id.slice(0, id.indexOf('.'));
  const minutes = minutesOn(state, series, now);
  if (minutes === undefined) return [];
  const over = minutes > state.workshop.minutes;
  return [
    span(` · ${series} ${minutes} of ${state.workshop.minutes} min${over ? ', over' : ''}`, over ? 'warning' : 'plain'),
  ];
}

/** Who is still to answer; once all have, whether they agree, and what counts. */
function statusLine(state: State, control: Control, plan: Layout): Line {
  const record = state.assessment.controls[control.id];
  const counts = record?.answer === undefined ? undefined : levelName(record.answer.level);
  if (record?.settled !== undefined && counts !== undefined)
    return [span('  ✔ ', 'good'), span(`settled on ${counts} by ${record.settled.by}`)];
  const waiting = saidOn(state, control.id).filter(({ level }) => level === undefined);
  if (waiting.length > 0) {
    const names =
      plan.kind === 'compact' ? counted(waiting.length, 'person') : waiting.map(({ name }) => name).join(', ');
    return [span('  ? ', 'unknown'), span(`0–4 for the one marked; to answer: ${names}; then all are shown`)];
  }
  const said = disagreement(record);
  if (said === undefined) return counts === undefined ? [] : [span('  ✔ ', 'good'), span(`all say ${counts}`)];
  return [span('  ▲ ', 'warning'), span(`${said}; ${counts ?? 'the lowest'} counts until s settles it`)];
}

function rowLine(state: State, row: WorkshopRow, plan: Layout): Line {
  if (row.kind === 'parked') {
    const { text, by, control, outcome } = row.parked;
    const from = control === undefined ? by : `${by}, ${control}`;
    const [mark, token] = outcome === undefined ? (['▲', 'warning'] as const) : (['✔', 'good'] as const);
    return [
      span(`${mark} `, token),
      span(text),
      span(`  (${from})${outcome === undefined ? '' : ` → ${outcome}`}`, 'accent'),
    ];
  }
  if (row.kind === 'summary') {
    const { name, answered, owns, open, disputed, parked } = row.summary;
    const parts = [
      counted(answered, 'answer'),
      ...(owns.length > 0 ? [`owns ${owns.length} not in place`] : []),
      ...(open.length > 0 ? [`${open.length} to find out`] : []),
      ...(disputed.length > 0 ? [`${disputed.length} disputed`] : []),
      ...(parked.length > 0 ? [`${parked.length} parked`] : []),
    ];
    return [span(`${cell(name, plan.kind === 'compact' ? 14 : 24)} `, 'heading'), span(parts.join(' · '))];
  }
  const name = span(`${cell(row.name, plan.kind === 'compact' ? 20 : 30)} `, 'heading');
  if (row.level === undefined) return [name, span('?', 'unknown')];
  const control = workshopControl(state);
  if (control === undefined || !isRevealed(state, control.id)) return [name, span('✔ has answered', 'good')];
  const words = typeof row.level === 'number' ? `  ${control.levels[row.level]}` : '';
  return [name, span(levelName(row.level), 'selected'), span(words)];
}
