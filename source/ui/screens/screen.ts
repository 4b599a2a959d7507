/** The body of the screen shown. */
import type { Layout } from '../../app/layout.ts';
import { type State, screenOf } from '../../app/state.ts';
import type { Look } from '../theme.ts';
import type { Body } from '../view.ts';
import { checksBody } from './checks.ts';
import { gapsBody, planBody, raciBody } from './decisions.ts';
import { interviewBody } from './interview.ts';
import { overviewBody } from './overview.ts';

/** The body of the screen shown. */
export function screenBody(state: State, plan: Layout, look: Look): Body {
  switch (screenOf(state)) {
    case 'overview':
      return overviewBody(state, plan);
    case 'interview':
      return interviewBody(state, plan, look);
    case 'checks':
      return checksBody(state, plan);
    case 'gaps':
      return gapsBody(state, plan);
    case 'plan':
      return planBody(state, plan);
    case 'raci':
      return raciBody(state, plan);
  }
}
