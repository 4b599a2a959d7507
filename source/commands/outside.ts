/** Fulfils what the interactive program asks for, each kind of wish by a file that is loaded when it is first asked. */
import type { Ask, Told } from '../app/outside.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AwsChoice } from './outside-aws.ts';
import type { FiguresWorker } from './outside-clients.ts';
import type { Options } from './table.ts';

/** What wishes are fulfilled with. */
export interface OutsideSession {
  workspace: Workspace;
  questionnaire: Questionnaire;
  options: Options;
  /** What was chosen for reading AWS; kept up to date. */
  aws: AwsChoice;
}

/** A wish that goes outside. */
export type Wish = Exclude<Ask, { type: 'copy' | 'open-link' }>;

/** The port, and what to call when the program has ended. */
export interface Outside {
  fulfil(wish: Wish): Promise<Told>;
  end(): void;
}

/** Makes the port of a session. */
export function makeOutside(session: OutsideSession): Outside {
  const { workspace, questionnaire, options, aws } = session;
  let figures: FiguresWorker | undefined;
  const open = async () => ({ workspace, questionnaire, by: await (await import('./session.ts')).author(options) });
  const handlers: { [Type in Wish['type']]?: (wish: Extract<Wish, { type: Type }>) => Promise<Told> } = {
    async keep({ name, value }) {
      const { openPreferences } = await import('../workspace/preferences.ts');
      const preferences = await openPreferences();
      preferences.set(name, value);
      const [problem] = preferences.problems;
      // It holds for this session all the same.
      if (problem !== undefined && name !== 'tour') throw new Error(`For this session only. ${problem}`);
      return { type: 'kept', name, value };
    },
    'list-clients': async () => (await import('./outside-clients.ts')).listClients(workspace.folder),
    async 'client-figures'({ folder }) {
      figures ??= new (await import('./outside-clients.ts')).FiguresWorker();
      return { type: 'client-figures', folder, figures: await figures.ask(folder) };
    },
    'new-assessment': async ({ name }) => (await import('./outside-clients.ts')).newAssessment(name),
    'list-profiles': async () => (await import('./outside-aws.ts')).profilesTold(options, aws, new Date()),
    'use-profile': async ({ name }) => (await import('./outside-aws.ts')).useProfile(name, options, aws, new Date()),
    'plan-scan': async () => (await import('./outside-aws.ts')).scanPlanTold(workspace, options),
    'read-history': async () => (await import('./outside-history.ts')).historyTold(session),
    'compare-days': async ({ from, to }) => (await import('./outside-history.ts')).comparedTold(session, from, to),
    'compare-scans': async (wish) => (await import('./outside-history.ts')).driftTold(session, wish),
    'read-populations': async () => (await import('./outside-populations.ts')).readPopulations(await open()),
    'import-population': async (wish) => (await import('./outside-populations.ts')).takePopulation(await open(), wish),
    'settle-account': async (wish) => (await import('./outside-populations.ts')).settleAccount(await open(), wish),
    'write-report': async (wish) => (await import('./outside-report.ts')).handOver(workspace, questionnaire, wish),
  };
  return {
    async fulfil(wish) {
      const handler = handlers[wish.type] as ((wish: Wish) => Promise<Told>) | undefined;
      if (handler === undefined) throw new Error('This session cannot do that.');
      return handler(wish);
    },
    end: () => figures?.stop(),
  };
}
