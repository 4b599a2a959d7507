/** What lists are judged against, from the assessment, the content, the scans and the other lists. */
import type { Assessment } from './assessment.ts';
import type { Facts } from './facts.ts';
import type { PopulationContext } from './population.ts';
import { awsAccounts, identityAccounts } from './population-accounts.ts';
import type { Questionnaire } from './questionnaire.ts';
import { checkSettings } from './settings.ts';

/** What the context is made of. */
export interface PopulationSources {
  assessment: Assessment;
  questionnaire: Questionnaire;
  /** Latest scan of each account. */
  scans: readonly Facts[];
  lists: PopulationContext['lists'];
  /** The clock: UTC instant. */
  now: string;
}

/** The context for judging. A value that scoping does not hold is the default of its question, and not committed. */
export function populationContext({
  assessment,
  questionnaire,
  scans,
  lists,
  now,
}: PopulationSources): PopulationContext {
  const settings = checkSettings(assessment, questionnaire, now);
  const { timeZone } = assessment;
  const users = lists['idp-users'];
  return {
    ...{ timeZone, now, lists, links: assessment.populations.accounts },
    commitment(id) {
      const fallback = questionnaire.scoping.find((question) => question.id === id)?.default;
      return settings.commitment(id, typeof fallback === 'number' ? fallback : 0);
    },
    accounts: [
      ...(users === undefined ? [] : identityAccounts(users.rows, users.exported, timeZone)),
      ...awsAccounts(scans),
    ],
  };
}
