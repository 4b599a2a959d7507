/** The screens of rows by their name. */
import type { ListScreen } from '../screens.ts';
import type { State } from '../state.ts';
import { accountsPart } from './accounts.ts';
import { checksPart } from './checks.ts';
import { clientsPart } from './clients.ts';
import { gapsPart } from './gaps.ts';
import { glossaryPart } from './glossary.ts';
import { historyPart } from './history.ts';
import { overviewPart } from './overview.ts';
import type { ListPart } from './part.ts';
import { planPart } from './plan.ts';
import { populationsPart } from './populations.ts';
import { raciPart } from './raci.ts';
import { registersPart } from './registers.ts';
import { reportPart } from './report.ts';
import { scopePart } from './scope.ts';
import { settingsPart } from './settings.ts';
import { startPart } from './start.ts';
import { windowPart } from './window.ts';
import { workshopPart } from './workshop.ts';

/** Every screen of rows; made when first asked for, since a part may be loaded before this module is. */
const makeParts = (): Record<ListScreen, ListPart<unknown>> => ({
  overview: overviewPart,
  checks: checksPart,
  gaps: gapsPart,
  plan: planPart,
  raci: raciPart,
  start: startPart,
  scope: scopePart,
  clients: clientsPart,
  accounts: accountsPart,
  settings: settingsPart,
  glossary: glossaryPart,
  window: windowPart,
  history: historyPart,
  registers: registersPart,
  populations: populationsPart,
  report: reportPart,
  workshop: workshopPart,
});

let parts: Record<ListScreen, ListPart<unknown>> | undefined;

/** What a screen of rows is made of. */
export function partOf(screen: ListScreen): ListPart<unknown> {
  parts ??= makeParts();
  return parts[screen];
}

/** Id of the way a screen is looked at now; undefined when it has only one. */
export function chosenView(state: State, screen: ListScreen): string | undefined {
  return state.views[screen] ?? partOf(screen).views?.[0]?.id;
}
