/** Gaps, Plan and RACI as lists. */
import type { Layout } from '../../app/layout.ts';
import { gapRows, planRows, type RaciListRow, raciRows } from '../../app/rows.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { Gap, PlanItem, RaciRow } from '../../core/decision.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody } from './list.ts';

const waiting = emptyLines(['Working it out…']);
const nothing = emptyLines(['Nothing matches. esc clears the filter.']);

const causeTokens: Record<Gap['cause'], Token> = {
  contradicted: 'bad',
  missing: 'bad',
  'failing check': 'bad',
  'not written': 'warning',
  'not run': 'warning',
  'not evidenced': 'warning',
  'unsupported N/A': 'warning',
  'overdue register entry': 'warning',
  unknown: 'unknown',
};

/** What is short of target, worst first, with what each costs. */
export function gapsBody(state: State, plan: Layout): Body {
  const rows = gapRows(state);
  const all = state.derived?.decisions.gaps.length ?? 0;
  const blocking = rows.filter((gap) => gap.blocks).length;
  const head = [
    line(
      `  ${counted(all, 'gap')} · ${blocking} alone ${blocking === 1 ? 'keeps' : 'keep'} Type 1 at Not ready`,
      'heading',
    ),
  ];
  const none = emptyLines([
    'No gap is known.',
    'What is unknown is not a gap: the Overview shows how much is answered.',
  ]);
  const empty = state.derived === undefined ? waiting : all > 0 ? nothing : none;
  return listBody(plan, state.lists.gaps, head, rows, all, (gap) => gapLine(gap, plan), empty);
}

function gapLine(gap: Gap, plan: Layout): Line {
  const token = causeTokens[gap.cause];
  const mark = span(token === 'bad' ? '✖ ' : token === 'unknown' ? '? ' : '▲ ', token);
  const points = cell(gap.points.toFixed(1), 5, 'right');
  if (plan.kind === 'compact')
    return [mark, span(cell(gap.control, plan.body.width - 11)), span(` ${points}`, 'heading')];
  const wide = plan.kind === 'two-panes';
  const idWidth = wide ? 30 : 24;
  const rest = plan.body.width - 2 - 2 - idWidth - 1 - 15 - 1 - 6 - (wide ? 11 : 0);
  const blocks = wide ? cell(gap.blocks ? ' blocks' : gap.key ? ' key' : '', 11) : '';
  return [
    mark,
    span(`${cell(gap.control, idWidth)} `),
    span(cell(gap.cause, 15), token),
    span(` ${cell(wide ? `${gap.title}: ${gap.reason}` : gap.title, rest)}`),
    span(` ${points}`, 'heading'),
    span(blocks, 'warning'),
  ];
}

/** The plan in its order: what, who, how long, when. */
export function planBody(state: State, plan: Layout): Body {
  const rows = planRows(state);
  const made = state.derived?.decisions.plan;
  const all = made?.items.length ?? 0;
  const width = plan.body.width - 4;
  const summary =
    made === undefined || all === 0
      ? []
      : [
          line(
            `  ${counted(all, 'item')} · last key control in place ${made.keyControlsInPlaceOn} · critical path ${made.criticalDays} days`,
            'heading',
          ),
          ...(plan.kind === 'compact' ? [] : made.warnings.slice(0, 2)).flatMap((warning) =>
            wrap(warning, width)
              .slice(0, 2)
              .map((part) => line(`  ${part}`, 'warning')),
          ),
        ];
  const empty =
    made === undefined ? waiting : all > 0 ? nothing : emptyLines(['Nothing is to be done: no gap is known.']);
  return listBody(plan, state.lists.plan, summary, rows, all, (item, index) => planLine(item, index, plan), empty);
}

function planLine(item: PlanItem, index: number, plan: Layout): Line {
  const critical = span(item.critical ? '● ' : '  ', 'warning');
  if (plan.kind === 'compact')
    return [critical, span(cell(item.action, plan.body.width - 16)), span(` ${item.due}`, 'heading')];
  const wide = plan.kind === 'two-panes';
  const rest = plan.body.width - 2 - 4 - 2 - 10 - 11 - 4 - 11 - (wide ? 7 : 0);
  return [
    span(cell(`${index + 1}`, 3, 'right')),
    span(' '),
    critical,
    span(cell(item.box, 10), item.box === 'do now' ? 'warning' : 'plain'),
    span(`${cell(item.action, rest)} `),
    span(cell(item.owner, 10)),
    span(` ${cell(item.effort, 3)}`),
    span(item.due, 'heading'),
    span(wide ? cell(`+${item.points.toFixed(1)}`, 7, 'right') : ''),
  ];
}

/** Who is responsible and accountable for what, and what is wrong with it. */
export function raciBody(state: State, plan: Layout): Body {
  const rows = raciRows(state);
  const raci = state.derived?.decisions.raci;
  const all = rows.length;
  const errors = raci?.findings.filter((f) => f.severity === 'error' && f.waived === undefined).length ?? 0;
  const warnings = raci?.findings.filter((f) => f.severity === 'warning' && f.waived === undefined).length ?? 0;
  const text = `${counted(raci?.rows.length ?? 0, 'control')} · ${counted(errors, 'error')} · ${counted(warnings, 'warning')} · names in capitals are roles nobody holds yet`;
  const head = raci === undefined ? [] : [line(`  ${text}`, 'heading')];
  const empty = raci === undefined ? waiting : nothing;
  return listBody(plan, state.lists.raci, head, rows, all, (row) => raciLine(row, plan), empty);
}

function raciLine(row: RaciListRow, plan: Layout): Line {
  if (row.kind === 'finding') {
    const { severity, rule, message } = row.finding;
    return [
      span(severity === 'error' ? '✖ ' : '▲ ', severity === 'error' ? 'bad' : 'warning'),
      span(`${cell(rule, 4)}${message}`),
    ];
  }
  const idWidth = plan.kind === 'compact' ? 18 : plan.kind === 'two-panes' ? 34 : 28;
  return [span('  '), span(`${cell(row.row.control, idWidth)} `), ...letters(row.row)];
}

/** The letters in the order of the word: A first, since there is one. */
function letters(row: RaciRow): Line {
  return (['A', 'R', 'C', 'I'] as const).flatMap((letter): Line => {
    const parties = Object.entries(row.cells).flatMap(([party, cells]) => (cells.includes(letter) ? [party] : []));
    return parties.length === 0 ? [] : [span(`${letter} `, 'accent'), span(`${parties.join(', ')}  `)];
  });
}
