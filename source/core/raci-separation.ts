/** Duties that one person should not hold both of (docs/raci-and-plan.md, rule R7), as data over the matrix. */
import type { RaciFinding, RaciLetter } from './decision.ts';
import type { CriterionId } from './framework.ts';
import { listed } from './phrases.ts';
import type { RoleId } from './questionnaire.ts';
import { holders } from './raci-cells.ts';
import type { LintInput } from './raci-rules.ts';
import { sizeClass } from './roles.ts';

/** A duty seen in the rows: who holds one of these letters on a control of these criteria. */
export interface RowDuty {
  /** The duty in words, such as `making changes`. */
  text: string;
  letters: RaciLetter[];
  criteria: CriterionId[];
}

/** A duty that comes with a hat. */
export interface HatDuty {
  text: string;
  role: RoleId;
}

/** A separation-of-duties pair. Numbers are stable: findings and waivers (`R7.5`) name them. */
export interface SeparationPair {
  number: number;
  doer: RowDuty | HatDuty;
  /** Conflict: everybody on this side is on the doer's side too. */
  other: RowDuty;
  /** The doer's side is each of its controls by itself: one that everybody on the other side does is a conflict. */
  perControl?: boolean;
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
    doer: { text: 'making changes', letters: ['R'], criteria: ['CC8.1'] },
    other: { text: 'approving them', letters: ['A'], criteria: ['CC8.1'] },
    compensation: 'someone else reviews the list of merged changes after the fact, within days, and dates it',
  },
  {
    number: 2,
    doer: { text: 'granting access', letters: ['R'], criteria: ['CC6.2'] },
    other: { text: 'approving it', letters: ['A'], criteria: ['CC6.2'] },
    compensation: 'someone else goes through the list of administrators every month and dates it',
  },
  {
    number: 3,
    doer: { text: 'reviewing access', letters: ['R'], criteria: ['CC6.3'] },
    other: { text: 'answering for that access', letters: ['A'], criteria: ['CC6.3'] },
    compensation: 'another person reviews the rows of the reviewer',
  },
  {
    number: 4,
    doer: { text: 'writing policies', letters: ['R'], criteria: ['CC5.3'] },
    other: { text: 'approving them', letters: ['A'], criteria: ['CC5.3'] },
    compensation: 'an advisor or the other founder approves them',
  },
  {
    number: 5,
    doer: {
      text: 'running technical controls',
      letters: ['R'],
      criteria: ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6', 'CC6.7', 'CC6.8', 'CC7.1', 'CC7.2', 'CC8.1'],
    },
    other: { text: 'evaluating whether they work', letters: ['R'], criteria: ['CC4.1'] },
    perControl: true,
    compensation: 'the advisor samples five of them each quarter and writes down what was seen',
  },
  {
    number: 7,
    doer: { text: 'holding administrator access', letters: ['R'], criteria: ['CC6.1'] },
    other: {
      text: 'watching what administrators do',
      letters: ['R', 'A'],
      criteria: ['CC7.2'],
    },
    compensation: 'logs go to another account where nobody can delete them',
  },
  {
    number: 8,
    doer: { text: 'owning risks', letters: ['R'], criteria: ['CC3.2'] },
    other: { text: 'accepting them', letters: ['A'], criteria: ['CC3.2'] },
    compensation: 'high risks are accepted one level up, by the board or the advisor',
  },
  {
    number: 9,
    doer: { text: 'leading incidents', letters: ['R'], criteria: ['CC7.4'] },
    other: { text: 'writing the review afterwards', letters: ['R'], criteria: ['CC7.5'] },
    compensation: 'a second reader signs the review of every incident',
  },
  {
    number: 10,
    doer: { text: 'fixing what monitoring finds', letters: ['R'], criteria: ['CC4.2'] },
    other: { text: 'closing it', letters: ['A'], criteria: ['CC4.2'] },
    compensation: 'someone else tests again, or the live check runs again, before it is closed',
  },
  {
    number: 11,
    doer: { text: 'keeping the list of staff', role: 'PEOPLE' },
    other: { text: 'granting and removing access', letters: ['R'], criteria: ['CC6.2'] },
    compensation: 'the staff list, the identity provider and AWS are compared by a third person',
  },
];

/** The criteria of a pair whose two sides are letters of one row; none for any other pair. */
function sameRowCriteria({ doer, other }: SeparationPair): CriterionId[] {
  if (!('criteria' in doer) || other.letters.join() !== 'A') return [];
  return doer.criteria[0] === other.criteria[0] ? doer.criteria : [];
}

/** Criteria on whose rows the doer and the accountable person should be two people from the start. */
export const splitCriteria: ReadonlySet<CriterionId> = new Set([
  ...separationPairs.flatMap(sameRowCriteria),
  // Whoever watches administrators (pair 7) gains nothing from a row with administrators alone.
  'CC7.2',
]);

/** Hats whose wearers should not do the rows of a criterion: a pair has that duty on its other side. */
export function barredHats(criterion: CriterionId): RoleId[] {
  return separationPairs.flatMap(({ doer, other }) =>
    'role' in doer && other.criteria.includes(criterion) ? [doer.role] : [],
  );
}

/**
 * Rule R7, one finding per pair. Up to five people it is a warning, since no matrix can avoid it there; above, an error.
 * A waiver in force for `R7`, or for `R7.` and the pair's number, on a control of the conflict stands for it.
 */
export function separation(input: LintInput): RaciFinding[] {
  const { assessment, headCount, today } = input;
  return separationPairs.flatMap((pair): RaciFinding[] => {
    const { people, controls } = conflictOf(pair, input);
    const [control] = controls;
    if (control === undefined) return [];
    const waivers = assessment.waivers.filter(
      (w) => (w.rule === 'R7' || w.rule === `R7.${pair.number}`) && controls.includes(w.control),
    );
    const inForce = waivers.find((w) => w.expires >= today && w.approver.trim() !== '' && w.text.trim() !== '');
    const expired = inForce === undefined ? waivers.at(-1) : undefined;
    const mend =
      expired === undefined
        ? `Give one side to somebody else, or record a compensating control with an approver and an expiry: ${pair.compensation}.`
        : `The compensating control ran out on ${expired.expires}: renew it, or give one side to somebody else.`;
    const duties = `${pair.doer.text.charAt(0).toUpperCase()}${pair.doer.text.slice(1)} and ${pair.other.text}`;
    const message = `${duties} both rest with ${listed(people)} (${controls.join(', ')}). ${mend}`;
    const base = { rule: 'R7', pair: pair.number, control, person: people[0] ?? '', message };
    if (inForce === undefined) return [{ ...base, severity: sizeClass(headCount) === 3 ? 'warning' : 'error' }];
    return [{ ...base, severity: 'info', waived: `${inForce.text} (${inForce.approver}, until ${inForce.expires})` }];
  });
}

/** The people who hold both sides, and the controls where; no control when one side has somebody of its own. */
function conflictOf(
  pair: SeparationPair,
  { rows, besides = [], wearers }: LintInput,
): { people: string[]; controls: string[] } {
  const { doer, other } = pair;
  const asked = (criteria: string[]) => rows.filter((row) => criteria.includes(row.criterion));
  const on = (criteria: string[]) => [...asked(criteria), ...besides.filter((row) => criteria.includes(row.criterion))];
  const ofRow = sameRowCriteria(pair);
  if (ofRow.length > 0) {
    const conflicting = asked(ofRow).filter((row) => {
      const doers = holders(row, 'R');
      return doers.length > 0 && holders(row, 'A').some((name) => doers.every((doing) => doing === name));
    });
    const people = new Set(conflicting.flatMap((row) => holders(row, 'A')));
    return { people: [...people], controls: conflicting.map((row) => row.control) };
  }
  const people = [...new Set(on(other.criteria).flatMap((row) => holders(row, ...other.letters)))];
  const allAmong = (doers: readonly string[]) => people.length > 0 && people.every((name) => doers.includes(name));
  const sides = 'role' in doer ? [wearers(doer.role)] : on(doer.criteria).map((row) => holders(row, ...doer.letters));
  const conflict = pair.perControl ? sides.some(allAmong) : allAmong(sides.flat());
  return { people, controls: conflict ? asked(other.criteria).map((row) => row.control) : [] };
}
