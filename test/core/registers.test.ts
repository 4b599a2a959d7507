/** The registers: what is kept, what is short in them, and how that becomes gaps without touching the score. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold } from '../../source/core/assessment.ts';
import { addDays } from '../../source/core/calendar.ts';
import { type Entry, type EntryBody, entryVersion } from '../../source/core/entry.ts';
import type { PolicyRecord, VendorRecord } from '../../source/core/register-entry.ts';
import { expectedPolicies, knownPolicies, registerControls } from '../../source/core/register-known.ts';
import { policyDueOn } from '../../source/core/register-policies.ts';
import { offeredVendors, reportCoversUntil } from '../../source/core/register-vendors.ts';
import { registerFaults } from '../../source/core/registers.ts';
import starters from '../../source/generated/policies.json' with { type: 'json' };
import shipped from '../../source/generated/questionnaire.json' with { type: 'json' };
import { answered, assessment, control, decided, policies, threePeople, today } from './sample.ts';

const controls = [control('CC6.2-leavers'), control('CC6.1-mfa')];
const faults = (...bodies: EntryBody[]) =>
  registerFaults({ assessment: assessment(...bodies), questionnaire: { controls }, today });
const texts = (register: string, ...bodies: EntryBody[]) =>
  faults(...bodies).flatMap((fault) => (fault.register === register ? [`${fault.kind}: ${fault.text}`] : []));

const policy = (record: Partial<PolicyRecord>, key = 'access-control'): EntryBody => ({
  ...{ type: 'policy', key },
  record: { title: 'Access', approver: 'Ada', approvedOn: '2026-06-01', where: 'wiki', ...record },
});
const whole: VendorRecord = {
  ...{ name: 'Zendesk', tier: 'critical', owner: 'Ada', exit: 'Export and delete.' },
  report: { name: 'SOC 2', type: 'SOC 2 Type 2', periodStart: '2025-10-01', periodEnd: '2026-09-30' },
  ...{ reviewedBy: 'Ada', reviewedOn: '2026-11-01' },
  duties: [{ text: 'Remove leavers', control: 'CC6.2-leavers' }],
  agreements: [{ kind: 'dpa', date: '2026-01-01', where: 'contract' }],
};
const vendor = (record: Partial<VendorRecord>, key = 'zendesk'): EntryBody => ({
  ...{ type: 'vendor', key },
  record: { ...whole, ...record },
});
const aws = vendor({ name: 'AWS' }, 'aws');
const without = (name: keyof VendorRecord): EntryBody => {
  const { [name]: _left, ...rest } = whole;
  return { type: 'vendor', key: 'zendesk', record: rest as VendorRecord };
};

test('the last record of a key counts; null takes it off; undo brings it back', () => {
  const of = (...bodies: EntryBody[]) => Object.keys(assessment(...bodies).registers.policy);
  assert.deepEqual(of(policy({}), policy({}, 'backup')), ['access-control', 'backup']);
  const gone: EntryBody = { type: 'policy', key: 'access-control', record: null };
  assert.deepEqual(of(policy({}), gone), []);
  assert.deepEqual(of(policy({}), gone, { type: 'undo', undoes: 'e1' }), ['access-control']);
  const kept = assessment(policy({ version: '1' }), policy({ version: '2' })).registers.policy['access-control'];
  assert.equal(kept?.version, '2');
  assert.equal(kept?.by, 'Ada');
  assert.equal(kept?.entry, 'e1');
});

test('keys such as constructor are keys like any other, and two copies fold alike in any order', () => {
  const bodies = ['constructor', 'toString', 'a'].map((key) => vendor({}, key));
  assert.deepEqual(Object.keys(assessment(...bodies).registers.vendor), ['constructor', 'toString', 'a']);
  const entries = ['a', 'b', 'a', 'c'].map((key, index): Entry => {
    const base = { v: entryVersion, id: `e${index}`, replica: index % 2 ? 'r' : 's', seq: 1 + (index % 3) };
    return {
      ...base,
      at: '2026-11-01T09:00:00Z',
      by: 'Ada',
      questionnaire: 'q',
      ...vendor({ name: `V${index}` }, key),
    };
  });
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: 4 }), (mixed) =>
      assert.deepEqual(fold(mixed).registers, fold(entries).registers),
    ),
  );
});

test('the policies that are expected and not entered are missing, by their own control', () => {
  const missing = faults().filter(({ register }) => register === 'policy');
  assert.deepEqual(
    missing.map(({ key, kind }) => `${kind} ${key}`),
    expectedPolicies(assessment()).map(({ id }) => `missing ${id}`),
  );
  assert.equal(missing.length, 8);
  assert.equal(missing.find(({ key }) => key === 'incident-response')?.controls[0], 'CC7.4-plan');
  const privacy: EntryBody = { type: 'scope', question: 'categories', value: ['privacy'] };
  assert.deepEqual(texts('policy', ...policies, privacy), ['missing: Privacy policy for staff is not entered']);
  assert.deepEqual(texts('policy', ...policies), []);
});

const policyCases: [string, Partial<PolicyRecord>, string[]][] = [
  ['due today is not overdue', { nextReview: today }, []],
  ['due yesterday is', { nextReview: addDays(today, -1) }, ['overdue: Access was due for review on 30 November 2026']],
  [
    'twelve months after its approval',
    { approvedOn: '2025-11-30' },
    ['overdue: Access was due for review on 30 November 2026'],
  ],
  ['a review moves it', { approvedOn: '2024-01-01', reviewedOn: '2026-05-01' }, []],
  ['a next review that was held says nothing', { nextReview: '2026-02-01', reviewedOn: '2026-03-01' }, []],
  [
    'a review to come is none',
    { approvedOn: '2025-01-01', reviewedOn: '2027-01-01' },
    ['overdue: Access was due for review on 1 January 2026'],
  ],
  ['no approver', { approver: ' ' }, ['incomplete: nothing says who approved Access']],
  [
    'approved tomorrow',
    { approvedOn: '2026-12-02' },
    ['incomplete: the approval of Access lies ahead, on 2 December 2026'],
  ],
  ['nowhere to be read', { where: '' }, ['incomplete: nothing says where to read Access']],
  ['part of another', { partOf: 'information-security', approver: '' }, []],
  [
    'part of nothing',
    { partOf: 'nothing' },
    ['incomplete: Access is said to be part of "nothing", which is no policy of its own in the register'],
  ],
  [
    'part of itself',
    { partOf: 'access-control' },
    ['incomplete: Access is said to be part of "access-control", which is no policy of its own in the register'],
  ],
];

for (const [name, record, expected] of policyCases)
  test(`policy: ${name}`, () => assert.deepEqual(texts('policy', ...policies, policy(record)), expected));

test('a committed rhythm is the latest; one merely offered is used where no day is entered; nonsense is not used', () => {
  const due = (record: Partial<PolicyRecord>, value?: number, committed = false) => {
    const scope: EntryBody[] =
      value === undefined ? [] : [{ type: 'scope', question: 'policy-review-months', value, committed }];
    const made = assessment(policy(record), ...scope);
    return policyDueOn({ title: 'A', approvedOn: '2026-06-01', ...record }, made, today);
  };
  assert.equal(due({}), '2027-06-01');
  assert.equal(due({}, 6), '2026-12-01');
  assert.equal(due({ nextReview: '2028-01-01' }, 6), '2028-01-01');
  assert.equal(due({ nextReview: '2028-01-01' }, 6, true), '2026-12-01');
  assert.equal(due({}, 1e12), '2027-06-01');
});

test('vendors: AWS is the first that is missed, then what scoping names, however it is written', () => {
  const saas: EntryBody = {
    type: 'scope',
    question: 'saas',
    value: ['Zendesk', 'AWS', ' zendesk ', 'Google Workspace', ''],
  };
  assert.deepEqual(
    offeredVendors(assessment(saas)).map(({ id }) => id),
    ['aws', 'zendesk', 'google-workspace'],
  );
  const entered = assessment(
    saas,
    vendor({ name: 'Amazon Web Services (EMEA)' }, 'amazon'),
    vendor({ name: 'ZenDesk' }, 'support'),
  );
  assert.deepEqual(
    offeredVendors(entered).map(({ id }) => id),
    ['google-workspace'],
  );
  assert.deepEqual(texts('vendor'), ['missing: vendor Amazon Web Services is not entered']);
});

const vendorCases: [string, EntryBody, string[]][] = [
  ['complete', vendor({}), []],
  ['no owner', without('owner'), ['incomplete: Zendesk has no owner']],
  ['no report', without('report'), ['incomplete: Zendesk has no report, and nothing says what stands for it']],
  ['no report, and why', vendor({ report: undefined as never, noReport: 'Questionnaire answered.' }), []],
  ['unread', without('reviewedBy'), ['incomplete: nobody has read the report of Zendesk yet']],
  [
    'read in the future',
    vendor({ reviewedOn: '2026-12-02' }),
    ['incomplete: nobody has read the report of Zendesk yet'],
  ],
  [
    'read long ago',
    vendor({ reviewedOn: '2025-11-30' }),
    ['overdue: the report of Zendesk was last read on 30 November 2025'],
  ],
  [
    'out of its period',
    vendor({ report: { name: 'SOC 2', periodEnd: '2026-08-31' } }),
    ['overdue: the report of Zendesk, bridge letter included, reaches to 30 November 2026 only'],
  ],
  ['bridged', vendor({ report: { name: 'SOC 2', periodEnd: '2026-06-30', bridgeUntil: today } }), []],
  ['no period', vendor({ report: { name: 'SOC 2' } }), ['incomplete: the report of Zendesk has no period']],
  [
    'duties not listed',
    without('duties'),
    ["incomplete: the duties that Zendesk's report leaves to you are not listed"],
  ],
  ['no duties at all', vendor({ duties: [] }), []],
  [
    'duties without a control',
    vendor({ duties: [{ text: 'A' }, { text: 'B', control: 'CC0-x' }] }),
    [
      'incomplete: the duty "A" from Zendesk has no control',
      'incomplete: the duty "B" from Zendesk names control CC0-x, which is not in the questionnaire',
    ],
  ],
  ['no agreement', without('agreements'), ['incomplete: no agreement with Zendesk is entered']],
  [
    'personal and health data',
    vendor({ handles: ['personal', 'health'] }),
    ['incomplete: no business associate addendum with Zendesk, which handles health data'],
  ],
  ['no way out', without('exit'), ['incomplete: nothing says how to leave Zendesk']],
  ['no way out, important only', vendor({ tier: 'important', exit: '' }), []],
  [
    'neither critical nor important',
    { type: 'vendor', key: 'x', record: { name: 'Lunch', tier: 'other', owner: 'Ada' } },
    [],
  ],
];

for (const [name, entry, expected] of vendorCases)
  test(`vendor: ${name}`, () => assert.deepEqual(texts('vendor', aws, entry), expected));

test('a bridge letter is taken for granted for three months, as rule S-I1 has it, and a longer one counts', () => {
  assert.equal(reportCoversUntil({ name: 'r' }), undefined);
  assert.equal(reportCoversUntil({ name: 'r', periodEnd: '2026-03-31' }), '2026-06-30');
  assert.equal(reportCoversUntil({ name: 'r', periodEnd: '2026-03-31', bridgeUntil: '2026-04-30' }), '2026-06-30');
  assert.equal(reportCoversUntil({ name: 'r', periodEnd: '2026-09-30' }), '2026-12-31', 'October to December');
  assert.equal(reportCoversUntil({ name: 'r', periodEnd: '2026-03-31', bridgeUntil: '2026-09-30' }), '2026-09-30');
});

test('duties of customers: none, unpublished, tied to nothing', () => {
  assert.deepEqual(texts('duty'), ['missing: no duty that the report leaves to customers is entered']);
  const duty = (where?: string, id?: string): EntryBody => ({
    ...{ type: 'duty', key: 'users' },
    record: { text: 'Remove users', ...(where && { where }), ...(id && { control: id }) },
  });
  assert.deepEqual(texts('duty', duty('terms', 'CC6.2-leavers')), []);
  assert.deepEqual(texts('duty', duty()), [
    'incomplete: nothing says where customers read the duty "Remove users"',
    'incomplete: the customers\' duty "Remove users" has no control',
  ]);
});

test('exceptions of a prior report: unanswered, open, late, fixed without anything to show', () => {
  const exception = (record: object): EntryBody => ({
    ...{ type: 'exception', key: '25-3' },
    record: { text: 'Late leaver', control: 'CC6.2-leavers', ...record },
  });
  assert.deepEqual(texts('exception', exception({ response: 'Automated.', fixedOn: '2026-11-01', evidence: 'x' })), []);
  assert.deepEqual(texts('exception', exception({ fixedOn: '2026-11-01', evidence: 'x' })), [
    'incomplete: exception 25-3 has no answer from management',
  ]);
  assert.deepEqual(texts('exception', exception({ response: 'a', fixedOn: '2026-11-01' })), [
    'incomplete: exception 25-3 is said to be fixed, and nothing shows it',
  ]);
  assert.deepEqual(texts('exception', exception({ response: 'a', due: today })), [
    'incomplete: exception 25-3 is open, to be fixed by 1 December 2026',
  ]);
  assert.deepEqual(texts('exception', exception({ response: 'a', due: '2026-11-30' })), [
    'overdue: exception 25-3 was to be fixed by 30 November 2026',
  ]);
  assert.deepEqual(faults(exception({ response: 'a' })).find(({ register }) => register === 'exception')?.controls, [
    'CC6.2-leavers',
    'CC4.2-a',
  ]);
});

test('the engagement: an auditor ninety days before the first date; papers when they are due', () => {
  const deadline = (value: string): EntryBody => ({ type: 'scope', question: 'deadline', value });
  const engagement = (record: object): EntryBody => ({ type: 'engagement', key: 'engagement', record });
  assert.deepEqual(texts('engagement', deadline(addDays(today, 91))), []);
  assert.deepEqual(texts('engagement', deadline(addDays(today, 90))), [
    'missing: no auditor is chosen, and the deadline is on 1 March 2027',
  ]);
  assert.deepEqual(texts('engagement', deadline('soon')), []);
  assert.deepEqual(texts('engagement', engagement({ auditor: 'CPA', fieldwork: '2026-12-01' })), [
    "missing: management's assertion is not drafted, and fieldwork has begun",
  ]);
  assert.deepEqual(texts('engagement', engagement({ auditor: 'CPA', report: '2026-11-30', assertion: 'signed' })), [
    'overdue: the letter of representation is not signed',
  ]);
  assert.deepEqual(texts('engagement', engagement({ fieldwork: '2027-01-01', auditor: 'CPA' })), []);
});

const policyControl = control('CC5.3-a');
const late = [...policies, policy({ nextReview: '2026-11-30' })];
const inPlace = [...threePeople, ...answered('CC5.3-a', 4, 2), ...answered('CC6.1-mfa', 4, 2)];

test('a control on target gets a row of its own, at the end, that changes no figure and no date', () => {
  const set = [policyControl, control('CC6.1-mfa')];
  const before = decided(set, [...inPlace, ...policies]);
  const after = decided(set, [...inPlace, ...late]);
  assert.deepEqual(before.gaps, []);
  assert.deepEqual(after.score, before.score);
  assert.equal(after.gaps.length, 1);
  const [gap] = after.gaps;
  assert.equal(gap?.id, 'gap:CC5.3-a');
  assert.equal(gap?.cause, 'overdue register entry');
  assert.equal(gap?.reason, 'In the registers: Access was due for review on 30 November 2026.');
  assert.deepEqual([gap?.points, gap?.blocks, gap?.key, gap?.severity], [0, false, true, 'medium']);
  assert.equal(gap?.registers?.[0]?.due, '2026-11-30');
  const [item] = after.plan.items;
  assert.equal(item?.id, 'plan:CC5.3-a');
  assert.equal(item?.effort, 'XS');
  assert.equal(after.plan.keyControlsInPlaceOn, today);
});

test('a control that is short keeps its cause and place, and its reason goes on; N/A gets no row', () => {
  const short = decided([policyControl], [...threePeople, ...answered('CC5.3-a', 0), ...late]);
  assert.equal(short.gaps.length, 1);
  assert.equal(short.gaps[0]?.cause, 'missing');
  assert.equal(
    short.gaps[0]?.reason,
    'Not in place: Nothing. In the registers: Access was due for review on 30 November 2026.',
  );
  const na: EntryBody = {
    ...{ type: 'answer', control: 'CC5.3-a' },
    answer: { level: 'not-applicable', reason: 'r', text: 't', approver: 'Fay Founder', reviewOn: '2027-06-01' },
  };
  const aside = decided(
    [policyControl, control('CC5.3-b')],
    [...threePeople, na, ...answered('CC5.3-b', 4, 2), ...late],
  );
  assert.deepEqual(aside.gaps, []);
  assert.equal(aside.registerFaults.filter(({ register }) => register === 'policy').length, 1);
});

test('three faults are told, the rest counted; where the own control is not asked, the key control of the register takes it', () => {
  const { gaps } = decided([policyControl], [...threePeople, ...answered('CC5.3-a', 4, 2)]);
  assert.equal(gaps[0]?.registers?.length, 8);
  assert.match(gaps[0]?.reason ?? '', /^In the registers: (?:[^;]+; ){3}5 more\.$/);
});

test('every control that a register names is in the shipped questionnaire', () => {
  const ids = new Set(shipped.controls.map(({ id }) => id));
  for (const id of [...knownPolicies.map((known) => known.control), ...Object.values(registerControls).flat()])
    assert.ok(ids.has(id), id);
});

test('the policies it knows are those with a starter, by the same ids and titles', () => {
  const own = (list: readonly { id: string; title: string }[]) => list.map(({ id, title }) => `${id}: ${title}`).sort();
  assert.deepEqual(own(knownPolicies), own(starters.policies));
});
