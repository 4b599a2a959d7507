/** Policy starters as Markdown files, one per policy and an index. */
import type {
  FilledDecision,
  FilledPart,
  FilledPolicies,
  FilledPolicy,
  FilledRole,
  FilledSection,
} from '../core/policy-fill.ts';
import { markdown } from '../core/text.ts';

/** A file to write. */
export interface PolicyFile {
  name: string;
  content: string;
}

/** The index and one file per policy. The same input gives the same bytes. */
export function policyFiles(filled: FilledPolicies): PolicyFile[] {
  return [
    { name: 'index.md', content: policyIndex(filled) },
    ...filled.policies.map((policy) => ({ name: policyFileName(policy.id), content: policyMarkdown(policy) })),
  ];
}

/** File of a policy inside the folder. */
export function policyFileName(id: string): string {
  return `${id}.md`;
}

const notice = (company: string) =>
  `> **A starter, not a policy yet.** An outline in the words of soc2-ready, filled with what ${markdown(company)} has said so far. ` +
  'It is no legal advice, and no auditor has reviewed it. Keep what is true, strike out what is not, and take the open ' +
  'decisions: an auditor tests what a policy says.';

function policyIndex({ company, policies, leftOut }: FilledPolicies): string {
  const rows = policies.map((policy) =>
    row([
      `[${markdown(policy.title)}](${policyFileName(policy.id)})`,
      markdown(roleLine(policy.owner)),
      markdown(roleLine(policy.approver)),
      markdown(policy.review),
      `${policy.open} of ${policy.open + policy.taken}`,
      policy.serves.criteria.join(', '),
    ]),
  );
  const out =
    leftOut.length === 0
      ? []
      : ['', `Left out, by what scoping says: ${leftOut.map(({ title }) => markdown(title)).join(', ')}.`];
  return lines([
    `# Policies of ${markdown(company)}`,
    '',
    notice(company),
    '',
    row(['Policy', 'Owner', 'Approver', 'Review', 'Open decisions', 'Serves']),
    row(Array(6).fill('---')),
    ...rows,
    ...out,
    '',
    'A value binds once it is committed to: `soc2-ready answer ID VALUE --committed`. Whoever holds a role is entered in the',
    'interview. Then export again into another folder, and carry over what you wrote.',
  ]);
}

/** One policy as Markdown. */
function policyMarkdown(policy: FilledPolicy): string {
  const sections = policy.sections.flatMap((section, index) => sectionLines(section, index + 1));
  return lines([
    `# ${markdown(policy.title)}`,
    '',
    notice(policy.company),
    '',
    paragraph(policy.purpose),
    '',
    row(['', '']),
    row(['---', '---']),
    row(['Company', markdown(policy.company)]),
    row(['Owner', markdown(roleLine(policy.owner))]),
    row(['Approver', markdown(roleLine(policy.approver))]),
    row(['Version', 'draft, not approved']),
    row(['Review', markdown(policy.review)]),
    row(['Criteria', policy.serves.criteria.join(', ')]),
    row(['Controls', policy.serves.controls.join(', ')]),
    '',
    `**Decisions: ${policy.open} open, ${policy.taken} taken.** Each is a box below.`,
    ...sections,
    '',
    `## ${policy.sections.length + 1}. Roles`,
    '',
    row(['Role', 'Held by']),
    row(['---', '---']),
    ...policy.roles.map((role) => row([markdown(capital(role.title)), markdown(holders(role))])),
    ...boxes(policy.roleDecisions),
    '',
    `## ${policy.sections.length + 2}. Versions`,
    '',
    row(['Version', 'Day', 'Author', 'Approved by', 'What changed']),
    row(Array(5).fill('---')),
    row(['draft', '', '', '', 'starter']),
  ]);
}

function sectionLines(section: FilledSection, number: number): string[] {
  return [
    '',
    `## ${number}. ${markdown(section.heading)}`,
    // Numbered in bold: auditors quote rules by number, and no name can begin a line and turn it into something else.
    ...section.text.flatMap((text, index) => ['', `**${number}.${index + 1}** ${paragraph(text)}`]),
    ...boxes(section.decisions),
    '',
    `*An auditor looks for:* ${paragraph(section.auditor)}`,
  ];
}

function boxes(decisions: readonly FilledDecision[]): string[] {
  if (decisions.length === 0) return [];
  return ['', '**Decide**', '', ...decisions.map(({ text, taken }) => `- [${taken ? 'x' : ' '}] ${paragraph(text)}`)];
}

function paragraph(parts: readonly FilledPart[]): string {
  return parts
    .map(({ text, open }) => (open === undefined ? markdown(text) : `${markdown(text)} **(${markdown(open)})**`))
    .join('');
}

function roleLine(role: FilledRole): string {
  return `${capital(role.title)}: ${holders(role)}`;
}

function holders({ holders }: FilledRole): string {
  return holders.length === 0 ? 'nobody named yet' : holders.join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function lines(all: string[]): string {
  return `${all.join('\n')}\n`;
}
