/** Judging regions, and the things in them, where a detail of a thing can be unread by itself. */
import type { Judgement } from '../source/core/check.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { UnreadSettings } from './reading.ts';

/** A finding without its place. */
export type Seen = { status: 'pass' | 'fail'; reason: string; since?: string | undefined };

/** What was read of a fact kept per region, and where it was not. */
export interface Lists<Data> {
  read: Map<string, Data>;
  unread: UnreadOperation[];
}

/** Judges each item of the regions read; undefined where the check does not apply, or what it needs was noted as unread. */
export function overItems<Item>(
  { read, unread }: Lists<readonly Item[]>,
  id: (item: Item) => string,
  judge: (item: Item, region: string, unread: UnreadSettings) => Seen | undefined,
): Pick<Judgement, 'resources' | 'unknown'> {
  const details = new UnreadSettings();
  const resources = [...read].flatMap(([region, items]) =>
    items.flatMap((item) => finding(id(item), region, judge(item, region, details))),
  );
  return { resources, unknown: [...unread, ...details.list()] };
}

/** Judges each region as a whole, for services that are switched on per region. */
export function overRegions<Data>(
  { read, unread }: Lists<Data>,
  judge: (data: Data, region: string, unread: UnreadSettings) => Seen | undefined,
): Pick<Judgement, 'resources' | 'unknown'> {
  const details = new UnreadSettings();
  const resources = [...read].flatMap(([region, data]) => finding('account', region, judge(data, region, details)));
  return { resources, unknown: [...unread, ...details.list()] };
}

function finding(id: string, region: string, seen: Seen | undefined): ResourceFinding[] {
  if (seen === undefined) return [];
  const { status, reason, since } = seen;
  return [{ id, region, status, reason, ...(since === undefined ? {} : { since }) }];
}

/** A passing verdict. */
export const pass = (reason: string, since?: string): Seen => ({ status: 'pass', reason, since });

/** A failing verdict. */
export const fail = (reason: string): Seen => ({ status: 'fail', reason });
