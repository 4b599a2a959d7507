/** Drives the pure program: keys in, the state and what it asked for out. */
import type { Effect, Event } from '../../source/app/events.ts';
import type { State } from '../../source/app/state.ts';
import { step } from '../../source/app/step.ts';
import type { EntryBody } from '../../source/core/entry.ts';

/** The state after these events, and all effects they asked for. */
export function after(state: State, ...events: (string | Event)[]): { state: State; effects: Effect[] } {
  let current = state;
  const effects: Effect[] = [];
  for (const event of events) {
    const next = step(current, typeof event === 'string' ? { type: 'key', key: event } : event);
    current = next.state;
    effects.push(...next.effects);
  }
  return { state: current, effects };
}

/** The entries among the effects. */
export function entries(effects: readonly Effect[]): EntryBody[] {
  return effects.flatMap((effect) => (effect.type === 'save' ? [effect.body] : []));
}
