/** Which entry of which file is to blame for a fault that only shows once files are laid over the questionnaire. */
import type { Control, ControlId } from './questionnaire.ts';
import type { Fault } from './shape.ts';

/** Where an entry of a file of changes stands. */
export interface Origin {
  file: string;
  /** Position in the file, from 0. */
  index: number;
}

/** A fault of a file of changes; its path begins with the entry's position. */
export interface OverlayFault extends Fault {
  file: string;
}

/**
 * The fault of the whole as the fault of one entry: the one that set the field at fault, in the control itself or in one
 * that shares in the fault; else the last one that touched the control. None when a control in it was taken out: whoever
 * took it out is told so by itself. A fault that no entry had a part in keeps its path and has no file.
 */
export function faultOf(
  fault: Fault,
  control: Control | undefined,
  touched: ReadonlyMap<ControlId, ReadonlyMap<string, Origin>>,
  removed: ReadonlyMap<ControlId, Origin>,
): OverlayFault[] {
  const [, , field = 'id', ...rest] = fault.path;
  const ids = [...(control ? [control.id] : []), ...(fault.involves ?? [])];
  const at = (origin: Origin, ...path: (string | number)[]): OverlayFault => ({
    file: origin.file,
    path: [origin.index, ...path],
    message: fault.message,
  });
  for (const id of ids) {
    const origin = touched.get(id)?.get(String(field));
    if (origin) return [id === control?.id ? at(origin, field, ...rest) : at(origin, field)];
  }
  // Told already, at the entry that took the control out.
  if (ids.some((id) => removed.has(id))) return [];
  for (const id of ids) {
    const origin = touched.get(id)?.get('id');
    if (origin) return [at(origin)];
  }
  return [{ ...fault, file: '' }];
}
