/** Clients: each assessment on this machine with its verdict, its next step and the day of its last change. */
import type { Client } from '../../app/assessments.ts';
import { clientRows } from '../../app/client-rows.ts';
import type { Layout } from '../../app/layout.ts';
import type { State } from '../../app/state.ts';
import { counted, percent } from '../../app/words.ts';
import { cell, type Line, line, span } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, unbounded } from './list.ts';

const verdictMarks: Record<string, [symbol: string, token: Token]> = {
  'Not ready': ['▲', 'warning'],
  'Not enough known': ['?', 'unknown'],
  'Ready with conditions': ['✔', 'good'],
  Ready: ['✔', 'good'],
};

/** The body of Clients. */
export function clientsBody(state: State, plan: Layout): Body {
  const rows = clientRows(state);
  const all = state.clients?.length ?? 0;
  const waiting = state.clients?.filter(({ figures }) => figures === undefined).length ?? 0;
  const said = waiting === 0 ? 'enter opens one, N makes a new one' : `${waiting} still being worked out`;
  const head =
    plan.kind === 'compact' ? [] : [line(`  ${counted(all, 'assessment')} on this machine · ${said}`, 'heading')];
  const empty =
    state.clients === undefined
      ? emptyLines(['Looking for assessments…'])
      : emptyLines(
          all === 0
            ? ['There is no other assessment on this machine. N makes one.']
            : ['Nothing matches. esc clears the filter.'],
        );
  return listBody(plan, state.lists.clients, head, rows, all, (client) => clientLine(client, plan), empty, {
    wide: (client) => clientLine(client, unbounded(plan)),
  });
}

function clientLine(client: Client, plan: Layout): Line {
  const { figures, current } = client;
  const width = plan.body.width - 2;
  const compact = plan.kind === 'compact';
  const nameWidth = compact ? 16 : plan.kind === 'two-panes' ? 30 : 20;
  const told = figures !== undefined && !('fault' in figures) ? figures : undefined;
  const name = span(
    cell(`${told?.name ?? client.name}${current ? ' (open)' : ''}`, nameWidth),
    current ? 'accent' : 'plain',
  );
  const room = width - nameWidth - 3;
  if (figures === undefined) return [span('  '), name, span(` ${cell('working it out…', room)}`, 'unknown')];
  if ('fault' in figures) return [span('✖ ', 'bad'), name, span(` ${cell(figures.fault, room)}`, 'bad')];
  const [symbol, token] = verdictMarks[figures.verdict] ?? ['?', 'unknown'];
  if (compact) return [span(`${symbol} `, token), name, span(` ${cell(figures.verdict, room)}`, token)];
  const next = figures.next ?? 'nothing is to be done';
  const fixed = 1 + 21 + 1 + 5 + 1 + 10 + 1;
  return [
    span(`${symbol} `, token),
    name,
    span(` ${cell(figures.verdict, 21)}`, token),
    span(` ${cell(`${percent(figures.coverage)} %`, 5, 'right')}`),
    span(` ${cell(figures.changed ?? '–', 10)}`),
    span(` ${cell(next, Math.max(0, width - 2 - nameWidth - fixed))}`),
  ];
}
