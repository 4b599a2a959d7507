/** Report: what can be written, for whom, and where the last of it went. */
import type { Layout } from '../../app/layout.ts';
import { chosenView } from '../../app/parts/index.ts';
import { type ReportRow, reportPart, reportRows } from '../../app/parts/report.ts';
import type { State } from '../../app/state.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, unbounded, viewTabs } from './list.ts';

/** The list of what can be written, and the files written last below it. */
export function reportBody(state: State, plan: Layout): Body {
  const rows = reportRows(state);
  const head = [viewTabs(reportPart.views ?? [], chosenView(state, 'report'), plan), ...where(state, plan)];
  const empty = emptyLines(['Nothing matches. esc clears the filter.']);
  return listBody(plan, state.lists.report, head, rows, rows.length, (row) => rowLine(row, plan), empty, {
    wide: (row) => rowLine(row, unbounded(plan)),
  });
}

/** Where files go, and those of the last time. */
function where(state: State, plan: Layout): Line[] {
  if (plan.kind === 'compact') return [];
  const { written = [] } = state;
  const [first] = written;
  const text =
    first === undefined
      ? 'Files go into the folder reports of the assessment, a folder a day. Nothing leaves this machine.'
      : `Written ${written.length === 1 ? '' : `${written.length} files, the first `}${first}`;
  return wrap(text, plan.body.width - 4)
    .slice(0, 2)
    .map((part) => line(`  ${part}`, first === undefined ? 'heading' : 'good'));
}

function rowLine(row: ReportRow, plan: Layout): Line {
  const name = cell(row.title, plan.kind === 'compact' ? plan.body.width - 4 : 26);
  if (plan.kind === 'compact') return [span(name, row.kind === 'redact' ? 'accent' : 'plain')];
  return [span(`${name} `, row.kind === 'redact' ? 'accent' : 'heading'), span(row.about)];
}
