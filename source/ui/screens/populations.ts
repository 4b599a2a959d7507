/** Populations: a line per list an auditor samples, and the accounts that wait to be told whose they are. */
import type { Layout } from '../../app/layout.ts';
import { chosenView } from '../../app/parts/index.ts';
import { allPopulationRows, type PopulationRow, populationRows, populationsPart } from '../../app/parts/populations.ts';
import type { State } from '../../app/state.ts';
import { counted } from '../../app/words.ts';
import type { PopulationReport } from '../../core/population-report.ts';
import { cell, type Line, line, span, wrap } from '../lines.ts';
import type { Token } from '../theme.ts';
import type { Body } from '../view.ts';
import { emptyLines, listBody, viewTabs } from './list.ts';

/** The view shown. */
export function populationsBody(state: State, plan: Layout): Body {
  const view = chosenView(state, 'populations');
  const all = allPopulationRows(state);
  const head = [viewTabs(populationsPart.views ?? [], view, plan), ...summary(state, all, plan)];
  const accounts = ['No account waits for a name.', 'Lists of leavers and of users propose accounts that look alike.'];
  const empty = emptyLines(all.length > 0 ? ['Nothing matches. esc clears the filter.'] : accounts);
  const draw = (row: PopulationRow) => rowLine(row, plan);
  return listBody(plan, state.lists.populations, head, populationRows(state), all.length, draw, empty);
}

function summary({ populations }: State, all: readonly PopulationRow[], plan: Layout): Line[] {
  if (plan.kind === 'compact') return [];
  const troubles = (populations?.problems ?? []).flatMap((text) => wrap(text, plan.body.width - 4).slice(0, 2));
  const lists = all.filter((row) => row.kind === 'list');
  const taken = lists.filter((row) => row.imported !== undefined).length;
  const text =
    lists.length === 0
      ? `  ${counted(all.length, 'account')} to settle: an account counts once somebody says whose it is`
      : `  ${taken} of ${counted(lists.length, 'list')} taken in · what breaks most audits lies outside AWS`;
  return [line(text, 'heading'), ...troubles.map((part) => line(`  ${part}`, 'warning'))];
}

function rowLine(row: PopulationRow, plan: Layout): Line {
  if (row.kind === 'account') {
    const { person, account, why } = row.proposal;
    return [span('? ', 'unknown'), span(`${cell(person, 30)} `), span(`${account.label} (${why})`)];
  }
  const { list, imported, report, title } = row;
  const name = `${cell(list, 16)} `;
  if (imported === undefined)
    return [span('· ', 'frame'), span(name), span(cut(`not taken in: ${title}`, plan), 'frame')];
  if (report === undefined) return [span('? ', 'unknown'), span(name), span(`as of ${imported.exported}`)];
  const [mark, token, words] = outcome(report);
  const about = plan.kind === 'compact' ? words : `${cell(`as of ${imported.exported}`, 18)} ${words}`;
  return [span(`${mark} `, token), span(name), span(about, token)];
}

function cut(text: string, plan: Layout): string {
  return plan.kind === 'compact' ? 'not taken in' : text;
}

/** The worst of what a list shows, in words. */
function outcome({ findings, outdated }: PopulationReport): [mark: string, token: Token, words: string] {
  if (findings.rows.length === 0) return ['–', 'plain', 'did not occur; recorded as such'];
  const wrong = findings.controls.reduce((sum, { deviations }) => sum + deviations, 0);
  const unknown = findings.controls.reduce((sum, control) => sum + control.unknown, 0);
  const systematic = findings.controls.some(({ pattern }) => pattern === 'systematic');
  const parts = [
    `${counted(findings.rows.length, 'row')}`,
    wrong === 0 ? 'no exception' : `${counted(wrong, 'exception')}, ${systematic ? 'systematic' : 'isolated'}`,
    ...(unknown > 0 ? [`${unknown} not shown either way`] : []),
    ...(outdated ? ['out of date'] : []),
  ];
  if (wrong > 0) return [systematic ? '✖' : '▲', systematic ? 'bad' : 'warning', parts.join(' · ')];
  return unknown > 0 ? ['?', 'unknown', parts.join(' · ')] : ['✔', 'good', parts.join(' · ')];
}
