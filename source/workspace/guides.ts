/** Policy starters and glossary: read only when somebody asks for them. */
import type { Glossary } from '../core/glossary.ts';
import type { PolicyStarters } from '../core/policy-starter.ts';
import { readContent } from './content.ts';

/** The policy starters that ship with the program. */
export async function loadPolicyStarters(): Promise<PolicyStarters> {
  return JSON.parse(await readContent('policies.json')) as PolicyStarters;
}

/** The glossary that ships with the program. */
export async function loadGlossary(): Promise<Glossary> {
  return JSON.parse(await readContent('glossary.json')) as Glossary;
}
