/** Gaps: what is short of target, and the failing checks that take nothing away. */
import type { GapCause } from '../../core/decision.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { pageOver } from '../overlays.ts';
import { type GapRow, gapRows, gapSort, gapSorts } from '../rows.ts';
import type { State } from '../state.ts';
import type { ListPart, ScreenView } from './part.ts';
import { atTop, nextSort, nextWithUndefined } from './turn.ts';

const views: readonly ScreenView[] = [
  { id: 'gaps', title: 'Gaps' },
  { id: 'checks', title: 'Failing checks that take nothing away' },
];

/** The rows of Gaps and what their keys do. */
export const gapsPart: ListPart<GapRow> = {
  views,
  rows: gapRows,
  open: (state, row) =>
    to(pageOver(state, row.kind === 'gap' ? { type: 'gap', id: row.gap.id } : { type: 'check', id: row.check.check })),
  control: (_, row) => controlOf(row),
  trace(_, row) {
    const control = row === undefined ? undefined : controlOf(row);
    if (control !== undefined) return { type: 'trace', of: { control } };
    return row?.kind === 'check' ? { type: 'check', id: row.check.check } : undefined;
  },
  copied: (_, row) => (row.kind === 'gap' ? row.gap.id : row.check.check),
  act(state, id, row) {
    if (id === 'status') return state.views.gaps === 'checks' ? to(say(state, 'All of these fail.')) : nextCause(state);
    if (id === 'sort') return to(nextSort(state, 'gaps', gapSorts, gapSort(state)));
    if (id === 'approve') return approve(state, row);
    if (id === 'again') return again(state, row);
    if (id === 'override') return override(state, row === undefined ? undefined : controlOf(row));
    return id === 'back' && state.cause !== undefined ? to(only(state, undefined)) : undefined;
  },
};

function controlOf(row: GapRow): string | undefined {
  return row.kind === 'gap' ? row.gap.control : row.check.controls[0];
}

/** Only the causes that there are, in the order in which the list has them. */
function nextCause(state: State): Step {
  const causes = [...new Set(state.derived?.decisions.gaps.map(({ cause }) => cause))];
  return to(only(state, nextWithUndefined(causes, state.cause)));
}

function only(state: State, cause: GapCause | undefined): State {
  const { cause: _, ...rest } = atTop(state, 'gaps');
  return cause === undefined ? rest : { ...rest, cause };
}

/** All checks that the control rests on: one that is mended may have hidden another. */
function again(state: State, row: GapRow | undefined): Step {
  if (row === undefined) return to(say(state, 'There is no gap under the cursor.'));
  const control = state.derived?.decisions.controls.find(({ id }) => row.kind === 'gap' && id === row.gap.control);
  const checks = row.kind === 'check' ? [row.check.check] : (control?.checks.map(({ id }) => id) ?? []);
  if (checks.length === 0) return to(say(state, 'No check looks at it: only a person can say how it stands.'));
  return to(state, { type: 'start-scan', again: checks });
}

function approve(state: State, row: GapRow | undefined): Step {
  if (row?.kind !== 'gap')
    return to(say(state, 'It takes nothing away: there is nothing to approve. [ shows the gaps.'));
  const form = openForm('approved-exception', row.gap.control, state);
  return to({ ...state, overlay: { kind: 'form', form } });
}

/** The form of an assessor's judgement of a control. */
export function override(state: State, control: string | undefined): Step {
  if (control === undefined) return to(say(state, 'No control rests on it: there is nothing to judge.'));
  return to({ ...state, overlay: { kind: 'form', form: openForm('override', control, state) } });
}
