/** The page of one term of the glossary. */
import { type Page, plain, toned } from './pages.ts';
import type { State } from './state.ts';

/** What a term means, what it is also called, what to read next, where one meets it. */
export function termPage({ glossary, questionnaire }: State, name: string): Page {
  const term = glossary?.terms.find((one) => one.term === name);
  if (term === undefined) return { title: name, paragraphs: [plain('This version does not explain it.')] };
  const related = term.see.flatMap((see) => glossary?.terms.find((one) => one.term === see) ?? []);
  const titles = new Map(questionnaire.controls.map((control) => [control.id, control.title]));
  return {
    title: term.term,
    paragraphs: [
      ...(term.aliases === undefined ? [] : [toned('accent', `also: ${term.aliases.join(', ')}`)]),
      plain(term.definition),
      plain(''),
      ...(related.length === 0 ? [] : [toned('heading', 'See also')]),
      ...related.map((one) => plain(`${one.term}: ${one.definition}`, 2)),
      ...(term.where.length === 0 ? [] : [toned('heading', 'Where you meet it')]),
      ...term.where.map((place) => {
        const title = titles.get(place);
        return plain(title === undefined ? place : `${place}: ${title}`, 2);
      }),
    ],
  };
}
