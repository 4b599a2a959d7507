/** `soc2-ready export tickets [DIR] --to github|jira`: the plan as files that a tracker takes in. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCsv } from '../core/csv.ts';
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import { decodeText } from '../core/text-encoding.ts';
import type { Report } from '../report/model.ts';
import { commonLabel, gitHubIssues, jiraCsv, ticketLabel } from '../report/tickets.ts';
import { safeFileName } from '../workspace/evidence.ts';
import { CommandError } from './errors.ts';
import { json, writeWhole } from './output.ts';
import { sessionReport } from './report.ts';
import { openSession, text } from './session.ts';
import type { Invocation } from './table.ts';

/** A file to write, by its name in the folder. */
interface TicketFile {
  path: string;
  content: string;
}

/** Writes the files into DIR, default the current folder's `tickets`. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [what, folder = 'tickets', ...more] = args;
  const to = text(options, 'to');
  if (what !== 'tickets' || more.length > 0)
    throw new CommandError(
      2,
      'export takes tickets and a folder.',
      'For example: soc2-ready export tickets --to github',
    );
  if (to !== 'github' && to !== 'jira')
    throw new CommandError(2, `--to takes github or jira, not "${to ?? 'nothing'}".`);
  const existing = text(options, 'existing');
  const target = resolve(folder);
  const session = await openSession(options);
  try {
    const report = await sessionReport(session, { redact: options.redact === true });
    const known = knownTickets(to, existing);
    const files = to === 'github' ? gitHubFiles(report, known) : jiraFiles(report, known);
    // Whose gap has closed since: the tracker does not know, and nobody closes a ticket but a person.
    const planned = new Set(report.decisions.plan.items.map(ticketLabel));
    const gone = [...known].filter(([label]) => !planned.has(label)).map(([label, ticket]) => ({ label, ticket }));
    const inTheWay = options.force === true ? undefined : files.find(({ path }) => existsSync(join(target, path)));
    if (inTheWay !== undefined)
      throw new CommandError(2, `${join(target, inTheWay.path)} is there already.`, 'Use --force to overwrite it.');
    mkdirSync(target, { recursive: true, mode: 0o700 });
    if (to === 'github') mkdirSync(join(target, 'bodies'), { recursive: true, mode: 0o700 });
    for (const { path, content } of files) writeWhole(join(target, path), content, options.force === true);
    const items = report.decisions.plan.items.length;
    const paths = files.map(({ path }) => join(target, path));
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/tickets@1', to, items, files: paths, gone }));
    else {
      const lines = [
        `${counted(items, 'ticket')} in ${target}; docs/exchange.md says how ${to} takes them in`,
        ...(gone.length > 0
          ? [
              `${counted(gone.length, 'ticket')} of the tracker ${gone.length === 1 ? 'is' : 'are'} in the plan no more (close what is open still):`,
              ...gone.map(({ label, ticket }) => `  ${to === 'github' ? '#' : ''}${ticket}  ${label}`),
            ]
          : []),
      ];
      process.stdout.write(`${lines.map(plainLine).join('\n')}\n`);
    }
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** What the tracker calls the tickets that it has, by label. */
function knownTickets(to: 'github' | 'jira', existing: string | undefined): Map<string, string> {
  if (existing === undefined) return new Map();
  return to === 'github' ? numbersOf(existing) : keysOf(existing);
}

function gitHubFiles(report: Report, known: ReadonlyMap<string, string>): TicketFile[] {
  const issues = gitHubIssues(report, new Map([...known].map(([label, number]) => [label, Number(number)])));
  return [
    { path: 'issues.jsonl', content: issues.map((issue) => `${JSON.stringify(issue)}\n`).join('') },
    ...issues.map(({ id, create }) => ({
      path: `bodies/${safeFileName(`${id.replace(/^plan:/, '')}.md`)}`,
      content: create.body,
    })),
  ];
}

function jiraFiles(report: Report, known: ReadonlyMap<string, string>): TicketFile[] {
  return [{ path: 'jira.csv', content: jiraCsv(report, known) }];
}

/** Numbers by label, from `gh issue list --label soc2-ready --state all --json number,labels`; of two issues the first made. */
function numbersOf(file: string): Map<string, string> {
  const next = `Make it with: gh issue list --label ${commonLabel} --state all --limit 1000 --json number,labels`;
  const numbers = new Map<string, string>();
  const value = parsed(readText(file, next));
  if (!Array.isArray(value)) throw new CommandError(2, `${file} is no list of issues.`, next);
  for (const issue of value as { number?: unknown; labels?: unknown }[]) {
    const labels = Array.isArray(issue?.labels) ? (issue.labels as { name?: unknown }[]) : [];
    for (const label of labels)
      if (typeof label?.name === 'string' && isOurs(label.name) && Number.isSafeInteger(issue.number))
        numbers.set(label.name, String(Math.min(Number(issue.number), Number(numbers.get(label.name) ?? Infinity))));
  }
  return numbers;
}

/** Keys by label, from Jira's own export as CSV: its column `Issue key` and its columns `Labels`. */
function keysOf(file: string): Map<string, string> {
  const next = 'Search in Jira for labels = soc2-ready and export the issues as CSV, all fields.';
  const { table, faults } = parseCsv(readText(file, next));
  const titles = table?.header.cells.map((title) => title.toLowerCase()) ?? [];
  const keyAt = titles.indexOf('issue key');
  if (table === undefined || faults.length > 0 || keyAt < 0 || !titles.includes('labels'))
    throw new CommandError(2, `${file} is no export of Jira with the columns "Issue key" and "Labels".`, next);
  const keys = new Map<string, string>();
  for (const { cells } of table.records)
    for (const [at, title] of titles.entries())
      for (const label of title === 'labels' ? (cells[at] ?? '').split(/\s+/) : [])
        if (isOurs(label)) keys.set(label, plainLine(cells[keyAt] ?? ''));
  return keys;
}

function isOurs(label: string): boolean {
  return label.startsWith(`${commonLabel}/`);
}

function readText(file: string, next: string): string {
  try {
    const decoded = decodeText(readFileSync(file));
    if ('fault' in decoded) throw new Error(decoded.fault.problem);
    return decoded.text;
  } catch (error) {
    throw new CommandError(2, `Cannot read ${file}: ${(error as Error).message}`, next);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
