/** Scope: every scoping question with what was said; enter asks it again, and comes back here. */

import { to } from '../events.ts';
import { pageOver } from '../overlays.ts';
import { type ScopeRow, scopeRows } from '../scope-rows.ts';
import { toQuestion } from '../step-program.ts';
import type { ListPart } from './part.ts';

/** The rows of Scope and what their keys do. */
export const scopePart: ListPart<ScopeRow> = {
  rows: scopeRows,
  open: (state, row) => toQuestion(state, row.question.id),
  copied: (_, row) => row.question.id,
  act(state, id, row) {
    if (id !== 'why' || row === undefined) return undefined;
    return to(pageOver(state, { type: 'scope', question: row.question.id }));
  },
};
