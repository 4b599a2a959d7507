/** Settings as a list: what it is, what it is now, what it does. */
import type { Layout } from '../../app/layout.ts';
import { settingRows } from '../../app/setting-rows.ts';
import type { State } from '../../app/state.ts';
import { cell, line, span } from '../lines.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody } from './list.ts';

/** The body of Settings. */
export function settingsBody(state: State, plan: Layout): Body {
  const rows = settingRows(state);
  const compact = plan.kind === 'compact';
  const head = compact ? [] : [line('  Taken at once, and kept on this machine.', 'heading'), []];
  const titleWidth = compact ? 15 : 18;
  const valueWidth = compact ? plan.body.width - titleWidth - 3 : Math.min(28, Math.floor(plan.body.width / 4));
  return listBody(
    plan,
    state.lists.settings,
    head,
    rows,
    7,
    (row) => [
      span(cell(row.title, titleWidth)),
      span(` ${cell(row.value, valueWidth)}`, 'accent'),
      span(compact ? '' : ` ${cell(row.about, plan.body.width - titleWidth - valueWidth - 4)}`),
    ],
    emptyLines(['Nothing matches. esc clears the filter.']),
  );
}
