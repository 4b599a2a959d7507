/** Gaps as a list, the one under the cursor explained beside it. */
import type { Layout } from '../../app/layout.ts';
import { gapPane } from '../../app/pane-gap.ts';
import { gapsPart } from '../../app/parts/gaps.ts';
import { type GapRow, gapRows, gapSort } from '../../app/rows.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { CheckGap } from '../../core/check-gaps.ts';
import type { Gap } from '../../core/decision.ts';
import { cell, fit, type Line, span } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, paneBody, viewTabs } from './list.ts';

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

/** What is short of target with what each costs; or the failing checks that cost nothing. */
export function gapsBody(state: State, plan: Layout): Body {
  const rows = gapRows(state);
  const { gaps = [], checkGaps = [] } = state.derived?.decisions ?? {};
  const aside = state.views.gaps === 'checks';
  const all = aside ? checkGaps.length : gaps.length;
  const head = [viewTabs(gapsPart.views ?? [], state.views.gaps, plan), headLine(state)];
  const none = emptyLines(
    aside
      ? ['No check fails without counting for a control.']
      : ['No gap is known.', 'What is unknown is not a gap: the Overview shows how much is answered.'],
  );
  const empty = state.derived === undefined ? waiting : all > 0 ? nothing : none;
  const fitted = head.map((one) => fit(one, plan.body.width));
  const names = aside ? undefined : gapNames;
  return paneBody(plan, state.lists.gaps, fitted, rows, all, rowLine, empty, (row) => gapPane(state, row), names);
}

/** The names of the columns of {@link gapLine}. */
function gapNames({ body: { width } }: Layout): Line {
  const { wide, idWidth, rest } = gapColumns(width);
  const texts = [cell('control', idWidth), cell('because', 15), cell('what it is', rest - 1), 'points'];
  return [span(`  ${texts.join(' ')}${wide ? ' Type 1' : ''}`, 'frame')];
}

/** Widths of the columns of a gap, the mark, and what stands between them, left out. */
function gapColumns(width: number): { wide: boolean; idWidth: number; rest: number } {
  const wide = width >= 100;
  const idWidth = wide ? 30 : 24;
  return { wide, idWidth, rest: width - 2 - 2 - idWidth - 1 - 15 - 1 - 6 - (wide ? 11 : 0) };
}

function headLine(state: State): Line {
  const { gaps = [], checkGaps = [] } = state.derived?.decisions ?? {};
  const sorted = span(`  sorted: ${gapSort(state)}`);
  if (state.views.gaps === 'checks')
    return [span(`  ${counted(checkGaps.length, 'failing check')}, no figure moved`, 'heading'), sorted];
  const blocking = gaps.filter((gap) => gap.blocks).length;
  const only = state.cause === undefined ? [] : [span(`  only: ${state.cause}`, 'accent')];
  const keeps = blocking === 1 ? 'keeps' : 'keep';
  return [
    span(`  ${counted(gaps.length, 'gap')} · ${blocking} alone ${keeps} Type 1 at Not ready`, 'heading'),
    ...only,
    sorted,
  ];
}

function rowLine(row: GapRow, plan: Layout): Line {
  return row.kind === 'gap' ? gapLine(row.gap, plan) : checkGapLine(row.check, plan);
}

function checkGapLine({ check, severity, standing, reason }: CheckGap, plan: Layout): Line {
  if (plan.kind === 'compact') return [span('✖ ', 'warning'), span(cell(check, plan.body.width - 4))];
  const { width } = plan.body;
  const idWidth = width >= 100 ? 38 : 30;
  return [
    span('✖ ', 'warning'),
    span(cell(severity, 9)),
    span(`${cell(check, idWidth)} `),
    span(cell(standing, 14), 'accent'),
    span(cell(reason, Math.max(0, width - 4 - 9 - idWidth - 1 - 14))),
  ];
}

function gapLine(gap: Gap, plan: Layout): Line {
  const token = causeTokens[gap.cause];
  const mark = span(token === 'bad' ? '✖ ' : token === 'unknown' ? '? ' : '▲ ', token);
  const points = cell(gap.points.toFixed(1), 5, 'right');
  if (plan.kind === 'compact')
    return [mark, span(cell(gap.control, plan.body.width - 11)), span(` ${points}`, 'heading')];
  const { wide, idWidth, rest } = gapColumns(plan.body.width);
  const standing = wide ? cell(gap.blocks ? ' blocks' : gap.key ? ' key' : '', 11) : '';
  const until = wide ? ` until ${gap.exception?.expires}` : '';
  const approved = gap.exception?.state === 'in force' ? `approved${until}: ` : '';
  return [
    mark,
    span(`${cell(gap.control, idWidth)} `),
    span(cell(gap.cause, 15), token),
    span(` ${cell(`${approved}${wide ? `${gap.title}: ${gap.reason}` : gap.title}`, rest)}`),
    span(` ${points}`, 'heading'),
    span(standing, 'warning'),
  ];
}
