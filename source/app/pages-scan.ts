/** What a scan would send, said before it does. */
import { type Page, plain, toned } from './pages.ts';
import type { State } from './state.ts';

/** The page of the plan; it is worked out when it is first opened. */
export function scanPlanPage({ scanPlan, profiles }: State): Page {
  const title = 'What reading AWS would send';
  if (scanPlan === undefined) return { title, paragraphs: [plain('Working it out… Nothing is sent for this.')] };
  const { calls, depends, regions, regionsFrom, permissions, seconds, operations } = scanPlan;
  const as = profiles?.current === undefined ? 'as the environment decides' : `with profile ${profiles.current}`;
  return {
    title,
    paragraphs: [
      plain(`About ${calls} calls or more, ${as}; it only reads, and needs ${permissions} permissions.`),
      plain(`At least about ${seconds} s at our rates. You can go on while it runs; x stops it.`),
      plain(`Regions (${regionsFrom}): ${regions.join(', ')}`),
      toned('good', 'Nothing has been sent yet. R, after esc, starts it.'),
      plain(''),
      toned('heading', 'Operations'),
      ...operations.map(({ operation, calls: own, basis }) => plain(`${operation}  ${own ?? '?'}  ${basis}`, 2)),
      ...(depends === 0 ? [] : [plain(`? marks ${depends} whose number depends on what is in the account.`)]),
    ],
  };
}
