/**
 * For each action of the key table that writes or reads something: how it is done without the screen. A test holds this
 * against the key table, the commands and the menu, so that nothing can be had on the screen alone.
 */
import type { ActionId } from '../app/keys.ts';

/** A way to do it: words that a prompt takes, or a command line. */
export interface Counterpart {
  /** Value of the menu's choice that leads there (plain/main.ts). */
  prompt?: string;
  /** Command and its first words, as typed after `soc2-ready`. */
  command?: string;
}

/** By action. */
export const counterparts: Partial<Record<ActionId, Counterpart>> = {
  answer: { prompt: 'interview', command: 'answer' },
  'level-0': { prompt: 'interview', command: 'answer' },
  'level-1': { prompt: 'interview', command: 'answer' },
  'level-2': { prompt: 'interview', command: 'answer' },
  'level-3': { prompt: 'interview', command: 'answer' },
  'level-4': { prompt: 'interview', command: 'answer' },
  later: { prompt: 'interview', command: 'answer' },
  'dont-know': { prompt: 'interview', command: 'answer' },
  'not-applicable': { prompt: 'interview', command: 'answer' },
  inherited: { prompt: 'interview', command: 'answer' },
  tick: { prompt: 'interview', command: 'answer' },
  choose: { prompt: 'interview', command: 'answer' },
  owner: { prompt: 'interview', command: 'answer' },
  note: { prompt: 'interview', command: 'answer' },
  evidence: { prompt: 'interview', command: 'evidence' },
  mark: { command: 'plan set' },
  edit: { command: 'plan set' },
  sign: { command: 'raci ack' },
  add: { command: 'register' },
  remove: { command: 'register' },
  settle: { command: 'settle' },
  park: { command: 'workshop park' },
  record: { command: 'checks record' },
  approve: { command: 'exception add' },
  override: { command: 'override set' },
  undo: { prompt: 'undo' },
  // What was taken back is said again.
  redo: { prompt: 'interview', command: 'answer' },
  scan: { prompt: 'scan', command: 'scan' },
  'scan-plan': { command: 'scan --dry-run' },
  permissions: { command: 'permissions' },
  trace: { prompt: 'trace', command: 'score' },
  'new-assessment': { command: 'init' },
};
