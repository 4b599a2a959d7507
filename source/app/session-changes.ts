/** What was said and done in this session, counted from the entries that came since it began. */
import type { Entry, EntryBody } from '../core/entry.ts';
import { counted } from './words.ts';

/** The words for what is counted, in the order in which they are told. */
const kinds: readonly [noun: string, plural: string, types: readonly EntryBody['type'][]][] = [
  ['answer', 'answers', ['answer', 'scope', 'depth']],
  ['piece of evidence', 'pieces of evidence', ['evidence']],
  ['owner', 'owners', ['owner', 'raci', 'person']],
  ['plan item', 'plan items', ['plan', 'window', 'schedule', 'run']],
  ['register entry', 'register entries', ['policy', 'vendor', 'duty', 'exception', 'engagement', 'description']],
  ['list', 'lists', ['population-import', 'population']],
  ['note', 'notes', ['note']],
  ['reading of AWS', 'readings of AWS', ['scan']],
  ['taken back', 'taken back', ['undo']],
];

/** Such as `3 answers, 1 note, 1 taken back`; undefined when nothing has changed. */
export function changesText(since: readonly Entry[]): string | undefined {
  const told = new Set(kinds.flatMap(([, , types]) => types));
  const parts = kinds.flatMap(([noun, plural, types]) => {
    const found = since.filter(({ type }) => types.includes(type)).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? noun : plural}`];
  });
  const others = since.filter(({ type }) => type !== 'place' && type !== 'created' && !told.has(type)).length;
  if (others > 0) parts.push(counted(others, parts.length === 0 ? 'change' : 'other change'));
  return parts.length === 0 ? undefined : parts.join(', ');
}
