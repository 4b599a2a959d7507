/** Findings as Prowler and Security Hub write them, and how they are counted. The samples are made by hand by the documented formats. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { Gatherer } from '../../source/core/foreign-gather.ts';
import { readFinding } from '../../source/core/foreign-read.ts';
import { plainLine } from '../../source/core/text.ts';

type Sample = Record<string, unknown>;
const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/findings/${name}`, import.meta.url), 'utf8'));
const prowler = sample('prowler.ocsf.json') as Sample[];
const hub = (sample('securityhub.asff.json') as { Findings: Sample[] }).Findings;

const rules = {
  links: foreignLinks,
  accounts: ['123456789012'],
  from: '2025-11-22T00:00:00.000Z',
  to: '2026-11-23T23:59:59.999Z',
};

function gathered(findings: readonly unknown[], change: Partial<typeof rules> = {}) {
  const gatherer = new Gatherer({ ...rules, ...change });
  for (const finding of findings) {
    const read = readFinding(finding);
    assert.ok(read.kind !== 'fault', JSON.stringify(read));
    gatherer.take(read);
  }
  return gatherer.end();
}

test('Prowler: every finding is in one count, and names are listed', () => {
  const { kept, unmapped, otherAccounts, ...counts } = gathered(prowler);
  assert.deepEqual(counts, { read: 16, mapped: 12, tooOld: 1, ahead: 0, archived: 0 });
  assert.deepEqual(unmapped, [
    { id: 'ec2_instance_older_than_specific_days', count: 1 },
    { id: 'iam_support_role_created', count: 1 },
  ]);
  assert.deepEqual(otherAccounts, [{ id: '999999999999', count: 1 }]);
  assert.deepEqual(
    kept.map(({ engine, version, regions }) => [engine, version, regions]),
    [['prowler', '5.13.0', { '123456789012': ['eu-west-1', 'us-east-1'] }]],
  );
  const versioning = kept[0]?.groups.find(({ id }) => id === 's3_bucket_object_versioning');
  assert.deepEqual(
    [versioning?.passed, versioning?.failed, versioning?.failing],
    [1, 1, ['arn:aws:s3:::acme-data']],
    'a muted failure is one',
  );
});

test('Security Hub: by control whatever the standard, archived and other products apart', () => {
  const { kept, unmapped, otherAccounts, ...counts } = gathered(hub);
  assert.deepEqual(counts, { read: 14, mapped: 9, tooOld: 1, ahead: 0, archived: 1 });
  assert.deepEqual(
    unmapped.map(({ id }) => id),
    ['GuardDuty arn:aws:guardduty:us-east-1:123456789012:detector/34def', 'Macie.1'],
  );
  assert.equal(otherAccounts.length, 1);
  const groups = kept[0]?.groups ?? [];
  assert.equal(groups.find(({ id }) => id === 'IAM.4')?.passed, 1, 'a finding from before consolidated controls');
  assert.equal(groups.find(({ id }) => id === 'Config.1')?.unknown, 1, 'WARNING is no conclusion');
  assert.equal(
    groups.find(({ id, region }) => id === 'EC2.2' && region === 'us-east-1')?.failed,
    1,
    'a suppressed failure is one',
  );
});

test('nothing of a file reaches a terminal as it is', () => {
  assert.ok(JSON.stringify(prowler).includes('\\u001b'), 'the sample holds an escape sequence');
  const texts: string[] = [];
  JSON.stringify(gathered([...prowler, ...hub]), (_, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  assert.ok(
    texts.some((text) => text.includes('<script>')),
    'the hostile resource is among them',
  );
  for (const text of texts) assert.equal(text, plainLine(text));
});

test('of two findings on one resource the later counts, and of one instant the worse', () => {
  const base = prowler.find((one) => (one.metadata as Sample).event_code === 'iam_root_mfa_enabled') ?? {};
  const at = (status_code: string, seconds: number): Sample => ({
    ...{ ...base, status_code, time: 1795255200 + seconds },
    finding_info: { ...(base.finding_info as Sample), created_time: 1795255200 + seconds },
  });
  const failed = (...findings: Sample[]) => gathered(findings).kept[0]?.groups[0]?.failed;
  assert.equal(failed(at('PASS', 60), at('FAIL', 0)), 0);
  assert.equal(failed(at('FAIL', 60), at('PASS', 0)), 1);
  assert.equal(failed(at('PASS', 0), at('FAIL', 0)), 1);
  assert.equal(failed(at('FAIL', 0), at('PASS', 0)), 1);
});

test('dates: seconds, milliseconds, ISO with and without a zone; ahead of the clock is counted apart', () => {
  const [base = {}] = prowler;
  const when = (time: unknown, time_dt?: unknown) => {
    const read = readFinding({ ...base, finding_info: {}, time, time_dt });
    return read.kind === 'finding' ? read.finding.seenAt : read.kind;
  };
  assert.equal(when(1795255200), '2026-11-21T10:00:00.000Z');
  assert.equal(when(1795255200000), '2026-11-21T10:00:00.000Z');
  assert.equal(when(undefined, '2026-11-21T10:00:00.123456'), '2026-11-21T10:00:00.123Z');
  assert.equal(when(undefined, '2026-11-21T10:00:00+02:00'), '2026-11-21T08:00:00.000Z');
  assert.equal(when('yesterday'), 'fault');
  assert.equal(gathered([base], { to: '2026-01-01' }).ahead, 1);
});

test('what is of another product or cloud is listed; what is of neither format is a fault', () => {
  const [base = {}] = prowler;
  const [asff = {}] = hub;
  const kind = (value: unknown) => readFinding(value).kind;
  assert.equal(kind({ ...base, class_uid: 2002 }), 'other');
  assert.equal(kind({ ...base, metadata: { event_code: 'x', product: { name: 'Other' } } }), 'other');
  assert.equal(kind({ ...base, cloud: { provider: 'azure', account: { uid: 'x' } } }), 'other');
  const ofProwler = readFinding({
    ...asff,
    GeneratorId: 'prowler-iam_root_mfa_enabled',
    Compliance: { Status: 'FAILED' },
  });
  assert.ok(
    ofProwler.kind === 'finding' &&
      ofProwler.finding.engine === 'prowler' &&
      ofProwler.finding.id === 'iam_root_mfa_enabled',
  );
  for (const wrong of [
    null,
    1,
    'x',
    [],
    {},
    { ...base, metadata: { product: { name: 'Prowler' } } },
    { ...base, cloud: {} },
    { ...asff, SchemaVersion: '2017-01-01' },
    { ...asff, AwsAccountId: 'x' },
  ])
    assert.equal(kind(wrong), 'fault', JSON.stringify(wrong)?.slice(0, 80));
});

test('Prowler 3 wrote another class of OCSF: its check, its status, and what is another product’s stays apart', () => {
  const older = (check: string, status: string): Sample => ({
    ...{ class_uid: 2001, status, status_id: 1, time: '2026-11-21T08:15:30.117' },
    metadata: { product: { name: 'Prowler', version: '3.16.0', feature: { uid: check, name: check } } },
    cloud: { account: { uid: '123456789012', name: '' }, provider: 'aws', region: 'us-east-1' },
    resources: [{ uid: 'arn:aws:iam::123456789012:root', name: 'root', region: 'us-east-1' }],
  });
  const { kept, unmapped } = gathered([
    older('iam_root_mfa_enabled', 'Success'),
    older('s3_bucket_object_versioning', 'Failure'),
    older('sns_topics_kms_encryption_at_rest_enabled', 'Other'),
    older('some_other_check', 'Success'),
    { class_uid: 2001, metadata: { product: { name: 'Security Hub' } } },
  ]);
  assert.deepEqual(
    kept.flatMap(({ version, groups }) =>
      groups.map(({ id, passed, failed, unknown }) => [version, id, passed, failed, unknown]),
    ),
    [
      ['3.16.0', 'iam_root_mfa_enabled', 1, 0, 0],
      ['3.16.0', 's3_bucket_object_versioning', 0, 1, 0],
      ['3.16.0', 'sns_topics_kms_encryption_at_rest_enabled', 0, 0, 1],
    ],
  );
  assert.deepEqual(unmapped.map(({ id }) => id).sort(), ['Security Hub class 2001', 'some_other_check']);
  assert.match(JSON.stringify(readFinding(older('', 'Success'))), /metadata\.product\.feature\.uid/);
});
