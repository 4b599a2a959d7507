/** The judging of one row by one test, under `kind/test` (population-kinds.ts). */

import { hoursAfter, spanOf, type TimeSpan } from './instant.ts';
import type { PopulationContext, RowVerdict } from './population.ts';
import { accountsOf } from './population-accounts.ts';
import { judgeDeployment } from './population-deployments.ts';
import { judgeLeaver } from './population-leavers.ts';
import { plainPerson } from './population-likeness.ts';
import type { PopulationRow } from './population-rows.ts';

/** Judges a row; the columns that the test needs are there. */
export type Judge = (row: PopulationRow, context: PopulationContext) => RowVerdict;

const right: RowVerdict = { outcome: 'right' };
const pending: RowVerdict = { outcome: 'pending' };
const apart: RowVerdict = { outcome: 'apart' };
const exception = (why: string): RowVerdict => ({ outcome: 'exception', why });
const unknown = (why: string): RowVerdict => ({ outcome: 'unknown', why });

/** The stretch of time of a cell; undefined where it is blank or has no column. */
function span(row: PopulationRow, id: string, context: PopulationContext): TimeSpan | undefined {
  const cell = row[id];
  return typeof cell === 'string' ? spanOf(cell, context.timeZone) : undefined;
}

/** Names of people in a cell, without one person. A whole cell may be one name with a comma in it. */
function others(row: PopulationRow, id: string, self: readonly string[]): { any: boolean; other: boolean } {
  const cell = row[id];
  const names = Array.isArray(cell) ? cell.map(plainPerson) : [];
  const whole = names.join(', ');
  if (self.includes(whole)) return { any: true, other: false };
  return { any: names.length > 0, other: names.some((name) => !self.includes(name)) };
}

/** What a person is called in a row: by address and by name. */
function selves(row: PopulationRow): string[] {
  return [row.email, row.name, row.author].flatMap((cell) => (typeof cell === 'string' ? [plainPerson(cell)] : []));
}

const joinerApproved: Judge = (row, context) => {
  const { any, other } = others(row, 'approver', selves(row));
  if (!any) return exception('nobody approved the access');
  if (!other) return exception('approved by the joiner');
  const [approved, account] = [span(row, 'approved', context), span(row, 'account', context)];
  if (approved === undefined) return unknown('the day of the approval is not in the list');
  if (account === undefined) return unknown('the day of the access is not in the list');
  if (approved.from > account.to) return exception('approved after the access was given');
  // Two days without times: the same day is taken as in order.
  return right;
};

const joinerTrained: Judge = (row, context) => {
  if (typeof row.started !== 'string') return unknown('no first day');
  const days = context.commitment('training-days').value;
  const deadline = hoursAfter(row.started, days * 24, context.timeZone);
  const trained = span(row, 'trained', context);
  if (trained !== undefined) return trained.from <= deadline ? right : exception(`trained later than ${days} days`);
  return Date.parse(context.now) <= deadline ? pending : exception(`no training after ${days} days`);
};

const secondFactor: Judge = (row, context) => {
  if (row.active !== true) return apart;
  if (row.factor === false) return exception('no second factor');
  const bare = accountsOf(row, context.accounts, context.links).theirs.filter(({ withoutFactor }) => withoutFactor);
  if (bare.length > 0) return exception(`${bare[0]?.label} has a password and no second factor`);
  return row.factor === true ? right : unknown('the list does not say');
};

const closedInAws: Judge = (row, context) => {
  if (row.active !== false) return apart;
  const { theirs, proposed } = accountsOf(row, context.accounts, context.links);
  const isOpen = ({ id, active }: { id: string; active: boolean }) => active && !id.startsWith('idp:');
  const open = theirs.find(isOpen);
  if (open !== undefined) return exception(`${open.label} still has ${open.activeBy}`);
  const alike = proposed.find(({ account }) => isOpen(account));
  if (alike !== undefined) return unknown(`${alike.account.label} may be theirs: confirm or refuse it`);
  return context.accounts.some(({ id }) => !id.startsWith('idp:')) ? right : unknown('no scan of AWS tells');
};

const reviewDone: Judge = (row, context) => {
  const due = typeof row.due === 'string' ? row.due.split('..') : [];
  const last = due.at(-1);
  if (last === undefined) return unknown('no period');
  const end = spanOf(last, context.timeZone).to;
  const done = span(row, 'done', context);
  if (done === undefined) return Date.parse(context.now) <= end ? pending : exception('not done');
  if (done.from > end) return exception('done after its period');
  if (due.length === 2 && done.to < spanOf(due[0] ?? last, context.timeZone).from)
    return exception('done before its period');
  if ('reviewer' in row && !others(row, 'reviewer', []).any) return unknown('nobody is named who reviewed');
  return right;
};

const changeApproved: Judge = (row) => {
  const { any, other } = others(row, 'approvers', selves(row));
  if (!any) return exception('nobody approved it');
  return other ? right : exception('approved by its author only');
};

const changeTested: Judge = (row) => {
  if (row.checks === 'failed') return exception('its tests failed');
  if (row.checks === 'none') return exception('no tests ran');
  return row.checks === 'passed' ? right : unknown('no result of tests in the list');
};

const incidentReviewed: Judge = (row) => {
  const review = typeof row.review === 'string' ? row.review.toLowerCase() : '';
  if (!['', 'no', 'none', 'false', 'open', 'todo', 'pending'].includes(review)) return right;
  return typeof row.closed === 'string' ? exception('over, and no review') : pending;
};

const taskInTime: Judge = (row, context) => {
  const due = span(row, 'due', context);
  if (due === undefined) return exception('no day by which it is due');
  const closed = span(row, 'closed', context);
  if (closed !== undefined) return closed.from > due.to ? exception('closed after its day') : right;
  return Date.parse(context.now) > due.to ? exception('past its day and open') : pending;
};

/** Every judge. */
export const judges: Readonly<Record<string, Judge>> = {
  'leavers/access-removed': judgeLeaver,
  'joiners/access-approved': joinerApproved,
  'joiners/training-in-time': joinerTrained,
  'idp-users/second-factor': secondFactor,
  'idp-users/closed-in-aws': closedInAws,
  'devices/encrypted': ({ encrypted }) =>
    encrypted === true ? right : encrypted === false ? exception('not encrypted') : unknown('the list does not say'),
  'devices/owned': (row) => (others(row, 'owner', []).any ? right : exception('no owner')),
  'access-reviews/done-in-period': reviewDone,
  'changes/approved': changeApproved,
  'changes/tested': changeTested,
  'changes/requested': ({ ticket }) => (ticket === null ? exception('no request behind it') : right),
  'deployments/merged-change': judgeDeployment,
  'incidents/reviewed': incidentReviewed,
  'tickets/closed-in-time': taskInTime,
  'tickets/has-owner': (row) => (others(row, 'owner', []).any ? right : exception('no owner')),
};
