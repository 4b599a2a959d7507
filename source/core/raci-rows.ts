/** Rules about rows as such: who evaluates them (R10), and whether they are of a size that somebody can do (R13). */
import type { RaciFinding } from './decision.ts';
import type { CriterionId } from './framework.ts';
import { counted, listed, listedFirst } from './phrases.ts';
import { holders } from './raci-cells.ts';
import type { LintInput } from './raci-rules.ts';
import { separationPairs } from './raci-separation.ts';
import { hasLeft, sizeClass } from './roles.ts';

/** The criterion whose doers evaluate whether controls work. */
const evaluation: CriterionId = 'CC4.1';

/** Criteria that rule R7 looks at with its pair 5; they are not said twice. */
const seenByPair5 = new Set(
  separationPairs.flatMap(({ number, doer }) => (number === 5 && 'criteria' in doer ? doer.criteria : [])),
);

/**
 * Rule R10: a control that everybody who evaluates also runs has nobody to evaluate it. One finding for all of them. Up
 * to five people a warning, above an error; a waiver in force for `R10` on one of the controls stands for it.
 */
export function evaluatedByOthers({
  rows,
  besides = [],
  parties,
  assessment,
  headCount,
  today,
}: LintInput): RaciFinding[] {
  const evaluators = [
    ...new Set([...rows, ...besides].filter((row) => row.criterion === evaluation).flatMap((row) => holders(row, 'R'))),
  ];
  const people = new Set(parties.flatMap(({ name, kind }) => (kind === 'person' || kind === 'body' ? [name] : [])));
  // While a hat among them has no head, nobody can say who evaluates.
  if (evaluators.length === 0 || !evaluators.every((name) => people.has(name))) return [];
  const blind = rows.filter(
    (row) =>
      !row.criterion.startsWith('CC4') &&
      !seenByPair5.has(row.criterion) &&
      evaluators.every((name) => holders(row, 'R').includes(name)),
  );
  const [first] = blind;
  if (first === undefined) return [];
  const ids = blind.map(({ control }) => control);
  const waiver = assessment.waivers.find(
    (w) =>
      w.rule === 'R10' &&
      ids.includes(w.control) &&
      w.expires >= today &&
      w.approver.trim() !== '' &&
      w.text.trim() !== '',
  );
  const message = `${listed(evaluators)} ${evaluators.length === 1 ? 'evaluates' : 'evaluate'} controls and ${evaluators.length === 1 ? 'runs' : 'run'} ${shortList(ids)}: let somebody else test these, or record a compensating control with an approver and an expiry.`;
  const base = { rule: 'R10', control: first.control, person: evaluators[0] ?? '', message };
  if (waiver === undefined) return [{ ...base, severity: sizeClass(headCount) === 3 ? 'warning' : 'error' }];
  return [{ ...base, severity: 'info', waived: `${waiver.text} (${waiver.approver}, until ${waiver.expires})` }];
}

/** Rule R13: more doers than this on one row, and it is several activities. Our judgement. */
const maximumDoers = 4;

/** Rule R13: more rows than this, and nobody reads them. Our judgement. */
const maximumRows = 300;

/** Rule R13: rows too coarse to start, rows that two people were made accountable for, and a matrix too fine to read. */
export function rowsOfOneActivity({ rows, assessment, today }: LintInput): RaciFinding[] {
  const coarse = rows.filter((row) => holders(row, 'R').length > maximumDoers).map(({ control }) => control);
  const findings: RaciFinding[] = [];
  const [first] = coarse;
  if (first !== undefined) {
    const message = `More than ${maximumDoers} people do ${shortList(coarse)}: split such a row by activity, or name who really does it.`;
    findings.push({ rule: 'R13', severity: 'warning', control: first, message });
  }
  for (const row of rows) {
    const letters = new Map(
      assessment.raci
        .filter((set) => set.control === row.control && !set.standIn)
        .map(({ person, role }) => [person, role]),
    );
    // Another letter since, or none, gives the A back; so does leaving.
    const standing = [...letters.keys()].filter(
      (name) => letters.get(name) === 'A' && !hasLeft(name, assessment, today),
    );
    if (standing.length < 2) continue;
    const message = `${listed(standing)} were each made accountable for ${row.control}: if both are right, it is two activities, so split the row.`;
    findings.push({ rule: 'R13', severity: 'warning', control: row.control, message });
  }
  if (rows.length > maximumRows) {
    const message = `The matrix has ${counted(rows.length, 'row')}, more than anybody reads: a row is one control or one recurring activity.`;
    findings.push({ rule: 'R13', severity: 'warning', message });
  }
  return findings;
}

function shortList(ids: readonly string[]): string {
  return listedFirst(ids, 4);
}
