/** Taking back what was written last, and doing it again: one act of a person at a time, though it were several entries. */
import type { Entry } from '../core/entry.ts';
import { undoable } from '../core/undoable.ts';
import { entryWords } from './entry-words.ts';
import { type Step, saveAll, say, then, to } from './events.ts';
import type { State } from './state.ts';

/** The entry that would be taken back next. */
export function lastUndoable({ assessment }: State): Entry | undefined {
  return assessment.history.findLast((entry) => undoable.includes(entry.type));
}

/** Takes back the last act. */
export function undo(state: State): Step {
  const last = lastUndoable(state);
  if (last === undefined) return to(state);
  const ids = actOf(state, last.id);
  const bodies = ids.toReversed().map((id) => ({ type: 'undo', undoes: id }) as const);
  return then(saveAll(state, bodies), (next) => to(say(next, `Taken back: ${entryWords(last)}. Z does it again.`)));
}

/** Does again what was taken back last. */
export function redo(state: State): Step {
  const last = state.redo.at(-1);
  if (last === undefined) return to(state);
  const ids = actOf(state, last);
  const { choice: _, ...interview } = state.interview;
  const without: State = { ...state, interview, redo: state.redo.filter((id) => !ids.includes(id)) };
  const bodies = ids.toReversed().map((id) => ({ type: 'undo', undoes: id }) as const);
  return then(saveAll(without, bodies), (next) => to(say(next, 'Done again.')));
}

/** Ids of the entries written together with one, in their order; of an earlier session only itself. */
function actOf({ acts }: State, id: string): readonly string[] {
  return acts.find(({ ids }) => ids.includes(id))?.ids ?? [id];
}
