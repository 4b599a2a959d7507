/** Patterns of EventBridge and of metric filters, asked about events. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventMatches } from '../../source/core/event-pattern.ts';
import { filterPattern } from '../../source/core/filter-pattern.ts';
import { findingsPassed } from '../../source/core/finding-events.ts';

const event = {
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Finding',
  detail: { severity: 8, type: 'Policy:IAMUser/Root', list: ['a', 'b'], items: [{ name: 'x' }, { name: 'y' }] },
};

test('EventBridge patterns', () => {
  const cases: [unknown, boolean][] = [
    [{ source: ['aws.guardduty'] }, true],
    [{ source: ['aws.ec2', 'aws.guardduty'] }, true],
    [{ source: ['aws.ec2'] }, false],
    [{ source: [{ prefix: 'aws.' }] }, true],
    [{ source: [{ suffix: 'duty' }] }, true],
    [{ source: [{ 'anything-but': 'aws.ec2' }] }, true],
    [{ source: [{ 'anything-but': ['aws.ec2', 'aws.guardduty'] }] }, false],
    [{ source: [{ 'anything-but': { prefix: 'aws.g' } }] }, false],
    [{ source: [{ 'equals-ignore-case': 'AWS.GuardDuty' }] }, true],
    [{ source: [{ wildcard: 'aws.*duty' }] }, true],
    [{ source: [{ wildcard: 'aws.*hub' }] }, false],
    [{ detail: { severity: [{ numeric: ['>=', 7] }] } }, true],
    [{ detail: { severity: [{ numeric: ['>=', 4, '<', 7] }] } }, false],
    [{ detail: { severity: [7, 8, 9] } }, true],
    [{ detail: { nothing: [{ exists: false }] } }, true],
    [{ detail: { nothing: [{ exists: true }] } }, false],
    [{ detail: { severity: [{ exists: true }] } }, true],
    [{ detail: { list: ['b'] } }, true],
    [{ detail: { list: ['c'] } }, false],
    [{ detail: { items: { name: ['y'] } } }, true],
    [{ $or: [{ source: ['aws.ec2'] }, { 'detail-type': ['GuardDuty Finding'] }] }, true],
    [{ source: [{ cidr: '10.0.0.0/8' }] }, false],
    [{ source: 'aws.guardduty' }, false],
    ['text', false],
  ];
  for (const [pattern, expected] of cases)
    assert.equal(eventMatches(pattern, event), expected, JSON.stringify(pattern));
});

test('which findings a rule lets through', () => {
  const place = { account: '111122223333', region: 'eu-west-1' };
  const cases: [object | undefined, string[]][] = [
    [{ source: ['aws.guardduty'] }, ['guardduty']],
    [{ source: ['aws.guardduty'], detail: { severity: [{ numeric: ['>=', 7] }] } }, ['guardduty']],
    [{ source: ['aws.guardduty'], detail: { severity: [{ numeric: ['<', 4] }] } }, []],
    [{ source: ['aws.guardduty'], detail: { type: [{ prefix: 'UnauthorizedAccess:' }] } }, []],
    [{ source: ['aws.guardduty'], account: ['111122223333'] }, ['guardduty']],
    [{ source: ['aws.guardduty'], account: ['999988887777'] }, []],
    [{ source: ['aws.securityhub'] }, ['guardduty-in-hub', 'hub']],
    [
      { 'detail-type': ['Security Hub Findings - Imported'], detail: { findings: { ProductName: ['GuardDuty'] } } },
      ['guardduty-in-hub'],
    ],
    [{ source: ['aws.securityhub'], detail: { findings: { Compliance: { Status: ['FAILED'] } } } }, ['hub']],
    [
      {
        source: ['aws.securityhub'],
        detail: { findings: { Severity: { Label: ['HIGH', 'CRITICAL'] }, Workflow: { Status: ['NEW'] } } },
      },
      ['guardduty-in-hub', 'hub'],
    ],
    [{ source: [{ prefix: 'aws.' }] }, ['guardduty', 'guardduty-in-hub', 'hub']],
    [{ source: ['aws.ec2'] }, []],
    [undefined, []],
  ];
  for (const [pattern, expected] of cases) {
    assert.deepEqual(findingsPassed(pattern && JSON.stringify(pattern), place), expected, JSON.stringify(pattern));
  }
  assert.deepEqual(findingsPassed('{', place), []);
});

const record = {
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
  eventType: 'AwsApiCall',
  count: 5,
  mfa: true,
  nothing: null,
};

test('metric filter patterns', () => {
  const cases: [string, boolean | undefined][] = [
    ['{ $.userIdentity.type = "Root" }', true],
    ['{$.userIdentity.type=Root}', true],
    [
      '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
      true,
    ],
    ['{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }', false],
    ['{ $.userIdentity.type = "IAMUser" || $.userIdentity.type = "Root" }', true],
    ['{ $.userIdentity.type = "IAMUser" || $.userIdentity.type = "Root" && $.count > 9 }', false],
    ['{ ($.userIdentity.type = "IAMUser" || $.userIdentity.type = "Root") && $.count >= 5 }', true],
    ['{ $.userIdentity.arn = "arn:aws:iam::*:root" }', true],
    ['{ $.userIdentity.arn = "*:user/*" }', false],
    ['{ $.userIdentity.type = %^Ro+t$% }', true],
    ['{ $.userIdentity.type = %Admin% }', false],
    ['{ $["userIdentity"]["type"] = "Root" }', true],
    ['{ $.count = 5 }', true],
    ['{ $.count < 5 }', false],
    ['{ $.count <= 5 }', true],
    ['{ $.mfa IS TRUE }', true],
    ['{ $.mfa IS FALSE }', false],
    ['{ $.nothing IS NULL }', true],
    ['{ $.eventType EXISTS }', true],
    ['{ $.missing != "x" }', true],
    ['{ $.eventType not exists }', false],
    ['ERROR', undefined],
    ['', undefined],
    ['{ }', undefined],
    ['{ $.a = }', undefined],
    ['{ ($.a = 1 }', undefined],
    ['{ $.a = 1 ) }', undefined],
    ['{ $.a IS MAYBE }', undefined],
    ['{ $.a > high }', undefined],
    ['{ $.a = %(% }', undefined],
  ];
  for (const [pattern, expected] of cases) assert.equal(filterPattern(pattern)?.(record), expected, pattern);
});
