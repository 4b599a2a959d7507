/** The shape of policies.yaml and glossary.yaml, as tables. Typed by the contract, so that a new field must appear here. */
import type { Term } from './glossary.ts';
import type { PolicySection, PolicyStarter } from './policy-starter.ts';
import {
  cadenceShape,
  conditionShape,
  controlId,
  kebab,
  list,
  may,
  must,
  object,
  roleId,
  text,
} from './questionnaire-schema.ts';
import type { Fault, Field, Shape } from './shape.ts';
import { shapeFaults } from './shape.ts';

const section: Record<keyof PolicySection, Field> = {
  heading: must({ type: 'text', max: 60 }),
  text: must(list(text, 1), 'Sentences to start from, with placeholders such as {company} and {role:SEC}.'),
  decide: must(list(text), 'What the company has to decide here.'),
  auditor: must(text, 'What an auditor looks for.'),
};

const policy: Record<keyof PolicyStarter, Field> = {
  id: must(kebab, 'Stable: controls name it as their template.'),
  title: must({ type: 'text', max: 60 }),
  purpose: must(text, 'What it is for, one sentence.'),
  serves: must(object({ criteria: must(list(text, 1)), controls: must(list(controlId)) })),
  owner: must(roleId, 'Keeps it current.'),
  approver: must(roleId, 'Approves it; not the owner.'),
  cadence: must(cadenceShape, 'When it is reviewed.'),
  when: may(conditionShape, 'When a company needs it; absent: always.'),
  sections: must(list(object(section), 2)),
};

const term: Record<keyof Term, Field> = {
  term: must({ type: 'text', max: 60 }),
  aliases: may(list(text, 1), 'Other ways to write it.'),
  everyday: may({ type: 'yes-no' }, 'The word has a plain meaning too: it is not looked for in texts.'),
  definition: must({ type: 'text', max: 320 }, 'At most two sentences, in our own words.'),
  see: must(list(text), 'Related terms.'),
  where: must(list(text, 1), 'Where it is met: criteria, series, controls, scoping questions, commands.'),
};

/** Shape of each part of the two files, by the field it has at the top. */
export const guideShapes = {
  policyFrame: object({ before: must(list(object(section))), after: must(list(object(section))) }),
  policies: list(object(policy), 1),
  terms: list(object(term), 1),
} as const satisfies Record<string, Shape>;

/** Faults of the parsed content of a file that holds the named parts and nothing else. */
export function guideFileFaults(content: unknown, parts: readonly (keyof typeof guideShapes)[]): Fault[] {
  return shapeFaults(object(Object.fromEntries(parts.map((part) => [part, must(guideShapes[part])]))), content);
}
