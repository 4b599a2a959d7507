/** The body of the screen shown. */
import type { Layout } from '../../app/layout.ts';
import type { ScreenId } from '../../app/screens.ts';
import { type State, screenOf } from '../../app/state.ts';
import type { Look } from '../theme.ts';
import type { Body, Tick } from '../view.ts';
import { accountsBody } from './accounts.ts';
import { checksBody } from './checks.ts';
import { clientsBody } from './clients.ts';
import { gapsBody } from './gaps.ts';
import { glossaryBody } from './glossary.ts';
import { historyBody } from './history.ts';
import { interviewBody } from './interview.ts';
import { overviewBody } from './overview.ts';
import { planBody } from './plan.ts';
import { populationsBody } from './populations.ts';
import { raciBody } from './raci.ts';
import { registersBody } from './registers.ts';
import { reportBody } from './report.ts';
import { scopeBody } from './scope.ts';
import { settingsBody } from './settings.ts';
import { startBody } from './start.ts';
import { windowBody } from './window.ts';
import { workshopBody } from './workshop.ts';

/** How each screen is drawn. */
const bodies: Record<ScreenId, (state: State, plan: Layout, look: Look, tick: Tick) => Body> = {
  overview: overviewBody,
  interview: interviewBody,
  checks: checksBody,
  gaps: gapsBody,
  plan: planBody,
  raci: raciBody,
  start: startBody,
  scope: scopeBody,
  clients: clientsBody,
  accounts: accountsBody,
  settings: settingsBody,
  glossary: glossaryBody,
  window: windowBody,
  history: historyBody,
  registers: registersBody,
  populations: populationsBody,
  report: reportBody,
  workshop: workshopBody,
};

/** The body of the screen shown. */
export function screenBody(state: State, plan: Layout, look: Look, tick: Tick): Body {
  return bodies[screenOf(state)](state, plan, look, tick);
}
