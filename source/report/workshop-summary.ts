/** What came of a workshop, as Markdown: a part per person, then the parking lot. */

import { markdown } from '../core/text.ts';
import type { PersonSummary, Workshop } from '../core/workshop.ts';

/** What the summary is made from. */
export interface WorkshopReport {
  company: string;
  people: readonly PersonSummary[];
  parked: Workshop['parked'];
}

/** The same with every participant under an alias, wherever a name of theirs stands. */
export function withoutNames({ people, parked }: WorkshopReport): WorkshopReport {
  const names = people.map(({ name }) => name).toSorted((a, b) => b.length - a.length);
  const alias = new Map(people.map(({ name }, index) => [name, `Person ${index + 1}`]));
  const hidden = (text: string) =>
    names.reduce((before, name) => before.replaceAll(name, alias.get(name) ?? 'somebody'), text);
  return {
    company: 'The company',
    people: people.map((person) => ({
      ...person,
      name: hidden(person.name),
      disputed: person.disputed.map(({ control, said }) => ({ control, said: hidden(said) })),
      parked: person.parked.map(hidden),
      notes: person.notes.map(({ control, text }) => ({ control, text: hidden(text) })),
    })),
    parked: parked.map(({ outcome, ...item }) => ({
      ...{ ...item, by: alias.get(item.by) ?? 'somebody', text: hidden(item.text) },
      ...(outcome === undefined ? {} : { outcome: hidden(outcome) }),
    })),
  };
}

/** The summary; nothing in it acts as Markdown, whoever wrote it. */
export function workshopMarkdown({ company, people, parked }: WorkshopReport): string {
  const list = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines.map((text) => `- ${text}`)];
  const lines = [`# Workshop at ${markdown(company)}`, '', 'What each takes away, and what was put aside.'];
  for (const { name, answered, owns, open, disputed, parked: own, notes } of people) {
    lines.push('', `## ${markdown(name)}`, '', `${answered} ${answered === 1 ? 'answer' : 'answers'} given.`);
    lines.push(
      ...list(
        'Owns, and it is not in place',
        owns.map(({ control, level }) => `${control} (${markdown(level)})`),
      ),
      ...list('To find out', open),
      ...list(
        'Others said something else',
        disputed.map(({ control, said }) => `${control}: ${markdown(said)}`),
      ),
      ...list('Parked', own.map(markdown)),
      ...list(
        'Notes',
        notes.map(({ control, text }) => `${control}: ${markdown(text)}`),
      ),
    );
  }
  if (people.length === 0) lines.push('', 'Nobody is entered as a participant.');
  const items = parked.map(({ text, by, control, outcome }) => {
    const from = control === undefined ? by : `${by}, ${control}`;
    return `${markdown(text)} (${markdown(from)})${outcome === undefined ? ': open' : `: ${markdown(outcome)}`}`;
  });
  lines.push(
    '',
    '## Parking lot',
    '',
    ...(items.length === 0 ? ['Nothing was parked.'] : items.map((text) => `- ${text}`)),
  );
  return `${lines.join('\n')}\n`;
}
