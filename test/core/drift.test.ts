import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import { drift } from '../../source/core/drift.ts';
import type { Facts } from '../../source/core/facts.ts';
import { judge } from '../../source/core/judge.ts';
import { bucket, denied, facts, ok, settings } from '../checks/facts.ts';

const check = checkById('s3-default-encryption');
assert.ok(check);

function side(scan: Facts) {
  assert.ok(check);
  return { facts: scan, results: [judge(check, scan, settings())] };
}

const plain = { encryption: ok(null) };
const buckets = (...list: ReturnType<typeof bucket>[]) => side(facts({ 's3.buckets': { global: ok(list) } }));
const kinds = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) =>
  drift(a, b).map(({ kind, resource }) => `${kind} ${resource ?? 'check'}`);

test('new, fixed and gone', () => {
  const before = buckets(bucket('a', plain), bucket('b'), bucket('gone', plain));
  const after = buckets(bucket('a'), bucket('b', plain), bucket('made', plain));
  assert.deepEqual(kinds(before, after), ['new b', 'new made', 'fixed a', 'fixed gone']);
  assert.deepEqual(drift(before, before), []);
});

test('what one side could not read is neither fixed nor new', () => {
  const failing = buckets(bucket('a', plain));
  const unread = side(facts({ 's3.buckets': { global: denied('s3:ListBuckets') } }));
  assert.deepEqual(kinds(failing, unread), ['cannot compare a']);
  assert.deepEqual(kinds(unread, failing), ['cannot compare a']);
  const partly = buckets(bucket('a', { encryption: denied('s3:GetBucketEncryption') }));
  assert.deepEqual(kinds(failing, partly), ['cannot compare a']);
  assert.deepEqual(kinds(buckets(bucket('a')), unread), ['cannot compare check']);
});

test('a check that now applies has changed', () => {
  assert.deepEqual(kinds(buckets(), buckets(bucket('a'))), ['changed check']);
});
