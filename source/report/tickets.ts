/** The plan as tickets of a tracker: one per item, under an id that stays the same so that a later export updates it. */
import type { PlanItem } from '../core/decision.ts';
import { markdown, plainLine, plainText } from '../core/text.ts';
import type { Report } from './model.ts';
import { csv } from './tables.ts';

/** One item of the plan, with what a ticket says of it. */
interface Ticket {
  item: PlanItem;
  title: string;
  criterion: string;
  gap: string;
  checks: string[];
}

/** Label on every ticket, and the one that names the item: at most 50 characters each (GitHub). */
export const commonLabel = 'soc2-ready';

/** Label of one item: the stable id by which it is found again. */
export function ticketLabel({ control }: Pick<PlanItem, 'control'>): string {
  // Ids have none of these; a questionnaire of one's own might.
  const label = `${commonLabel}/${control.replace(/[^\w.-]/g, '-')}`;
  return label.length <= 50 ? label : label.slice(0, 50);
}

/** Longest title and body that GitHub takes, in characters; a little less, since it counts otherwise than we do. */
const [longestTitle, longestBody] = [250, 60_000];

function ticketsOf({ decisions }: Report): Ticket[] {
  const gaps = new Map(decisions.gaps.map((gap) => [gap.control, gap]));
  return decisions.plan.items.map((item) => {
    const gap = gaps.get(item.control);
    const title = cut(plainLine(`${item.control}: ${gap?.title ?? item.action}`), longestTitle);
    return { item, title, criterion: item.criterion, gap: gap?.reason ?? '', checks: gap?.checks ?? [] };
  });
}

/** A GitHub issue as it is written to a file. */
export interface GitHubIssue {
  /** `plan:CONTROL`. */
  id: string;
  /** The label that only this item bears. */
  label: string;
  /** Number of the issue that is there already, where it is known. */
  number?: number;
  /** Body of POST /repos/OWNER/REPO/issues. */
  create: { title: string; body: string; labels: string[] };
  /** Body of PATCH /repos/OWNER/REPO/issues/NUMBER: labels that people gave are left alone. */
  update: { title: string; body: string; state: 'open' };
}

/** The plan as GitHub issues. `known`: numbers of issues by label. */
export function gitHubIssues(report: Report, known: ReadonlyMap<string, number> = new Map()): GitHubIssue[] {
  return ticketsOf(report).map((ticket) => {
    const { item, title } = ticket;
    const label = ticketLabel(item);
    const number = known.get(label);
    const body = cut(gitHubBody(ticket), longestBody);
    return {
      ...{ id: item.id, label },
      ...(number === undefined ? {} : { number }),
      create: { title, body, labels: [commonLabel, label, `phase: ${item.phase}`] },
      update: { title, body, state: 'open' },
    };
  });
}

/** An empty comment breaks what GitHub would make a mention, a reference or a command of, and shows nothing. */
function gitHubText(text: string): string {
  return markdown(text)
    .replace(/\\#/g, '#<!-- -->')
    .replace(/@/g, '@<!-- -->')
    .replace(/\bGH-(?=\d)/gi, 'GH-<!-- -->')
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2')
    .replace(/(?<=:)\/\//g, '<!-- -->//');
}

function gitHubBody({ item, criterion, gap, checks }: Ticket): string {
  const say = gitHubText;
  return `${[
    `<!-- soc2-ready:${ticketLabel(item)} -->`,
    say(item.action),
    ...(gap === '' ? [] : [`**Why:** ${say(gap)}`]),
    `**Accepted when:** ${say(item.acceptedWhen)}`,
    [
      `- Criterion: ${say(criterion)}`,
      `- Control: ${say(item.control)}`,
      `- Owner: ${say(item.owner)}`,
      `- Start ${item.start}, due ${item.due}${item.critical ? ' (on the critical path)' : ''}`,
      `- State: ${item.state}${item.stateReason === undefined ? '' : ` (${say(item.stateReason)})`}`,
      ...(checks.length === 0 ? [] : [`- Checks that fail: ${say(checks.join(', '))}`]),
      ...(item.after.length === 0 ? [] : [`- Waits for: ${say(item.after.map(bare).join(', '))}`]),
    ].join('\n'),
    `Closing this ticket closes nothing by itself: a scan that passes, or a dated record that a second person saw, does.`,
  ].join('\n\n')}\n`;
}

/** Columns of the file for Jira: those of its importer, `Labels` as often as there are labels. */
const jiraHeader = [
  ...['Summary', 'Issue key', 'Issue Type', 'Description', 'Priority', 'Due Date', 'Labels', 'Labels', 'Labels'],
  ...['External ID', 'Owner', 'Status'],
];

const jiraStatus: Record<PlanItem['state'], string> = {
  ...{ open: 'To Do', doing: 'In Progress', blocked: 'To Do', done: 'Done', closed: 'Done', accepted: 'Done' },
};

/** The plan as a CSV that Jira imports. `known`: keys of issues by label; with a key Jira updates the issue. */
export function jiraCsv(report: Report, known: ReadonlyMap<string, string> = new Map()): string {
  const rows = ticketsOf(report).map((ticket) => {
    const { item, title } = ticket;
    const label = ticketLabel(item);
    const priority = item.critical
      ? 'Highest'
      : item.box === 'do now'
        ? 'High'
        : item.box === 'later'
          ? 'Low'
          : 'Medium';
    return [
      ...[title, known.get(label) ?? '', 'Task', jiraBody(ticket), priority, item.due],
      // A label of Jira has no spaces.
      ...[commonLabel, label, item.phase.replaceAll(' ', '-')],
      ...[item.id, item.owner, jiraStatus[item.state]],
    ];
  });
  return csv({ header: jiraHeader, rows });
}

/** Everything that Jira's markup would act on is escaped. */
function jiraText(text: string): string {
  return plainText(text)
    .replace(/[\\{}[\]|*_?^~+!#@-]/g, '\\$&')
    .replace(/^(\s*)(h[1-6]\.|bq\.)/gim, '$1\\$2');
}

function jiraBody({ item, criterion, gap, checks }: Ticket): string {
  const say = jiraText;
  const lines = [
    say(item.action),
    ...(gap === '' ? [] : [`Why: ${say(gap)}`]),
    `Accepted when: ${say(item.acceptedWhen)}`,
    `Criterion ${say(criterion)}, control ${say(item.control)}; start ${item.start}, due ${item.due}`,
    ...(item.stateReason === undefined ? [] : [`State: ${item.state}: ${say(item.stateReason)}`]),
    ...(checks.length === 0 ? [] : [`Checks that fail: ${say(checks.join(', '))}`]),
    ...(item.after.length === 0 ? [] : [`Waits for: ${say(item.after.map(bare).join(', '))}`]),
  ];
  return cut(lines.join('\n\n'), 32_000);
}

function bare(id: string): string {
  return id.replace(/^plan:/, '');
}

function cut(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}
