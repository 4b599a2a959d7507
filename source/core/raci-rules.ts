/** The rules a matrix must keep (docs/raci-and-plan.md, R1–R14), and how to mend each break. */
import type { Assessment } from './assessment.ts';
import type { RaciFinding, RaciParty, RaciRow } from './decision.ts';
import type { Day } from './entry.ts';
import { counted, listed } from './phrases.ts';
import type { RoleId } from './questionnaire.ts';
import { everybodyAgreed, informedByMessage } from './raci-agreement.ts';
import { holders, isNamed, lettersOf } from './raci-cells.ts';
import { evaluatedByOthers, rowsOfOneActivity } from './raci-rows.ts';
import { separation } from './raci-separation.ts';

/** Rule R5: more than this many C on one row are a veto each. */
export const maximumConsulted = 3;

/** Rule R5: consulted on more than this share of the rows a person is on. Our judgement. */
export const maximumConsultedShare = 0.4;

/** Rule R5 looks at a person's share only from this many rows on; two of three is not inflation. */
export const rowsWorthAShare = 10;

/** Rule R8: highest share of all A on one person, from a head count on. Our judgement; none under ten people. */
const maximumAccountableShares: readonly { from: number; share: number }[] = [
  { from: 50, share: 0.4 },
  { from: 10, share: 2 / 3 },
];

/** What a matrix is checked against. */
export interface LintInput {
  rows: readonly RaciRow[];
  /** Rows that the depth does not ask: they tell who else does and evaluates (rules R7, R10), and are not judged. */
  besides?: readonly RaciRow[];
  parties: readonly RaciParty[];
  assessment: Assessment;
  /** Names of the parties that wear a hat (rule R7). */
  wearers: (role: RoleId) => string[];
  /** People in the company; undefined when nobody said. */
  headCount: number | undefined;
  today: Day;
}

/** Rules as functions: one each, in the order of their numbers. */
const rules: ((input: LintInput) => RaciFinding[])[] = [
  oneAccountable,
  someoneDoes,
  accountableIsNamed,
  doesAndAnswers,
  consultedTooMuch,
  informedByMessage,
  separation,
  accountableTooMuch,
  hasStandIn,
  evaluatedByOthers,
  outsideNeverAccountable,
  everybodyAgreed,
  rowsOfOneActivity,
  stillHere,
];

const gravity = { error: 0, warning: 1, info: 2 };

/** Every break of a rule: errors first, then by rule and row. A break with a waiver in force stays listed, as info. */
export function lintRaci(input: LintInput): RaciFinding[] {
  const findings = rules.flatMap((rule) => rule(input));
  return findings
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => gravity[a.finding.severity] - gravity[b.finding.severity] || a.index - b.index)
    .map(({ finding }) => finding);
}

function oneAccountable({ rows }: LintInput): RaciFinding[] {
  return rows.flatMap((row): RaciFinding[] => {
    const names = holders(row, 'A');
    if (names.length === 1) return [];
    const message =
      names.length === 0
        ? `Nobody answers for ${row.control}: give one person the A.`
        : `${listed(names)} all answer for ${row.control}, so nobody does: leave the A with one of them, or split the control.`;
    return [{ rule: 'R1', severity: 'error', control: row.control, message }];
  });
}

function someoneDoes({ rows }: LintInput): RaciFinding[] {
  return rows
    .filter((row) => holders(row, 'R').length === 0)
    .map((row) => ({
      rule: 'R2',
      severity: 'error',
      control: row.control,
      message: `Nobody does ${row.control}: give at least one person the R. A tool cannot hold it.`,
    }));
}

/** One finding per party, not per row: it is mended in one place. Who answers for most comes first. */
function accountableIsNamed({ rows, parties }: LintInput): RaciFinding[] {
  return parties
    .map((party) => ({ party, theirs: rows.filter((row) => lettersOf(row, party.name).includes('A')) }))
    .sort((a, b) => b.theirs.length - a.theirs.length)
    .flatMap(({ party, theirs: [first, ...more] }): RaciFinding[] => {
      if (first === undefined) return [];
      const where = more.length === 0 ? first.control : `${first.control} and ${more.length} more`;
      const broken = unnamed(party, where);
      if (broken === undefined) return [];
      return [{ rule: 'R3', severity: 'error', control: first.control, person: party.name, message: broken }];
    });
}

function unnamed(party: RaciParty, where: string): string | undefined {
  if (party.kind === 'role') return `${party.name} answers for ${where}, and nobody holds that role: name a person.`;
  if (party.kind === 'group')
    return `${party.name} answers for ${where}, and is a group or a name nobody entered: name one person, or add them.`;
  if (party.kind === 'body' && party.chair === undefined)
    return `${party.name} answers for ${where} without a named chair: name the person who speaks for it.`;
  return undefined;
}

/** Allowed; said once per person, because rule R7 and the auditor will look there. */
function doesAndAnswers({ rows, parties }: LintInput): RaciFinding[] {
  return parties.flatMap((party): RaciFinding[] => {
    const both = rows.filter(
      (row) => lettersOf(row, party.name).includes('A') && holders(row, 'R').every((name) => name === party.name),
    );
    const [first] = both;
    if (first === undefined || party.kind !== 'person' || !lettersOf(first, party.name).includes('R')) return [];
    const message = `${party.name} alone does and answers for ${counted(both.length, 'control')}. That is allowed, except where R7 asks for two people.`;
    return [{ rule: 'R4', severity: 'info', control: first.control, person: party.name, message }];
  });
}

function consultedTooMuch({ rows, parties }: LintInput): RaciFinding[] {
  const crowded = rows
    .filter((row) => holders(row, 'C').length > maximumConsulted)
    .map((row): RaciFinding => {
      const message = `${holders(row, 'C').length} people are asked before ${row.control} moves, each with a veto: leave ${maximumConsulted}, tell the others afterwards (I).`;
      return { rule: 'R5', severity: 'warning', control: row.control, message };
    });
  const busy = parties.flatMap((party): RaciFinding[] => {
    const on = rows.filter((row) => isNamed(row, party.name));
    const asked = on.filter((row) => lettersOf(row, party.name).includes('C')).length;
    if (party.kind !== 'person' || on.length < rowsWorthAShare || asked / on.length <= maximumConsultedShare) return [];
    const message = `${party.name} is asked first on ${asked} of ${on.length} controls: turn most of these C into I.`;
    return [{ rule: 'R5', severity: 'warning', person: party.name, message }];
  });
  return [...crowded, ...busy];
}

function accountableTooMuch({ rows, parties, headCount }: LintInput): RaciFinding[] {
  const people = Math.max(headCount ?? 0, parties.filter((party) => party.kind === 'person').length);
  const limit = maximumAccountableShares.find(({ from }) => people >= from)?.share;
  if (limit === undefined) return [];
  return parties.flatMap((party): RaciFinding[] => {
    const load = rows.filter((row) => lettersOf(row, party.name).includes('A')).length;
    if (party.kind !== 'person' || rows.length < rowsWorthAShare || load / rows.length <= limit) return [];
    const message = `${party.name} answers for ${load} of ${rows.length} controls, more than ${Math.round(limit * 100)} %: hand some to who decides about them day to day.`;
    return [{ rule: 'R8', severity: 'warning', person: party.name, message }];
  });
}

/** One finding per accountable person. */
function hasStandIn({ rows, parties }: LintInput): RaciFinding[] {
  return parties.flatMap((party): RaciFinding[] => {
    const alone = rows.filter(
      (row) => lettersOf(row, party.name).includes('A') && (row.standIn === undefined || row.standIn === party.name),
    );
    const [first] = alone;
    if (first === undefined || party.kind !== 'person') return [];
    const message = `Nobody stands in for ${party.name} on ${counted(alone.length, 'control')}, from ${first.control} on: name a stand-in.`;
    return [{ rule: 'R9', severity: 'warning', control: first.control, person: party.name, message }];
  });
}

function outsideNeverAccountable({ rows, parties }: LintInput): RaciFinding[] {
  const outside = new Set(parties.filter((party) => party.kind === 'outside').map((party) => party.name));
  return rows.flatMap((row) =>
    holders(row, 'A')
      .filter((name) => outside.has(name))
      .map((name): RaciFinding => {
        const message = `${name} is outside the company and cannot answer for ${row.control}: give the A to a person here, leave ${name} as R or C.`;
        return { rule: 'R11', severity: 'error', control: row.control, person: name, message };
      }),
  );
}

/** One finding per person who left. */
function stillHere({ rows, assessment, today }: LintInput): RaciFinding[] {
  return assessment.people.flatMap((person): RaciFinding[] => {
    const { name, left } = person;
    if (left === undefined || left > today) return [];
    const theirs = rows.filter((row) => isNamed(row, name) || row.standIn === name);
    const [first] = theirs;
    if (first === undefined) return [];
    const message = `${name} left on ${left} and is still on ${counted(theirs.length, 'control')}, from ${first.control} on: hand them over.`;
    return [{ rule: 'R14', severity: 'error', control: first.control, person: name, message }];
  });
}
