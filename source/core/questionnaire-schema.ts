/** The shape of the files under `questionnaires/`, as tables. Typed by the contract, so that a new field must appear here. */
import type {
  AskingTopic,
  Cadence,
  Control,
  EvidenceExample,
  LinkedCheck,
  Role,
  RoleSet,
  ScopeQuestion,
} from './questionnaire.ts';
import type { Fault, Field, Shape } from './shape.ts';
import { shapeFaults } from './shape.ts';

/** Any one line of text. */
export const text: Shape = { type: 'text' };
/** A role of roles.yaml. */
export const roleId: Shape = { type: 'text', pattern: /^[A-Z][A-Z_]*$/, hint: 'a role code such as CTO' };
/** A control's id. */
export const controlId: Shape = {
  type: 'text',
  pattern: /^(CC[1-9]|A1|C1|PI1|P[1-8])\.\d-[a-z0-9][a-z0-9-]*$/,
  hint: 'a control id such as CC6.1-mfa',
};
/** Lower-case words joined by hyphens. */
export const kebab: Shape = { type: 'text', pattern: /^[a-z][a-z0-9-]*$/, hint: 'lower-case words joined by hyphens' };
const level: Shape = { type: 'number', min: 0, max: 4, integer: true };
const plainValue: Shape = {
  type: 'either',
  of: [text, { type: 'number' }, { type: 'yes-no' }],
  hint: 'text, a number, true or false',
};
const scopeValue: Shape = {
  type: 'either',
  of: [text, { type: 'number' }, { type: 'yes-no' }, { type: 'list', of: text }],
  hint: 'text, a number, true, false or a list of texts',
};

/** A field that has to be there. */
export const must = (shape: Shape, about?: string): Field => (about === undefined ? { shape } : { shape, about });
/** A field that may be absent. */
export const may = (shape: Shape, about?: string): Field => ({ ...must(shape, about), optional: true });
/** A list, with bounds on its length. */
export const list = (of: Shape, min?: number, max?: number): Shape => ({
  type: 'list',
  of,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
/** An object of known fields. */
export const object = (fields: Record<string, Field>, someOf?: string[]): Shape => ({
  type: 'object',
  fields,
  ...(someOf ? { someOf } : {}),
});

/** When a control or a scoping question applies. */
export const conditionShape: Shape = {
  type: 'named',
  name: 'condition',
  shape: () => ({
    type: 'either',
    hint: 'a condition: all, any, not, scope or answer',
    of: [
      object({ all: must(list(conditionShape, 1)) }),
      object({ any: must(list(conditionShape, 1)) }),
      object({ not: must(conditionShape) }),
      object(
        { scope: must(kebab), is: may(scopeValue), in: may(list(plainValue, 1)), atLeast: may({ type: 'number' }) },
        ['is', 'in', 'atLeast'],
      ),
      object({ answer: must(controlId), atLeast: may(level), atMost: may(level) }, ['atLeast', 'atMost']),
    ],
  }),
};

const cadence: Record<keyof Cadence, Field> = {
  every: may({ type: 'one of', values: ['day', 'week', 'month', 'quarter', 'half-year', 'year'] }, 'Calendar rhythm.'),
  onEvent: may(list(kebab, 1), 'Events that call for a run, such as joiner.'),
  continuous: may({ type: 'yes-no' }, 'A setting that holds all the time.'),
};

/** How often something runs or is reviewed. */
export const cadenceShape: Shape = object(cadence, ['every', 'onEvent', 'continuous']);

const linkedCheck: Record<keyof LinkedCheck, Field> = {
  id: must(kebab, 'Catalogue id of the check.'),
  role: must({ type: 'one of', values: ['determinative', 'corroborating'] }),
  because: must(text, 'Why this role.'),
};

const evidence: Record<keyof EvidenceExample, Field> = {
  what: must(text),
  tier: must(
    { type: 'number', min: 0, max: 3, integer: true },
    'E0 word, E1 document, E2 dated record, E3 system export.',
  ),
  expiresMonths: may({ type: 'number', min: 1, max: 60, integer: true }, 'Months until it no longer counts.'),
};

const control: Record<keyof Control, Field> = {
  id: must(controlId, 'Stable for ever: answers in journals refer to it.'),
  criterion: must(text, 'The criterion it belongs to, such as CC1.1.'),
  title: must({ type: 'text', max: 70 }, 'What is in place when it is in place.'),
  kind: must({ type: 'one of', values: ['people', 'process', 'technology'] }),
  weight: must({ type: 'one of', values: [1, 2, 3] }, '3 key, 2 important, 1 supporting.'),
  weightReason: must(text, 'Why this weight.'),
  ask: must(
    { type: 'text', max: 200, pattern: /\?$/, hint: 'one question that ends in ?' },
    'One thing, answerable on the five levels.',
  ),
  why: must(text, 'Why it matters, one line.'),
  levels: must(list(text, 5, 5), 'What levels 0 to 4 look like for this control, in its own words.'),
  auditorWants: must(text, 'What an auditor wants to see.'),
  doesNotCount: must(text, 'What sounds fine and is not.'),
  smallCompany: must(text, 'What a company of five may do.'),
  evidence: must(list(object(evidence), 1), 'Examples, in the order an auditor would prefer.'),
  cadence: must(cadenceShape),
  raci: must(object({ R: must(list(roleId, 1)), A: must(roleId), C: must(list(roleId)), I: must(list(text)) })),
  effort: must({ type: 'one of', values: ['XS', 'S', 'M', 'L', 'XL'] }),
  leadDays: must({ type: 'number', min: 0, max: 365, integer: true }, 'Days until a first dated artefact can exist.'),
  after: must(list(controlId), 'Controls that must be in place first.'),
  when: may(conditionShape, 'When it applies; absent: always.'),
  checks: must(list(object(linkedCheck)), 'Live checks behind it.'),
  inheritable: may({ type: 'yes-no' }, 'A vendor may run it and a reviewed report can stand for it.'),
  topics: must(list(text), 'Topics of topics.yaml that it touches, word for word.'),
  sources: may(list({ type: 'text', pattern: /^S[0-4]\.\d{1,2}$/, hint: 'a source row such as S2.6' }, 1)),
  remediation: must(
    object({
      action: must(text, 'What to do, with a verb.'),
      steps: must(list(text, 1)),
      acceptedWhen: must(text, 'What will be looked at to call it done.'),
      template: may(text),
    }),
  ),
};

/** Fields of a control that may be absent. */
export const optionalControlFields = Object.keys(control).filter((name) => control[name as keyof Control].optional);

/** Fields that a control cannot do without. */
export const neededControlFields = Object.keys(control).filter((name) => !control[name as keyof Control].optional);

/**
 * Shape of a company's own file of controls: as a file of controls, but every field except the id may be absent, and a
 * control can be taken out.
 */
export const overlayShape: Shape = list(
  object({
    ...Object.fromEntries(Object.entries(control).map(([name, field]) => [name, { ...field, optional: true }])),
    id: must(controlId, 'A known id changes that control; a new one adds a control.'),
    disabled: may({ type: 'yes-no' }, 'Takes the control out; needs a reason.'),
    reason: may(text, 'Why it was added, changed or taken out; the report shows it.'),
  }),
  1,
);

const option = object({ value: must(text), label: must(text), number: may({ type: 'number' }) });

const scopeQuestion: Record<keyof ScopeQuestion, Field> = {
  id: must(kebab),
  ask: must({ type: 'text', max: 200 }),
  why: must(text, 'What the answer changes, one line.'),
  type: must({ type: 'one of', values: ['choice', 'choices', 'yes-no', 'number', 'text', 'list', 'date'] }),
  options: may(list(option, 2), 'For choice and choices.'),
  default: may(scopeValue, 'Offered, never filled in.'),
  unit: may(text),
  min: may({ type: 'number' }),
  max: may({ type: 'number' }),
  commitment: may({ type: 'yes-no' }, 'A value the company commits to; checks are judged against it.'),
  group: must({ type: 'one of', values: ['first', 'boundary', 'commitments'] }),
  when: may(conditionShape),
};

const role: Record<keyof Role, Field> = {
  id: must(roleId),
  title: must(text),
  who: must(text),
  outside: may({ type: 'yes-no' }, 'A party outside the company: never accountable.'),
  body: may({ type: 'yes-no' }, 'A governing body: needs a named chair when accountable.'),
};

const roleSet: Record<keyof RoleSet, Field> = {
  size: must({ type: 'one of', values: [3, 15, 80] }),
  holds: must({ type: 'map', of: roleId }, 'For each role the hat that stands for it.'),
  accountable: must({ type: 'map', of: roleId }, 'The accountable role per series or criterion.'),
};

const askingTopic: Record<keyof AskingTopic, Field> = {
  topic: must(text),
  because: must(text, 'Why it stands here.'),
  asks: must(
    list(
      {
        type: 'text',
        pattern: /^(CC[1-9]|A1|C1|PI1|P[1-8])\.\d(-[a-z0-9][a-z0-9-]*)?$/,
        hint: 'a control or a criterion',
      },
      1,
    ),
    'Controls, or criteria for all their controls that no topic lists by id.',
  ),
  early: may({ type: 'yes-no' }, 'Asked before what they rest on, on purpose.'),
};

/** Shape of a file of controls: a list of them. */
export const controlsShape: Shape = list(object(control), 1);

/** Shape of each part of the other files, by the field it has at the top. */
export const partShapes = {
  scoping: list(object(scopeQuestion)),
  roles: list(object(role), 1),
  roleSets: list(object(roleSet)),
  topics: { type: 'map', of: list(text, 1) } satisfies Shape,
  order: list(object(askingTopic), 1),
} as const satisfies Record<string, Shape>;

/** Faults of the parsed content of one file of controls; paths begin with the control's position. */
export function controlFileFaults(content: unknown): Fault[] {
  return shapeFaults(controlsShape, content);
}

/** Faults of the parsed content of a file that holds the named parts and nothing else. */
export function partFileFaults(content: unknown, parts: readonly (keyof typeof partShapes)[]): Fault[] {
  return shapeFaults(object(Object.fromEntries(parts.map((part) => [part, must(partShapes[part])]))), content);
}
