/** The order in which controls are asked: what breaks audits first (questionnaires/order.yaml). */
import { criteria } from './framework.ts';
import type { AskingTopic, Control, ControlId, QuestionnaireContent } from './questionnaire.ts';
import type { Fault } from './shape.ts';

/**
 * The controls in asking order: topic by topic, in a topic as listed there, and those listed together (a whole
 * criterion) as they were given. A control that no topic has comes last. What a control rests on (`after`) is asked just
 * before it where it would come later, unless the control's topic is `early`. Controls that are not given are neither
 * asked nor waited for. Pure; the same controls in another order differ only within what is listed together.
 */
export function askingOrder(controls: readonly Control[], order: readonly AskingTopic[] = []): Control[] {
  const ranks = rankOf(order);
  const sorted = controls
    .map((control) => ({ control, ...(ranks.get(control.id) ?? ranks.get(control.criterion) ?? unlisted) }))
    .sort((a, b) => a.rank - b.rank);
  const byId = new Map(sorted.map((entry) => [entry.control.id, entry]));
  const placed = new Set<ControlId>();
  const asked: Control[] = [];
  const place = (id: ControlId): void => {
    const entry = byId.get(id);
    if (entry === undefined || placed.has(id)) return;
    // Marked before what it rests on is looked at, so that a loop ends.
    placed.add(id);
    if (!entry.early) entry.control.after.forEach(place);
    asked.push(entry.control);
  };
  for (const { control } of sorted) place(control.id);
  return asked;
}

/** The topic in which a control is asked; undefined when no topic lists it or its criterion. */
export function topicOf(control: Control, order: readonly AskingTopic[] = []): AskingTopic | undefined {
  const listing = (name: string) => order.find(({ asks }) => asks.includes(name));
  return listing(control.id) ?? listing(control.criterion);
}

const unlisted = { rank: Number.MAX_SAFE_INTEGER, early: false };

/** Place of each listed control and criterion. */
function rankOf(order: readonly AskingTopic[]): Map<string, { rank: number; early: boolean }> {
  const listed = order.flatMap(({ asks, early }) => asks.map((name) => ({ name, early: early === true })));
  return new Map(listed.map(({ name, early }, rank) => [name, { rank, early }]));
}

/** Faults of the shipped order: names that there are not, names listed twice, controls that no topic has. */
export function orderFaults({ controls, order = [] }: QuestionnaireContent): Fault[] {
  const known = new Set([...controls.map(({ id }) => id), ...criteria.map(({ id }) => id)]);
  const names = order.flatMap(({ asks }, topic) =>
    asks.map((name, index) => ({ name, path: ['order', topic, 'asks', index] })),
  );
  const faults: Fault[] = names.flatMap(({ name, path }, index) => {
    if (!known.has(name)) return [{ path, message: `there is no control or criterion ${name}` }];
    const again = names.findIndex((other) => other.name === name) < index;
    return again ? [{ path, message: `${name} is already listed further up` }] : [];
  });
  const listed = new Set(names.map(({ name }) => name));
  const missed = controls.filter((control) => !listed.has(control.id) && !listed.has(control.criterion));
  return [
    ...faults,
    ...missed.map(({ id }) => ({ path: ['order'], message: `${id} stands in no topic: list it or its criterion` })),
  ];
}
