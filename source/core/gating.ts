/** Which items of the plan a window waits for (rules S-V1, S-V2), and which were accepted and hold it all the same. */
import type { Decisions, PlanItem } from './decision.ts';
import { listedAbout } from './phrases.ts';

/** What it is seen from. */
type Decided = Pick<Decisions, 'plan' | 'score' | 'gaps'>;

/** Items that have to be in place before a window opens: key controls, and what blocks or holds the verdict open. */
export function gatingItems(decided: Decided): PlanItem[] {
  const isKey = new Set(decided.gaps.flatMap(({ key, control }) => (key ? [control] : [])));
  const holds = holdsVerdict(decided);
  return controlItems(decided).filter(
    (item) => item.state !== 'accepted' && (isKey.has(item.control) || holds(item) || inGap(item, decided)),
  );
}

/**
 * Accepted items that keep the verdict from opening a window for as long as they are: no work of the plan takes them away.
 * A failure that an approved exception covers is a condition only (rule S-X1), and not among them.
 */
export function heldItems(decided: Decided): PlanItem[] {
  const blocks = new Set(decided.gaps.flatMap(({ blocks, control }) => (blocks ? [control] : [])));
  const holds = holdsVerdict(decided);
  return controlItems(decided).filter((item) => item.state === 'accepted' && (blocks.has(item.control) || holds(item)));
}

/** Names so many at most; the rest is counted. */
const namesShown = 3;

/** What the held items do, without a full stop; nothing where there are none. */
export function heldWords(items: readonly PlanItem[]): string {
  if (items.length === 0) return '';
  const names = listedAbout(
    items.map(({ control }) => control),
    namesShown,
  );
  const [is, it, stands] = items.length === 1 ? ['is', 'it', 'stands'] : ['are', 'they', 'stand'];
  return `${names} ${is} accepted as ${it} ${stands}, and no window opens while ${it} ${is}`;
}

/** All items but those of registers alone: late paper sets no date (docs/decisions/0009). */
export function controlItems({ plan, gaps }: Pick<Decided, 'plan' | 'gaps'>): PlanItem[] {
  const paper = new Set(gaps.flatMap(({ cause, control }) => (cause === 'overdue register entry' ? [control] : [])));
  return plan.items.filter(({ control }) => !paper.has(control));
}

function holdsVerdict({ score: { blockers, unknown } }: Decided): (item: PlanItem) => boolean {
  const open = new Set([...blockers.material, ...blockers.notImplemented, ...unknown.keys, ...unknown.unread]);
  return ({ control }) => open.has(control);
}

function inGap({ criterion }: PlanItem, { score }: Decided): boolean {
  return score.blockers.gap.includes(criterion);
}
