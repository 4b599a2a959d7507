/** The registers as the fold of their entries: the last record of each key. */
import type { Assessment, Attribution } from './assessment.ts';
import type { Entry } from './entry.ts';
import { keep } from './own-record.ts';
import type { RegisterKind, RegisterRecords } from './register-entry.ts';

/** Every register: key → record, with who wrote it. Keys keep the order in which they were first written. */
export type Registers = { [Kind in RegisterKind]: Record<string, RegisterRecords[Kind] & Attribution> };

/** Registers in which nothing is written. */
export function emptyRegisters(): Registers {
  return { policy: {}, vendor: {}, duty: {}, exception: {}, engagement: {} };
}

type Handler<Kind extends RegisterKind> = (state: Assessment, entry: Entry & { type: Kind }) => void;

function keeper<Kind extends RegisterKind>(kind: Kind): Handler<Kind> {
  return (state, entry) => {
    const register: Record<string, RegisterRecords[Kind] & Attribution> = state.registers[kind];
    const record = entry.record as RegisterRecords[Kind] | null;
    if (record === null) delete register[entry.key];
    else keep(register, entry.key, { ...record, by: entry.by, at: entry.at, entry: entry.id });
  };
}

/** One handler per register. */
export const registerHandlers: { [Kind in RegisterKind]: Handler<Kind> } = {
  policy: keeper('policy'),
  vendor: keeper('vendor'),
  duty: keeper('duty'),
  exception: keeper('exception'),
  engagement: keeper('engagement'),
};
