/** What fresh findings of one engine decide for a check of ours, by the marks of the published mapping. */
import type { Check } from './check.ts';
import { factSources } from './fact-sources.ts';
import type { ElsewhereResult, FindingGroup, ForeignLink } from './foreign-findings.ts';

/** What it takes to decide. */
export interface DecideInput {
  check: Check;
  /** Names of the engine that say something of the check. */
  links: readonly ForeignLink[];
  /** Regions in scope; undefined: those in `seen`. */
  regions: readonly string[] | undefined;
  /** Regions in which the engine found anything in this account. */
  seen: readonly string[];
}

/** The outcome. */
export interface Decided {
  counts: ElsewhereResult['counts'];
  /** Those that decide, or all where none does. */
  groups: FindingGroup[];
  /** It says so of every region in scope, and of the whole question. */
  complete: boolean;
  why?: string;
}

/** What these findings, all of one engine and account, decide. */
export function decideBy(groups: readonly FindingGroup[], input: DecideInput): Decided {
  const { links } = input;
  const decides = (group: FindingGroup) => links.find(({ id }) => id === group.id)?.decides ?? 'nothing';
  const missing = (some: readonly FindingGroup[]) => uncovered(some, input);
  const failing = groups.filter((group) => group.failed > 0 && ['both', 'fail', 'part'].includes(decides(group)));
  if (failing.length > 0) {
    const same = groups.filter((group) => decides(group) === 'both');
    const whole = failing.every((group) => decides(group) === 'both') && open(same) === 0;
    return {
      counts: 'fail',
      // The share that passes is only known where the same question was asked.
      groups: whole ? same : failing,
      complete: whole && missing(same).length === 0,
    };
  }
  const passing = groups.filter((group) => ['both', 'pass'].includes(decides(group)));
  const parts = groups.filter((group) => decides(group) === 'part');
  const wanted = links.filter((link) => link.decides === 'part').map(({ id }) => id);
  const wholeParts = wanted.length > 0 && wanted.every((id) => missing(parts.filter((g) => g.id === id)).length === 0);
  // One name that passes in every region is enough; of several, the one that says most.
  const byId = [...new Set(passing.map(({ id }) => id))].map((id) => passing.filter((group) => group.id === id));
  const clean = (some: readonly FindingGroup[]) =>
    some.length > 0 && some.every((g) => g.failed === 0) && open(some) === 0 && some.some((g) => g.passed > 0);
  const enough =
    byId.find((some) => clean(some) && missing(some).length === 0) ?? (wholeParts && clean(parts) ? parts : undefined);
  if (enough !== undefined) return { counts: 'pass', groups: enough, complete: true };
  return { counts: 'nothing', groups: [...groups], complete: false, why: whyNothing() };

  function whyNothing(): string {
    if (groups.every((group) => decides(group) === 'nothing'))
      return 'It only corroborates: it measures something near, and decides nothing here.';
    const silent = byId
      .filter(clean)
      .map(missing)
      .sort((a, b) => a.length - b.length)[0];
    if (silent !== undefined && silent.length > 0) return `It says nothing of ${few(silent)} in scope.`;
    if (open(groups) > 0) return 'It came to no conclusion on part of it.';
    if (wanted.length > 0) return 'Only a part of the question was asked.';
    return groups.some((group) => group.failed > 0)
      ? 'It asks for more than our check, so its failure need not be one of ours.'
      : 'It asks for less than our check, so its pass is not one of ours.';
  }
}

function few(regions: readonly string[]): string {
  const more = regions.length - 5;
  return `${regions.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more regions` : ''}`;
}

const open = (groups: readonly FindingGroup[]) => groups.reduce((sum, { unknown }) => sum + unknown, 0);

/** Regions in scope of which these findings say nothing; none for a check of the account as a whole. */
function uncovered(groups: readonly FindingGroup[], { check, links, regions, seen }: DecideInput): string[] {
  const regional = check.facts.some((name) => factSources[name].regional);
  const anywhere = groups.length > 0 && groups.every((g) => links.find(({ id }) => id === g.id)?.anywhere === true);
  if (!regional || anywhere) return groups.length === 0 ? ['this account'] : [];
  const told = new Set(groups.map(({ region }) => region));
  return (regions ?? seen.filter((region) => region !== 'global')).filter((region) => !told.has(region));
}
