/** The registers and DC 1–9 in what leaves the program: complete, and harmless whatever was typed into them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { plainFormats, reportFiles } from '../../source/report/files.ts';
import { buildReport } from '../../source/report/model.ts';
import { missingEntries } from '../../source/report/register-tables.ts';
import { assessment, control, decided, questionnaire, threePeople, today } from '../core/sample.ts';

const controls = [control('CC5.3-a'), control('CC9.2-register')];

async function files(...bodies: EntryBody[]) {
  const said = [...threePeople, ...bodies];
  const report = buildReport({
    ...{ assessment: assessment(...said), questionnaire: questionnaire(controls), decisions: decided(controls, said) },
    ...{ checks: [], facts: undefined, today },
  });
  const made: Record<string, string> = Object.fromEntries(
    (await reportFiles(report, { formats: plainFormats })).map(({ name, content }) => [name, String(content)]),
  );
  return { report, made };
}

const company: EntryBody[] = [
  {
    ...{ type: 'policy', key: 'access-control' },
    record: { title: 'Access', approver: 'Ada', approvedOn: '2025-01-01', where: 'wiki' },
  },
  {
    ...{ type: 'vendor', key: 'aws' },
    record: {
      ...{ name: 'AWS', tier: 'critical', marketplace: true, report: { name: 'SOC 2', periodEnd: '2026-09-30' } },
      duties: [{ text: 'Rotate keys', control: 'CC5.3-a' }, { text: 'Second factor' }],
    },
  },
  { type: 'duty', key: 'users', record: { text: 'Remove users' } },
  { type: 'exception', key: '25-3', record: { text: 'Late leaver' } },
  { type: 'engagement', key: 'engagement', record: { auditor: 'Example CPAs' } },
  { type: 'description', criterion: 'DC1', done: true, text: 'We count sheep.' },
];

test('every register has its sheet, with what is short in the last column', async () => {
  const { made } = await files(...company);
  const rows = (name: string) => (made[name] ?? '').trimEnd().split('\r\n');
  assert.equal(
    rows('policies.csv')[1],
    'access-control,Access,,Ada,2025-01-01,,2026-01-01,wiki,,Access was due for review on 1 January 2026',
  );
  assert.match(rows('vendors.csv')[1] ?? '', /^aws,AWS,critical,.*,2026-09-30,2026-12-31,.*,yes,.*AWS has no owner;/);
  assert.deepEqual(rows('vendor-duties.csv'), ['vendor,duty,control', 'AWS,Rotate keys,CC5.3-a', 'AWS,Second factor,']);
  assert.match(rows('customer-duties.csv')[1] ?? '', /^users,Remove users,,,"?nothing says where/);
  assert.match(rows('prior-exceptions.csv')[1] ?? '', /^25-3,,,Late leaver,/);
  assert.match(rows('engagement.csv')[1] ?? '', /^engagement,Example CPAs,/);
  assert.match(made['description.csv'] ?? '', /^DC1,The services provided,done,We count sheep\.,,/m);
  for (const name of ['policies.csv', 'vendors.csv', 'customer-duties.csv', 'prior-exceptions.csv', 'engagement.csv']) {
    const [header = '', row = ''] = rows(name);
    const cells = row.replace(/"[^"]*"/g, 'x').split(',');
    assert.equal(cells.length, header.split(',').length, name);
  }
});

test('the Markdown names the registers, what is missing, and DC 1–9 with their status', async () => {
  const { report, made } = await files(...company);
  const text = made['report.md'] ?? '';
  for (const part of [
    '### Policies',
    '### Vendors',
    "### Customers' own duties",
    '### Exceptions',
    '### The engagement',
  ])
    assert.ok(text.includes(part), part);
  assert.match(text, /- Information security policy is not entered/);
  assert.match(text, /### DC1 The services provided: done\n\n> We count sheep\./);
  assert.match(text, /### DC6 [^\n]*: draft\n\n> Remove users\./);
  assert.match(text, /1 of 9 are done\./);
  assert.equal(missingEntries(report.registers, 'policy').length, 7);
  assert.match((await files()).made['report.md'] ?? '', /### Policies\n\nNothing is entered\./);
});

test('hostile text is inert in Markdown and in sheets', async () => {
  const bad = '=1+1|x](y)<script>\u001b[31m\u202e\n# head';
  const record = { title: bad, approver: bad, where: bad, version: bad };
  const { made } = await files(
    { type: 'policy', key: 'x', record },
    {
      ...{ type: 'vendor', key: 'v' },
      record: { name: bad, tier: 'critical', does: bad, method: 'carve-out', exit: bad, duties: [{ text: bad }] },
    },
    { type: 'duty', key: 'd', record: { text: bad, where: bad, control: bad } },
    { type: 'exception', key: bad, record: { text: bad } },
    { type: 'description', criterion: 'DC1', done: false, text: bad },
  );
  const section = /## Registers[\s\S]*?(?=\n## What AWS)/.exec(made['report.md'] ?? '')?.[0] ?? '';
  assert.ok(section.includes('script'), 'the text is there');
  assert.doesNotMatch(section, /<|\u001b|\u202e|[^\\]\]\(|^# head/m);
  for (const row of section.split('\n').filter((line) => line.startsWith('| x |')))
    assert.equal(row.replace(/\\\|/g, '').split('|').length, 8, row);
  for (const [name, content] of Object.entries(made)) {
    if (!name.endsWith('.csv')) continue;
    assert.doesNotMatch(content, /\u001b|\u202e/, name);
    assert.doesNotMatch(content, /(^|,|\n)"?=1/, name);
  }
});

test('the report as JSON holds the registers once and not the history', async () => {
  const report = JSON.parse((await files(...company)).made['report.json'] ?? '');
  assert.equal(report.registers.registers.vendor.aws.name, 'AWS');
  assert.equal(report.description.length, 9);
  assert.equal(report.history, undefined);
});

test('a workshop stands there with who came and the parking lot, what is open first; without one nothing does', async () => {
  const lot: EntryBody[] = [
    { type: 'participants', names: ['Fay Founder', 'Theo Tech'] },
    { type: 'park', text: 'done long ago' },
    { type: 'park', text: 'who owns <the> bucket?', control: 'CC5.3-a' },
  ];
  const { report } = await files(...lot);
  const [first] = report.workshop.parked;
  assert.ok(first);
  const { made } = await files(...lot, { type: 'parked', item: first.entry, outcome: 'Theo did it' });
  const text = made['report.md'] ?? '';
  const part = text.slice(text.indexOf('The workshop'));
  assert.match(part, /Fay Founder, Theo Tech/);
  assert.ok(part.indexOf('who owns &lt;the&gt; bucket?') < part.indexOf('Theo did it'));
  assert.match(part, /who owns [^|]*\| CC5\.3-a \| \w+ \| open/);
  assert.doesNotMatch((await files(...company)).made['report.md'] ?? '', /The workshop|parking lot/);
});
