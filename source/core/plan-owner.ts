/** The one owner of a plan item, and the hours they have. */
import type { Assessment } from './assessment.ts';
import type { Gap, Raci, RaciParty, RaciRow } from './decision.ts';
import type { Day } from './entry.ts';
import { planMultipliers } from './plan-rank.ts';
import { holders } from './raci-cells.ts';
import { hasLeft } from './roles.ts';

/**
 * Who does the work: the owner named for the control, who holds its A; else the first doer of the RACI row who is a
 * person; else the first inside role that does it; else who answers for it. Who has left does none of it (rule R14): then
 * who stands in, and the others in that order.
 */
export function ownerOf(
  gap: Gap,
  assessment: Assessment,
  raci: Raci,
  rowOf: ReadonlyMap<string, RaciRow>,
  today: Day,
): string {
  const row = rowOf.get(gap.control);
  const named = assessment.controls[gap.control]?.owner;
  if (row === undefined) return named ?? 'nobody';
  const [accountable = 'nobody'] = holders(row, 'A');
  const kinds = new Map(raci.parties.map((party) => [party.name, party.kind]));
  const doers = (...wanted: RaciParty['kind'][]) =>
    holders(row, 'R').filter((name) => wanted.includes(kinds.get(name) ?? 'group'));
  const inTurn = [
    ...(named === undefined ? [] : [accountable, row.standIn ?? accountable]),
    ...doers('person'),
    ...doers('role', 'body'),
    accountable,
    row.standIn ?? accountable,
  ];
  return inTurn.find((name) => !hasLeft(name, assessment, today)) ?? accountable;
}

/** Hours a week the owner has for remediation; the default of the plan when they named none, or none above zero. */
export function hoursPerWeekOf(owner: string, assessment: Assessment): number {
  const hours = assessment.people.find((person) => person.name === owner)?.hoursPerWeek ?? 0;
  return hours > 0 ? hours : planMultipliers.hoursPerWeek;
}
