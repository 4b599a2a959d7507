/** The screens of rows by their name. */
import type { ListScreen } from '../screens.ts';
import type { State } from '../state.ts';
import { checksPart } from './checks.ts';
import { gapsPart, planPart, raciPart } from './decisions.ts';
import { overviewPart } from './overview.ts';
import type { ListPart } from './part.ts';

/** Every screen of rows. */
export const parts: Record<ListScreen, ListPart<unknown>> = {
  overview: overviewPart,
  checks: checksPart,
  gaps: gapsPart,
  plan: planPart,
  raci: raciPart,
};

/** Id of the way a screen is looked at now; undefined when it has only one. */
export function chosenView(state: State, screen: ListScreen): string | undefined {
  return state.views[screen] ?? parts[screen].views?.[0]?.id;
}
