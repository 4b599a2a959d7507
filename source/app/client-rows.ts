/** The rows of Clients. */
import type { Client } from './assessments.ts';
import { matches } from './parts/part.ts';
import type { State } from './state.ts';

/** The rows, the open one first as it was opened last. */
export function clientRows(state: State): readonly Client[] {
  const clients = state.clients ?? [];
  return clients.filter(({ name, folder, figures }) => {
    const told = figures === undefined || 'fault' in figures ? [] : [figures.name, figures.verdict, figures.next ?? ''];
    return matches(state, 'clients', [name, folder, ...told]);
  });
}
