/** Faults that only show across the whole questionnaire: names that lead nowhere, loops, a criterion left without a key control. */
import { criteria, criterion as findCriterion } from './framework.ts';
import type { Condition, Control, QuestionnaireContent } from './questionnaire.ts';
import { raciFaults, roleSetFaults } from './questionnaire-role-rules.ts';
import { conditionFaults, scopeFaults, unknownName } from './questionnaire-scope-rules.ts';
import type { Fault, FaultPath } from './shape.ts';

/**
 * Faults of a questionnaire whose every part already has the right shape. Paths begin with the name of the part, such as
 * `['controls', 3, 'raci', 'A']`.
 */
export function ruleFaults(content: QuestionnaireContent): Fault[] {
  return [
    ...repeated(ids(content.controls), 'controls', 'id'),
    ...repeated(ids(content.scoping), 'scoping', 'id'),
    ...repeated(ids(content.roles), 'roles', 'id'),
    ...repeated(
      content.roleSets.map(({ size }) => size),
      'roleSets',
      'size',
    ),
    ...content.controls.flatMap((control, index) => controlFaults(control, ['controls', index], content)),
    ...loopFaults(content.controls),
    ...keyControlFaults(content.controls),
    ...content.scoping.flatMap((question, index) => scopeFaults(question, ['scoping', index], content)),
    ...roleSetFaults(content),
    ...Object.keys(content.topics).flatMap((id) =>
      findCriterion(id) ? [] : [unknownName(['topics', id], 'criterion', id)],
    ),
  ];
}

function ids(entries: readonly { id: string }[]): string[] {
  return entries.map(({ id }) => id);
}

function repeated(ids: readonly (string | number)[], part: string, field: string): Fault[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [part, index, field], message: `${id} is already used further up` }] : [],
  );
}

function controlFaults(control: Control, path: FaultPath, content: QuestionnaireContent): Fault[] {
  const faults: Fault[] = [];
  if (!findCriterion(control.criterion))
    faults.push(unknownName([...path, 'criterion'], 'criterion', control.criterion));
  else if (!control.id.startsWith(`${control.criterion}-`))
    faults.push({ path: [...path, 'id'], message: `must begin with its criterion, ${control.criterion}-` });
  faults.push(...raciFaults(control.raci, [...path, 'raci'], content.roles));
  control.after.forEach((id, index) => {
    if (!content.controls.some((other) => other.id === id))
      faults.push(unknownName([...path, 'after', index], 'control', id));
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
      involves: loop,
    })),
  );
}

/** Ids of the controls whose answers a condition looks at. */
export function answersIn(condition: Condition | undefined): string[] {
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
