/** An account that could not be read at all, as facts: every reading says why, so that every check of it is unknown. */
import { factSources } from './fact-sources.ts';
import { type FactName, type Facts, factsVersion, globalRegion, type Unread } from './facts.ts';

/** Facts of an account in which every wanted reading is `unread`. */
export function unreadAccount(
  { account, partition, callerArn, at }: { account: string; partition: string; callerArn: string; at: string },
  wanted: readonly FactName[],
  unread: Unread,
): Facts {
  const readings = Object.fromEntries(
    // Also a fact of each region: which regions there are is not known either.
    [...new Set([...(Object.keys(factSources) as FactName[]).filter((name) => wanted.includes(name))])].map((name) => [
      name,
      { [globalRegion]: unread },
    ]),
  );
  return {
    ...{ factsVersion, account, partition, callerArn, startedAt: at, finishedAt: at },
    regions: [],
    calls: { total: 0, byOperation: {} },
    readings: readings as Facts['readings'],
  };
}
