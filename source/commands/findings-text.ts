/** What taking in findings of other engines finds, in numbers and in lines. */
import type { CheckResult } from '../core/finding.ts';
import {
  type Decides,
  type Engine,
  engineNames,
  type ForeignLink,
  type LoadedFindings,
  marks,
} from '../core/foreign-findings.ts';
import type { Gathered } from '../core/foreign-gather.ts';
import { counted } from '../core/phrases.ts';

/** The findings of one name for one check of ours. */
export interface MappedName {
  check: string;
  engine: Engine;
  id: string;
  decides: Decides;
  passed: number;
  failed: number;
  unknown: number;
}

/** A result that changes by what is taken in. */
export interface ChangedResult {
  check: string;
  was: CheckResult['status'];
  now: CheckResult['status'];
}

/** A result of ours that another engine contradicts. */
export interface Contradiction {
  check: string;
  ours: CheckResult['status'];
  engine: Engine;
  ids: string[];
  said: CheckResult['status'];
  account?: string;
}

/** What `import findings --json` and `scan --source --json` print of it. */
export interface FindingsReport {
  from: string;
  written: boolean;
  counts: Pick<Gathered, 'read' | 'mapped' | 'tooOld' | 'ahead' | 'archived'> & {
    unmapped: number;
    otherAccounts: number;
  };
  accounts: string[];
  mapped: MappedName[];
  unmapped: Gathered['unmapped'];
  otherAccounts: Gathered['otherAccounts'];
  changes: ChangedResult[];
  disagreements: Contradiction[];
}

/** Findings by check of ours and name of theirs, sorted by check. */
export function mappedNames(loaded: readonly LoadedFindings[], links: readonly ForeignLink[]): MappedName[] {
  return loaded
    .flatMap(({ kept: { engine, groups } }) =>
      links
        .filter((link) => link.engine === engine)
        .flatMap(({ check, id, decides }): MappedName[] => {
          const own = groups.filter((group) => group.id === id);
          if (own.length === 0) return [];
          const sum = (key: 'passed' | 'failed' | 'unknown') => own.reduce((total, group) => total + group[key], 0);
          return [
            { check, engine, id, decides, passed: sum('passed'), failed: sum('failed'), unknown: sum('unknown') },
          ];
        }),
    )
    .sort((a, b) => (a.check < b.check ? -1 : a.check > b.check ? 1 : a.id < b.id ? -1 : 1));
}

/** What taking findings in changes in the results. */
export function changesOf(before: readonly CheckResult[], after: readonly CheckResult[]): ChangedResult[] {
  const known = new Map(before.map(({ check, status }) => [check, status]));
  return after.flatMap(({ check, status }) => {
    const was = known.get(check) ?? 'unknown';
    return was === status ? [] : [{ check, was, now: status }];
  });
}

/** Where another engine contradicts a result. */
export function contradictions(results: readonly CheckResult[]): Contradiction[] {
  return results.flatMap(({ check, status, elsewhere = [] }) =>
    elsewhere
      .filter(({ disagrees }) => disagrees)
      .map(({ engine, ids, said, account }) => ({
        ...{ check, ours: status, engine, ids, said },
        ...(account === undefined ? {} : { account }),
      })),
  );
}

const symbols = new Map(Object.entries(marks).map(([mark, decides]) => [decides, mark]));

/** The report in lines. */
export function findingsLines(report: FindingsReport, apply: string): string[] {
  const { from, counts, mapped, unmapped, otherAccounts, changes, disagreements, written, accounts } = report;
  const checks = new Set(mapped.map(({ check }) => check)).size;
  const rest: [number, string][] = [
    [counts.mapped, `mapped to ${counted(checks, 'check')} of ours`],
    [counts.unmapped, 'not mapped'],
    [counts.tooOld, 'too old'],
    [counts.ahead, 'dated later than today'],
    [counts.otherAccounts, 'of another account'],
    [counts.archived, 'archived'],
  ];
  const width = String(counts.read).length;
  return [
    `${from}: ${counted(counts.read, 'finding')} read${accounts.length > 0 ? `, account ${accounts.join(', ')}` : ''}`,
    ...rest
      .filter(([count], index) => index < 2 || count > 0)
      .map(([count, what]) => `  ${String(count).padStart(width)} ${what}`),
    ...section(
      'Mapped (= decides, > its pass, < its fail, & a part, ~ corroborates)',
      mapped.map(
        ({ check, engine, id, decides, passed, failed, unknown }) =>
          `${symbols.get(decides) ?? '~'} ${check}  ${id} (${engineNames[engine]}): ${passed} pass, ${failed} fail${unknown > 0 ? `, ${unknown} without a conclusion` : ''}`,
      ),
    ),
    ...section(
      'Not mapped',
      unmapped.map(({ id, count }) => `${id}  ${count}`),
    ),
    ...section(
      'Of accounts that are not in this assessment',
      otherAccounts.map(({ id, count }) => `${id}  ${count}`),
    ),
    ...section(
      written ? 'Results that changed' : 'Results that would change',
      changes.map(({ check, was, now }) => `${check}  ${was} → ${now}`),
    ),
    ...section(
      'They say otherwise than our own reading, which stands',
      disagreements.map(
        ({ check, ours, engine, ids, said }) =>
          `${check}  ours ${ours}; ${engineNames[engine]} ${ids.join(' ')} ${said}`,
      ),
    ),
    '',
    mapped.length === 0
      ? 'None of it answers a check of ours: nothing to write.'
      : written
        ? 'Taken in.'
        : `Write it with: ${apply}`,
  ];
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', `${title} (${rows.length})`, ...rows.map((row) => `  ${row}`)];
}
