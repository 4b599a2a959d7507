/** Steps of what the outside tells after it was asked (outside.ts). */
import type { Client } from './assessments.ts';
import type { AwsProfiles } from './aws-profiles.ts';
import { type Effect, type Step, say, to } from './events.ts';
import type { Told } from './outside.ts';
import { pageOver } from './overlays.ts';
import { chosenDays, type PastDay } from './past.ts';
import type { State } from './state.ts';
import { openNext } from './step-program.ts';
import { counted } from './words.ts';

/** The step of an answer from outside. */
export function stepOutside(state: State, told: Told): Step {
  switch (told.type) {
    case 'populations': {
      const { imported } = told;
      const next = { ...unsaid(state), populations: { reports: told.reports, problems: told.problems } };
      return to(imported === undefined ? next : pageOver(next, { type: 'told', ...imported }), { type: 'derive' });
    }
    case 'history':
      return withHistory(
        told.problems[0] === undefined ? state : say(state, told.problems[0], 'bad'),
        told.days,
        told.seq,
      );
    case 'compared':
      return to({ ...state, past: { ...state.past, comparison: { from: told.from, to: told.to, made: told.made } } });
    case 'drifted':
      return to({ ...state, past: { ...state.past, drift: told.drift } });
    case 'no-drift':
      return to({ ...state, past: { ...state.past, noDrift: told.reason } });
    case 'text':
      return to(pageOver(unsaid(state), { type: 'told', title: told.title, lines: told.lines }));
    case 'report-written':
      return to(
        say(
          { ...state, written: told.files },
          `${counted(told.files.length, 'file')} written: ${folderOf(told.files[0] ?? '')}`,
          'good',
        ),
      );
    case 'kept':
      return to(
        told.name === 'userName'
          ? say({ ...state, by: told.value }, `Written by ${told.value} from now on.`, 'good')
          : state,
      );
    case 'clients':
      return withClients(state, told.clients);
    case 'client-figures':
      return to({
        ...state,
        clients: (state.clients ?? []).map((one) =>
          one.folder === told.folder ? { ...one, figures: told.figures } : one,
        ),
      });
    case 'next':
      return openNext(state, told.next);
    case 'profiles':
      return to(withProfiles(state, told.profiles));
    case 'scan-plan':
      return to({ ...state, scanPlan: told.plan });
  }
}

/** The list at once, with the figures known from before; each is then worked out anew. */
function withClients(state: State, clients: readonly Client[]): Step {
  const before = new Map(state.clients?.map((client) => [client.folder, client.figures]));
  const known = clients.map((client) => {
    const figures = before.get(client.folder);
    return figures === undefined ? client : { ...client, figures };
  });
  const asked = clients.map(({ folder }): Effect => ({ type: 'ask', ask: { type: 'client-figures', folder } }));
  return to({ ...state, clients: known }, ...asked);
}

/** Another profile may reach another account: what a scan would send is worked out anew. */
function withProfiles(state: State, profiles: AwsProfiles): State {
  if (state.profiles?.current === profiles.current) return { ...state, profiles };
  const { scanPlan: _, ...rest } = state;
  const isChange = state.profiles !== undefined && profiles.current !== undefined;
  return isChange
    ? say(
        { ...rest, profiles },
        `The next reading uses profile ${profiles.current}. P shows what it would send.`,
        'good',
      )
    : { ...rest, profiles };
}

/** The days of the past; the two to compare may follow from them. */
function withHistory(state: State, days: readonly PastDay[], seq: number): Step {
  const known = new Set(days.map(({ day }) => day));
  const { comparison: _, fault: __, ...past } = state.past;
  const marked = past.marked.filter((day) => known.has(day));
  const next: State = { ...state, past: { ...past, days, seq, marked } };
  const chosen = chosenDays(next.past);
  if (next.views.history !== 'changes' || chosen === undefined) return to(next);
  const [from, other] = chosen;
  return to(next, { type: 'ask', ask: { type: 'compare-days', from, to: other } });
}

/** What was said while one waited is over. */
function unsaid(state: State): State {
  const { notice: _, ...rest } = state;
  return rest;
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
