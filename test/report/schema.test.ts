/** report.json is what its published schema says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { reportSchema } from '../../scripts/report-schema.ts';
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
