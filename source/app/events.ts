/** What can happen to the program, and what it can ask for. Both plain data. */
import type { Assessment } from '../core/assessment.ts';
import type { EntryBody } from '../core/entry.ts';
import type { Facts } from '../core/facts.ts';
import type { Elsewhere } from '../core/foreign-findings.ts';
import type { Glossary } from '../core/glossary.ts';
import type { ScanHistory } from '../core/scan-history.ts';
import type { WhatIf } from '../core/what-if.ts';
import type { Edited, EditedNote } from './edit-note.ts';
import type { Ask, Told } from './outside.ts';
import type { ScanEvent } from './ports.ts';
import type { Derived, State } from './state.ts';

/** A key press, a resize, an arriving AWS reading: all the same kind of thing. */
export type Event =
  /** One key: a grapheme that stands for itself, or a name such as `enter`, `up`, `shift+tab`, `ctrl+c`, `space`. */
  | { type: 'key'; key: string }
  | { type: 'paste'; text: string }
  | { type: 'resize'; columns: number; rows: number }
  /** The library's picker picked. */
  | { type: 'picked'; value: string }
  /** An entry is on disk. `clock` is the wall clock `HH:MM`; `entry` the entry's id. */
  | { type: 'saved'; body: EntryBody; entry?: string; assessment: Assessment; clock: string }
  | { type: 'save-failed'; body: EntryBody; reason: string }
  | { type: 'derived'; derived: Derived }
  /** What the marked rows of the plan would give. */
  | { type: 'supposed'; answer: WhatIf }
  /** The newest scan, and the latest of every account. */
  | { type: 'last-scan'; facts: Facts | undefined; scans?: readonly Facts[] }
  | { type: 'history'; history: ScanHistory; elsewhere?: Elsewhere }
  /** The glossary has been read. */
  | { type: 'glossary'; glossary: Glossary }
  | { type: 'scan-started'; since: number; again?: readonly string[] }
  | { type: 'scan'; event: ScanEvent; now: string }
  | { type: 'scan-done'; facts: Facts; assessment: Assessment; seconds: number }
  | { type: 'scan-failed'; reason: string }
  /** The outside has done what was asked for; the assessment is as it is then. */
  | { type: 'told'; told: Told; assessment: Assessment }
  /** A text comes back from the person's editor; `fault` says what went wrong there, one sentence. */
  | ({ type: 'edited' } & Edited)
  | {
      type: 'failed';
      reason: string /** The figures could not be worked out: nothing else will say so. */;
      figures?: true;
      /** What was asked for and could not be done. */
      asked?: Ask['type'];
    };

/** What a step asks the outside to do; run by program.ts. */
export type Effect =
  /** `by`: in whose name, where it is not the person at the keys. */
  | { type: 'save'; body: EntryBody; by?: string }
  | { type: 'derive' }
  /** Works out what the marked rows of the plan would give. */
  | { type: 'suppose' }
  /** `again`: ids of checks; only what they need is read, into the last scan. Absent: everything. */
  | { type: 'start-scan'; again?: readonly string[] }
  | { type: 'read-glossary' }
  | { type: 'stop-scan' }
  | { type: 'ask'; ask: Ask }
  /** Leave when everything sent to the disk is there. */
  | { type: 'leave'; exitCode: number }
  /** Leave at once. */
  | { type: 'leave-now'; exitCode: number }
  | { type: 'suspend' }
  /** Gives the terminal to the person's editor, with this text. */
  | { type: 'edit'; note: EditedNote; text: string }
  | { type: 'redraw' };

/** A state and what is to be done. */
export interface Step {
  state: State;
  effects: Effect[];
}

/** A step to a state, with effects. */
export function to(state: State, ...effects: Effect[]): Step {
  return { state, effects };
}

/** One step after another. */
export function then(first: Step, next: (state: State) => Step): Step {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

/** Sends an entry to the disk; until it is there the screen shows it as given, but not as saved. */
export function save(state: State, body: EntryBody, by?: string): Step {
  const pending = [...state.pending, body];
  if (by === undefined) return to({ ...state, pending }, { type: 'save', body });
  // Kept until it is on disk: what has to be sent again goes out under the same name.
  return to({ ...state, pending, authors: new Map([...state.authors, [body, by]]) }, { type: 'save', body, by });
}

/** Sends the entries of one act of a person, in their order; `z` takes them back together. */
export function saveAll(state: State, bodies: readonly EntryBody[], by?: string): Step {
  const acts = bodies.length < 2 ? state.acts : [...state.acts, { bodies, ids: [] }];
  return bodies.reduce((before, body) => then(before, (next) => save(next, body, by)), to({ ...state, acts }));
}

/** Says something in the notice line. */
export function say(state: State, text: string, tone: 'good' | 'bad' | 'plain' = 'plain'): State {
  return { ...state, notice: { text, tone } };
}
