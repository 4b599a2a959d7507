/** An interview sheet as Markdown. */
import type { InterviewItem, InterviewSheet } from '../core/interview-sheet.ts';
import { markdown } from '../core/text.ts';

/** The sheet; nothing in it acts as Markdown, whoever wrote it. */
export function interviewMarkdown(sheet: InterviewSheet, company: string): string {
  const also = sheet.also.length === 0 ? '' : ` (${markdown(sheet.also.join(', '))})`;
  const lines = [
    `# Interview of ${markdown(sheet.for)}${also}`,
    '',
    `${markdown(company)}: what an auditor is likely to ask, and what to show.`,
    'Say what is done, show the record, and say "I do not know" where it is so; who knows can be asked.',
  ];
  let topic = '';
  for (const item of sheet.items) {
    if (item.topic !== topic) lines.push('', `## ${markdown(item.topic)}`);
    topic = item.topic;
    lines.push('', ...itemLines(item));
  }
  if (sheet.items.length === 0) lines.push('', 'No control of this assessment is theirs to do or to answer for.');
  return `${lines.join('\n')}\n`;
}

function itemLines(item: InterviewItem): string[] {
  const letters = item.letters.map((letter) => (letter === 'A' ? 'answers for it' : 'does it')).join(', ');
  return [
    `### ${item.control} ${markdown(item.title)}${item.key ? ' (key control)' : ''}`,
    '',
    `Part: ${letters}. On record: ${markdown(item.said)}`,
    '',
    '**Asked:**',
    '',
    ...item.questions.map((question) => `- ${markdown(question)}`),
    '',
    '**Show:**',
    '',
    ...item.show.map(({ what, where, tier }) => `- [x] ${markdown(what)}: ${markdown(where)} (E${tier})`),
    ...item.find.map((what) => `- [ ] still to find: ${markdown(what)}`),
    '',
    `**Does not count:** ${markdown(item.doesNotCount)}`,
  ];
}
