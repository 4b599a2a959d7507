/** The auditor's request list as a table. */
import type { Request } from '../core/request-list.ts';
import type { Table } from './tables.ts';

/** One row per control; the last columns are for whoever works through it. */
export function requestTable(requests: readonly Request[]): Table {
  return {
    header: [
      'id',
      'state',
      'control',
      'what is asked for',
      'period',
      'population',
      'does it (R)',
      'answers (A)',
      'there',
      'lacking',
    ],
    rows: requests.map(({ id, state, control, title, what, period, population, from, have, lacking }) => [
      ...[id, state, `${control} ${title}`, what],
      `${period.from} to ${period.to}${period.proposed ? ' (proposed)' : ''}`,
      ...[population.join('; '), from.R.join(', '), from.A.join(', '), have.join('; '), lacking.join('; ')],
    ]),
  };
}

/** How many requests stand where, such as `3 there, 10 partly, 90 missing of 103`. */
export function requestCounts(requests: readonly Request[]): string {
  const count = (state: Request['state']) => requests.filter((one) => one.state === state).length;
  return `${count('have it')} there, ${count('partly')} partly, ${count('missing')} missing of ${requests.length}`;
}
