import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCsv } from '../../source/aws/collectors/csv.ts';
import { credentialRows } from '../../source/aws/collectors/iam-credential-report.ts';
import { policyDocument } from '../../source/aws/collectors/policy-document.ts';
import { instant, MalformedAnswerError, omitAbsent } from '../../source/aws/collectors/values.ts';

const header =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

test('a credential report: root row, N/A, no_information, not_supported, quoted cells', () => {
  const rows = credentialRows(
    [
      header,
      '<root_account>,arn:aws:iam::123456789012:root,2020-01-02T03:04:05+00:00,not_supported,no_information,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A',
      '"ann, the first",arn:aws:iam::123456789012:user/ann,2021-01-01T00:00:00+00:00,true,2026-11-01T10:00:00+00:00,2026-01-01T00:00:00Z,N/A,false,true,2026-02-01T00:00:00+02:00,no_information,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A',
    ].join('\n'),
  );
  assert.deepEqual(rows[0], {
    user: '<root_account>',
    arn: 'arn:aws:iam::123456789012:root',
    createdAt: '2020-01-02T03:04:05.000Z',
    mfaActive: true,
    keys: [{ active: false }, { active: false }],
  });
  assert.deepEqual(rows[1], {
    user: 'ann, the first',
    arn: 'arn:aws:iam::123456789012:user/ann',
    createdAt: '2021-01-01T00:00:00.000Z',
    passwordEnabled: true,
    passwordLastUsedAt: '2026-11-01T10:00:00.000Z',
    passwordLastChangedAt: '2026-01-01T00:00:00.000Z',
    mfaActive: false,
    keys: [{ active: true, lastRotatedAt: '2026-01-31T22:00:00.000Z' }, { active: false }],
  });
});

test('a report without a column we need is malformed, never silently clean', () => {
  assert.throws(() => credentialRows('user,arn\nann,arn:x'), MalformedAnswerError);
  assert.throws(() => credentialRows(`${header}\nann,arn:x`), /mfa_active/);
  assert.deepEqual(credentialRows(header), []);
});

test('comma-separated text with quotes, doubled quotes and line ends inside', () => {
  assert.deepEqual(parseCsv('a,"b ""x"",\n y"\r\n\r\nc,\n'), [
    ['a', 'b "x",\n y'],
    ['c', ''],
  ]);
  assert.deepEqual(parseCsv(''), []);
});

test('policy documents, encoded or plain; anything else is an error', () => {
  const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'a:b', Resource: '100% ü+' } };
  assert.deepEqual(policyDocument(encodeURIComponent(JSON.stringify(document))), document);
  assert.deepEqual(policyDocument(JSON.stringify(document)), document);
  for (const bad of [undefined, '', '{', '%7B', '%E0%A4%A', '[]', '"x"', 'null', '{}']) {
    assert.throws(() => policyDocument(bad), MalformedAnswerError, String(bad));
  }
});

test('values: instants in UTC, absent stays absent', () => {
  assert.equal(instant(new Date(0)), '1970-01-01T00:00:00.000Z');
  assert.equal(instant('nonsense'), undefined);
  assert.deepEqual(omitAbsent({ a: 0, b: undefined, c: '' }), { a: 0, c: '' });
});
