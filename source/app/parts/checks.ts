/** Checks: what AWS shows, worst first. */
import type { CheckResult, CheckStatus } from '../../core/finding.ts';
import { to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import { checkRows } from '../rows.ts';
import type { State } from '../state.ts';
import type { ListPart } from './part.ts';

const statuses: readonly (CheckStatus | undefined)[] = [undefined, 'fail', 'unknown', 'pass', 'not-applicable'];

/** The rows of Checks and what their keys do. */
export const checksPart: ListPart<CheckResult> = {
  rows: checkRows,
  open: (state, row) => to(pageOver(state, { type: 'check', id: row.check })),
  control: (state, row) => controlOf(state, row),
  trace(state, row) {
    const control = row === undefined ? undefined : controlOf(state, row);
    return control === undefined ? undefined : { type: 'trace', of: { control } };
  },
  copied: (_, row) => row.check,
  act(state, id) {
    if (id === 'status') return to(nextStatus(state));
    if (id === 'permissions') return to(pageOver(state, { type: 'permissions' }));
    if (id !== 'back' || state.status === undefined) return undefined;
    const { status: _, ...rest } = state;
    return to(rest);
  },
};

function controlOf(state: State, { check }: CheckResult): string | undefined {
  const controls = state.derived?.decisions.controls ?? [];
  return controls.find((control) => control.checks.some((link) => link.id === check))?.id;
}

function nextStatus(state: State): State {
  const { status, ...rest } = state;
  const next = statuses[(statuses.indexOf(status) + 1) % statuses.length];
  const cleared = { ...rest, lists: { ...rest.lists, checks: { ...rest.lists.checks, cursor: 0 } } };
  return next === undefined ? cleared : { ...cleared, status: next };
}
