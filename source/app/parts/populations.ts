/** Populations: the lists that an auditor samples, what is wrong in them, and whose accounts are whose. */
import type { AccountProposal } from '../../core/population-accounts.ts';
import type { PopulationImport } from '../../core/population-entry.ts';
import { populationKindNames, populationKinds } from '../../core/population-kinds.ts';
import type { PopulationReport } from '../../core/population-report.ts';
import type { PopulationKind } from '../../core/population-spec.ts';
import { type Step, say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { pageOver } from '../overlays.ts';
import type { State } from '../state.ts';
import { chosenView } from './index.ts';
import { type ListPart, matches } from './part.ts';

/** A row of Populations. */
export type PopulationRow =
  | {
      kind: 'list';
      list: PopulationKind;
      title: string;
      /** The last import; absent: none yet. */
      imported?: PopulationImport;
      /** How it is judged now; absent until the rows have been read. */
      report?: PopulationReport;
    }
  /** An account that looks like somebody's; it counts once somebody says so. */
  | { kind: 'account'; list: PopulationKind; proposal: AccountProposal };

/** The rows of Populations and what their keys do. */
export const populationsPart: ListPart<PopulationRow> = {
  views: [
    { id: 'lists', title: 'Lists' },
    { id: 'accounts', title: 'Whose account' },
  ],
  enter: () => [{ type: 'ask', ask: { type: 'read-populations' } }],
  rows: populationRows,
  open,
  control: (_, row) => (row.kind === 'list' ? populationKinds[row.list].tests[0]?.control : undefined),
  trace: (_, row) => (row?.kind === 'list' ? { type: 'population', kind: row.list } : undefined),
  copied: (_, row) => (row.kind === 'list' ? row.list : row.proposal.account.id),
  act(state, id, row) {
    if (id !== 'add' || row === undefined) return undefined;
    return to({ ...state, overlay: { kind: 'form', form: openForm('import-population', row.list, state) } });
  },
};

/** The rows of the view shown, after the filter. */
export function populationRows(state: State): PopulationRow[] {
  return allPopulationRows(state).filter((row) =>
    matches(
      state,
      'populations',
      row.kind === 'list' ? [row.list, row.title] : [row.proposal.person, row.proposal.account.label, row.list],
    ),
  );
}

/** The rows of the view shown, before the filter. */
export function allPopulationRows(state: State): PopulationRow[] {
  const reports = state.populations?.reports ?? [];
  if (chosenView(state, 'populations') === 'accounts')
    return reports.flatMap(({ kind, proposals }) =>
      proposals.map((proposal): PopulationRow => ({ kind: 'account', list: kind, proposal })),
    );
  return populationKindNames.map((list) => {
    const imported = state.assessment.populations.imports[list];
    const report = reports.find(({ kind }) => kind === list);
    const row: PopulationRow = { kind: 'list', list, title: populationKinds[list].title };
    if (imported !== undefined) row.imported = imported;
    if (report !== undefined) row.report = report;
    return row;
  });
}

function open(state: State, row: PopulationRow): Step {
  if (row.kind === 'list') {
    if (row.imported !== undefined) return to(pageOver(state, { type: 'population', kind: row.list }));
    if (state.readOnly !== undefined) return to(say(state, state.readOnly));
    return to({ ...state, overlay: { kind: 'form', form: openForm('import-population', row.list, state) } });
  }
  if (state.readOnly !== undefined) return to(say(state, state.readOnly));
  const { person, account } = row.proposal;
  const items = [
    { value: 'yes', label: 'Yes: judge them together' },
    { value: 'no', label: 'No: somebody else’s, or nobody’s' },
  ];
  const title = `Is ${account.label} the account of ${person}?`;
  const subject = JSON.stringify([person, account.id]);
  return to({ ...state, overlay: { kind: 'picker', purpose: 'account', subject, title, items } });
}
