/** A prework sheet as Markdown or as text for a terminal. */
import type { PreworkItem, PreworkSheet } from '../core/prework.ts';
import { markdown, plainLine } from '../core/text.ts';
import { wrap } from './wrap.ts';

/** Columns of the text form: a sheet is printed as often as read on a screen. */
const columns = 100;

const tiers = ['word only', 'document', 'dated record', 'system export'] as const;

const tasks: Record<PreworkItem['task'], string> = {
  answer: 'to answer',
  'find out': 'to find out: somebody did not know',
  prove: 'to prove: said to run, nothing on file shows it',
};

/** How marks are made in a format. */
interface Style {
  title(text: string): string;
  topic(text: string): string;
  item(text: string): string;
  line(label: string, text: string): string;
  list(label: string, entries: string[]): string[];
  box(text: string): string;
  escape(text: string): string;
}

const styles: Record<'md' | 'text', Style> = {
  md: {
    title: (text) => `# ${text}`,
    topic: (text) => `## ${text}`,
    item: (text) => `### ${text}`,
    line: (label, text) => `**${label}:** ${text}\n`,
    list: (label, entries) => [`**${label}:**`, '', ...entries, ''],
    box: (text) => `- [ ] ${text}`,
    escape: markdown,
  },
  text: {
    title: (text) => text,
    topic: (text) => `${text.toUpperCase()}`,
    item: (text) => text,
    line: (label, text) => wrap(`${label}: ${text}`, columns, 2, 4).join('\n'),
    list: (label, entries) => [`  ${label}:`, ...entries.flatMap((entry) => wrap(entry, columns, 4, 8))],
    box: (text) => `[ ] ${text}`,
    escape: plainLine,
  },
};

/** The sheet; nothing in it acts on Markdown or on a terminal, whoever wrote it. */
export function preworkSheetText(sheet: PreworkSheet, company: string, format: 'md' | 'text'): string {
  const style = styles[format];
  const say = style.escape;
  const also = sheet.also.length === 0 ? '' : ` (${say(sheet.also.join(', '))})`;
  const lines = [
    style.title(`Prework for ${say(sheet.for)}${also}`),
    '',
    `${say(company)}: look these up and bring them to the workshop.`,
    'What breaks audits first comes first. "I do not know" is an answer too.',
    '',
    `${sheet.items.length} to look up${sheet.settled === 0 ? '' : `; ${sheet.settled} more of yours need nothing now`}.`,
  ];
  let topic = '';
  for (const item of sheet.items) {
    if (item.topic !== topic) lines.push('', style.topic(say(item.topic)));
    topic = item.topic;
    lines.push('', ...itemLines(item, style));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function itemLines(item: PreworkItem, style: Style): string[] {
  const say = style.escape;
  const head = `${item.control} ${say(item.title)}${item.key ? ' (key control)' : ''}`;
  const links = item.links.map(({ text, where }) => `${say(text)}: ${say(where)}`);
  const scans = item.scans.map(({ check, title }) => `${check}: ${say(title)}`);
  const gap = style === styles.md ? [''] : [];
  return [
    style.item(head),
    ...gap,
    style.line('Question', say(item.ask)),
    style.line(
      'Your part',
      `${item.letters.map((letter) => parts[letter]).join(' and ')}; ${tasks[item.task]}; rhythm: ${say(item.cadence)}`,
    ),
    style.line('An auditor wants to see', say(item.auditorWants)),
    style.line('Does not count', say(item.doesNotCount)),
    ...style.list(
      'Bring one of these, the best first',
      item.bring.map(({ what, tier }) => style.box(`${say(what)} (${tiers[tier]})`)),
    ),
    ...(scans.length === 0 ? [] : style.list('The scan of AWS reads, so no need to collect', scans.map(bullet))),
    ...(links.length === 0 ? [] : style.list('Look at', links.map(bullet))),
    ...(item.policy === undefined
      ? []
      : [style.line('Starter', `soc2-ready policies export DIR writes ${item.policy}.md`)]),
  ];
}

const parts = { R: 'you do it', A: 'you answer for it', C: 'you are asked', I: 'you are told' } as const;

function bullet(text: string): string {
  return `- ${text}`;
}
