/** Duties that one person should not hold both of (docs/raci-and-plan.md, rule R7), as data over the matrix. */
import type { RaciFinding, RaciLetter, RaciRow } from './decision.ts';
import type { CriterionId } from './framework.ts';
import { holders, listed } from './raci-cells.ts';
import type { LintInput } from './raci-rules.ts';
import { sizeClass } from './roles.ts';

/** One side of a pair: who holds one of these letters on a control of these criteria. */
export interface Duty {
  /** The duty in words, such as `writes a change`. */
  text: string;
  letters: RaciLetter[];
  criteria: CriterionId[];
}

/** A separation-of-duties pair. Numbers are stable: findings and waivers (`R7.5`) name them. */
export interface SeparationPair {
  number: number;
  doer: Duty;
  /** Conflict: everybody on this side is on the doer's side too. */
  other: Duty;
  /** Stands for the split where a company is too small for it. */
  compensation: string;
}

/**
 * The pairs that a matrix of controls can show. Pair 6 (invoice and payment) has no control in the framework, so the
 * matrix cannot show it; the pairs that live checks can prove are theirs.
 */
export const separationPairs: readonly SeparationPair[] = [
  {
    number: 1,
    doer: { text: 'makes changes', letters: ['R'], criteria: ['CC8.1'] },
    other: { text: 'approves them', letters: ['A'], criteria: ['CC8.1'] },
    compensation: 'someone else reviews the list of merged changes after the fact, within days, and dates it',
  },
  {
    number: 2,
    doer: { text: 'grants access', letters: ['R'], criteria: ['CC6.2'] },
    other: { text: 'approves it', letters: ['A'], criteria: ['CC6.2'] },
    compensation: 'someone else goes through the list of administrators every month and dates it',
  },
  {
    number: 3,
    doer: { text: 'reviews access', letters: ['R'], criteria: ['CC6.3'] },
    other: { text: 'answers for that access', letters: ['A'], criteria: ['CC6.3'] },
    compensation: 'another person reviews the rows of the reviewer',
  },
  {
    number: 4,
    doer: { text: 'writes policies', letters: ['R'], criteria: ['CC5.3'] },
    other: { text: 'approves them', letters: ['A'], criteria: ['CC5.3'] },
    compensation: 'an advisor or the other founder approves them',
  },
  {
    number: 5,
    doer: {
      text: 'runs technical controls',
      letters: ['R'],
      criteria: ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6', 'CC6.7', 'CC6.8', 'CC7.1', 'CC7.2', 'CC8.1'],
    },
    other: { text: 'evaluates whether they work', letters: ['R'], criteria: ['CC4.1'] },
    compensation: 'the advisor samples five of them each quarter and writes down what was seen',
  },
  {
    number: 7,
    doer: { text: 'holds administrator access', letters: ['R'], criteria: ['CC6.1'] },
    other: {
      text: 'watches what administrators do',
      letters: ['R', 'A'],
      criteria: ['CC7.2'],
    },
    compensation: 'logs go to another account where nobody can delete them',
  },
  {
    number: 8,
    doer: { text: 'owns risks', letters: ['R'], criteria: ['CC3.2'] },
    other: { text: 'accepts them', letters: ['A'], criteria: ['CC3.2'] },
    compensation: 'high risks are accepted one level up, by the board or the advisor',
  },
  {
    number: 9,
    doer: { text: 'leads incidents', letters: ['R'], criteria: ['CC7.4'] },
    other: { text: 'writes the review afterwards', letters: ['R'], criteria: ['CC7.5'] },
    compensation: 'a second reader signs the review of every incident',
  },
  {
    number: 10,
    doer: { text: 'fixes what monitoring finds', letters: ['R'], criteria: ['CC4.2'] },
    other: { text: 'closes it', letters: ['A'], criteria: ['CC4.2'] },
    compensation: 'someone else tests again, or the live check runs again, before it is closed',
  },
  {
    number: 11,
    doer: { text: 'keeps the list of staff', letters: ['R'], criteria: ['CC1.4'] },
    other: { text: 'grants and removes access', letters: ['R'], criteria: ['CC6.2'] },
    compensation: 'the staff list, the identity provider and AWS are compared by a third person',
  },
];

/** True for a pair whose two sides are letters of one row. */
function isSameRow({ doer, other }: SeparationPair): boolean {
  return other.letters.join() === 'A' && doer.criteria[0] === other.criteria[0];
}

/** Criteria on whose rows the doer and the accountable person should be two people from the start. */
export const splitCriteria: ReadonlySet<CriterionId> = new Set([
  ...separationPairs.filter(isSameRow).flatMap(({ doer }) => doer.criteria),
  // Whoever watches administrators (pair 7) gains nothing from a row with administrators alone.
  'CC7.2',
]);

/**
 * Rule R7, one finding per pair. Up to five people it is a warning, since no matrix can avoid it there; above, an error.
 * A waiver in force for `R7`, or for `R7.` and the pair's number, on a control of the conflict stands for it.
 */
export function separation({ rows, assessment, headCount, today }: LintInput): RaciFinding[] {
  return separationPairs.flatMap((pair): RaciFinding[] => {
    const conflict = conflictOf(pair, rows);
    const [control] = conflict?.controls ?? [];
    if (conflict === undefined || control === undefined) return [];
    const who = listed(conflict.people);
    const waivers = assessment.waivers.filter(
      (w) => (w.rule === 'R7' || w.rule === `R7.${pair.number}`) && conflict.controls.includes(w.control),
    );
    const inForce = waivers.find((w) => w.expires >= today && w.approver.trim() !== '' && w.text.trim() !== '');
    const expired = inForce === undefined ? waivers.at(-1) : undefined;
    const mend =
      expired === undefined
        ? `Give one side to somebody else, or record a compensating control with an approver and an expiry: ${pair.compensation}.`
        : `The compensating control ran out on ${expired.expires}: renew it, or give one side to somebody else.`;
    const message = `${who} ${pair.doer.text} and also ${pair.other.text} (${conflict.controls.join(', ')}). ${mend}`;
    const base = { rule: 'R7', pair: pair.number, control, person: conflict.people[0] ?? who, message };
    if (inForce === undefined) return [{ ...base, severity: sizeClass(headCount) === 3 ? 'warning' : 'error' }];
    return [{ ...base, severity: 'info', waived: `${inForce.text} (${inForce.approver}, until ${inForce.expires})` }];
  });
}

/** The people who hold both sides, and the controls where; undefined when one side has somebody of its own. */
function conflictOf(pair: SeparationPair, rows: readonly RaciRow[]) {
  const on = (criteria: string[]) => rows.filter((row) => criteria.includes(row.criterion));
  if (isSameRow(pair)) {
    const rowsInConflict = on(pair.doer.criteria).filter((row) => {
      const doers = holders(row, ...pair.doer.letters);
      return doers.length > 0 && holders(row, ...pair.other.letters).some((a) => doers.every((doer) => doer === a));
    });
    if (rowsInConflict.length === 0) return undefined;
    return {
      people: [...new Set(rowsInConflict.flatMap((row) => holders(row, 'A')))],
      controls: rowsInConflict.map((row) => row.control),
    };
  }
  const doers = new Set(on(pair.doer.criteria).flatMap((row) => holders(row, ...pair.doer.letters)));
  const otherRows = on(pair.other.criteria);
  const others = [...new Set(otherRows.flatMap((row) => holders(row, ...pair.other.letters)))];
  if (others.length === 0 || others.some((name) => !doers.has(name))) return undefined;
  return { people: others, controls: otherRows.map((row) => row.control) };
}
