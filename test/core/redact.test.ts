import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allChecks } from '../../checks/index.ts';
import { judgeAll } from '../../source/core/judge.ts';
import { Redactor } from '../../source/core/redact.ts';
import { facts, ok, settings } from '../checks/facts.ts';
import { demoFacts } from './demo.ts';

test('nothing that tells whose account it is stays in the results; what was concluded stays', () => {
  const scan = demoFacts();
  const results = judgeAll(scan, allChecks, settings());
  const shown = new Redactor([scan]).results(results);
  const text = JSON.stringify(shown);
  assert.doesNotMatch(text, new RegExp(scan.account));
  // Every resource that a person named, wherever it is mentioned.
  for (const { resources } of results)
    for (const { id } of resources.filter((resource) => !scan.regions.includes(resource.id)))
      if (/[-\d]/.test(id) && id.length > 5) assert.ok(!text.includes(`"${id}"`), id);
  for (const reading of Object.values(scan.readings['s3.buckets'] ?? {}))
    if (reading.state === 'ok') for (const { name } of reading.data) assert.ok(!text.includes(name), name);
  for (const reading of Object.values(scan.readings['iam.authorization-details'] ?? {}))
    if (reading.state === 'ok')
      for (const { name } of reading.data.users) assert.doesNotMatch(text, new RegExp(`\\b${name}\\b`));
  const bare = (list: typeof results) => list.map(({ check, status, passed, total }) => [check, status, passed, total]);
  assert.deepEqual(bare(shown), bare(results));
});

test('the same input has the same alias everywhere, two inputs have two', () => {
  const redactor = new Redactor([facts({})]);
  const line =
    'arn:aws:iam::111122223333:role/deploy trusts arn:aws:iam::444455556666:root from 10.1.2.3/24 and 10.1.2.3';
  const out = redactor.text(line);
  assert.equal(out, redactor.text(line));
  assert.match(
    out,
    /^arn:aws:iam::(account-\d):role\/name-\d trusts arn:aws:iam::(?!\1)account-\d:root from (ip-\d)\/24 and \2$/,
  );
  assert.ok(redactor.text('account 444455556666').endsWith(/arn:aws:iam::(account-\d):root/.exec(out)?.[1] ?? '?'));
});

test('a name of several words, and one at the end of a sentence, go whole', () => {
  const group = { id: 'sg-0a1b2c3d4e', name: 'Payroll of Berne', ingress: [], egress: [] };
  const redactor = new Redactor([facts({ 'ec2.security-groups': { 'us-east-1': ok([group]) } })]);
  assert.equal(
    redactor.text('Payroll of Berne (sg-0a1b2c3d4e) is open, says Payroll of Berne.'),
    'name-1 (sg-1) is open, says name-1.',
  );
  assert.equal(redactor.text('Payroll of Bernese'), 'Payroll of Bernese');
});

test('what is nobody’s secret stays', () => {
  const redactor = new Redactor([facts({})]);
  for (const text of [
    'It opens tcp 22 to 0.0.0.0/0 and ::/0.',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'cloudtrail.amazonaws.com may write in eu-west-1 since 2026-11-21T10:00:00Z.',
    'root',
    '12 of 14 at 10:30:00',
  ])
    assert.equal(redactor.resource(text), text);
});

test('no account id, key or address is left in any text', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }).map((d) => d.join(''));
  const secret = fc.oneof(
    digits,
    fc.ipV4().filter((ip) => !ip.startsWith('0.0.0.0') && !ip.startsWith('128.0.0.0')),
  );
  fc.assert(
    fc.property(secret, fc.constantFrom('', ' ', '(', '"', ', '), (value, around) => {
      const out = new Redactor([]).text(`seen${around || ' '}${value}${around}, again ${value}.`);
      assert.ok(!out.includes(value), out);
    }),
  );
});

test('account ids in every dress, buckets in addresses, and names that are kept as keys or lists, go', () => {
  const tables = { 'eu-west-1': ok(['pairing-codes', 'release']) };
  const recovery = { 'eu-west-1': ok({ 'device-shadows': ok(true), 'pairing-codes': ok(null) }) };
  const scan = {
    ...facts({ 'dynamodb.tables': tables, 'dynamodb.point-in-time-recovery': recovery }),
    account: '111122223333',
  };
  const redactor = new Redactor([scan], 'Each release is approved.');
  for (const [text, expected] of [
    ['out_444455556666_x.json', 'out_account-N_x.json'],
    ['acct111122223333', 'acctaccount-N'],
    ['1111-2222-3333', 'account-N'],
    ['s3://acme-logs/a.csv', 's3://name-N/a.csv'],
    ['https://s3.eu-west-1.amazonaws.com/acme-logs/a', 'https://host-N/name-N/a'],
    ['https://acme.awsapps.com/start', 'https://host-N/start'],
    ['by_AKIAIOSFODNN7EXAMPLE_', 'by_key-N_'],
    ['Nothing saves device-shadows or pairing-codes.', 'Nothing saves name-N or name-N.'],
    ['Each release waits.', 'Each release waits.'],
  ] as const)
    assert.equal(redactor.text(text).replace(/-\d+/g, '-N'), expected);
  assert.equal(redactor.text('1111-2222-3333'), redactor.text('111122223333'), 'one alias for both ways to write it');
  const hash = `${'ab12'.repeat(12)}0123456789012345`;
  assert.equal(redactor.text(hash), hash, 'digits inside a hash are no account');
  const known = redactor.text('111122223333');
  assert.deepEqual(Object.keys(redactor.value({ 'acct 111122223333': 'x', level: 'y' })), [`acct ${known}`, 'level']);
  const result = {
    ...{ check: 'x', severity: 'high' as const, criteria: [], committed: false, status: 'fail' as const },
    ...{ passed: 0, total: 1, unknown: [] },
    resources: [{ id: 'release', region: 'eu-west-1', status: 'fail' as const, reason: 'Nothing saves release.' }],
  };
  assert.doesNotMatch(JSON.stringify(redactor.results([result])), /release/, 'in a result the word is the name');
  const account = '444455556666';
  const where = `drive/${account}.png`;
  const recorded = { by: 'Ada', evidence: `seen in ${account}`, where, date: '2026-11-01', expires: '2027-11-01' };
  const denied = { operation: 'iam:GetAccountSummary', region: 'global', reason: 'No.', account };
  const byHand = { ...result, recorded: { ...recorded, insteadOf: [{ ...denied, kind: 'denied' as const }] } };
  assert.doesNotMatch(JSON.stringify(redactor.results([byHand])), /4444/, 'nor in what somebody recorded');
});
