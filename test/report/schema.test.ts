/** report.json is what its published schema says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { reportSchema } from '../../scripts/report-schema.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { Redactor } from '../../source/core/redact.ts';
import { safeJson } from '../../source/core/safe-json.ts';
import { redactedReport } from '../../source/report/redact.ts';
import { demoFacts } from '../core/demo.ts';
import { hostile, hostileEntries } from '../hostile.ts';
import { demoReport, reportDay, reportOf } from './sample-report.ts';

const day = /^\d{4}-\d\d-\d\d$/;
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  formats: { date: day, 'date-time': (value: string) => !Number.isNaN(Date.parse(value)) },
});
const published = JSON.parse(
  readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
) as typeof reportSchema;
const validate = ajv.compile(published);

function assertValid(report: unknown, name: string): void {
  validate(JSON.parse(safeJson(report)));
  assert.deepEqual(
    (validate.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`),
    [],
  );
}

test('the schema that is published is that of this version', () => {
  assert.deepEqual(published, JSON.parse(JSON.stringify(reportSchema)), 'run node scripts/report-schema.ts');
});

test('the reports of the sample company, of an empty workspace and of hostile words are valid', async () => {
  const demo = await demoReport();
  assertValid(demo, 'sample');
  const redacted = redactedReport(demo, new Redactor([demoFacts()]));
  assertValid(redacted, 'redacted');
  assert.doesNotMatch(safeJson({ ...redacted, checks: [] }), /123456789012|example-robotics-legacy-assets/);
  assertValid(await reportOf([]), 'empty');
  const text = hostile.filter((one) => one.length < 1000).join(' ');
  assertValid(await reportOf(hostileEntries(text, 'CC6.1-mfa', reportDay)), 'hostile');
});

/** Members that the schema says nothing of, by path; a member described as any object or value holds what it likes. */
function undescribed(schema: Schema, value: unknown, path: string, found: Set<string>): Set<string> {
  const definitions = published.$defs as Record<string, Schema>;
  const known = schema.$ref === undefined ? schema : (definitions[schema.$ref.replace('#/$defs/', '')] ?? {});
  if (Array.isArray(value)) {
    const { items } = known;
    if (items !== undefined) for (const one of value) undescribed(items, one, `${path}[]`, found);
  } else if (typeof value === 'object' && value !== null && (known.properties || known.additionalProperties)) {
    for (const [name, one] of Object.entries(value)) {
      const own = known.properties && Object.hasOwn(known.properties, name) ? known.properties[name] : undefined;
      const member = own ?? known.additionalProperties;
      if (member === undefined) found.add(`${path}.${name}`);
      else if (typeof member === 'object') undescribed(member, one, `${path}.${name}`, found);
    }
  }
  return found;
}

interface Schema {
  $ref?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | true;
}

test('with overrides, exceptions, findings of other engines, lists and a workshop it is valid, and nothing is left undescribed', async () => {
  const on = reportDay;
  const more: EntryBody[] = [
    { type: 'override', of: 'weight', control: 'CC1.1-a', value: 3, reason: 'it matters here' },
    { type: 'override', of: 'constant', constant: 'operation-l3', value: 0.5, reason: 'strict' },
    { type: 'override', of: 'judgement', control: 'CC6.1-mfa', value: 2, reason: 'seen' },
    {
      ...{ type: 'approved-exception', control: 'CC6.1-mfa' },
      exception: { text: 'old phone', approver: 'Kim', approvedOn: on, expires: '2027-03-01', checks: [] },
    },
    { type: 'participants', names: ['Kim', 'Tove'] },
    { type: 'park', text: 'who owns the old bucket?', control: 'CC6.1-mfa' },
    {
      ...{ type: 'plan', item: 'plan:CC1.2-b', state: 'accepted', reason: 'too dear', on },
      ...{ until: '2027-06-01', approver: 'Kim', cost: '9,000 EUR' },
    },
    { type: 'acknowledge', person: 'Kim Halloran', version: '0', on },
    { type: 'columns', sheet: 'plan', row: 'plan:CC1.2-b', values: { 'Ticket no.': 'A-1' } },
  ];
  const made = await demoReport(more);
  const [first] = made.decisions.results;
  assert.ok(first);
  const from = 'prowler.json';
  const said = {
    engine: 'prowler' as const,
    ids: ['x'],
    seen: '2026-11-30T00:00:00.000Z',
    expires: '2027-11-30',
    from,
  };
  const elsewhere = { ...said, said: 'pass' as const, counts: 'pass' as const, passed: 1, total: 1, disagrees: false };
  const told = { ...first, source: { ...said, insteadOf: [] }, elsewhere: [elsewhere] };
  const whole = { ...made, decisions: { ...made.decisions, results: [told, ...made.decisions.results.slice(1)] } };
  const changed = [
    { file: 'q.yaml', control: 'X', title: 'X', kind: 'changed', fields: [], released: [], reason: 'r' },
  ];
  const reports: [string, unknown][] = [
    ['whole', whole],
    ['empty', await reportOf([])],
    ['hostile', await reportOf(hostileEntries('x', 'CC6.1-mfa', reportDay))],
    ['custom', { ...made, questionnaireChanges: changed }],
  ];
  for (const [name, report] of reports) {
    assertValid(report, name);
    const left = undescribed(published as Schema, JSON.parse(safeJson(report)), '', new Set());
    assert.deepEqual([...left], [], name);
  }
  assert.equal(made.workshop.parked.length, 1);
});

test('every member of the report is described, and a wrong one is found', async () => {
  const report = JSON.parse(safeJson(await demoReport())) as Record<string, unknown>;
  const { properties } = published as { properties: Record<string, unknown> };
  assert.deepEqual(
    Object.keys(report).filter((name) => !Object.hasOwn(properties, name)),
    [],
  );
  for (const name of Object.keys(report)) {
    if (name === 'scan' || name === 'comparison') continue;
    const { [name]: _, ...without } = report;
    assert.equal(validate(without), false, name);
  }
  assert.equal(
    validate({ ...report, series: [{ id: 'CC1', title: 'x', bar: { evidenced: 'much' }, criteria: [] }] }),
    false,
  );
});
