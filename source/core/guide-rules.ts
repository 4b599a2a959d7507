/** Faults of policy starters and glossary that only show beside the questionnaire: names that lead nowhere or twice. */
import { criterion as findCriterion } from './framework.ts';
import type { Glossary, Term } from './glossary.ts';
import { type PolicyStarter, type PolicyStarters, strayBraces, textParts } from './policy-starter.ts';
import type { QuestionnaireContent } from './questionnaire.ts';
import { conditionFaults, unknownName } from './questionnaire-scope-rules.ts';
import type { Fault, FaultPath } from './shape.ts';

/**
 * Faults of policy starters of the right shape. Paths begin with the part: `['policies', 3, 'owner']`. A control whose
 * template names no policy is a fault of the list as a whole.
 */
export function policyFaults(starters: PolicyStarters, content: QuestionnaireContent): Fault[] {
  const { policies, policyFrame } = starters;
  const ids = policies.map(({ id }) => id);
  return [
    ...ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [{ path: ['policies', index, 'id'], message: `${id} is already used further up` }] : [],
    ),
    ...policies.flatMap((policy, index) => onePolicyFaults(policy, ['policies', index], content)),
    ...sectionTexts(policyFrame.before, ['policyFrame', 'before']).flatMap((t) => textFaults(...t, content)),
    ...sectionTexts(policyFrame.after, ['policyFrame', 'after']).flatMap((t) => textFaults(...t, content)),
    ...content.controls.flatMap(({ id, remediation: { template } }) =>
      template === undefined || /[./]/.test(template) || ids.includes(template)
        ? []
        : [{ path: ['policies'], message: `has no "${template}", which ${id} names as its template` }],
    ),
  ];
}

function onePolicyFaults(policy: PolicyStarter, path: FaultPath, content: QuestionnaireContent): Fault[] {
  const faults: Fault[] = [];
  policy.serves.criteria.forEach((id, index) => {
    if (!findCriterion(id)) faults.push(unknownName([...path, 'serves', 'criteria', index], 'criterion', id));
  });
  policy.serves.controls.forEach((id, index) => {
    if (!content.controls.some((control) => control.id === id))
      faults.push(unknownName([...path, 'serves', 'controls', index], 'control', id));
  });
  for (const field of ['owner', 'approver'] as const) {
    const role = content.roles.find(({ id }) => id === policy[field]);
    if (role === undefined) faults.push(unknownName([...path, field], 'role', policy[field]));
    else if (role.outside) faults.push({ path: [...path, field], message: `${role.id} is outside the company` });
  }
  if (policy.owner === policy.approver)
    faults.push({ path: [...path, 'approver'], message: 'must not be the owner: who writes does not approve' });
  if (policy.when) faults.push(...conditionFaults(policy.when, [...path, 'when'], content));
  const texts: [FaultPath, string][] = [
    [[...path, 'purpose'], policy.purpose],
    ...sectionTexts(policy.sections, [...path, 'sections']),
  ];
  return [...faults, ...texts.flatMap((text) => textFaults(...text, content))];
}

function sectionTexts(sections: PolicyStarter['sections'], path: FaultPath): [FaultPath, string][] {
  return sections.flatMap(({ text, decide, auditor }, index) => {
    const at = (field: string, texts: string[]): [FaultPath, string][] =>
      texts.map((one, place) => [[...path, index, field, place], one]);
    return [...at('text', text), ...at('decide', decide), ...at('auditor', [auditor])];
  });
}

function textFaults(path: FaultPath, text: string, content: QuestionnaireContent): Fault[] {
  const stray = strayBraces(text);
  if (stray !== undefined)
    return [{ path, message: `has no placeholder "${stray}"; use {company}, {role:…}, {value:…} or {runs:…}` }];
  return textParts(text).flatMap((part): Fault[] => {
    if (part.kind === 'role' && !content.roles.some(({ id }) => id === part.id))
      return [unknownName(path, 'role', part.id)];
    if (part.kind === 'value' && !content.scoping.some(({ id }) => id === part.id))
      return [unknownName(path, 'scoping question', part.id)];
    if (part.kind === 'runs' && !content.controls.some(({ id }) => id === part.id))
      return [unknownName(path, 'control', part.id)];
    return [];
  });
}

/** Faults of a glossary of the right shape: names used twice, see-also that leads nowhere, places that do not exist. */
export function glossaryFaults({ terms }: Glossary, content: QuestionnaireContent): Fault[] {
  const owners = new Map<string, Term>();
  const places = placesOf(content);
  return terms.flatMap((term, index) => {
    const faults: Fault[] = [];
    for (const name of [term.term, ...(term.aliases ?? [])]) {
      const first = owners.get(name.toLowerCase());
      if (first !== undefined)
        faults.push({ path: ['terms', index, 'term'], message: `"${name}" is already a name of ${first.term}` });
      else owners.set(name.toLowerCase(), term);
    }
    term.see.forEach((name, place) => {
      if (name === term.term || !terms.some((other) => other.term === name))
        faults.push(unknownName(['terms', index, 'see', place], 'other term', name));
    });
    term.where.forEach((where, place) => {
      // A command is checked by the tests: the core does not know the command line.
      if (!where.startsWith('soc2-ready') && !places.has(where))
        faults.push(
          unknownName(['terms', index, 'where', place], 'criterion, series, control or scoping question', where),
        );
    });
    return faults;
  });
}

function placesOf({ controls, scoping, topics }: QuestionnaireContent): Set<string> {
  const criteria = Object.keys(topics);
  return new Set([
    ...criteria,
    ...criteria.map((id) => id.replace(/\..*$/, '')),
    ...controls.map(({ id }) => id),
    ...scoping.map(({ id }) => id),
  ]);
}
