/** Addresses of the web in what the screens show, and opening one. */
import { type Step, say, to } from './events.ts';
import { type Page, pageOf } from './pages.ts';
import type { ListPart } from './parts/part.ts';
import type { State } from './state.ts';

/** The http and https addresses in a text, in their order; a full stop or bracket after one is none of it. */
export function addresses(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"'`]+/g)]
    .map(([found]) => found.replace(/[.,;:!?)\]}]+$/, ''))
    .filter((found) => URL.canParse(found));
}

/** The addresses of a page, each once. */
export function linksOf(page: Page): string[] {
  return [...new Set(page.paragraphs.flatMap(({ text }) => addresses(text)))];
}

/** Those of a row: of the page that enter would open. */
export function rowLinks<Row>(state: State, part: ListPart<Row>, row: Row): string[] {
  const overlay = part.open?.(state, row).state.overlay;
  return overlay?.kind === 'page' ? linksOf(pageOf(state, overlay.page)) : [];
}

/** Those behind a question: of its evidence, then of the checks that AWS answers it with. */
export function questionLinks(state: State, question: string): string[] {
  const evidence = (state.assessment.controls[question]?.evidence ?? []).flatMap(({ where }) => addresses(where));
  const linked = state.questionnaire.controls.find(({ id }) => id === question)?.checks ?? [];
  const references = linked.flatMap(({ id }) => state.checks.find((check) => check.id === id)?.references ?? []);
  return [...new Set([...evidence, ...references])];
}

/** Opens the only one, or asks which. Its address is shown, for where nothing opens it. */
export function openLink(state: State, links: readonly string[]): Step {
  const [first, second] = links;
  if (first === undefined) return to(say(state, 'There is no address of the web here.'));
  if (second === undefined)
    return to(say(state, `Opening ${first}`), { type: 'ask', ask: { type: 'open-link', url: first } });
  const items = links.map((url) => ({ value: url, label: url }));
  return to({ ...state, overlay: { kind: 'picker', purpose: 'link', subject: '', title: 'Which page?', items } });
}
