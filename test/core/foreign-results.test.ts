/** Findings of other engines beside our own results (rule S-C7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { allChecks, checkById } from '../../checks/index.ts';
import { type Assessment, emptyAssessment } from '../../source/core/assessment.ts';
import type { Facts } from '../../source/core/facts.ts';
import type { CheckResult } from '../../source/core/finding.ts';
import type { Engine, ForeignFinding, LoadedFindings } from '../../source/core/foreign-findings.ts';
import { Gatherer } from '../../source/core/foreign-gather.ts';
import { foreignNotes, sourceSentence } from '../../source/core/foreign-words.ts';
import { checkResults } from '../../source/core/results.ts';
import { shippedQuestionnaire } from '../../source/workspace/content.ts';
import { account, bucket, denied, facts, now, ok } from '../checks/facts.ts';

const questionnaire = await shippedQuestionnaire();
const seenAt = new Date(Date.parse(now) - 86_400_000).toISOString();

function said(
  engine: Engine,
  ...findings: [id: string, status: ForeignFinding['status'], more?: Partial<ForeignFinding>][]
) {
  const gatherer = new Gatherer({ links: foreignLinks, accounts: [], from: '', to: '9' });
  for (const [id, status, more] of findings) {
    const base = { engine, id, account, region: 'eu-west-1', resource: `${id} resource`, status, seenAt };
    gatherer.take({ kind: 'finding', finding: { ...base, ...more } });
  }
  return gatherer.end().kept.map(
    (kept): LoadedFindings => ({
      kept,
      import: {
        ...{
          engine: kept.engine,
          from: 'file.json',
          findingsFile: 'f',
          sha256: 's',
          accounts: Object.keys(kept.regions),
        },
        ...{ read: 1, mapped: 1, unmapped: 0, oldest: seenAt, newest: seenAt },
      },
    }),
  );
}

function resultOf(
  check: string,
  imports: LoadedFindings[],
  scans: Facts[] = [],
  change: Partial<Assessment> = {},
): CheckResult {
  const known = checkById(check);
  assert.ok(known);
  const assessment = { ...emptyAssessment(), ...change };
  const elsewhere = { imports, links: foreignLinks };
  const [result] = checkResults({ scans, checks: [known], assessment, questionnaire, now, elsewhere });
  assert.ok(result);
  return result;
}

const attribution = { by: 'Ada', at: now, entry: 'e1' };
const scope = (id: string, ...value: string[]) => ({ scope: { [id]: { value, committed: true, ...attribution } } });
const good = () =>
  facts({ 's3.buckets': { global: ok([bucket('a', { versioning: ok({ status: 'Enabled', mfaDelete: false }) })]) } });
const bad = () =>
  facts({ 's3.buckets': { global: ok([bucket('b', { versioning: ok({ status: 'never', mfaDelete: false }) })]) } });
const unread = () => facts({ 's3.buckets': { global: denied('s3:ListBuckets') } });
const versioning = 's3_bucket_object_versioning';

describe('findings of other engines', () => {
  it('fill what our scan could not read, marked with source, date and expiry', () => {
    const passes = resultOf('s3-versioning', said('prowler', [versioning, 'pass']), [unread()]);
    assert.equal(passes.status, 'pass');
    assert.deepEqual(
      [passes.source?.engine, passes.source?.seen, passes.source?.from],
      ['prowler', seenAt, 'file.json'],
    );
    assert.deepEqual(
      passes.source?.insteadOf.map(({ operation }) => operation),
      ['s3:ListBuckets'],
    );
    assert.deepEqual([passes.unknown, passes.since], [[], undefined]);
    assert.match(
      sourceSentence(passes) ?? '',
      /^Found by Prowler \(s3_bucket_object_versioning\) as of .* counts until /,
    );
    const fails = resultOf(
      's3-versioning',
      said('prowler', [versioning, 'pass'], [versioning, 'fail', { resource: 'x' }]),
    );
    assert.deepEqual([fails.status, fails.passed, fails.total], ['fail', 1, 2]);
    assert.match(fails.resources[0]?.reason ?? '', /Prowler .* fails it, as of/);
    assert.deepEqual(
      foreignNotes([fails]).map(({ rule }) => rule),
      ['S-C7'],
    );
  });

  it('never stand over our own conclusion; a contradiction is shown', () => {
    const pass = resultOf('s3-versioning', said('prowler', [versioning, 'fail']), [good()]);
    assert.deepEqual([pass.status, pass.source, pass.elsewhere?.[0]?.disagrees], ['pass', undefined, true]);
    assert.match(foreignNotes([pass])[0]?.text ?? '', /said fail on .*; our own reading stands/);
    const fail = resultOf('s3-versioning', said('prowler', [versioning, 'pass']), [bad()]);
    assert.deepEqual([fail.status, fail.elsewhere?.[0]?.disagrees], ['fail', true]);
    const agreed = resultOf('s3-versioning', said('prowler', [versioning, 'pass']), [good()]);
    assert.deepEqual([agreed.status, agreed.elsewhere?.[0]?.disagrees], ['pass', false]);
  });

  it('of two engines the worse stands, and the other is shown', () => {
    const imports = [...said('prowler', [versioning, 'pass']), ...said('securityhub', ['S3.14', 'fail'])];
    const result = resultOf('s3-versioning', imports);
    assert.deepEqual([result.status, result.source?.engine], ['fail', 'securityhub']);
    assert.ok(result.elsewhere?.some(({ engine, disagrees }) => engine === 'prowler' && disagrees));
  });

  it('decide only as far as their mark goes', () => {
    for (const [check, engine, id, status, expected] of [
      ['s3-access-logging', 'securityhub', 'S3.9', 'pass', 'pass'],
      ['s3-access-logging', 'securityhub', 'S3.9', 'fail', 'unknown'],
      ['sg-no-ssh-from-internet', 'securityhub', 'EC2.13', 'fail', 'fail'],
      ['sg-no-ssh-from-internet', 'securityhub', 'EC2.13', 'pass', 'unknown'],
      ['access-keys-rotated', 'prowler', 'iam_rotate_access_key_90_days', 'pass', 'unknown'],
      ['access-keys-rotated', 'prowler', 'iam_rotate_access_key_90_days', 'fail', 'unknown'],
      ['root-mfa-enabled', 'config', 'root-account-mfa-enabled', 'unknown', 'unknown'],
    ] as const) {
      const result = resultOf(check, said(engine, [id, status]));
      assert.equal(result.status, expected, `${check} ${id} ${status}`);
      assert.equal(result.elsewhere?.length, 1, 'shown all the same');
      assert.ok(expected !== 'unknown' || result.elsewhere?.[0]?.why !== undefined);
    }
  });

  it('parts pass only together, and fail alone', () => {
    const [audit, slow] = [
      'opensearch_service_domains_audit_logging_enabled',
      'opensearch_service_domains_cloudwatch_logging_enabled',
    ];
    assert.equal(resultOf('opensearch-logs', said('prowler', [audit, 'pass'])).status, 'unknown');
    assert.equal(resultOf('opensearch-logs', said('prowler', [audit, 'pass'], [slow, 'pass'])).status, 'pass');
    assert.equal(resultOf('opensearch-logs', said('prowler', [audit, 'fail'])).status, 'fail');
  });

  it('silence on a region in scope is no pass; a fail is one all the same, with the rest unread', () => {
    const both = scope('regions', 'eu-west-1', 'us-east-1');
    const one = said('securityhub', ['DynamoDB.2', 'pass']);
    const silent = resultOf('dynamodb-pitr', one, [], both);
    assert.equal(silent.status, 'unknown');
    assert.match(silent.elsewhere?.[0]?.why ?? '', /says nothing of us-east-1/);
    const two = said('securityhub', ['DynamoDB.2', 'pass'], ['DynamoDB.2', 'pass', { region: 'us-east-1' }]);
    assert.equal(resultOf('dynamodb-pitr', two, [], both).status, 'pass');
    const failed = resultOf('dynamodb-pitr', said('securityhub', ['DynamoDB.2', 'fail']), [], both);
    assert.equal(failed.status, 'fail');
    assert.ok(failed.unknown.length > 0, 'the other region stays unread');
    // One trail answers for the account: no region needs a word of its own.
    assert.equal(
      resultOf('cloudtrail-multi-region', said('prowler', ['cloudtrail_multi_region_enabled', 'pass']), [], both)
        .status,
      'pass',
    );
  });

  it('count while inside the look-back, for accounts in scope, the latest import of an engine', () => {
    const old = said('prowler', [
      versioning,
      'pass',
      { seenAt: new Date(Date.parse(now) - 400 * 86_400_000).toISOString() },
    ]);
    const stale = resultOf('s3-versioning', old);
    assert.equal(stale.status, 'unknown');
    assert.match(stale.elsewhere?.[0]?.why ?? '', /older than the look-back/);
    const elsewhere = said('prowler', [versioning, 'pass', { account: '444455556666' }]);
    assert.equal(resultOf('s3-versioning', elsewhere, [], scope('accounts', account)).status, 'unknown');
    const later = [...said('prowler', [versioning, 'fail']), ...said('prowler', [versioning, 'pass'])];
    assert.equal(resultOf('s3-versioning', later).status, 'pass');
    const emptied = [...said('prowler', [versioning, 'pass']), ...said('prowler', ['iam_root_mfa_enabled', 'pass'])];
    assert.equal(resultOf('s3-versioning', emptied).status, 'unknown', 'a later import without it says nothing of it');
  });

  it('come before what a person recorded', () => {
    const manual = {
      ...{ check: 's3-versioning', status: 'pass' as const, evidence: 'looked', where: 'console' },
      ...{ date: now.slice(0, 10), expires: '2099-01-01', ...attribution },
    };
    assert.equal(resultOf('s3-versioning', [], [unread()], { manualResults: [manual] }).status, 'pass');
    const result = resultOf('s3-versioning', said('prowler', [versioning, 'fail']), [unread()], {
      manualResults: [manual],
    });
    assert.deepEqual([result.status, result.recorded], ['fail', undefined]);
  });

  it('leave every other check as it was', () => {
    const input = { scans: [], checks: allChecks, assessment: emptyAssessment(), questionnaire, now };
    const before = checkResults(input);
    const after = checkResults({
      ...input,
      elsewhere: { imports: said('prowler', ['not_a_check', 'pass']), links: foreignLinks },
    });
    assert.deepEqual(after, before);
  });
});
