/** Who is asked first, kept to those whose subject it is: being consulted must not become a veto (rule R5). */
import type { RaciRow } from './decision.ts';
import { keep } from './own-record.ts';
import type { Control } from './questionnaire.ts';
import { maximumConsultedShare, rowsWorthAShare } from './raci-rules.ts';

/** A row as generated, before letters set by hand. */
export interface DraftRow {
  control: Control;
  row: RaciRow;
  /** Names that the generated row consults, in the order in which the control names their hats. */
  consulted: readonly string[];
}

/**
 * Turns C into I where somebody would be asked first on more than their share of rows. They stay consulted where the
 * control names them before others, then where it weighs most; of the rest they are told afterwards.
 */
export function easeConsulted(drafts: readonly DraftRow[]): void {
  const asked = new Map<string, { draft: DraftRow; place: number; order: number }[]>();
  const on = new Map<string, number>();
  for (const [order, draft] of drafts.entries()) {
    for (const name of Object.keys(draft.row.cells)) on.set(name, (on.get(name) ?? 0) + 1);
    for (const [place, name] of draft.consulted.entries()) {
      const theirs = asked.get(name) ?? [];
      theirs.push({ draft, place, order });
      asked.set(name, theirs);
    }
  }
  for (const [name, theirs] of asked) {
    const rows = on.get(name) ?? 0;
    const most = Math.floor(rows * maximumConsultedShare);
    if (rows < rowsWorthAShare || theirs.length <= most) continue;
    theirs.sort((a, b) => a.place - b.place || b.draft.control.weight - a.draft.control.weight || a.order - b.order);
    for (const { draft } of theirs.slice(most)) keep(draft.row.cells, name, ['I']);
  }
}
