/** The side pane of Gaps: the row under the cursor in short. Enter shows everything (pages-decisions.ts). */
import type { CheckGap } from '../core/check-gaps.ts';
import type { Gap } from '../core/decision.ts';
import { type Paragraph, plain, toned } from './pages.ts';
import { checkPane } from './pane-check.ts';
import type { GapRow } from './rows.ts';
import type { State } from './state.ts';

/** What the pane says of a row, the most important first: the end may not fit. */
export function gapPane(state: State, row: GapRow): Paragraph[] {
  return row.kind === 'gap' ? ofGap(state, row.gap) : ofCheck(state, row.check);
}

function ofGap(state: State, gap: Gap): Paragraph[] {
  const blocks = gap.blocks ? ' It alone keeps Type 1 at Not ready [S-V1].' : '';
  return [
    toned('heading', `${gap.control} ${gap.title}`),
    plain(gap.reason),
    plain(`${gap.cause}: closing it adds ${gap.points.toFixed(1)} points.${blocks}`),
    ...overrides(state, gap.control),
    ...(gap.checks.length === 0 ? [] : [toned('bad', `failing: ${gap.checks.join(', ')}`)]),
    plain(''),
    ...remediation(state, gap.control),
    plain(''),
    toned('heading', 'How the figure was made'),
    ...gap.trace.map(({ rule, text }) => plain(`${rule} ${text}`, 1)),
  ];
}

function overrides(state: State, control: string): Paragraph[] {
  const said = (state.derived?.decisions.overrides ?? []).filter(
    ({ about, of }) => of !== 'constant' && about === control,
  );
  return said.map(({ of, value, instead, by, reason, idle }) =>
    toned(
      idle === undefined ? 'accent' : 'warning',
      `${of} ${value} instead of ${instead}, ${by}: ${reason}${idle === undefined ? '' : ` (no effect: ${idle})`}`,
    ),
  );
}

/** The item of the plan, with who has it; else who answers for the control in the matrix. */
function remediation(state: State, control: string): Paragraph[] {
  const decisions = state.derived?.decisions;
  const item = decisions?.plan.items.find((one) => one.control === control);
  const cells = decisions?.raci.rows.find((row) => row.control === control)?.cells ?? {};
  const answers = Object.entries(cells).find(([, letters]) => letters.includes('A'))?.[0];
  const accountable = answers === undefined ? [] : [plain(`answers for it: ${answers}`, 1)];
  if (item === undefined) return [plain('Nothing in the plan is about it.'), ...accountable];
  return [
    toned('heading', item.action),
    plain(`${item.owner} · due ${item.due} · ${item.hours} h · ${item.box}`, 1),
    ...accountable,
    plain(`done when: ${item.acceptedWhen}`, 1),
  ];
}

/** A failing check: why it takes nothing, then the check itself. */
function ofCheck(state: State, gap: CheckGap): Paragraph[] {
  const result = state.derived?.results.find(({ check }) => check === gap.check);
  const why = [toned('accent', gap.reason), plain('')];
  return result === undefined ? [toned('heading', gap.check), ...why] : [...why, ...checkPane(state, result)];
}
