// Policy starters filled from an assessment: people, values, rhythms, and what is still open.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import { type FilledPart, type FilledPolicy, fillPolicies } from '../../source/core/policy-fill.ts';
import { type PolicyStarter, type PolicyStarters, strayBraces, textParts } from '../../source/core/policy-starter.ts';
import type { Questionnaire } from '../../source/core/questionnaire.ts';
import { assessment, control, questionnaire, threePeople, today } from './sample.ts';

const starter: PolicyStarter = {
  id: 'access-control',
  title: 'Access control policy',
  purpose: 'What {company} gives to whom.',
  serves: { criteria: ['CC6.1'], controls: ['CC6.1-keys'] },
  owner: 'SEC',
  approver: 'CEO',
  cadence: { every: 'year', onEvent: ['incident'] },
  sections: [
    {
      heading: 'Keys',
      text: [
        '{role:OPS} replaces keys after {value:key-age}. The {role:LEGAL} is told.',
        'Reviewed {runs:CC6.1-keys}.',
      ],
      decide: ['Name the tool.'],
      auditor: 'Ages of keys.',
    },
    { heading: 'More keys', text: ['Again {value:key-age}, and {value:admins}.'], decide: [], auditor: 'A list.' },
  ],
};
const starters: PolicyStarters = {
  policies: [starter, { ...starter, id: 'privacy', title: 'Privacy', when: { scope: 'categories', is: 'privacy' } }],
  policyFrame: { before: [], after: [] },
};

const asked: Questionnaire = {
  ...questionnaire([control('CC6.1-keys', { cadence: { every: 'quarter', onEvent: ['joiner'], continuous: true } })]),
};
asked.scoping = [
  ...asked.scoping,
  { id: 'company', ask: 'Name?', why: '', type: 'text', group: 'first' },
  {
    id: 'key-age',
    ask: 'How old?',
    why: '',
    type: 'number',
    unit: 'days',
    default: 90,
    group: 'commitments',
    commitment: true,
  },
  { id: 'admins', ask: 'Who?', why: '', type: 'list', group: 'commitments', commitment: true },
  {
    id: 'policy-review-months',
    ask: 'How often?',
    why: '',
    type: 'number',
    unit: 'months',
    group: 'commitments',
    commitment: true,
  },
  {
    ...{ id: 'categories', ask: 'Which?', why: '', type: 'choices', group: 'first' },
    options: [
      { value: 'privacy', label: 'Privacy' },
      { value: 'availability', label: 'Availability' },
    ],
  },
];

function filled(...bodies: EntryBody[]): FilledPolicy {
  const { policies } = fillPolicies({ starters, questionnaire: asked, assessment: assessment(...bodies), today });
  assert.ok(policies[0]);
  return policies[0];
}

const said = (parts: readonly FilledPart[] = []) =>
  parts.map(({ text, open }) => text + (open === undefined ? '' : ` [${open}]`)).join('');
const boxes = (policy: FilledPolicy) =>
  [...policy.sections.flatMap(({ decisions }) => decisions), ...policy.roleDecisions].map(
    ({ text, taken }) => `${taken ? 'x' : '-'} ${said(text)}`,
  );
const keyAge = (value: number, committed: boolean): EntryBody => ({
  type: 'scope',
  question: 'key-age',
  value,
  committed,
});

describe('placeholders', () => {
  it('split a text, and leave no brace behind', () => {
    assert.deepEqual(textParts('{company} and {role:SEC}.'), [
      { kind: 'company', id: '' },
      { kind: 'text', text: ' and ' },
      { kind: 'role', id: 'SEC' },
      { kind: 'text', text: '.' },
    ]);
    assert.equal(strayBraces('{company} is fine'), undefined);
    assert.match(strayBraces('a {rule:SEC} here') ?? '', /^\{rule:SEC\}/);
    assert.match(strayBraces('open { here') ?? '', /^\{ here/);
  });
});

describe('filling', () => {
  it('an empty assessment: everything is there, and everything is open', () => {
    const policy = filled();
    assert.equal(said(policy.purpose), 'What Assessment gives to whom.');
    const [keys, more] = policy.sections;
    assert.equal(
      said(keys?.text[0]),
      'OPS [nobody named yet] replaces keys after 90 days [offered, not committed yet]. The LEGAL [nobody named yet] is told.',
    );
    assert.equal(said(keys?.text[1]), 'Reviewed quarterly and at each joiner.');
    assert.equal(
      said(more?.text[0]),
      'Again 90 days [offered, not committed yet], and the list that is to be made [not decided yet].',
    );
    assert.deepEqual(boxes(policy), [
      '- Name the tool.',
      '- Commit to an answer (key-age): How old? Offered: 90 days.',
      '- Commit to an answer (admins): Who?',
      '- Name who is the SEC.',
      '- Name who is the CEO.',
      '- Name who is the OPS.',
      '- Name who is the LEGAL.',
    ]);
    assert.deepEqual([policy.open, policy.taken], [7, 0]);
    assert.equal(policy.review, 'yearly, at each incident');
  });

  it('a committed value binds and ticks its box once; one that is only given does not', () => {
    const given = filled(keyAge(1, false));
    assert.match(said(given.sections[0]?.text[0]), /after 1 day \[not committed yet\]/);
    assert.ok(boxes(given).includes('- Commit to an answer (key-age): How old? Given: 1 day.'));
    const committed = filled(keyAge(60, true));
    assert.match(said(committed.sections[0]?.text[0]), /after 60 days\. The/);
    assert.deepEqual(
      boxes(committed).filter((box) => box.includes('How old?')),
      ['x How old? 60 days.'],
    );
    assert.equal(committed.taken, 1);
  });

  it('people are found behind their hats, and one who writes does not approve', () => {
    const policy = filled(...threePeople, { type: 'scope', question: 'company', value: 'Acme' });
    assert.equal(policy.company, 'Acme');
    // At three people the security hat is the CTO's.
    assert.deepEqual(policy.owner.holders, ['Theo Tech']);
    assert.deepEqual(policy.approver.holders, ['Fay Founder']);
    assert.ok(!boxes(policy).some((box) => /^- Name who/.test(box)));
    const alone = filled(
      { type: 'scope', question: 'headcount', value: '1-5' },
      { type: 'person', name: 'Solo', roles: ['CEO', 'CTO'] },
    );
    assert.ok(boxes(alone).some((box) => /^- Solo would approve what they wrote/.test(box)));
  });

  it('somebody who left holds no role', () => {
    const policy = filled({ type: 'person', name: 'Gone', roles: ['SEC'], left: '2026-01-31' });
    assert.deepEqual(policy.owner.holders, []);
  });

  it('a committed time between reviews takes the place of the rhythm', () => {
    const policy = filled({ type: 'scope', question: 'policy-review-months', value: 6, committed: true });
    assert.equal(policy.review, 'every 6 months, at each incident');
  });

  it('leaves out what scoping says is not needed, and only then', () => {
    const ids = (...bodies: EntryBody[]) => {
      const all = fillPolicies({ starters, questionnaire: asked, assessment: assessment(...bodies), today });
      return [all.policies.map(({ id }) => id), all.leftOut.map(({ id }) => id)];
    };
    const both = ['access-control', 'privacy'];
    assert.deepEqual(ids(), [both, []]);
    assert.deepEqual(ids({ type: 'scope', question: 'categories', value: ['privacy'] }), [both, []]);
    assert.deepEqual(ids({ type: 'scope', question: 'categories', value: ['availability'] }), [
      ['access-control'],
      ['privacy'],
    ]);
  });
});
