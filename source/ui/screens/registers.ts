/** Registers: one of them at a time, what is short first. */
import type { Layout } from '../../app/layout.ts';
import {
  allRegisterRows,
  faultsOf,
  type RegisterRow,
  registerRows,
  registersPart,
  shownRegister,
} from '../../app/parts/registers.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import { cell, type Line, line, span } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, unbounded, viewTabs } from './list.ts';

const nothing: Readonly<Record<string, string[]>> = {
  policies: [
    'No policy is entered, and none is missed.',
    '+ enters one; policies export writes starters to begin with.',
  ],
  vendors: ['No vendor is entered.', '+ enters one: who they are, how much depends on them, whose report was read.'],
  duties: ['No duty of customers is entered (CUEC): what they have to do so that your controls hold.', '+ enters one.'],
  exceptions: ['No exception of a prior report is entered.', '+ enters one, if an auditor has reported any.'],
  engagement: ['No auditor is chosen yet.', '+ enters firm, fees and dates, as soon as they are known.'],
  approved: [
    'No exception is approved.',
    'A gap that may stay as it is until a day: 4 goes to the gaps, X there approves one.',
  ],
  overrides: [
    'Nothing is overridden: the model is as docs/scoring.md publishes it.',
    '4 goes to the gaps; J there judges a control, with a reason.',
  ],
  evidence: ['No evidence is kept yet.', 'v on a question of the interview adds some.'],
};

/** The register shown. */
export function registersBody(state: State, plan: Layout): Body {
  const view = shownRegister(state);
  const rows = registerRows(state);
  const all = allRegisterRows(state, view);
  const short = all.filter(isShort).length;
  const summary = `  ${counted(all.length, 'row')}${short === 0 ? '' : ` · ${short} short`}`;
  const head = [
    viewTabs(registersPart.views ?? [], view, plan),
    ...(plan.kind === 'compact' ? [] : [line(summary, 'heading')]),
  ];
  const empty =
    state.derived === undefined
      ? emptyLines(['Working it out…'])
      : emptyLines(all.length > 0 ? ['Nothing matches. esc clears the filter.'] : (nothing[view] ?? []));
  return listBody(plan, state.lists.registers, head, rows, all.length, (row) => rowLine(row, plan), empty, {
    wide: (row) => rowLine(row, unbounded(plan)),
  });
}

function isShort(row: RegisterRow): boolean {
  if (row.kind === 'description') return row.criterion.status !== 'done';
  if (row.kind === 'approved') return row.exception.state !== 'in force';
  if (row.kind === 'override') return row.override.idle !== undefined;
  return row.kind === 'evidence' ? row.evidence.because !== undefined : faultsOf(row).length > 0;
}

function rowLine(row: RegisterRow, plan: Layout): Line {
  const width = plan.body.width - 4;
  if (row.kind === 'description') {
    const { id, title, status, missing } = row.criterion;
    const [mark, token]: [string, Token] =
      status === 'done' ? ['✔', 'good'] : status === 'draft' ? ['▲', 'warning'] : ['?', 'unknown'];
    const rest = missing.length === 0 || status === 'done' ? status : `${status}; ${missing.length} to be said`;
    return columnsOf([mark, token], id, title, rest, width, 5);
  }
  if (row.kind === 'evidence') {
    const { control, what, tier, date, expires, because } = row.evidence;
    const about = because ?? `tier ${tier} · ${date}${expires === undefined ? '' : `, until ${expires}`}`;
    return columnsOf(because === undefined ? ['✔', 'good'] : ['▲', 'warning'], control, what, about, width, 26);
  }
  if (row.kind === 'approved') {
    const { control, text, expires, approver, state, because } = row.exception;
    const about = `${state === 'in force' ? `until ${expires}, by ${approver}` : `${state}: ${because ?? ''}`}`;
    return columnsOf(state === 'in force' ? ['✔', 'good'] : ['▲', 'warning'], control, text, about, width, 26);
  }
  if (row.kind === 'override') {
    const { of, about, value, instead, by, reason, idle } = row.override;
    const what = `${of === 'judgement' ? 'level' : of} ${value} instead of ${instead}`;
    const said = idle === undefined ? `${by}: ${reason}` : `no effect: ${idle}`;
    return columnsOf(idle === undefined ? ['✔', 'good'] : ['▲', 'warning'], about, what, said, width, 26);
  }
  const [fault, ...more] = faultsOf(row);
  const said = fault === undefined ? '' : `${fault.text}${more.length > 0 ? ` (+${more.length})` : ''}`;
  if (row.kind === 'offered')
    return columnsOf(
      fault ? ['✖', 'bad'] : ['·', 'frame'],
      row.key,
      fault ? '' : row.title,
      said === '' ? 'named in scope, not entered' : said,
      width,
      24,
    );
  return columnsOf(
    fault === undefined ? ['✔', 'good'] : ['▲', 'warning'],
    row.key,
    row.title,
    said === '' ? row.about : said,
    width,
    24,
  );
}

/** Mark, id, name, and what is to say of it; a narrow window keeps mark and id, then what fits. */
function columnsOf(
  [mark, token]: [string, Token],
  id: string,
  name: string,
  about: string,
  width: number,
  idWidth: number,
): Line {
  const room = Math.max(0, width - 2 - idWidth - 2);
  const nameWidth = name === '' ? 0 : room > 90 ? 48 : Math.floor(room / 2);
  return [
    span(`${mark} `, token),
    span(`${cell(id, idWidth)}  `),
    ...(nameWidth === 0 ? [] : [span(`${cell(name, nameWidth - 2)}  `)]),
    span(about, token === 'good' || token === 'frame' ? 'plain' : token),
  ];
}
