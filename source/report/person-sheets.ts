/** The sheets for one person, as documents for Word and the browser: what to bring, and what will be asked. */
import type { InterviewItem, InterviewSheet } from '../core/interview-sheet.ts';
import type { PreworkItem, PreworkSheet } from '../core/prework.ts';
import type { Block, ReportDocument, Section } from './document.ts';

const footer = 'Made by soc2-ready for readiness: no attestation, no opinion, no audit.';

const tiers = ['word only', 'document', 'dated record', 'system export'] as const;

const parts = { R: 'you do it', A: 'you answer for it', C: 'you are asked', I: 'you are told' } as const;

const tasks: Record<PreworkItem['task'], string> = {
  answer: 'to answer',
  'find out': 'to find out: somebody did not know',
  prove: 'to prove: said to run, nothing on file shows it',
};

/** What somebody looks up and brings. */
export function preworkDocument(sheet: PreworkSheet, company: string): ReportDocument {
  const settled = sheet.settled === 0 ? '' : ` ${sheet.settled} more of yours need nothing now.`;
  const opening: Section = {
    id: 'opening',
    title: `${sheet.items.length} to look up`,
    blocks: [
      { kind: 'paragraph', text: `${company}: look these up and bring them to the workshop.${settled}` },
      { kind: 'paragraph', text: 'What breaks audits first comes first. "I do not know" is an answer too.' },
    ],
  };
  return {
    ...{ title: `Prework for ${sheet.for}`, subtitle: [company, ...sheet.also].join(' · '), footer, compact: true },
    sections: [opening, ...byTopic(sheet.items, preworkBlocks)],
  };
}

/** What an auditor is likely to ask somebody, and what they show. */
export function interviewDocument(sheet: InterviewSheet, company: string): ReportDocument {
  const nothing = 'No control of this assessment is theirs to do or to answer for.';
  const opening: Section = {
    id: 'opening',
    title: 'What an auditor is likely to ask',
    blocks: [
      {
        kind: 'paragraph',
        text: 'Say what is done, show the record, and say "I do not know" where it is so; who knows can be asked.',
      },
      ...(sheet.items.length === 0 ? [{ kind: 'paragraph' as const, text: nothing }] : []),
    ],
  };
  return {
    ...{ title: `Interview of ${sheet.for}`, subtitle: [company, ...sheet.also].join(' · '), footer, compact: true },
    sections: [opening, ...byTopic(sheet.items, interviewBlocks)],
  };
}

/** Items of one topic in a row make a section. */
function byTopic<Item extends { topic: string }>(items: readonly Item[], blocks: (item: Item) => Block[]): Section[] {
  const sections: { id: string; title: string; blocks: Block[] }[] = [];
  for (const item of items) {
    if (sections.at(-1)?.title !== item.topic)
      sections.push({ id: `topic-${sections.length + 1}`, title: item.topic, blocks: [] });
    sections.at(-1)?.blocks.push(...blocks(item));
  }
  return sections;
}

function preworkBlocks(item: PreworkItem): Block[] {
  const letters = item.letters.map((letter) => parts[letter]).join(' and ');
  return [
    { kind: 'heading', level: 3, text: `${item.control} ${item.title}${item.key ? ' (key control)' : ''}` },
    { kind: 'paragraph', text: [{ text: item.ask, style: 'strong' }] },
    { kind: 'paragraph', text: labelled('Your part', `${letters}; ${tasks[item.task]}; rhythm: ${item.cadence}`) },
    { kind: 'paragraph', text: labelled('An auditor wants to see', item.auditorWants) },
    { kind: 'paragraph', text: labelled('Does not count', item.doesNotCount) },
    { kind: 'paragraph', text: [{ text: 'Bring one of these, the best first:', style: 'strong' }] },
    {
      kind: 'checklist',
      items: item.bring.map(({ what, tier }) => ({ text: `${what} (${tiers[tier]})`, done: false })),
    },
    ...listOf(
      'The scan of AWS reads, so no need to collect:',
      item.scans.map(({ check, title }) => `${check}: ${title}`),
    ),
    ...listOf(
      'Look at:',
      item.links.map(({ text, where }) => `${text}: ${where}`),
    ),
  ];
}

function interviewBlocks(item: InterviewItem): Block[] {
  const letters = item.letters.map((letter) => (letter === 'A' ? 'answers for it' : 'does it')).join(', ');
  return [
    { kind: 'heading', level: 3, text: `${item.control} ${item.title}${item.key ? ' (key control)' : ''}` },
    { kind: 'paragraph', text: `Part: ${letters}. On record: ${item.said}` },
    ...listOf('Asked:', item.questions),
    { kind: 'paragraph', text: [{ text: 'Show:', style: 'strong' }] },
    {
      kind: 'checklist',
      items: [
        ...item.show.map(({ what, where, tier }) => ({ text: `${what}: ${where} (E${tier})`, done: true })),
        ...item.find.map((what) => ({ text: `still to find: ${what}`, done: false })),
      ],
    },
    { kind: 'paragraph', text: labelled('Does not count', item.doesNotCount) },
  ];
}

function listOf(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'paragraph', text: [{ text: title, style: 'strong' }] },
    { kind: 'list', ordered: false, items },
  ];
}

function labelled(label: string, text: string) {
  return [
    { text: `${label}: `, style: 'strong' as const },
    { text, style: 'plain' as const },
  ];
}
