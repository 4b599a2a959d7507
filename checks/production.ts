/** What "production" means: the resources that carry a tag that scoping names, never a guess by name or size. */
import type { CheckSettings } from '../source/core/check.ts';
import { globMatches } from '../source/core/policy.ts';
import { listCommitment } from './commitments.ts';
import { some } from './reading.ts';

/** The resources that count as production. */
export interface Production {
  /** Why nothing is left to judge, for a check that has found nothing: no such resource, or none with a tag. */
  nothing(what: string): string;
  /** False: scoping names no tags, or nobody committed to them, so that all are judged and it only corroborates. */
  committed: boolean;
  /** Whether a resource with these tags counts; undefined when its tags are not known and would tell. */
  covers(tags: Readonly<Record<string, string>> | undefined): boolean | undefined;
}

/** Production by the `tags` of scoping, each `key=value` or a key alone, one of which is enough; all resources when there are none. */
export function production(settings: CheckSettings): Production {
  const { value: entries, committed } = listCommitment(settings, 'tags');
  const wanted = entries.map((entry) => {
    const [key = '', ...rest] = entry.split('=');
    return { key: key.trim(), value: rest.length === 0 ? '*' : rest.join('=').trim() };
  });
  return {
    committed,
    nothing: (what) =>
      entries.length === 0 ? `There are no ${what}.` : `No ${what} carry a tag of scoping (${some(entries)}).`,
    covers: (tags) => {
      if (wanted.length === 0) return true;
      if (tags === undefined) return undefined;
      return wanted.some(({ key, value }) => {
        const held = Object.entries(tags).find(([name]) => name.toLowerCase() === key.toLowerCase());
        return held !== undefined && globMatches(value, held[1]);
      });
    },
  };
}
