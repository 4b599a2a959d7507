/** Report: what can be written for others, for whom, and with which names left out. */
import { type Step, say, to } from '../events.ts';
import type { Audience, HandedOver } from '../outside.ts';
import type { State } from '../state.ts';
import { chosenView } from './index.ts';
import { type ListPart, matches } from './part.ts';

/** A row of Report: something to write, or the one choice about it. */
export type ReportRow =
  | { kind: 'redact'; title: string; about: string }
  | { kind: 'write'; what: HandedOver; title: string; about: string };

const writable: readonly { what: HandedOver; title: string; about: string }[] = [
  { what: 'all', title: 'Everything', about: 'the report in all its formats, into one folder' },
  { what: 'html', title: 'HTML', about: 'one file for a browser, with charts; printed it is the PDF' },
  { what: 'docx', title: 'Word', about: 'to edit: headings, tables, table of contents' },
  { what: 'xlsx', title: 'Excel', about: 'gaps, plan, RACI, evidence, requests, checks, each a sheet' },
  { what: 'md', title: 'Markdown', about: 'for a wiki or a repository' },
  { what: 'csv', title: 'CSV', about: 'each table a file; plan and RACI can be edited and read back' },
  { what: 'json', title: 'JSON', about: 'everything, by a published schema' },
  { what: 'ics', title: 'Calendar', about: 'when each recurring control is due' },
  { what: 'prework', title: 'Prework sheets', about: 'what each person looks up before the workshop' },
  { what: 'interviews', title: 'Interview sheets', about: 'what an auditor will ask each person' },
  {
    what: 'workshop',
    title: 'Workshop',
    about: 'what each takes away, and the parking lot; with names left out, of people too',
  },
  { what: 'policies', title: 'Policy starters', about: 'filled with your roles and values; each open decision a box' },
];

/** The rows of Report and what their keys do; its views are the readers. */
export const reportPart: ListPart<ReportRow> = {
  views: [
    { id: 'team', title: 'For the team' },
    { id: 'board', title: 'For the board' },
    { id: 'auditor', title: 'For the auditor' },
    { id: 'client', title: 'For a client' },
  ],
  rows: reportRows,
  open(state, row) {
    if (row.kind === 'write') return write(state, row.what);
    return to({ ...state, redact: !state.redact });
  },
  copied: (state) => state.written?.at(-1),
};

/** For whom the report is written now. */
function audienceOf(state: State): Audience {
  const view = chosenView(state, 'report');
  return view === 'board' || view === 'auditor' || view === 'client' ? view : 'team';
}

/** What can be written, after the filter. */
export function reportRows(state: State): ReportRow[] {
  const redact: ReportRow = {
    kind: 'redact',
    title: state.redact ? 'Names of AWS: left out' : 'Names of AWS: as they are',
    about: 'account ids, ARNs and names of resources become aliases, the same ones everywhere',
  };
  const rows = [redact, ...writable.map((row): ReportRow => ({ kind: 'write', ...row }))];
  return rows.filter((row) => matches(state, 'report', [row.title, row.about]));
}

function write(state: State, what: HandedOver): Step {
  const ask = { type: 'write-report', what, audience: audienceOf(state), redact: state.redact } as const;
  return to(say(state, 'Writing…'), { type: 'ask', ask });
}
