/** RACI: the matrix with its messages, the people with what they hold, the duties by rhythm. */
import { firstVisible, type Layout } from '../../app/layout.ts';
import { isMatrix, raciPart } from '../../app/parts/raci.ts';
import { agreementWords, cellText, columnOf, columnParty, type RaciListRow } from '../../app/raci-rows.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { Raci, RaciFinding, RaciParty } from '../../core/decision.ts';
import { cell, fit, type Line, line, span, widthOf, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, filterLine, listBody, listLines, viewTabs } from './list.ts';

const waiting = emptyLines(['Working it out…']);
const nothing = emptyLines(['Nothing matches. esc clears the filter.']);

/** The body of RACI in the view chosen. */
export function raciBody(state: State, plan: Layout): Body {
  const raci = state.derived?.decisions.raci;
  const tabs = viewTabs(raciPart.views ?? [], state.views.raci, plan);
  if (raci === undefined) return { lines: [tabs, ...waiting] };
  const head = [tabs, summary(raci, plan)];
  if (isMatrix(state)) return matrixBody(state, raci, plan, head);
  const rows = raciPart.rows(state) as readonly RaciListRow[];
  const isPerson = state.views.raci === 'person';
  const all = isPerson ? raci.parties.length : raci.rows.length;
  const heads = isPerson && plan.kind !== 'compact' ? [...head, personHead(plan)] : head;
  return listBody(plan, state.lists.raci, heads, rows, all, (row) => rowLine(row, plan), nothing);
}

function summary({ rows, findings, agreements }: Raci, plan: Layout): Line {
  const open = findings.filter(({ waived }) => waived === undefined);
  const errors = open.filter(({ severity }) => severity === 'error').length;
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const signed = agreements.filter(({ current }) => current).length;
  const parts: Line = [
    span(`  ${counted(rows.length, 'control')} · `, 'heading'),
    span(counted(errors, 'error'), errors > 0 ? 'bad' : 'good'),
    span(' · '),
    span(counted(warnings, 'warning'), warnings > 0 ? 'warning' : 'good'),
    span(` · ${signed} of ${agreements.length} signed`),
  ];
  if (plan.kind === 'compact') return parts;
  const roles = plan.kind === 'two-panes' ? ' · CAPITALS: a role nobody holds' : '';
  return [...parts, span(` · + stands in${roles}`, 'frame')];
}

/** The matrix above, its messages below; the cursor goes from one to the other. */
function matrixBody(state: State, raci: Raci, plan: Layout, head: readonly Line[]): Body {
  const list = state.lists.raci;
  const listed = raciPart.rows(state) as readonly RaciListRow[];
  const rows = listed.filter((row) => row.kind === 'row');
  const findings = listed.filter((row) => row.kind === 'finding');
  const compact = plan.kind === 'compact';
  const idWidth = compact ? 16 : plan.kind === 'two-panes' ? 30 : 24;
  const cellWidth = compact ? 7 : plan.kind === 'two-panes' ? 11 : 9;
  const filter = filterLine(list, rows.length, raci.rows.length);
  const columns = shownColumns(state, raci, Math.floor((plan.body.width - idWidth - 5) / cellWidth));
  const top = [
    ...(compact ? head.slice(1) : head),
    ...(filter === undefined ? [] : [filter.line]),
    columnHead(columns, columnParty(state), idWidth, cellWidth),
  ];
  const room = plan.body.height - top.length - 1;
  const below = Math.min(findings.length, Math.max(2, Math.floor(room * 0.35)));
  const height = Math.max(1, room - below);
  const inMatrix = list.cursor < rows.length;
  const draw = (row: RaciListRow): Line =>
    row.kind === 'row' ? cells(row, columns, columnParty(state), idWidth, cellWidth) : [];
  const matrix =
    rows.length === 0 ? nothing : listLines(rows, inMatrix ? list.cursor : rowAt(state, rows), height, draw);
  const shown = inMatrix ? matrix : matrix.map((one) => [span('  '), ...one.slice(1)]);
  const messages =
    findings.length === 0
      ? [line('  ✔ Nothing is wrong with the matrix.', 'good')]
      : messageLines(findings, inMatrix ? -1 : list.cursor - rows.length, below, plan.body.width);
  const lines = [...top, ...shown];
  while (lines.length < top.length + height) lines.push([]);
  const body: Body = {
    lines: [...lines, cellRule(state, rows, findings, plan), ...messages.slice(0, Math.max(1, below))],
  };
  if (filter !== undefined && list.filtering) body.cursor = { x: filter.x, y: top.length - 2 };
  return body;
}

/** While the cursor is among the messages, the matrix shows the row that the message is about. */
function rowAt(state: State, rows: readonly (RaciListRow & { kind: 'row' })[]): number {
  const row = (raciPart.rows(state) as readonly RaciListRow[])[state.lists.raci.cursor];
  const control = row?.kind === 'finding' ? row.finding.control : undefined;
  return Math.max(
    0,
    rows.findIndex((one) => one.row.control === control),
  );
}

interface Column {
  party: RaciParty;
  place: number;
}

/** The columns for which there is room, around the one under the cursor. */
function shownColumns(state: State, { parties }: Raci, room: number): Column[] {
  const first = firstVisible(columnOf(state), Math.max(1, room), parties.length);
  return parties.slice(first, first + Math.max(1, room)).map((party, place) => ({ party, place: first + place }));
}

function columnHead(columns: readonly Column[], current: RaciParty | undefined, idWidth: number, width: number): Line {
  return [
    span(cell('', idWidth + 3)),
    ...columns.map(({ party }) =>
      span(cell(party.name, width - 1).padEnd(width), party === current ? 'selected' : 'accent'),
    ),
  ];
}

function cells(
  { row }: RaciListRow & { kind: 'row' },
  columns: readonly Column[],
  current: RaciParty | undefined,
  idWidth: number,
  width: number,
): Line {
  return [
    span(`${cell(row.control, idWidth)} `),
    ...columns.map(({ party }) => {
      const text = cellText(row, party.name) || '·';
      const standIn = row.standIn === party.name ? '+' : '';
      const shown = party === current ? `[${text}${standIn}]` : ` ${text}${standIn} `;
      const token: Token =
        party === current ? 'selected' : text.includes('A') ? 'heading' : text === '·' ? 'frame' : 'plain';
      return span(cell(shown, width), token);
    }),
  ];
}

/** The rule between matrix and messages names the cell under the cursor, or what enter does. */
function cellRule(
  state: State,
  rows: readonly (RaciListRow & { kind: 'row' })[],
  findings: readonly RaciListRow[],
  plan: Layout,
): Line {
  const party = columnParty(state);
  const row = rows[state.lists.raci.cursor]?.row;
  const roles =
    party === undefined || party.roles.length === 0 || party.kind !== 'person' ? '' : ` (${party.roles.join(', ')})`;
  const agreement = state.derived?.decisions.raci.agreements.find(({ person }) => person === party?.name);
  const signed =
    party?.kind === 'person'
      ? ` · ${agreementWords(agreement)}`
      : party === undefined
        ? ''
        : ` · ${partyWords[party.kind]}`;
  const letters = row === undefined ? '' : letterWords(cellText(row, party?.name ?? ''));
  const stands = row?.standIn === party?.name ? ', stand-in' : '';
  const right = ` ${counted(findings.length, 'message')} ──`;
  const room = plan.body.width - right.length - 2;
  const about = (hats: string) => ` ${party?.name ?? ''}${hats}: ${letters}${stands}${signed} `;
  const text =
    row === undefined
      ? ' ⏎ goes to the cell of the message '
      : widthOf(about(roles)) <= room - 2
        ? about(roles)
        : about('');
  const start = fit([span('──', 'frame'), span(text, 'accent')], room);
  const used = start.reduce((sum, part) => sum + part.text.length, 0);
  return [
    ...start,
    span('─'.repeat(Math.max(0, plan.body.width - used - right.length)), 'frame'),
    span(right, 'frame'),
  ];
}

/** What a letter of the matrix means, for whoever reads one for the first time. */
const letterMeanings: Record<string, string> = { R: 'does it', A: 'answers for it', C: 'is asked', I: 'is told' };

function letterWords(letters: string): string {
  if (letters === '') return 'nothing to do with it';
  const words = letters.split('/').map((letter) => letterMeanings[letter] ?? letter);
  return `${letters}, ${words.join(' and ')}`;
}

const partyWords: Record<RaciParty['kind'], string> = {
  person: 'a person',
  role: 'a role nobody holds',
  body: 'a board or committee',
  group: 'several people',
  outside: 'outside the company',
};

const marks: Record<RaciFinding['severity'], [symbol: string, token: Token]> = {
  error: ['✖ ', 'bad'],
  warning: ['▲ ', 'warning'],
  info: ['· ', 'plain'],
};

/** The messages around the cursor, the one under it in full. */
function messageLines(findings: readonly RaciListRow[], cursor: number, height: number, width: number): Line[] {
  if (cursor < 0) return listLines(findings, cursor, height, findingLine);
  const row = findings[cursor];
  const text = row?.kind === 'finding' ? row.finding.message : '';
  const more = wrap(text, width - 9)
    .slice(1, height)
    .map((part) => line(`        ${part}`));
  const first = firstVisible(cursor, Math.max(1, height - more.length), findings.length);
  const list = listLines(findings.slice(first), cursor - first, findings.length, findingLine);
  const full = more.length === 0 ? list : list.with(cursor - first, wrapped(row, width));
  return [...full.slice(0, cursor - first + 1), ...more, ...full.slice(cursor - first + 1)].slice(0, height);
}

/** The first line of a message that goes on below it. */
function wrapped(row: RaciListRow | undefined, width: number): Line {
  if (row?.kind !== 'finding') return [];
  const [first = ''] = wrap(row.finding.message, width - 9);
  const short: RaciListRow = { kind: 'finding', finding: { ...row.finding, message: first } };
  return [span('▸ ', 'selected'), ...findingLine(short)];
}

function findingLine(row: RaciListRow): Line {
  if (row.kind !== 'finding') return [];
  const { severity, rule, message, waived } = row.finding;
  if (waived !== undefined) return [span('✔ ', 'good'), span(`${cell(rule, 4)}${message} Waived: ${waived}`)];
  const [symbol, token] = marks[severity];
  return [span(symbol, token), span(`${cell(rule, 4)}`, token), span(message)];
}

function personHead(plan: Layout): Line {
  const wide = plan.kind === 'two-panes';
  if (plan.body.width < 76) return line(`  ${cell('who', 24)}     A     R  agreed`, 'accent');
  const counts = `${['A', 'R', 'C', 'I'].map((text) => cell(text, 5, 'right')).join(' ')} stand-in`;
  return line(`  ${cell('who', wide ? 34 : 20)} ${counts} ${cell('of A', 6, 'right')}  agreed`, 'accent');
}

function rowLine(row: RaciListRow, plan: Layout): Line {
  if (row.kind === 'person') return personLine(row, plan);
  if (row.kind !== 'duty') return [];
  const { duty, rhythm, first } = row;
  const label = span(cell(first ? rhythm : '', 13), 'heading');
  if (plan.kind === 'compact') return [label, span(duty.control)];
  const wide = plan.kind === 'two-panes';
  const who = `A ${duty.accountable.join(', ')}  R ${duty.doers.join(', ')}`;
  const idWidth = wide ? 28 : 22;
  const whoWidth = wide ? 40 : plan.body.width - 2 - 13 - 11 - idWidth - 2;
  return [
    label,
    span(cell(duty.due ?? '–', 11), 'accent'),
    span(`${cell(duty.control, idWidth)} `),
    span(cell(who, whoWidth)),
    span(wide ? ` ${cell(duty.title, plan.body.width - 2 - 13 - 11 - idWidth - 1 - whoWidth - 1)}` : ''),
  ];
}

function personLine({ party, load, agreement }: RaciListRow & { kind: 'person' }, plan: Layout): Line {
  const { letters, standIn, shareOfA } = load;
  const isSigned = agreement?.current === true;
  const token: Token = agreement === undefined ? 'frame' : isSigned ? 'good' : 'warning';
  const sign = agreement === undefined ? '  ' : isSigned ? '✔ ' : '▲ ';
  const words = agreement === undefined ? party.kind : agreementWords(agreement);
  if (plan.kind === 'compact')
    return [span(sign, token), span(cell(load.party, 15)), span(` A ${letters.A} R ${letters.R}`)];
  const wide = plan.kind === 'two-panes';
  if (plan.body.width < 76)
    return [
      span(cell(load.party, 24)),
      span(`${cell(`${letters.A}`, 6, 'right')}${cell(`${letters.R}`, 6, 'right')}  `),
      span(sign, token),
      span(words, token),
    ];
  const roles = party.kind === 'person' && party.roles.length > 0 ? ` (${party.roles.join(', ')})` : '';
  const [four, stands] = [[letters.A, letters.R, letters.C, letters.I], cell(`${standIn}`, 9, 'right')];
  const counts = `${four.map((n) => cell(`${n}`, 5, 'right')).join(' ')}${stands}`;
  return [
    span(cell(`${load.party}${roles}`, wide ? 34 : 20)),
    span(` ${counts}`),
    span(` ${cell(`${Math.round(shareOfA * 100)} %`, 6, 'right')}  `),
    span(sign, token),
    span(words, token),
  ];
}
