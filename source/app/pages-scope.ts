/** What stands beside a scoping question in the list: why it is asked, what was said, what that brings in. */
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import { type ScopeRow, scopeEffect, scopeRows } from './scope-rows.ts';
import type { State } from './state.ts';
import { counted } from './words.ts';

/** The page of a scoping question. */
export function scopePage(state: State, id: string): Page {
  const row = scopeRows(state).find(({ question }) => question.id === id);
  return { title: row?.question.ask ?? id, paragraphs: row === undefined ? [] : scopeRowParagraphs(state, row) };
}

/** All there is to say of a row. */
export function scopeRowParagraphs(state: State, row: ScopeRow): Paragraph[] {
  const { question, answer, offered, committed } = row;
  const said = state.assessment.scope[question.id];
  return [
    toned('heading', question.ask),
    ...(answer === undefined
      ? [toned('unknown', '? not answered yet', 2)]
      : [toned('good', answer, 2), ...(said === undefined ? [] : [plain(`${said.by}, ${said.at.slice(0, 10)}`, 2)])]),
    ...(answer === undefined && offered !== undefined ? [plain(`offered, never filled in: ${offered}`, 2)] : []),
    ...(committed === undefined
      ? []
      : [
          committed
            ? toned('good', '✔ committed: checks are judged against it', 2)
            : toned('warning', '▲ not committed: checks that need it stay unknown', 2),
        ]),
    toned('heading', 'Why we ask'),
    plain(question.why, 2),
    ...effectParagraphs(state, question.id),
  ];
}

function effectParagraphs(state: State, id: string): Paragraph[] {
  const effect = scopeEffect(state, id);
  if (effect === undefined) return [];
  const titles = new Map(state.questionnaire.controls.map((control) => [control.id, control.title]));
  const list = (ids: readonly string[]) => ids.map((control) => plain(`${control}  ${titles.get(control) ?? ''}`, 4));
  const { added, removed } = effect;
  return [
    toned('heading', 'What the answer changes'),
    ...(added.length + removed.length === 0 ? [plain('No control comes in or drops out by it.', 2)] : []),
    ...(added.length === 0
      ? []
      : [toned('accent', `brings in ${counted(added.length, 'control')}`, 2), ...list(added)]),
    ...(removed.length === 0
      ? []
      : [toned('accent', `leaves out ${counted(removed.length, 'control')}`, 2), ...list(removed)]),
  ];
}
