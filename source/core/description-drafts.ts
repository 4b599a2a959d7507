/** One draft per description criterion. */
import { longDay } from './calendar.ts';
import type { DescriptionId, DescriptionInput, Draft } from './description.ts';
import { scoped, sentence, servicesSeen, toldOf, words } from './description-words.ts';
import { type Category, criteriaInScope } from './framework.ts';
import { chosenCategories } from './input-selection.ts';
import { observationWindow } from './observation-window.ts';
import { ownValue } from './own-record.ts';
import { presentPeople } from './roles.ts';

const categoryTitles: Readonly<Record<Category, string>> = {
  security: 'Security',
  availability: 'Availability',
  confidentiality: 'Confidentiality',
  'processing-integrity': 'Processing integrity',
  privacy: 'Privacy',
};

/** The drafts by criterion. */
export const drafts: Readonly<Record<DescriptionId, (input: DescriptionInput) => Draft>> = {
  DC1: services,
  DC2: promises,
  DC3: components,
  DC4: incidents,
  DC5: controlsInPlace,
  DC6: customerDuties,
  DC7: subservices,
  DC8: notApplicable,
  DC9: changes,
};

function services({ assessment, questionnaire }: DescriptionInput): Draft {
  const told = toldOf('CC2.3-f', assessment);
  const company = scoped('company', assessment, questionnaire);
  const people = scoped('headcount', assessment, questionnaire);
  const type = scoped('report-type', assessment, questionnaire);
  return {
    lines: [
      ...(company === undefined ? [] : [`${company}${people === undefined ? '' : `, head count ${people}`}.`]),
      ...(type === undefined ? [] : [`The report: ${type}.`]),
      ...told,
    ],
    missing: told.length > 0 ? [] : ['what the service does and for whom: note it on CC2.3-f, or write it here'],
  };
}

function promises({ assessment, questionnaire }: DescriptionInput): Draft {
  const told = toldOf('CC2.3-a', assessment);
  const committed = questionnaire.scoping.flatMap(({ id, ask, commitment, unit }) => {
    const said = ownValue(assessment.scope, id);
    if (commitment !== true || said?.committed !== true) return [];
    return [`${ask} ${words(said.value)}${unit === undefined ? '' : ` ${unit}`}`];
  });
  return {
    lines: [...told, ...(committed.length === 0 ? [] : [`Values committed to: ${committed.join('; ')}.`])],
    missing: [
      ...(told.length > 0 ? [] : ['the main promises to customers: note them on CC2.3-a']),
      ...(committed.length > 0 ? [] : ['values the company commits to: mark them as committed in scoping']),
    ],
  };
}

function components({ assessment, questionnaire, facts, today }: DescriptionInput): Draft {
  const accounts = scoped('accounts', assessment, questionnaire) ?? facts?.account;
  const regions = scoped('regions', assessment, questionnaire) ?? facts?.regions.join(', ');
  const seen = facts === undefined ? [] : servicesSeen(facts);
  const software = scoped('saas', assessment, questionnaire);
  const roles = presentPeople(assessment, today).flatMap((person) => person.roles);
  const policies = Object.values(assessment.registers.policy).map(({ title }) => title);
  const data = scoped('regulated-data', assessment, questionnaire);
  const part = (label: string, text: string | undefined) => (text === undefined ? [] : [`${label}: ${text}.`]);
  const list = (items: string[]) => (items.length === 0 ? undefined : [...new Set(items)].join(', '));
  const where = regions === undefined ? '' : `, regions ${regions}`;
  return {
    lines: [
      ...part('Infrastructure', accounts === undefined ? undefined : `AWS account ${accounts}${where}`),
      ...part('AWS services in which the scan saw something', list(seen)),
      ...part('Software from others', software),
      ...part('People, by role', list(roles)),
      ...part('Procedures, by policy', list(policies)),
      ...part('Data under rules of law', data),
      ...toldOf('CC2.1-a', assessment),
    ],
    missing: [
      ...(accounts === undefined ? ['AWS accounts in scope: scoping, or a scan'] : []),
      ...(software === undefined ? ['software from others: scoping'] : []),
      ...(roles.length === 0 ? ['people and their roles'] : []),
      ...(policies.length === 0 ? ['procedures: the policy register'] : []),
      ...(data === undefined ? ['kinds of data: scoping'] : []),
    ],
  };
}

function incidents({ assessment }: DescriptionInput): Draft {
  const population = ownValue(assessment.controls, 'CC7.4-records')?.population;
  const told = toldOf('CC7.4-records', assessment);
  const counted =
    population === undefined
      ? []
      : population.size === 0
        ? [`No incident on record (${population.source}).`]
        : [`${population.size} ${population.size === 1 ? 'incident' : 'incidents'} on record (${population.source}).`];
  const complete = population?.size === 0 || told.length > 0;
  return {
    lines: [...counted, ...told],
    missing: complete ? [] : ['nature, time and effect of each incident that mattered, or a dated zero: CC7.4-records'],
  };
}

function controlsInPlace({ decisions }: DescriptionInput): Draft {
  const groups = [...Map.groupBy(decisions.controls, (control) => control.criterion)];
  return {
    lines: groups.map(
      ([criterion, own]) => `${criterion}: ${own.map(({ id, title }) => `${title} (${id})`).join('; ')}.`,
    ),
    missing: [],
  };
}

function customerDuties({ assessment }: DescriptionInput): Draft {
  const duties = Object.values(assessment.registers.duty);
  return {
    lines: duties.map(({ text, control, where }) => {
      const notes = [
        control === undefined ? [] : `counts for ${control}`,
        where === undefined ? [] : `told in ${where}`,
      ];
      const more = notes.flat().join('; ');
      return `${sentence(text)}${more === '' ? '' : ` (${more})`}`;
    }),
    missing: duties.length === 0 ? ['what customers have to do: the register of duties'] : [],
  };
}

function subservices({ assessment, questionnaire }: DescriptionInput): Draft {
  const vendors = Object.entries(assessment.registers.vendor).filter(([, vendor]) => vendor.method !== undefined);
  const inherited = questionnaire.controls
    .filter(({ id }) => ownValue(assessment.controls, id)?.answer?.level === 'inherited')
    .map(({ id, title }) => `${title} (${id})`);
  const lines = vendors.map(([, { name, does, method, report, expects }]) => {
    const what = does === undefined ? '' : ` ${sentence(does)}`;
    const basis = report === undefined ? '' : ` Its report: ${report.name}.`;
    const wanted = expects === undefined ? '' : ` Expected of it: ${sentence(expects)}`;
    return `${name}, by the ${method === 'inclusive' ? 'inclusive' : 'carve-out'} method.${what}${basis}${wanted}`;
  });
  if (inherited.length > 0) lines.push(`Controls that other organisations run: ${inherited.join('; ')}.`);
  return {
    lines,
    missing:
      vendors.length > 0 ? [] : ['who runs parts of the service: set a method in the vendor register, AWS first'],
  };
}

function notApplicable({ assessment, questionnaire }: DescriptionInput): Draft {
  const chosen = chosenCategories(assessment);
  const out = (Object.keys(categoryTitles) as Category[]).filter((category) => !chosen.includes(category));
  const asked = assessment.scope.categories !== undefined;
  const setAside = questionnaire.controls.flatMap(({ id, title }) => {
    const answer = ownValue(assessment.controls, id)?.answer;
    if (answer?.level !== 'not-applicable') return [];
    return [
      `${id}, ${title}: ${sentence(answer.text)} Approved by ${answer.approver}, to be looked at again on ${longDay(answer.reviewOn)}.`,
    ];
  });
  const categories = out.map((category) => categoryTitles[category]).join(', ');
  return {
    lines: [
      ...(asked && out.length > 0 ? [`Categories that are not part of the report: ${categories}.`] : []),
      ...(asked ? [`Criteria that apply: ${criteriaInScope(chosen).length}.`] : []),
      ...setAside,
    ],
    missing: asked ? [] : ['which categories are in scope: scoping'],
  };
}

function changes({ assessment, today }: DescriptionInput): Draft {
  if (assessment.scope['report-type']?.value === 'type1')
    return { lines: ['Only a Type 2 report tells of changes; a Type 1 is planned.'], missing: [] };
  const window = observationWindow(assessment);
  const from = window?.from;
  if (from === undefined) return { lines: [], missing: ['the window: scoping'] };
  if (from > today)
    return { lines: [`The period begins on ${longDay(from)}; nothing can have changed in it yet.`], missing: [] };
  const looks = (ownValue(assessment.controls, 'CC3.4-a')?.runs ?? []).filter(({ on }) => on >= from && on <= today);
  const scans = assessment.scans.filter(({ finishedAt }) => finishedAt.slice(0, 10) >= from);
  const told = toldOf('CC3.4-a', assessment);
  const lines = looks.map(
    ({ on, deviation }) => `Looked at on ${longDay(on)}${deviation === undefined ? '' : `: ${sentence(deviation)}`}`,
  );
  if (scans.length > 1)
    lines.push(`${scans.length} scans of AWS lie in the period; their comparison shows what changed.`);
  return {
    lines: [...lines, ...told],
    missing: looks.length > 0 ? [] : [`changes since ${longDay(from)}: record the looks of CC3.4-a`],
  };
}
