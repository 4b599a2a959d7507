/** GuardDuty, Config, keys, secrets, certificates. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkById } from '../../checks/index.ts';
import type { Facts, FactTypes } from '../../source/core/facts.ts';
import type { Certificate, ConfigRecorder, KmsKey, Secret } from '../../source/core/facts-detection.ts';
import { judge } from '../../source/core/judge.ts';
import { certificate, daysAhead, key, recorder, secret, without } from './detection-facts.ts';
import { daysAgo, denied, facts, ok, settings } from './facts.ts';
import { everywhere, here } from './network-facts.ts';
import { result, table } from './status.ts';

const refusedIn = (region: string, name: keyof FactTypes, operation: string, other: Facts) =>
  facts({ ...other.readings, [name]: { ...other.readings[name], [region]: denied(operation) } });

const keys = (...all: KmsKey[]) => facts(here('kms.keys', all, []));

table('kms-rotation', [
  ['on', 'pass', keys(key())],
  ['on, no dates', 'pass', keys(key({}, { enabled: true }))],
  ['off', 'fail', keys(key(), key({}, { enabled: false }))],
  ['AWS manages it', 'not-applicable', keys(key({ manager: 'AWS' }, null))],
  ['it signs', 'not-applicable', keys(key({ spec: 'RSA_2048' }, null))],
  ['its material is imported', 'not-applicable', keys(key({ origin: 'EXTERNAL' }, null))],
  ['disabled', 'not-applicable', keys(key({ state: 'Disabled' }, null))],
  ['no keys', 'not-applicable', keys()],
  ['AWS did not say', 'unknown', keys(key({}, {}))],
  ['AWS did not say whose', 'unknown', keys(key(ok({ state: 'Enabled' })))],
  ['the key shuts us out', 'unknown', keys(key(), key(denied('kms:DescribeKey')))],
  ['rotation denied', 'unknown', keys(key({}, denied('kms:GetKeyRotationStatus')))],
  ['one off, one denied', 'fail', keys(key({}, { enabled: false }), key(denied('kms:DescribeKey')))],
  ['denied in one region', 'unknown', refusedIn('eu-west-1', 'kms.keys', 'kms:ListKeys', keys(key()))],
]);

table('kms-not-pending-deletion', [
  ['in use', 'pass', keys(key())],
  ['disabled', 'pass', keys(key({ state: 'Disabled' }, null))],
  ['going', 'fail', keys(key(), key({ state: 'PendingDeletion', deletionAt: daysAhead(9) }, null))],
  ['a signing key going', 'fail', keys(key({ state: 'PendingDeletion', spec: 'ECC_NIST_P256' }, null))],
  ['going after its replicas', 'fail', keys(key({ state: 'PendingReplicaDeletion' }, null))],
  ['rotation denied does not matter', 'pass', keys(key({}, denied('kms:GetKeyRotationStatus')))],
  ['AWS manages it', 'not-applicable', keys(key({ manager: 'AWS' }, null))],
  ['denied', 'unknown', keys(key(denied('kms:DescribeKey')))],
]);

test('rotation is dated by the next one less the period, and deletion is never committed', () => {
  assert.equal(result('kms-rotation', keys(key())).since, daysAgo(300));
  assert.equal(result('kms-rotation', keys(key(), key({}, { enabled: true }))).since, undefined);
  const going = keys(key({ state: 'PendingDeletion', deletionAt: '2026-12-01T08:00:00Z' }, null));
  const { committed, resources } = result('kms-not-pending-deletion', going);
  assert.equal(committed, false);
  assert.equal(resources[0]?.reason, 'key-1 will be deleted on 2026-12-01.');
});

const secrets = (...all: Secret[]) => facts(here('secretsmanager.secrets', all, []));
const days = { 'secret-rotation-days': 60 };

table('secret-rotation-enabled', [
  ['on', 'pass', secrets(secret())],
  ['on, seldom, nothing committed', 'pass', secrets(secret({ everyDays: 365 }))],
  ['on, often enough', 'pass', secrets(secret()), days],
  ['on, too seldom', 'fail', secrets(secret({ everyDays: 61 })), days],
  ['by a rate, often enough', 'pass', secrets(without(secret({ schedule: 'rate(4 hours)' }), 'everyDays')), days],
  ['by a rate, too seldom', 'fail', secrets(without(secret({ schedule: 'rate(90 days)' }), 'everyDays')), days],
  ['by a calendar', 'pass', secrets(without(secret({ schedule: 'cron(0 4 1 * ? *)' }), 'everyDays'))],
  [
    'by a calendar, committed',
    'unknown',
    secrets(without(secret({ schedule: 'cron(0 4 1 * ? *)' }), 'everyDays')),
    days,
  ],
  ['off', 'fail', secrets(secret(), secret({ rotationEnabled: false }))],
  ['never set up', 'fail', secrets(without(secret(), 'rotationEnabled', 'everyDays'))],
  ['a copy', 'not-applicable', secrets(without(secret({ primaryRegion: 'eu-west-1' }), 'rotationEnabled'))],
  ['a service keeps it', 'not-applicable', secrets(without(secret({ owningService: 'events' }), 'rotationEnabled'))],
  ['a service rotates it', 'pass', secrets(secret({ owningService: 'rds' }))],
  ['none', 'not-applicable', secrets()],
  [
    'denied in one region',
    'unknown',
    refusedIn('eu-west-1', 'secretsmanager.secrets', 'secretsmanager:ListSecrets', secrets(secret())),
  ],
]);

table('secret-rotation-succeeds', [
  ['in time', 'pass', secrets(secret())],
  ['overdue', 'fail', secrets(secret({ nextRotationAt: daysAgo(1) }))],
  ['overdue and never done', 'fail', secrets(without(secret({ nextRotationAt: daysAgo(1) }), 'lastRotatedAt'))],
  ['a new schedule decides', 'pass', secrets(secret({ lastRotatedAt: daysAgo(90) }))],
  ['no next date, old', 'fail', secrets(without(secret({ lastRotatedAt: daysAgo(32) }), 'nextRotationAt'))],
  [
    'no next date, within the day of grace',
    'pass',
    secrets(without(secret({ lastRotatedAt: daysAgo(30.5) }), 'nextRotationAt')),
  ],
  ['no dates, old', 'fail', secrets(without(secret(), 'nextRotationAt', 'lastRotatedAt'))],
  ['the first still ahead', 'not-applicable', secrets(without(secret(), 'lastRotatedAt'))],
  ['off', 'not-applicable', secrets(secret({ rotationEnabled: false, nextRotationAt: daysAgo(1) }))],
  ['none', 'not-applicable', secrets()],
  [
    'denied in one region',
    'unknown',
    refusedIn('eu-west-1', 'secretsmanager.secrets', 'secretsmanager:ListSecrets', secrets(secret())),
  ],
]);

const certificates = (...all: Certificate[]) => facts(here('acm.certificates', all, []));

table('acm-certificate-expiry', [
  ['long', 'pass', certificates(certificate())],
  ['soon', 'fail', certificates(certificate(), certificate({ notAfter: daysAhead(20) }))],
  ['soon, by a longer notice', 'fail', certificates(certificate()), { 'certificate-notice-days': 150 }],
  [
    'soon, by a shorter notice',
    'pass',
    certificates(certificate({ notAfter: daysAhead(20) })),
    { 'certificate-notice-days': 10 },
  ],
  ['over', 'fail', certificates(certificate({ notAfter: daysAgo(1), status: 'EXPIRED' }))],
  ['revoked', 'fail', certificates(certificate({ status: 'REVOKED' }))],
  ['soon, but nothing uses it', 'not-applicable', certificates(certificate({ notAfter: daysAhead(2), inUse: false }))],
  ['never issued', 'not-applicable', certificates(without(certificate({ status: 'PENDING_VALIDATION' }), 'notAfter'))],
  ['none', 'not-applicable', certificates()],
  ['use left out', 'unknown', certificates(without(certificate(), 'inUse'))],
  ['end left out', 'unknown', certificates(without(certificate(), 'notAfter'))],
  [
    'denied',
    'unknown',
    refusedIn('eu-west-1', 'acm.certificates', 'acm:ListCertificates', certificates(certificate())),
  ],
]);

test('thirty days before the end of a certificate are nobody’s promise until scoping says so', () => {
  assert.equal(result('acm-certificate-expiry', certificates(certificate())).committed, false);
  const promised = { 'certificate-notice-days': 30 };
  assert.equal(result('acm-certificate-expiry', certificates(certificate()), promised).committed, true);
});

const detector = (status: string) => ({ id: 'd1', details: ok({ status, createdAt: daysAgo(300) }) });
const detectors = (...all: FactTypes['guardduty.detectors'][]) => {
  const [first = [], second = first] = all;
  return facts(here('guardduty.detectors', second, first));
};

table('guardduty-all-regions', [
  ['on', 'pass', detectors([detector('ENABLED')])],
  ['off in one region', 'fail', detectors([], [detector('ENABLED')])],
  ['suspended', 'fail', detectors([detector('DISABLED')])],
  ['off', 'fail', detectors([])],
  ['status left out', 'unknown', detectors([{ id: 'd1', details: ok({}) }])],
  ['details denied', 'unknown', detectors([{ id: 'd1', details: denied('guardduty:GetDetector') }])],
  [
    'denied in one region',
    'unknown',
    refusedIn('eu-west-1', 'guardduty.detectors', 'guardduty:ListDetectors', detectors([detector('ENABLED')])),
  ],
  [
    'regions could not be listed',
    'unknown',
    facts({ ...detectors([detector('ENABLED')]).readings, 'ec2.regions': { global: denied('ec2:DescribeRegions') } }),
  ],
]);

test('a region outside the scope needs no detector, and each region is a resource of its own', () => {
  const account = detectors([], [detector('ENABLED')]);
  const check = checkById('guardduty-all-regions');
  assert.ok(check);
  assert.equal(judge(check, account, settings({}, ['us-east-1'])).status, 'pass');
  const { passed, total, resources } = judge(check, account, settings());
  assert.deepEqual(
    [passed, total, resources.map(({ region, status }) => [region, status])],
    [
      1,
      2,
      [
        ['eu-west-1', 'fail'],
        ['us-east-1', 'pass'],
      ],
    ],
  );
});

const recorders = (...all: ConfigRecorder[]) => facts({ 'config.recorders': everywhere(all) });

table('config-recorder-all-regions', [
  ['recording', 'pass', recorders(recorder())],
  ['recording, in the API’s own spelling', 'pass', recorders(recorder({ lastStatus: 'Success' }))],
  ['stopped', 'fail', recorders(recorder({ recording: false }))],
  ['delivery fails', 'fail', recorders(recorder({ lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' }))],
  ['some types', 'fail', recorders(recorder({}, { allTypes: false }))],
  [
    'some types, status denied',
    'fail',
    recorders(recorder({}, { allTypes: false, status: denied('config:DescribeConfigurationRecorderStatus') })),
  ],
  ['types left out', 'fail', recorders(recorder({}, { allTypes: false, excluded: ['AWS::IAM::User'] }))],
  ['none', 'fail', recorders()],
  ['none in one region', 'fail', facts(here('config.recorders', [recorder()], []))],
  ['nothing delivered yet', 'unknown', recorders(recorder({ lastStatus: 'PENDING' }))],
  ['no status', 'unknown', recorders(recorder({}, { status: ok(null) }))],
  [
    'status denied',
    'unknown',
    recorders(recorder({}, { status: denied('config:DescribeConfigurationRecorderStatus') })),
  ],
  ['types not said', 'unknown', recorders(without(recorder(), 'allTypes'))],
  ['stopped, types not said', 'fail', recorders(without(recorder({ recording: false }), 'allTypes'))],
  [
    'denied',
    'unknown',
    refusedIn('eu-west-1', 'config.recorders', 'config:DescribeConfigurationRecorders', recorders(recorder())),
  ],
]);

test('recording is dated by its last start', () => {
  assert.equal(result('config-recorder-all-regions', recorders(recorder())).since, daysAgo(200));
});
