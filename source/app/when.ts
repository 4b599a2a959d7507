/** Why an action cannot be done now: one sentence each, undefined when it can. */
import { depthQuestion } from '../core/depth.ts';
import { concludedFault } from '../core/manual-result.ts';
import { undoable } from '../core/undoable.ts';
import { controlOn } from './pages.ts';
import { currentQuestion } from './questions.ts';
import { type State, screenOf } from './state.ts';

/** Reasons shared by several actions of the key table. */
export const reasons = {
  /** Nothing can be written. */
  write: (state: State) => state.readOnly,
  /** The question is not about a control. */
  control: (state: State) =>
    screenOf(state) === 'workshop' || currentQuestion(state)?.kind === 'control'
      ? undefined
      : 'This question is about scope: answer it, or → to skip it.',
  depth: (state: State) =>
    state.questionnaire.scoping.some(({ id }) => id === depthQuestion)
      ? undefined
      : 'This questionnaire knows no depths: it asks everything.',
  inheritable: (state: State) => {
    const question = currentQuestion(state);
    if (question?.kind !== 'control') return reasons.control(state);
    return question.control.inheritable === true
      ? undefined
      : 'This control is yours to run: no other organisation can carry it.';
  },
  back: (state: State) => {
    const { overlay, status, cause, lists, screens } = state;
    const { filter, filtering } = lists.overview;
    const isFirst = screens.length === 1 && overlay === undefined && status === undefined && cause === undefined;
    return isFirst && !filtering && filter === undefined ? 'This is the first screen: q leaves.' : undefined;
  },
  besides: (state: State) => (state.overlay?.kind === 'picker' ? 'Pick one, or esc to leave it.' : undefined),
  /** A result by hand counts only where the scan could not conclude. */
  record: (state: State) => {
    const open = state.derived?.results.some((result) => concludedFault(result.check, result) === undefined);
    return reasons.write(state) ?? (open === true ? undefined : 'The scan has concluded on every check.');
  },
  /** Only the trace of a control has a control to judge. */
  override: (state: State) => {
    const { overlay } = state;
    if (overlay?.kind !== 'page') return reasons.write(state);
    const { page } = overlay;
    const isControl = page.type === 'trace' && page.of !== 'overall' && 'control' in page.of;
    return isControl || page.type === 'gap' ? reasons.write(state) : 'There is no control on this page to judge.';
  },
  /** Only some pages are about one control, and an Overview of nothing has no row. */
  question: (state: State) => {
    const { overlay, assessment, facts } = state;
    const isBlank =
      facts === undefined && assessment.history.every(({ type }) => type !== 'answer' && type !== 'scope');
    if (overlay === undefined && screenOf(state) === 'overview' && isBlank) return 'Nothing is said yet: ⏎ begins.';
    if (overlay?.kind !== 'page' || controlOn(state, overlay.page) !== undefined) return undefined;
    return 'No one question is behind this page.';
  },
  undo: (state: State) =>
    state.assessment.history.some((entry) => undoable.includes(entry.type)) ? undefined : 'There is nothing to undo.',
  redo: (state: State) => (state.redo.length > 0 ? undefined : 'There is nothing to do again.'),
  /** What is only supposed or compared is not written. */
  mark: (state: State) => (screenOf(state) === 'history' || isSupposing(state) ? undefined : reasons.write(state)),
  edit: (state: State) => (screenOf(state) === 'history' ? undefined : reasons.write(state)),
  retry: (state: State) => (state.unsaved === undefined ? 'Everything is saved.' : undefined),
  scan: (state: State) => {
    if (!state.canScan) return state.noScan ?? 'This session does not read AWS.';
    if (state.scan.state === 'running') return 'AWS is being read already.';
    return undefined;
  },
  again: (state: State) =>
    reasons.scan(state) ?? (state.lastFacts === undefined ? 'AWS has not been read yet: R reads it.' : undefined),
  stopScan: (state: State) => (state.scan.state === 'running' ? undefined : 'AWS is not being read now.'),
  denied: (state: State) =>
    state.derived?.results.some((result) => result.unknown.some((unread) => unread.kind === 'denied')) === true
      ? undefined
      : 'No permission was missing.',
};

/** Why a level cannot be given to the question on the screen. */
export function levelAllowed(state: State): string | undefined {
  if (screenOf(state) === 'workshop') return undefined;
  return currentQuestion(state)?.kind === 'control' ? undefined : 'This question is about scope: it takes no level.';
}

/** Plan is looked at as a what-if: rows are supposed closed, and nothing is written. */
function isSupposing(state: State): boolean {
  return screenOf(state) === 'plan' && state.views.plan === 'what-if';
}
