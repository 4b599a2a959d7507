/** A deployment leads back to a change that was merged before it. */
import { spanOf } from './instant.ts';
import type { PopulationContext, RowVerdict } from './population.ts';
import type { PopulationRow } from './population-rows.ts';

/** Judges one deployment, against the latest list of merged changes. */
export function judgeDeployment(row: PopulationRow, context: PopulationContext): RowVerdict {
  if (typeof row.change !== 'string') return { outcome: 'exception', why: 'no change behind it' };
  const changes = context.lists.changes;
  if (changes === undefined) return { outcome: 'unknown', why: 'import the merged changes to compare with' };
  const merged = find(changes.rows, row.change);
  const deployed = typeof row.deployed === 'string' ? spanOf(row.deployed, context.timeZone) : undefined;
  if (merged !== undefined) {
    const at = typeof merged.merged === 'string' ? spanOf(merged.merged, context.timeZone) : undefined;
    const before = at === undefined || deployed === undefined || at.from <= deployed.to;
    return before ? { outcome: 'right' } : { outcome: 'exception', why: `${row.change} was merged after it` };
  }
  const days = changes.rows.flatMap(({ merged: cell }) => (typeof cell === 'string' ? [cell] : [])).sort();
  const first = days[0];
  // An older change may well be live; the list of changes just does not reach back to it.
  if (first !== undefined && deployed !== undefined && deployed.to < spanOf(first, context.timeZone).from)
    return { outcome: 'unknown', why: 'it went live before the list of changes begins' };
  return { outcome: 'exception', why: `no merged change ${row.change} in the list of changes` };
}

const indexes = new WeakMap<readonly PopulationRow[], Map<string, PopulationRow>>();

/** The change that a text names: by its number, or by a commit given whole or by seven digits and more. */
function find(rows: readonly PopulationRow[], text: string): PopulationRow | undefined {
  let index = indexes.get(rows);
  if (index === undefined) {
    index = new Map();
    for (const row of rows) {
      for (const cell of [row.id, row.commit]) if (typeof cell === 'string') index.set(reference(cell), row);
    }
    indexes.set(rows, index);
  }
  const wanted = reference(text);
  const exact = index.get(wanted);
  if (exact !== undefined || !/^[0-9a-f]{7,40}$/.test(wanted)) return exact;
  return rows.find(({ commit }) => {
    const whole = typeof commit === 'string' ? reference(commit) : '';
    return whole.length >= 7 && (whole.startsWith(wanted) || wanted.startsWith(whole));
  });
}

/** `#12`, `PR-12`, `!12` and `https://…/pull/12` are all 12. */
function reference(text: string): string {
  const plain = text.trim().toLowerCase();
  const link = /\/(?:pull|pulls|pull-requests|merge_requests|commit|commits)\/([0-9a-z]+)\/?$/.exec(plain);
  return link?.[1] ?? plain.replace(/^(?:pr|mr|pull request|merge request)?[ -]?[#!]?(?=\d+$)/, '');
}
