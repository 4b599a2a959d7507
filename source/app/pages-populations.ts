/** The page of an imported list: source, sample, and per control what is wrong in it. */
import { populationKinds } from '../core/population-kinds.ts';
import type { PopulationKind } from '../core/population-spec.ts';
import { populationLines } from '../core/population-text.ts';
import { type Page, plain } from './pages.ts';
import type { State } from './state.ts';

/** The page of a list; until its rows have been read, what the journal holds of it. */
export function populationPage(state: State, kind: PopulationKind): Page {
  const { title } = populationKinds[kind];
  const report = state.populations?.reports.find((one) => one.kind === kind);
  if (report === undefined) {
    const problems = state.populations?.problems ?? [];
    const waiting = state.populations === undefined ? 'Its rows are being read…' : 'Its rows could not be read.';
    return { title, paragraphs: [waiting, ...problems].map((text) => plain(text)) };
  }
  const lines = populationLines(report, state.questionnaire);
  return {
    title,
    paragraphs: lines.map((text) => plain(text.trimStart(), text.length - text.trimStart().length)),
  };
}
