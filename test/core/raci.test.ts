import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Raci, RaciFinding } from '../../source/core/decision.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { criteria } from '../../source/core/framework.ts';
import { selectControls } from '../../source/core/input-selection.ts';
import type { Control } from '../../source/core/questionnaire.ts';
import { makeRaci } from '../../source/core/raci.ts';
import { versionFor } from '../../source/core/raci-agreement.ts';
import { type LintInput, lintRaci } from '../../source/core/raci-rules.ts';
import type { RoleSetBody } from '../../source/core/role-set.ts';
import { shippedQuestionnaire } from '../../source/workspace/content.ts';
import { classify } from '../../source/workspace/entry-shape.ts';
import { demo } from './demo.ts';
import { assessment, control, questionnaire, roles, threePeople, today } from './sample.ts';

const make = (controls: Control[], ...bodies: EntryBody[]): Raci =>
  makeRaci({ controls, assessment: assessment(...bodies), questionnaire: questionnaire(controls), today });

const fired = (findings: RaciFinding[], rule: string) => findings.filter((finding) => finding.rule === rule);

/** Ten controls of five criteria, so that shares mean something. */
const ten = Array.from({ length: 10 }, (_, index) =>
  control(`CC${1 + (index % 5)}.1-${index}`, { raci: { R: ['OPS'], A: 'CTO', C: ['SEC'], I: ['all staff'] } }),
);

/** A matrix nobody can complain of, to be broken one way at a time. */
function sound(): LintInput {
  const people = ['Ada', 'Bea', 'Cem', 'Dov'];
  const rows: LintInput['rows'] = ten.map(({ id, criterion, title }, index) => ({
    control: id,
    criterion,
    title,
    cells: {
      [people[index % 4] ?? '']: ['A'],
      [people[(index + 1) % 4] ?? '']: ['R'],
      [people[(index + 2) % 4] ?? '']: ['C'],
      'all staff': ['I'],
    },
    standIn: people[(index + 2) % 4] ?? '',
    cadence: 'yearly',
  }));
  return {
    rows,
    parties: [
      ...people.map((name) => ({ name, kind: 'person' as const, roles: [] })),
      { name: 'CTO', kind: 'role', roles: ['CTO'] },
      { name: 'BOARD', kind: 'body', roles: ['BOARD'] },
      { name: 'all staff', kind: 'group', roles: [] },
      { name: 'AWS', kind: 'outside', roles: ['AWS'] },
    ],
    assessment: assessment(
      ...people.flatMap((name): EntryBody[] => [
        { type: 'person', name, roles: [] },
        { type: 'acknowledge', person: name, version: versionFor(name, rows), on: today },
      ]),
      { type: 'channel', party: 'all staff', text: 'the #security channel' },
    ),
    wearers: () => [],
    headCount: 60,
    today,
  };
}

test('the sound matrix breaks no rule', () => {
  assert.deepEqual(lintRaci(sound()), []);
});

/** Each rule, the one change that breaks it, and what the message must name. */
const breaks: [rule: string, severity: RaciFinding['severity'], spoil: (input: LintInput) => void, says: RegExp][] = [
  [
    'R1',
    'error',
    ({ rows: [row] }) => Object.assign(row?.cells ?? {}, { Cem: ['A'] }),
    /Ada and Cem all answer for CC1\.1-0/,
  ],
  ['R1', 'error', ({ rows: [row] }) => delete row?.cells.Ada, /Nobody answers for CC1\.1-0/],
  ['R2', 'error', ({ rows: [row] }) => delete row?.cells.Bea, /Nobody does CC1\.1-0/],
  [
    'R3',
    'error',
    ({ rows: [row] }) => {
      if (row) row.cells = { CTO: ['A'], Bea: ['R'] };
    },
    /nobody holds that role: name a person/,
  ],
  [
    'R3',
    'error',
    ({ rows: [row] }) => {
      if (row) row.cells = { BOARD: ['A'], Bea: ['R'] };
    },
    /without a named chair/,
  ],
  [
    'R3',
    'error',
    ({ rows: [row] }) => {
      if (row) row.cells = { 'all staff': ['A'], Bea: ['R'] };
    },
    /is a group or a name nobody entered/,
  ],
  [
    'R4',
    'info',
    ({ rows: [row] }) => {
      if (row) row.cells = { Ada: ['R', 'A'], Cem: ['C'] };
    },
    /Ada alone does and answers for 1 control\b/,
  ],
  [
    'R5',
    'warning',
    ({ rows: [row] }) => Object.assign(row?.cells ?? {}, { Dov: ['C'], Eli: ['C'], Fay: ['C'] }),
    /4 people are asked/,
  ],
  [
    'R5',
    'warning',
    ({ rows }) => {
      for (const row of rows) row.cells.Eli = ['C'];
    },
    /Eli is asked first on 10 of 10/,
  ],
  [
    'R7',
    'error',
    ({ rows: [row] }) => {
      if (row) Object.assign(row, { criterion: 'CC8.1', cells: { Ada: ['R', 'A'], Cem: ['C'] } });
    },
    /^Making changes and approving them both rest with Ada/,
  ],
  [
    'R8',
    'warning',
    ({ rows }) => {
      for (const row of rows) row.cells = { Ada: ['A'], Bea: ['R'] };
    },
    /Ada answers for 10 of 10 controls, more than 40 %/,
  ],
  [
    'R6',
    'info',
    ({ assessment: said }) => {
      delete said.agreements.channels['all staff'];
    },
    /^Nobody says how all staff hears/,
  ],
  [
    'R6',
    'info',
    ({ assessment: said }) => {
      said.agreements.channels['all staff'] = 'the weekly meeting';
    },
    /is a message, not a meeting/,
  ],
  [
    'R10',
    'error',
    ({ rows: [row] }) => {
      // They are the only two who evaluate: R on the two rows of CC4.1.
      if (row) row.cells = { Ada: ['R', 'A'], Bea: ['R'] };
    },
    /^Ada and Bea evaluate controls and run CC1\.1-0: let somebody else test these/,
  ],
  [
    'R12',
    'warning',
    ({ assessment: said }) => {
      delete said.agreements.acknowledged.Dov;
    },
    /^Dov has not acknowledged the matrix yet/,
  ],
  [
    'R12',
    'info',
    ({ assessment: said }) => {
      said.agreements.acknowledged = {};
    },
    /^The matrix is a proposal: none of the 4 people/,
  ],
  [
    'R12',
    'warning',
    ({ rows: [row] }) => {
      // Only Ada's part changes: her stand-in is still Cem.
      if (row) row.cells.Ada = ['R', 'A'];
    },
    /^Ada acknowledged other rows on 2026-12-01/,
  ],
  [
    'R13',
    'warning',
    ({ rows: [row] }) => Object.assign(row?.cells ?? {}, { Cem: ['R'], Dov: ['R'], Eli: ['R'], Fay: ['R'] }),
    /^More than 4 people do CC1\.1-0/,
  ],
  [
    'R13',
    'warning',
    ({ assessment: said }) => {
      for (const person of ['Ada', 'Bea']) said.raci.push({ control: 'CC1.1-0', person, role: 'A', standIn: false });
    },
    /^Ada and Bea were each made accountable for CC1\.1-0/,
  ],
  ['R9', 'warning', ({ rows: [row] }) => delete row?.standIn, /Nobody stands in for Ada on 1 control\b/],
  [
    'R11',
    'error',
    ({ rows: [row] }) => {
      if (row) row.cells = { AWS: ['A'], Bea: ['R'] };
    },
    /AWS is outside the company/,
  ],
  [
    'R14',
    'error',
    (input) => {
      const [ada] = input.assessment.people;
      if (ada) ada.left = '2026-11-30';
    },
    /Ada left on 2026-11-30 and is still on 7 controls/,
  ],
];

for (const [rule, severity, spoil, says] of breaks)
  test(`${rule} fires: ${says.source.replaceAll(/\\b|\\/g, '')}`, () => {
    const input = sound();
    if (rule === 'R5')
      input.parties = [
        ...input.parties,
        ...['Eli', 'Fay'].map((name) => ({ name, kind: 'person' as const, roles: [] })),
      ];
    spoil(input);
    const findings = fired(lintRaci(input), rule);
    assert.equal(findings.length, 1, JSON.stringify(lintRaci(input)));
    assert.equal(findings[0]?.severity, severity);
    assert.match(findings[0]?.message ?? '', says);
  });

test('R8 leaves two thirds at fifteen people and everything under ten', () => {
  const spoiled = (headCount: number) => {
    const input = sound();
    for (const row of input.rows.slice(0, 6)) row.cells = { Ada: ['A'], Bea: ['R'] };
    for (const row of input.rows.slice(6)) row.cells = { Bea: ['A'], Cem: ['R'] };
    return fired(lintRaci({ ...input, headCount }), 'R8').length;
  };
  assert.deepEqual([spoiled(60), spoiled(15), spoiled(4)], [1, 0, 0]);
});

/** The pairs across rows and in a row, on the small company of section 2.1. */
const everyPair = [
  ['CC3.2', 'SEC', 'CTO'],
  ['CC4.1', 'GRC', 'CTO'],
  ['CC4.2', 'GRC', 'CTO'],
  ['CC5.3', 'GRC', 'CEO'],
  ['CC6.1', 'OPS', 'CTO'],
  ['CC6.2', 'IT', 'CTO'],
  ['CC6.3', 'OPS', 'CTO'],
  ['CC7.2', 'OPS', 'CTO'],
  ['CC7.4', 'SEC', 'CTO'],
  ['CC7.5', 'OPS', 'CTO'],
  ['CC8.1', 'ENG', 'CTO'],
  ['CC1.4', 'PEOPLE', 'PEOPLE_LEAD'],
].map(([criterion, R = '', A = '']) => control(`${criterion}-x`, { raci: { R: [R], A, C: ['LEGAL'], I: [] } }));

test('three people: the six unavoidable conflicts are found, warn, and each takes a compensating control', () => {
  const { findings } = make(everyPair, ...threePeople);
  assert.deepEqual(
    fired(findings, 'R7').map(({ pair, severity }) => [pair, severity]),
    [3, 5, 7, 8, 9, 10].map((pair) => [pair, 'warning']),
  );
  assert.ok(
    fired(findings, 'R7').every(
      ({ message }) => message.includes('Theo Tech') && message.includes('compensating control'),
    ),
  );
  const waiver = (rule: string, expires: string): EntryBody => ({
    type: 'waiver',
    rule,
    control: 'CC6.3-x',
    text: 'Fay reviews the rows of Theo',
    approver: 'Olga Outside',
    expires,
  });
  const waived = fired(make(everyPair, ...threePeople, waiver('R7.3', '2027-06-01')).findings, 'R7');
  assert.deepEqual(
    waived
      .filter(({ waived: text }) => text !== undefined)
      .map(({ pair, severity, waived: text }) => [pair, severity, text]),
    [[3, 'info', 'Fay reviews the rows of Theo (Olga Outside, until 2027-06-01)']],
  );
  assert.equal(waived.length, 6);
  const expired = fired(make(everyPair, ...threePeople, waiver('R7.3', '2026-11-30')).findings, 'R7').find(
    ({ pair }) => pair === 3,
  );
  assert.equal(expired?.waived, undefined);
  assert.match(expired?.message ?? '', /ran out on 2026-11-30/);
  // A waiver of another pair on the same control is not this one's.
  assert.equal(
    make(everyPair, ...threePeople, waiver('R7.2', '2027-06-01')).findings.find(({ pair }) => pair === 3)?.waived,
    undefined,
  );
});

test('an evaluator who runs some controls is no conflict while a second one is free of each', () => {
  const R = (id: string, ...roles: string[]) => control(id, { raci: { R: roles, A: 'CEO', C: [], I: [] } });
  const conflict = (...controls: Control[]) =>
    fired(make(controls, ...scoped('15')).findings, 'R7').some(({ pair }) => pair === 5);
  const apart = [R('CC6.1-a', 'SEC'), R('CC6.7-b', 'OPS'), R('CC4.1-a', 'SEC'), R('CC4.1-b', 'OPS')];
  assert.equal(conflict(...apart), false);
  assert.equal(conflict(...apart, R('CC7.1-c', 'SEC', 'OPS')), true);
});

test('who keeps the staff list and grants access alone is in conflict, by hat and not by row', () => {
  const rows = [control('CC6.2-x', { raci: { R: ['PEOPLE'], A: 'CTO', C: [], I: [] } })];
  assert.deepEqual(
    fired(make(rows, ...threePeople).findings, 'R7').map(({ pair, person }) => [pair, person]),
    [[11, 'Fay Founder']],
  );
});

test('a second person on the other side ends the conflict', () => {
  const set = (role: 'R' | 'A', controlId: string): EntryBody => ({
    type: 'raci',
    control: controlId,
    person: 'Fay Founder',
    role,
  });
  const pairs = fired(make(everyPair, ...threePeople, set('A', 'CC6.3-x'), set('R', 'CC4.1-x')).findings, 'R7').map(
    ({ pair }) => pair,
  );
  assert.deepEqual(pairs, [7, 8, 9, 10]);
});

test('while nobody holds a role its code stands as a party, and one finding asks for a person', () => {
  const { parties, rows, findings } = make(ten);
  assert.deepEqual(rows[1]?.cells, { OPS: ['R'], CTO: ['A'], SEC: ['C'], 'all staff': ['I'] });
  assert.deepEqual(
    parties.map(({ name, kind }) => [name, kind]),
    [
      ['CEO', 'role'],
      ['CTO', 'role'],
      ['SEC', 'role'],
      ['OPS', 'role'],
      ['all staff', 'group'],
    ],
  );
  assert.equal(fired(findings, 'R3').length, 2);
  assert.match(
    fired(findings, 'R3')[0]?.message ?? '',
    /^CTO answers for CC2\.1-1 and 7 more, and nobody holds that role/,
  );
});

test('hats: the role set says who stands for whom, one person may wear many', () => {
  const { rows } = make(
    [control('CC1.1-a', { raci: { R: ['PEOPLE'], A: 'PEOPLE_LEAD', C: ['LEGAL', 'GRC'], I: [] } })],
    ...threePeople,
  );
  // PEOPLE, PEOPLE_LEAD and LEGAL are all the CEO at this size; who does the work is not also asked about it.
  assert.deepEqual(rows[0]?.cells, { 'Fay Founder': ['R', 'A'], 'Theo Tech': ['C'] });
});

test('a set of hats of one’s own lies over that of the size: size, who stands for whom, who answers for what', () => {
  const rows = [control('CC6.2-a', { raci: { R: ['IT'], A: 'CTO', C: [], I: [] } })];
  const cells = (...own: RoleSetBody[]) => make(rows, ...scoped('15'), ...own).rows[0]?.cells;
  assert.deepEqual(cells(), { Ola: ['R'], Cyd: ['A'] }, 'IT is OPS at this size, and CC6 the CTO’s');
  assert.deepEqual(cells({ type: 'role-set', of: 'hat', role: 'IT', hat: 'ENG' }), { Eve: ['R'], Cyd: ['A'] });
  const criterion: RoleSetBody = { type: 'role-set', of: 'accountable', where: 'CC6.2', role: 'SEC' };
  const series: RoleSetBody = { type: 'role-set', of: 'accountable', where: 'CC6', role: 'ENG' };
  assert.deepEqual(cells(series), { Ola: ['R'], Eve: ['A'] });
  assert.deepEqual(cells(series, criterion), { Ola: ['R'], Sam: ['A'] }, 'the more specific wins');
  assert.deepEqual(cells(series, criterion, { ...criterion, role: null }), { Ola: ['R'], Eve: ['A'] });
  const large: RoleSetBody = { type: 'role-set', of: 'size', size: 80 };
  assert.deepEqual(cells(large), { IT: ['R', 'A'] }, 'everybody has their own hat there, and nobody wears this one');
  assert.deepEqual(cells(large, { ...large, size: null }), cells());
  const line = { v: 1, id: 'a', replica: 'b', seq: 1, at: '', by: '', questionnaire: '' };
  assert.equal(classify({ ...line, ...large }).kind, 'entry');
  assert.equal(classify({ ...line, ...large, size: 7 }).kind, 'unreadable');
  assert.equal(classify({ ...line, ...series, where: '__proto__' }).kind, 'unreadable');
});

test('a body of one is that person; of several, the body with its chair', () => {
  const oversight = [control('CC1.2-a', { raci: { R: ['CEO'], A: 'BOARD', C: [], I: [] } })];
  assert.deepEqual(make(oversight, ...threePeople).rows[0]?.cells, { 'Fay Founder': ['R'], 'Olga Outside': ['A'] });
  const two = make(oversight, ...threePeople, { type: 'person', name: 'Ben Board', roles: ['BOARD'] });
  assert.deepEqual(two.rows[0]?.cells, { 'Fay Founder': ['R'], BOARD: ['A'] });
  assert.equal(two.parties.find(({ name }) => name === 'BOARD')?.chair, 'Olga Outside');
  assert.deepEqual(fired(two.findings, 'R3'), []);
});

test('letters set by hand win: A moves, R joins, C replaces, null clears; a stand-in stands', () => {
  const set = (person: string, role: 'R' | 'A' | 'C' | 'I' | null, standIn = false): EntryBody => ({
    type: 'raci',
    control: 'CC8.1-a',
    person,
    role,
    standIn,
  });
  const cells = (...bodies: EntryBody[]) =>
    make([control('CC8.1-a', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } })], ...threePeople, ...bodies).rows[0];
  assert.deepEqual(cells()?.cells, { 'Eve Engineer': ['R'], 'Theo Tech': ['A'] });
  assert.deepEqual(cells(set('Fay Founder', 'A'))?.cells, { 'Eve Engineer': ['R'], 'Fay Founder': ['A'] });
  assert.deepEqual(cells(set('Theo Tech', 'R'))?.cells, { 'Eve Engineer': ['R'], 'Theo Tech': ['R', 'A'] });
  assert.deepEqual(cells(set('Eve Engineer', 'C'))?.cells, { 'Eve Engineer': ['C'], 'Theo Tech': ['A'] });
  assert.deepEqual(cells(set('Eve Engineer', null))?.cells, { 'Theo Tech': ['A'] });
  assert.equal(cells()?.standIn, 'Eve Engineer');
  assert.equal(cells(set('Olga Outside', 'I', true))?.standIn, 'Olga Outside');
});

test('the owner named in the interview answers for the control; a team cannot', () => {
  const owner = (person: string): EntryBody => ({ type: 'owner', control: 'CC8.1-a', person });
  const one = [control('CC8.1-a', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } })];
  assert.deepEqual(make(one, ...threePeople, owner('Fay Founder')).rows[0]?.cells['Fay Founder'], ['A']);
  assert.deepEqual(make(one, ...threePeople, owner('CEO')).rows[0]?.cells['Fay Founder'], ['A']);
  assert.match(
    fired(make(one, ...threePeople, owner('The platform team')).findings, 'R3')[0]?.message ?? '',
    /nobody entered/,
  );
  // An outside party never becomes A when the matrix is made (R11).
  assert.deepEqual(make(one, ...threePeople, owner('AWS')).rows[0]?.cells, {
    'Eve Engineer': ['R'],
    'Fay Founder': ['A'],
  });
});

test('a control inherited from AWS has AWS among the doers', () => {
  const one = [control('CC6.4-dc', { inheritable: true })];
  const inherited: EntryBody = { type: 'answer', control: 'CC6.4-dc', answer: { level: 'inherited' } };
  assert.deepEqual(make(one, ...threePeople, inherited).rows[0]?.cells.AWS, ['R']);
  assert.equal(make(one, ...threePeople).rows[0]?.cells.AWS, undefined);
});

test('each of R1 to R14 is broken above', () => {
  assert.deepEqual(
    [...new Set(breaks.map(([rule]) => Number(rule.slice(1))))].sort((a, b) => a - b),
    Array.from({ length: 14 }, (_, index) => index + 1),
  );
});

test('the layer that AWS runs, and what rests on a registered vendor, is done by them and answered for here', () => {
  const layer = control('CC6.4-dc', { inheritable: true, raci: { R: ['GRC'], A: 'CTO', C: [], I: ['AWS'] } });
  assert.deepEqual(make([layer], ...threePeople).rows[0]?.cells, { 'Theo Tech': ['R', 'A'], AWS: ['R'] });

  const one = control('CC6.1-idp', { inheritable: true, raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } });
  const vendor = (key: string, name: string): EntryBody => ({
    type: 'vendor',
    key,
    record: { name, tier: 'critical' },
  });
  const report = { periodStart: '2026-01-01', periodEnd: '2026-12-31', reviewedBy: 'Theo Tech', reviewedOn: today };
  const inherited = (name: string): EntryBody => ({
    type: 'answer',
    control: 'CC6.1-idp',
    answer: { level: 'inherited', report: { name, ...report, dutiesAssigned: true } },
  });
  const said = [...threePeople, vendor('okta', 'Okta'), vendor('okta-ci', 'Okta CIC'), inherited('okta SOC 2, 2026')];
  const { rows, parties, findings } = make([one], ...said);
  assert.deepEqual(rows[0]?.cells, { 'Eve Engineer': ['R'], Okta: ['R'], 'Theo Tech': ['A'] });
  assert.equal(parties.find(({ name }) => name === 'Okta')?.kind, 'outside');
  assert.deepEqual(fired(findings, 'R11'), []);
  // Given the A by hand, a vendor is told off as AWS is, and not taken for a group.
  const byHand: EntryBody = { type: 'raci', control: 'CC6.1-idp', person: 'Okta', role: 'A' };
  assert.match(fired(make([one], ...said, byHand).findings, 'R11')[0]?.message ?? '', /^Okta is outside the company/);
  // The owner of a control cannot be a vendor either.
  const owner: EntryBody = { type: 'owner', control: 'CC6.1-idp', person: 'Okta' };
  assert.deepEqual(make([one], ...said, owner).rows[0]?.cells['Fay Founder'], ['A']);
});

test('nobody is asked first on more than two fifths of their rows: where they are named first they stay, by weight', () => {
  const rows = Array.from({ length: 12 }, (_, index) =>
    control(`CC2.1-${index}`, {
      weight: index === 11 ? 3 : 1,
      raci: {
        R: ['OPS'],
        A: 'CTO',
        C: index === 2 ? ['SEC', 'LEGAL'] : index < 8 ? ['LEGAL'] : ['PROD', 'LEGAL'],
        I: [],
      },
    }),
  );
  const raci = make(rows, ...scoped('15'));
  const asked = raci.rows.filter(({ cells }) => cells.Lou?.includes('C')).map(({ control: id }) => id);
  assert.deepEqual(asked, ['CC2.1-0', 'CC2.1-1', 'CC2.1-3', 'CC2.1-4']);
  assert.equal(raci.rows.filter(({ cells }) => cells.Lou?.includes('I')).length, 8);
  assert.deepEqual(fired(raci.findings, 'R5'), []);
  // What people set by hand is theirs to keep, and is told.
  const byHand = rows.map(({ id }): EntryBody => ({ type: 'raci', control: id, person: 'Lou', role: 'C' }));
  assert.equal(fired(make(rows, ...scoped('15'), ...byHand).findings, 'R5').length, 1);
});

test('where an owner was named who also does it alone, a duty to be split goes to who would answer for it', () => {
  const one = [control('CC6.2-x', { raci: { R: ['OPS'], A: 'CTO', C: [], I: [] } })];
  const owner: EntryBody = { type: 'owner', control: 'CC6.2-x', person: 'Ola' };
  const { rows, findings } = make(one, ...scoped('15'), owner);
  assert.deepEqual(rows[0]?.cells, { Cyd: ['R'], Ola: ['A'] });
  assert.deepEqual(fired(findings, 'R7'), []);
});

test('the sample company has no error in its matrix', async () => {
  const { decisions } = await demo('2026-11-21');
  assert.deepEqual(
    decisions.raci.findings.filter(({ severity }) => severity === 'error'),
    [],
  );
});

test('R13 is for two who answer for a row at once, and not for one who took it over', () => {
  const one = [control('CC1.1-a')];
  const gives = (person: string, role: 'R' | 'A' | null): EntryBody => ({
    type: 'raci',
    control: 'CC1.1-a',
    person,
    role,
  });
  const r13 = (...bodies: EntryBody[]) => fired(make(one, ...threePeople, ...bodies).findings, 'R13').length;
  const both = [gives('Theo Tech', 'A'), gives('Fay Founder', 'A')];
  assert.equal(r13(...both), 1);
  assert.equal(r13(...both, gives('Theo Tech', null)), 0);
  assert.equal(r13(...both, { type: 'person', name: 'Theo Tech', roles: ['CTO'], left: '2026-11-01' }), 0);
  // Cleared once and given again: both stand.
  assert.equal(r13(gives('Theo Tech', null), ...both), 1);
});

test('who left is no longer given anything, and R14 names what they were given by hand', () => {
  const left: EntryBody = { type: 'person', name: 'Eve Engineer', roles: ['ENG'], left: '2026-11-30' };
  const one = [control('CC8.1-a', { raci: { R: ['ENG'], A: 'CTO', C: [], I: [] } })];
  assert.deepEqual(make(one, ...threePeople, left).rows[0]?.cells, { ENG: ['R'], 'Theo Tech': ['A'] });
  const { findings } = make(one, ...threePeople, left, {
    type: 'raci',
    control: 'CC8.1-a',
    person: 'Eve Engineer',
    role: 'R',
  });
  assert.match(fired(findings, 'R14')[0]?.message ?? '', /Eve Engineer left on 2026-11-30/);
});

/** Companies of the three sizes: every role held by somebody, as section 2 of the design deals the hats. */
const companies: Record<string, EntryBody[]> = {
  3: threePeople,
  15: [
    ['Cleo', 'CEO'],
    ['Cyd', 'CTO'],
    ['Sam', 'SEC'],
    ['Ola', 'OPS'],
    ['Eve', 'ENG'],
    ['Pia', 'PEOPLE'],
    ['Lou', 'LEGAL'],
    ['Pat', 'PROD'],
    ['Sue', 'SUP'],
    ['Bo', 'BOARD'],
  ].map(([name = '', role = '']): EntryBody => ({ type: 'person', name, roles: [role] })),
  80: roles
    .filter(({ outside }) => !outside)
    .map(({ id }): EntryBody => ({ type: 'person', name: `Person ${id}`, roles: [id] })),
};
const bands: Record<string, string> = { 3: '1-5', 15: '6-20', 80: '51-200' };
const scoped = (size: string): EntryBody[] => [
  { type: 'scope', question: 'headcount', value: bands[size] ?? '' },
  ...(companies[size] ?? []),
];

const inside = roles.filter(({ outside }) => !outside).map(({ id }) => id);
const anyRole = fc.constantFrom(...inside);
const anyMatrix = fc.array(
  fc.record({
    criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
    R: fc.array(fc.constantFrom(...inside, 'AWS'), { maxLength: 3 }),
    A: anyRole,
    C: fc.array(anyRole, { maxLength: 6 }),
    I: fc.array(fc.constantFrom(...inside, 'all staff', 'managers'), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);

test('valid when born: exactly one A and at least one R on every row, for 3, 15 and 80 people, whoever holds what', () => {
  fc.assert(
    fc.property(anyMatrix, fc.constantFrom('3', '15', '80'), fc.subarray(inside), (matrix, size, vacant) => {
      const controls = matrix.map(({ criterion, ...raci }, index) => control(`${criterion}-${index}`, { raci }));
      const people = scoped(size).filter((body) => body.type !== 'person' || !vacant.includes(body.roles[0] ?? ''));
      const raci = make(controls, ...people);
      for (const row of raci.rows) {
        const letters = Object.values(row.cells).flat();
        assert.equal(letters.filter((letter) => letter === 'A').length, 1, row.control);
        assert.ok(letters.includes('R'), row.control);
        assert.ok(letters.filter((letter) => letter === 'C').length <= 3, row.control);
        for (const name of Object.keys(row.cells))
          assert.ok(
            raci.parties.some((party) => party.name === name),
            name,
          );
      }
      for (const rule of ['R1', 'R2', 'R5', 'R11']) assert.deepEqual(fired(raci.findings, rule), [], rule);
      // Where every role is held, the only errors left are duties that only a second person can split.
      if (vacant.length === 0)
        assert.deepEqual(
          raci.findings.filter(({ severity, rule }) => severity === 'error' && !['R7', 'R10'].includes(rule)),
          [],
        );
    }),
    { numRuns: 300 },
  );
});

for (const size of ['3', '15', '80'])
  test(`the shipped questionnaire and role sets give ${size} people a matrix without an error`, async (t) => {
    const shipped = await shippedQuestionnaire();
    if (shipped.controls.length === 0) return t.skip('no questions compiled yet');
    const raci = makeRaci({
      controls: shipped.controls,
      assessment: assessment(...scoped(size)),
      questionnaire: shipped,
      today,
    });
    assert.deepEqual(
      raci.findings.filter(({ severity, rule }) => severity === 'error' || rule === 'R5'),
      [],
    );
    if (size !== '3')
      assert.deepEqual(
        raci.findings.filter(({ severity }) => severity === 'warning'),
        [],
      );
    assert.equal(raci.rows.length, shipped.controls.length);
  });

for (const depth of ['quick', 'workshop'] as const)
  test(`at the ${depth} depth a matrix is as free of errors: who else evaluates is known from the controls not asked`, async () => {
    const shipped = await shippedQuestionnaire();
    for (const size of ['15', '80']) {
      const said = assessment(...scoped(size));
      const { included } = selectControls(shipped, said, depth);
      assert.ok(included.length < shipped.controls.length);
      const raci = makeRaci({ controls: included, assessment: said, questionnaire: shipped, today });
      assert.equal(raci.rows.length, included.length);
      assert.deepEqual(
        raci.findings.filter(({ severity }) => severity === 'error'),
        [],
        size,
      );
    }
  });

test('who keeps the list of staff does not become the one who grants access', () => {
  const one = [control('CC6.2-x', { raci: { R: ['IT'], A: 'CTO', C: ['PEOPLE'], I: ['OPS'] } })];
  const { rows, findings } = make(one, ...scoped('80'));
  assert.deepEqual(rows[0]?.cells, { 'Person OPS': ['R'], 'Person IT': ['A'], 'Person PEOPLE': ['C'] });
  assert.deepEqual(fired(findings, 'R7'), []);
});
