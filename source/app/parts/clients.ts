/** Clients: the assessments on this machine, each with its verdict and its next step. */
import type { Client } from '../assessments.ts';
import { clientRows } from '../client-rows.ts';
import { say, to } from '../events.ts';
import { openForm } from '../form.ts';
import { openNext } from '../step-program.ts';
import type { ListPart } from './part.ts';

/** The rows of Clients and what their keys do. */
export const clientsPart: ListPart<Client> = {
  enter: () => [{ type: 'ask', ask: { type: 'list-clients' } }],
  rows: clientRows,
  open(state, client) {
    if (client.current) return to(say(state, 'This one is open now.'));
    return openNext(state, { type: 'folder', folder: client.folder });
  },
  copied: (_, client) => client.folder,
  act(state, id) {
    if (id !== 'new-assessment') return undefined;
    return to({ ...state, overlay: { kind: 'form', form: openForm('new-assessment', '', state) } });
  },
};
