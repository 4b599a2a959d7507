/** Prework: what a person has to look up and bring before the workshop, from the controls that are theirs. */

import { askingOrder, topicOf } from './asking-order.ts';
import type { Assessment } from './assessment.ts';
import { describeCadence } from './cadence.ts';
import type { Check } from './check.ts';
import type { Decisions, Raci, RaciLetter } from './decision.ts';
import type { Day } from './entry.ts';
import type { Control, EvidenceExample, Questionnaire, RoleId } from './questionnaire.ts';
import { lettersOf } from './raci-cells.ts';
import { accountableRole, PartyFinder, presentPeople, roleSetInForce } from './roles.ts';

/** What sheets are made from. */
export interface PreworkInput {
  decisions: Pick<Decisions, 'controls' | 'raci'>;
  assessment: Assessment;
  questionnaire: Questionnaire;
  /** Checks of this version: their titles and pages to read. */
  checks: readonly Check[];
  today: Day;
}

/** What is still to be done about a control before or in the workshop. */
export type PreworkTask =
  /** Nobody has answered. */
  | 'answer'
  /** Somebody said that they do not know. */
  | 'find out'
  /** Said to run, and nothing on file shows it. */
  | 'prove';

/** One control on a sheet. */
export interface PreworkItem {
  control: string;
  criterion: string;
  title: string;
  /** What the control is asked about under, such as `Leavers`. */
  topic: string;
  task: PreworkTask;
  /** R, A or both. */
  letters: RaciLetter[];
  key: boolean;
  ask: string;
  auditorWants: string;
  doesNotCount: string;
  /** Examples of evidence, the best first. */
  bring: EvidenceExample[];
  cadence: string;
  /** What AWS is read for, so that nobody collects it by hand. */
  scans: { check: string; title: string }[];
  /** What to look at: evidence on file, then public pages. */
  links: { text: string; where: string }[];
  /** Policy starter to begin with, if one serves. */
  policy?: string;
}

/** The sheet of one person or role. */
export interface PreworkSheet {
  /** Name of the person, or title of the role. */
  for: string;
  /** Hats of a person; people behind a role. */
  also: string[];
  items: PreworkItem[];
  /** Controls of theirs that need nothing more. */
  settled: number;
}

/** How much somebody has to look up. */
export interface PreworkCount {
  name: string;
  kind: 'person' | 'role';
  /** Hats of a person; people behind a role. */
  also: string[];
  open: number;
  settled: number;
}

/**
 * The sheet for a person by name or a role by its code or title, whatever the case; undefined when there is neither. What
 * breaks audits first comes first (questionnaires/order.yaml).
 */
export function preworkSheet(input: PreworkInput, wanted: string): PreworkSheet | undefined {
  const who = partOf(input, wanted);
  if (who === undefined) return undefined;
  const items = who.controls.flatMap(({ control, letters }): PreworkItem[] => {
    const task = taskOf(control, input.assessment);
    return task === undefined ? [] : [makeItem(control, task, letters, input)];
  });
  return { for: who.name, also: who.also, items, settled: who.controls.length - items.length };
}

/** What somebody has a part in, in asking order; undefined when there is no such person or role. */
export function partOf(
  input: PreworkInput,
  wanted: string,
): { name: string; also: string[]; controls: { control: Control; letters: RaciLetter[] }[] } | undefined {
  const who = findWho(input, wanted);
  if (who === undefined) return undefined;
  const mine = new Map(controlsOf(input, who).map(({ control, letters }) => [control, letters]));
  const controls = askingOrder([...mine.keys()], input.questionnaire.order);
  return {
    ...{ name: who.name, also: who.also },
    controls: controls.map((control) => ({ control, letters: mine.get(control) ?? [] })),
  };
}

/** Everybody who has a sheet: people, then the roles of the questionnaire that have controls. */
export function preworkCounts(input: PreworkInput): PreworkCount[] {
  return everybody(input).flatMap((who) => {
    const mine = controlsOf(input, who);
    const open = mine.filter(({ control }) => taskOf(control, input.assessment) !== undefined).length;
    const { name, kind, role, also } = who;
    return mine.length === 0 ? [] : [{ name: role ?? name, kind, also, open, settled: mine.length - open }];
  });
}

interface Who {
  name: string;
  kind: 'person' | 'role';
  role?: RoleId;
  also: string[];
}

function everybody({ assessment, questionnaire, today }: PreworkInput): Who[] {
  const set = roleSetInForce(questionnaire, assessment, today);
  const finder = new PartyFinder(assessment, questionnaire, set, today);
  const people = presentPeople(assessment, today).map(
    ({ name, roles }): Who => ({ name, kind: 'person', also: roles }),
  );
  const roles = questionnaire.roles
    .filter((role) => role.outside !== true)
    .map(({ id, title }): Who => {
      const holders = finder.forRole(id).map((party) => party.chair ?? party.name);
      return { name: title, kind: 'role', role: id, also: holders.filter((name) => name !== id) };
    });
  return [...people, ...roles];
}

function findWho(input: PreworkInput, wanted: string): Who | undefined {
  const same = (name: string | undefined) => name?.toLowerCase() === wanted.trim().toLowerCase();
  return everybody(input).find(({ name, role }) => same(name) || same(role));
}

/** A person's controls are those of their cells in the RACI; a role's, those that name it as R or A by default too. */
function controlsOf(input: PreworkInput, who: Who): { control: Control; letters: RaciLetter[] }[] {
  const { decisions, assessment, questionnaire, today } = input;
  const set = roleSetInForce(questionnaire, assessment, today);
  return decisions.controls.flatMap((control) => {
    const cell = cellOf(decisions.raci, control, who.role ?? who.name);
    const owned = assessment.controls[control.id]?.owner !== undefined;
    const byRole = (letter: 'R' | 'A') =>
      letter === 'R'
        ? who.role !== undefined && control.raci.R.includes(who.role)
        : who.role !== undefined && !owned && accountableRole(control, set) === who.role;
    const letters = (['R', 'A'] as const).filter((letter) => cell.includes(letter) || byRole(letter));
    return letters.length === 0 ? [] : [{ control, letters }];
  });
}

function cellOf(raci: Raci, control: Control, party: string): readonly RaciLetter[] {
  const row = raci.rows.find((one) => one.control === control.id);
  return row === undefined ? [] : lettersOf(row, party);
}

/** What is left to do; undefined when the answer stands as it is. */
function taskOf(control: Control, assessment: Assessment): PreworkTask | undefined {
  const record = assessment.controls[control.id];
  const level = record?.answer?.level;
  if (level === undefined || level === 'later') return 'answer';
  if (level === 'unknown') return 'find out';
  const claimed = level === 3 || level === 4;
  return claimed && !record?.evidence.some(({ tier }) => tier >= 2) ? 'prove' : undefined;
}

function makeItem(control: Control, task: PreworkTask, letters: RaciLetter[], input: PreworkInput): PreworkItem {
  const { assessment, questionnaire, checks } = input;
  const linked = control.checks.flatMap(({ id }) => checks.find((check) => check.id === id) ?? []);
  const evidence = assessment.controls[control.id]?.evidence ?? [];
  const pages = [...new Set(linked.flatMap(({ references }) => references.slice(0, 1)))];
  const template = control.remediation.template;
  const item: PreworkItem = {
    control: control.id,
    criterion: control.criterion,
    title: control.title,
    topic: topicOf(control, questionnaire.order)?.topic ?? 'Other',
    task,
    letters,
    key: control.weight === 3,
    ask: control.ask,
    auditorWants: control.auditorWants,
    doesNotCount: control.doesNotCount,
    bring: control.evidence,
    cadence: describeCadence(control.cadence),
    scans: linked.map(({ id, title }) => ({ check: id, title })),
    links: [
      ...evidence.map(({ what, where }) => ({ text: what, where })),
      ...pages.map((where) => ({ text: 'AWS documentation', where })),
    ],
  };
  if (template !== undefined && !/[./]/.test(template)) item.policy = template;
  return item;
}
