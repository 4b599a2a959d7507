/** People, parties and columns called as every object's members are: everything is as for any other name. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseCsv } from '../../source/core/csv.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { keep } from '../../source/core/own-record.ts';
import { diffRaci } from '../../source/core/raci-csv.ts';
import { byControl, byPerson } from '../../source/core/raci-views.ts';
import { safeJson } from '../../source/core/safe-json.ts';
import { htmlDocument } from '../../source/report/html.ts';
import { markdownDocument } from '../../source/report/markdown.ts';
import { reportDocument } from '../../source/report/sections.ts';
import { csv, raciTable } from '../../source/report/tables.ts';
import { hostileEntries } from '../hostile.ts';
import { reportDay, reportOf } from './sample-report.ts';

/** Each name, and a harmless one that is sorted where it is. */
const names = [
  ['__proto__', '__prpto__'],
  ['constructor', 'constructos'],
  ['toString', 'toStrinh'],
  ['hasOwnProperty', 'hasOwnPropertz'],
] as const;

/** A journal in which every name that people give is this one. */
function everyName(name: string): EntryBody[] {
  const columns: EntryBody = { type: 'columns', sheet: 'raci', row: 'CC6.1-mfa', values: {} };
  keep(columns.values, name, 'kept');
  return [
    ...hostileEntries(name, 'CC6.1-mfa', reportDay),
    { type: 'policy', key: name, record: { title: name, version: '1', approver: name, where: name } },
    { type: 'vendor', key: name, record: { name, tier: 'critical', owner: name, does: name, exit: name } },
    { type: 'duty', key: name, record: { text: name, where: name } },
    { type: 'raci', control: 'CC6.2-leavers', person: name, role: 'R' },
    { type: 'raci', control: 'CC6.2-leavers', person: `${name} Ltd`, role: 'I' },
    { type: 'raci', control: 'CC6.2-leavers', person: name, role: 'R', standIn: true },
    { type: 'raci', control: 'CC6.1-mfa', person: name, role: 'A' },
    { type: 'channel', party: name, text: `the ${name} list` },
    { type: 'acknowledge', person: name, version: '0', on: reportDay },
    { type: 'role-set', of: 'hat', role: name, hat: 'CTO' },
    { type: 'person-account', person: name, account: name, same: true },
    { type: 'owner', control: 'CC1.1-a', person: name },
    columns,
  ];
}

/** What a reader gets of it: the whole report, and the matrix in every view. */
async function everything(name: string): Promise<string> {
  const report = await reportOf(everyName(name));
  const document = reportDocument(report);
  const { raci } = report.decisions;
  const sheet = parseCsv(csv(raciTable(raci))).table;
  assert.ok(sheet);
  const { changes, kept, faults } = diffRaci(sheet, raci, report.keptColumns.raci);
  assert.deepEqual([changes, kept, faults], [[], [], []], 'what went out comes back as it was');
  const views = safeJson([byControl(raci), byPerson(raci), csv(raciTable(raci))]);
  // The hash of a style that holds the name.
  const html = htmlDocument(document).replaceAll(/sha256-[^']+/g, '');
  return [safeJson(report), html, markdownDocument(document), views].join('\n');
}

for (const [name, harmless] of names)
  it(`${name} as every name of a journal is a name like ${harmless}`, async () => {
    const [got, wanted] = [await everything(name), await everything(harmless)];
    // Without the underscores, which Markdown and styles escape.
    const same = wanted.replaceAll(harmless.replaceAll('_', ''), name.replaceAll('_', '')).split('\n');
    const other = got.split('\n').findIndex((line, at) => line !== same[at]);
    assert.equal(got.split('\n')[other], same[other], `line ${other}`);
    assert.ok(got.includes(`"${name}": [`), 'it is on the matrix');
  });
