/** Faults that only show across the whole questionnaire: names that lead nowhere, loops, a criterion left without a key control. */
import { criteria, criterion as findCriterion } from './framework.ts';
import type { Condition, Control, Questionnaire, Role, ScopeQuestion, ScopeValue } from './questionnaire.ts';
import type { Fault, FaultPath } from './shape.ts';

/** The questionnaire before it has a hash. */
export type QuestionnaireContent = Omit<Questionnaire, 'hash'>;

/**
 * Faults of a questionnaire whose every part already has the right shape. Paths begin with the name of the part, such as
 * `['controls', 3, 'raci', 'A']`.
 */
export function ruleFaults(content: QuestionnaireContent): Fault[] {
  return [
    ...repeated(
      content.controls.map((control) => control.id),
      'controls',
      'id',
    ),
    ...repeated(
      content.scoping.map((question) => question.id),
      'scoping',
      'id',
    ),
    ...repeated(
      content.roles.map((role) => role.id),
      'roles',
      'id',
    ),
    ...repeated(
      content.roleSets.map((set) => set.size),
      'roleSets',
      'size',
    ),
    ...content.controls.flatMap((control, index) => controlFaults(control, ['controls', index], content)),
    ...loopFaults(content.controls),
    ...keyControlFaults(content.controls),
    ...content.scoping.flatMap((question, index) => scopeFaults(question, ['scoping', index], content)),
    ...roleSetFaults(content),
    ...Object.keys(content.topics).flatMap((id) =>
      findCriterion(id) ? [] : [unknown(['topics', id], 'criterion', id)],
    ),
  ];
}

function unknown(path: FaultPath, kind: string, name: string): Fault {
  return { path, message: `there is no ${kind} ${name}` };
}

function repeated(ids: readonly (string | number)[], part: string, field: string): Fault[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [part, index, field], message: `${id} is already used further up` }] : [],
  );
}

function controlFaults(control: Control, path: FaultPath, content: QuestionnaireContent): Fault[] {
  const faults: Fault[] = [];
  if (!findCriterion(control.criterion)) faults.push(unknown([...path, 'criterion'], 'criterion', control.criterion));
  else if (!control.id.startsWith(`${control.criterion}-`))
    faults.push({ path: [...path, 'id'], message: `must begin with its criterion, ${control.criterion}-` });
  faults.push(...raciFaults(control.raci, [...path, 'raci'], content.roles));
  control.after.forEach((id, index) => {
    if (!content.controls.some((other) => other.id === id))
      faults.push(unknown([...path, 'after', index], 'control', id));
  });
  const known = content.topics[control.criterion] ?? [];
  control.topics.forEach((topic, index) => {
    if (!known.includes(topic))
      faults.push({
        path: [...path, 'topics', index],
        message: `is not a topic of ${control.criterion} in topics.yaml: "${topic}"`,
      });
  });
  control.checks.forEach((check, index) => {
    if (control.checks.findIndex((other) => other.id === check.id) < index)
      faults.push({ path: [...path, 'checks', index, 'id'], message: `${check.id} is linked twice` });
  });
  if (control.when) faults.push(...conditionFaults(control.when, [...path, 'when'], content));
  return faults;
}

function raciFaults(raci: Control['raci'], path: FaultPath, roles: readonly Role[]): Fault[] {
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
    if (!known.has(id) && !group) faults.push(unknown(place, 'role', id));
  }
  if (known.get(raci.A)?.outside)
    faults.push({
      path: [...path, 'A'],
      message: `${raci.A} is outside the company and cannot be accountable (rule R11)`,
    });
  return faults;
}

function conditionFaults(condition: Condition, path: FaultPath, content: QuestionnaireContent): Fault[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => conditionFaults(part, [...path, 'all', index], content));
  if ('any' in condition)
    return condition.any.flatMap((part, index) => conditionFaults(part, [...path, 'any', index], content));
  if ('not' in condition) return conditionFaults(condition.not, [...path, 'not'], content);
  if ('answer' in condition) {
    const found = content.controls.some((control) => control.id === condition.answer);
    return found ? [] : [unknown([...path, 'answer'], 'control', condition.answer)];
  }
  const question = content.scoping.find((candidate) => candidate.id === condition.scope);
  if (!question) return [unknown([...path, 'scope'], 'scoping question', condition.scope)];
  const values = [condition.is ?? [], condition.in ?? []].flat();
  const never = values.filter((value) => !possible(question, value));
  if (never.length === 0) return [];
  return [{ path, message: `${condition.scope} never has the value ${never.map(String).join(', ')}` }];
}

/** Whether one value may be (among) the answer to a question. */
function possible(question: ScopeQuestion, value: string | number | boolean): boolean {
  switch (question.type) {
    case 'yes-no':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'choice':
    case 'choices':
      return (question.options ?? []).some((option) => option.value === value);
    default:
      return typeof value === 'string';
  }
}

/** Loops among `after` and, apart from those, among `when … answer`: in either nothing could ever come first. */
function loopFaults(controls: readonly Control[]): Fault[] {
  const graphs: { field: 'after' | 'when'; edges: Map<string, string[]> }[] = [
    { field: 'after', edges: new Map(controls.map((control) => [control.id, control.after])) },
    { field: 'when', edges: new Map(controls.map((control) => [control.id, answersIn(control.when)])) },
  ];
  return graphs.flatMap(({ field, edges }) =>
    loops(edges).map((loop) => ({
      path: ['controls', controls.findIndex((control) => control.id === loop[0]), field],
      message: `makes a loop: ${[...loop, loop[0]].join(' → ')}`,
    })),
  );
}

function answersIn(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(answersIn);
  if ('any' in condition) return condition.any.flatMap(answersIn);
  if ('not' in condition) return answersIn(condition.not);
  return 'answer' in condition ? [condition.answer] : [];
}

/** Each loop once, as the ids along it. */
function loops(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (id: string, trail: string[]): void => {
    const start = trail.indexOf(id);
    if (start >= 0) found.push(trail.slice(start));
    else if (!done.has(id)) {
      for (const next of edges.get(id) ?? []) walk(next, [...trail, id]);
      done.add(id);
    }
  };
  for (const id of edges.keys()) walk(id, []);
  return found;
}

/** Rule S-Q1: a criterion with controls keeps a key control that no `when` can hide. */
function keyControlFaults(controls: readonly Control[]): Fault[] {
  return criteria.flatMap(({ id }) => {
    const first = controls.findIndex((control) => control.criterion === id);
    const keeps = controls.some((control) => control.criterion === id && control.weight === 3 && !control.when);
    if (first < 0 || keeps) return [];
    return [{ path: ['controls', first, 'criterion'], message: `${id} needs a key control (weight 3) without a when` }];
  });
}

function scopeFaults(question: ScopeQuestion, path: FaultPath, content: QuestionnaireContent): Fault[] {
  const faults: Fault[] = [];
  const choosing = question.type === 'choice' || question.type === 'choices';
  if (choosing !== (question.options !== undefined))
    faults.push({ path: [...path, 'options'], message: choosing ? 'is missing' : `is not for a ${question.type}` });
  const { default: offered } = question;
  if (offered !== undefined && !fits(question, offered))
    faults.push({ path: [...path, 'default'], message: `is no answer to this ${question.type}` });
  if (question.when) faults.push(...conditionFaults(question.when, [...path, 'when'], content));
  return faults;
}

/** Whether a value is a whole answer to a question. */
function fits(question: ScopeQuestion, value: ScopeValue): boolean {
  const several = question.type === 'list' || question.type === 'choices';
  if (Array.isArray(value)) return several && value.every((item) => possible(question, item));
  if (several || !possible(question, value)) return false;
  if (question.type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(String(value));
  return typeof value !== 'number' || (value >= (question.min ?? value) && value <= (question.max ?? value));
}

function roleSetFaults({ roles, roleSets }: QuestionnaireContent): Fault[] {
  const known = new Map(roles.map((role) => [role.id, role]));
  const series = new Set(criteria.flatMap(({ id, series }) => [id, series]));
  return roleSets.flatMap((set, index) => {
    const path: FaultPath = ['roleSets', index];
    const faults: Fault[] = [];
    for (const id of known.keys())
      if (set.holds[id] === undefined) faults.push({ path: [...path, 'holds', id], message: 'is missing' });
    for (const [id, hat] of Object.entries(set.holds)) {
      if (!known.has(id)) faults.push(unknown([...path, 'holds', id], 'role', id));
      else if (!known.has(hat)) faults.push(unknown([...path, 'holds', id], 'role', hat));
      else if (set.holds[hat] !== hat)
        faults.push({ path: [...path, 'holds', id], message: `${hat} is not held by itself in this set` });
    }
    for (const [where, id] of Object.entries(set.accountable)) {
      if (!series.has(where)) faults.push(unknown([...path, 'accountable', where], 'series or criterion', where));
      if (!known.has(id)) faults.push(unknown([...path, 'accountable', where], 'role', id));
      else if (known.get(id)?.outside)
        faults.push({ path: [...path, 'accountable', where], message: `${id} is outside the company (rule R11)` });
    }
    return faults;
  });
}
