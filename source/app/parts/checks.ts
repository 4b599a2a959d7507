/** Checks: what AWS shows, worst first. */
import type { CheckResult, CheckStatus } from '../../core/finding.ts';
import { concludedFault } from '../../core/manual-result.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { pageOver } from '../overlays.ts';
import { checkRows, checkSort, checkSorts } from '../rows.ts';
import type { State } from '../state.ts';
import type { ListPart } from './part.ts';
import { atTop, nextSort, nextWithUndefined } from './turn.ts';

const statuses: readonly CheckStatus[] = ['fail', 'unknown', 'pass', 'not-applicable'];

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
  act(state, id, row) {
    if (id === 'status') return to(only(state, nextWithUndefined(statuses, state.status)));
    if (id === 'sort') return to(nextSort(state, 'checks', checkSorts, checkSort(state)));
    if (id === 'permissions') return to(pageOver(state, { type: 'permissions' }));
    if (id === 'record') return record(state, row);
    if (id === 'again' && row !== undefined) return to(state, { type: 'start-scan', again: [row.check] });
    return id === 'back' && state.status !== undefined ? to(only(state, undefined)) : undefined;
  },
};

/** The first control that a check is linked to. */
function controlOf(state: State, { check }: CheckResult): string | undefined {
  const controls = state.derived?.decisions.controls ?? [];
  return controls.find((control) => control.checks.some((link) => link.id === check))?.id;
}

function only(state: State, status: CheckStatus | undefined): State {
  const { status: _, ...rest } = atTop(state, 'checks');
  return status === undefined ? rest : { ...rest, status };
}

function record(state: State, row: CheckResult | undefined): Step {
  if (row === undefined) return to(say(state, 'There is no check under the cursor.'));
  const concluded = concludedFault(row.check, row);
  if (concluded !== undefined) return to(say(state, concluded));
  return to({ ...state, overlay: { kind: 'form', form: openForm('manual-result', row.check, state) } });
}
