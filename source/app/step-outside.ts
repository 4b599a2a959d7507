/** Steps of what the outside tells after it was asked (outside.ts). */
import { type Step, say, to } from './events.ts';
import type { Told } from './outside.ts';
import type { State } from './state.ts';
import { counted } from './words.ts';

/** The step of an answer from outside. */
export function stepOutside(state: State, told: Told): Step {
  switch (told.type) {
    case 'report-written':
      return to(say(state, `${counted(told.files.length, 'file')} written: ${folderOf(told.files[0] ?? '')}`, 'good'));
  }
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
