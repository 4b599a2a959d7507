/** Gaps as a list. */
import type { Layout } from '../../app/layout.ts';
import { gapRows } from '../../app/rows.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { Gap } from '../../core/decision.ts';
import { cell, type Line, line, span } from '../lines.ts';
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
