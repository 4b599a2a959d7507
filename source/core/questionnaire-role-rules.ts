/** Faults of roles: letters and role sets that name a role there is not, or hold an outsider accountable (rule R11). */
import { criteria } from './framework.ts';
import type { Control, QuestionnaireContent, Role } from './questionnaire.ts';
import { unknownName } from './questionnaire-scope-rules.ts';
import type { Fault, FaultPath } from './shape.ts';

/** Faults of the default letters of one control. */
export function raciFaults(raci: Control['raci'], path: FaultPath, roles: readonly Role[]): Fault[] {
  const known = new Map(roles.map((role) => [role.id, role]));
  const faults: Fault[] = [];
  const places: [id: string, place: FaultPath][] = [
    ...raci.R.map((id, index): [string, FaultPath] => [id, [...path, 'R', index]]),
    [raci.A, [...path, 'A']],
    ...raci.C.map((id, index): [string, FaultPath] => [id, [...path, 'C', index]]),
    ...raci.I.map((id, index): [string, FaultPath] => [id, [...path, 'I', index]]),
  ];
  for (const [id, place] of places) {
    // Who is informed may be a group such as "all staff"; only a code in capitals must be a role.
    const group = place.includes('I') && !/^[A-Z_]{2,}$/.test(id);
    if (!known.has(id) && !group) faults.push(unknownName(place, 'role', id));
  }
  if (known.get(raci.A)?.outside)
    faults.push({
      path: [...path, 'A'],
      message: `${raci.A} is outside the company and cannot be accountable (rule R11)`,
    });
  return faults;
}

/** Faults of the role sets: each covers every role, with hats that are held. */
export function roleSetFaults({ roles, roleSets }: QuestionnaireContent): Fault[] {
  const known = new Map(roles.map((role) => [role.id, role]));
  const series = new Set(criteria.flatMap(({ id, series }) => [id, series]));
  return roleSets.flatMap((set, index) => {
    const path: FaultPath = ['roleSets', index];
    const faults: Fault[] = [];
    for (const id of known.keys())
      if (set.holds[id] === undefined) faults.push({ path: [...path, 'holds', id], message: 'is missing' });
    for (const [id, hat] of Object.entries(set.holds)) {
      if (!known.has(id)) faults.push(unknownName([...path, 'holds', id], 'role', id));
      else if (!known.has(hat)) faults.push(unknownName([...path, 'holds', id], 'role', hat));
      else if (set.holds[hat] !== hat)
        faults.push({ path: [...path, 'holds', id], message: `${hat} is not held by itself in this set` });
    }
    for (const [where, id] of Object.entries(set.accountable)) {
      if (!series.has(where)) faults.push(unknownName([...path, 'accountable', where], 'series or criterion', where));
      if (!known.has(id)) faults.push(unknownName([...path, 'accountable', where], 'role', id));
      else if (known.get(id)?.outside)
        faults.push({ path: [...path, 'accountable', where], message: `${id} is outside the company (rule R11)` });
    }
    return faults;
  });
}
