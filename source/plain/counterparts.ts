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
  undo: { prompt: 'undo', command: 'undo' },
  // An undo is an entry like any other: taken back, it is done again.
  redo: { command: 'undo list' },
  scan: { prompt: 'scan', command: 'scan' },
  again: { command: 'scan' },
  'scan-plan': { command: 'scan --dry-run' },
  permissions: { command: 'permissions' },
  trace: { prompt: 'trace', command: 'score' },
  'new-assessment': { command: 'init' },
};

/** What the menu does not have, in a person's words, each with the command that does it. */
export const elsewhere: readonly { what: string; command: string }[] = [
  { what: 'Say how far an item of the plan is', command: 'plan set ITEM STATE' },
  { what: 'Agree to your rows of the RACI', command: 'raci ack --by NAME' },
  { what: 'Change the RACI', command: 'raci set CONTROL NAME LETTER' },
  { what: 'Enter people with their hats and hours', command: 'people set NAME --roles LIST --hours N' },
  { what: 'Enter policies, vendors and the other registers', command: 'register' },
  { what: 'Take in a list of leavers, changes or devices', command: 'import population FILE --kind KIND' },
  { what: 'Attach a file as evidence', command: 'evidence add CONTROL --file PATH --date DATE' },
  { what: 'Say who takes part in a workshop', command: 'workshop participants NAMES' },
  { what: 'Put something aside in a workshop', command: 'workshop park TEXT' },
  { what: 'Settle what holds where people answered differently', command: 'settle' },
  { what: 'Record a result of a check by hand', command: 'checks record ID STATUS' },
  { what: 'Record that somebody approved a gap until a day', command: 'exception add CONTROL' },
  { what: 'Set another weight, constant or level', command: 'override set KIND WHAT VALUE' },
  { what: 'Plan or open the window, and record runs in it', command: 'window' },
  { what: 'Suppose that something were better', command: 'score --what-if LIST' },
  { what: 'See what can be taken back, or do again what was', command: 'undo list' },
  { what: 'See what changed', command: 'history' },
  { what: 'See what reading AWS would call', command: 'scan --dry-run' },
  { what: 'Print the permissions that reading AWS needs', command: 'permissions' },
  { what: 'Write the report', command: 'report' },
  { what: 'Make another assessment', command: 'init DIR' },
];

/** The lines that name them, for the menu. */
export function elsewhereLines(): string[] {
  return [
    'These are commands of their own, typed at the shell, with --dir and the folder of this assessment. soc2-ready help COMMAND tells more of one.',
    ...elsewhere.map(({ what, command }, i) => `${i + 1} of ${elsewhere.length}: ${what}: soc2-ready ${command}`),
  ];
}
