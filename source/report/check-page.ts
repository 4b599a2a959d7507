/** A check as a page in words: for the terminal and for docs/checks.md. */
import { peerIds } from '../../checks/peers.ts';
import type { Check } from '../core/check.ts';
import type { Control, Questionnaire } from '../core/questionnaire.ts';
import { markdown, plainLine } from '../core/text.ts';

/** A control that a check serves, with the role it has there (rule S-C1). */
export interface ServedControl {
  id: string;
  criterion: Control['criterion'];
  title: string;
  role: 'determinative' | 'corroborating';
  because: string;
}

/** The controls that a check serves, in the order of the questionnaire; none where nothing links it. */
export function servedControls(check: string, { controls }: Questionnaire): ServedControl[] {
  return controls.flatMap(({ id, criterion, title, checks }) =>
    checks.filter((link) => link.id === check).map(({ role, because }) => ({ id, criterion, title, role, because })),
  );
}

/** A part of the page: sentences, a list, numbered steps or lines of code. */
type Part = { text: string } | { list: string[] } | { steps: string[] } | { code: string[]; language: string };

/** The page's sections in reading order. */
function sections(check: Check, served: readonly ServedControl[]): [title: string, parts: Part[]][] {
  const { fix } = check;
  const peers = Object.entries(peerIds[check.id] ?? {}).map(([tool, ids]) => `${tool}: ${ids}`);
  const sentences = served.map(({ id, title, role, because }) => `${id} (${title}), ${role}: ${because}`);
  const all: [string, Part[]][] = [
    ['Why an auditor asks', [{ text: check.why }]],
    [
      'Judgement',
      [{ text: check.judgement }, ...(check.commitment ? [{ text: judgedAgainst(check.commitment) }] : [])],
    ],
    ['Severity', [{ text: `${capital(check.severity)}. ${check.severityReason}` }]],
    [
      'Serves',
      [{ text: `Criteria ${check.criteria.join(', ')}.` }, ...(sentences.length > 0 ? [{ list: sentences }] : [])],
    ],
    ['Reads', [{ list: check.operations }]],
    ['Fix', [{ text: `${fix.summary} About ${fix.minutes} minutes for one resource.` }]],
    ['In the console', [{ steps: fix.console }]],
    ['With the AWS CLI', [{ code: fix.cli, language: 'sh' }]],
    ['In Terraform', fix.terraform === undefined ? [] : [{ code: fix.terraform.split('\n'), language: 'hcl' }]],
    ['Read on', [{ list: check.references }]],
    ['Known elsewhere as', [{ list: peers }]],
  ];
  const filled = (part: Part): boolean =>
    'text' in part || ('list' in part ? part.list : 'steps' in part ? part.steps : part.code).length > 0;
  return all
    .map(([title, parts]): [string, Part[]] => [title, parts.filter(filled)])
    .filter(([, parts]) => parts.length > 0);
}

/** The page as plain text for a terminal. */
export function checkPageText(check: Check, served: readonly ServedControl[]): string {
  const lines = [`${check.id}: ${check.title}`, `${check.severity} · ${check.service} · tier ${check.tier}`];
  for (const [title, parts] of sections(check, served)) {
    lines.push('', title);
    for (const part of parts) lines.push(...partLines(part).map((line) => `  ${line}`.trimEnd()));
  }
  return `${lines.join('\n')}\n`;
}

function partLines(part: Part): string[] {
  if ('text' in part) return [plainLine(part.text)];
  if ('list' in part) return part.list.map((item) => `- ${plainLine(item)}`);
  if ('steps' in part) return part.steps.map((item, index) => `${index + 1}. ${plainLine(item)}`);
  return part.code.map((line) => `  ${plainLine(line)}`);
}

/** The page as Markdown, under a heading of the second level. */
export function checkPageMarkdown(check: Check, served: readonly ServedControl[]): string {
  const lines = [
    `## ${check.id}`,
    '',
    `**${markdown(check.title)}** · ${check.severity} · ${check.service} · tier ${check.tier}`,
  ];
  for (const [title, parts] of sections(check, served)) {
    lines.push('', `### ${title}`);
    for (const part of parts) lines.push('', ...markdownLines(part));
  }
  return `${lines.join('\n')}\n`;
}

function markdownLines(part: Part): string[] {
  if ('text' in part) return [markdown(part.text)];
  if ('list' in part) return part.list.map((item) => `- ${link(item)}`);
  if ('steps' in part) return part.steps.map((item, index) => `${index + 1}. ${markdown(item)}`);
  return [`\`\`\`${part.language}`, ...part.code.map((line) => line.replaceAll('```', '')), '```'];
}

/** An address as a link, anything else escaped. */
function link(item: string): string {
  return /^https:\/\/[^\s<>]+$/.test(item) ? `<${item}>` : markdown(item);
}

function judgedAgainst(commitment: string): string {
  return `Judged against the value of “${commitment}” in scoping; with nobody committed to one it only corroborates.`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
