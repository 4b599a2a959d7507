// Prework sheets: whose controls, what is left to do about each, in which order.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../source/core/decide.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { type PreworkInput, preworkCounts, preworkSheet } from '../../source/core/prework.ts';
import type { Control, Questionnaire } from '../../source/core/questionnaire.ts';
import { preworkSheetText } from '../../source/report/prework.ts';
import { answered, assessment, control, questionnaire, threePeople, today } from './sample.ts';

const controls: Control[] = [
  control('CC1.1-code', { raci: { R: ['PEOPLE'], A: 'CEO', C: [], I: [] } }),
  control('CC6.1-keys', { raci: { R: ['OPS'], A: 'CTO', C: ['ENG'], I: [] }, weight: 2 }),
  control('CC6.2-leavers', {
    raci: { R: ['IT'], A: 'CTO', C: [], I: [] },
    evidence: [
      { what: 'Export of accounts', tier: 3 },
      { what: 'Signed list', tier: 2 },
    ],
    remediation: { action: 'Do it.', steps: [], acceptedWhen: 'A record.', template: 'access-control' },
  }),
];
const asked: Questionnaire = {
  ...questionnaire(controls),
  order: [
    { topic: 'Leavers', because: 'first', asks: ['CC6.2'] },
    { topic: 'Keys', because: 'then', asks: ['CC6.1'] },
    { topic: 'Governance', because: 'last', asks: ['CC1.1'] },
  ],
};

function input(...bodies: EntryBody[]): PreworkInput {
  const state = assessment(...bodies);
  const decisions = decide({ questionnaire: asked, assessment: state, results: [], today, depth: 'full' });
  return { decisions, assessment: state, questionnaire: asked, checks: [], today };
}
const ids = (given: PreworkInput, who: string) => preworkSheet(given, who)?.items.map((item) => item.control);

describe('whose sheet it is', () => {
  const given = input(...threePeople);

  it('a person has the controls that they do or answer for, under any hat', () => {
    // At three people the operations hat is the CTO's and the people hat the CEO's.
    assert.deepEqual(ids(given, 'Theo Tech'), ['CC6.2-leavers', 'CC6.1-keys']);
    assert.deepEqual(ids(given, 'fay founder'), ['CC1.1-code']);
    assert.deepEqual(ids(given, 'Eve Engineer'), ['CC6.2-leavers']);
  });

  it('a role has those that name it, by its code or its title', () => {
    assert.deepEqual(ids(given, 'IT'), ['CC6.2-leavers']);
    assert.deepEqual(ids(given, 'ops'), ['CC6.1-keys']);
    assert.deepEqual(preworkSheet(given, 'OPS')?.also, ['Theo Tech']);
  });

  it('letters say what the part is: done, answered for, or both', () => {
    const letters = (who: string) => preworkSheet(given, who)?.items.map((item) => item.letters.join(''));
    assert.deepEqual(letters('Theo Tech'), ['A', 'RA']);
    assert.deepEqual(letters('Eve Engineer'), ['R']);
  });

  it('being asked or told is no reason for homework', () => {
    assert.ok(!ids(given, 'ENG')?.includes('CC6.1-keys'));
  });

  it('nobody of that name: no sheet; somebody outside: none either', () => {
    assert.equal(preworkSheet(given, 'Nobody'), undefined);
    assert.equal(preworkSheet(given, 'AWS'), undefined);
  });

  it('an owner named by hand takes the sheet from the role', () => {
    const owned = input(...threePeople, { type: 'owner', control: 'CC6.1-keys', person: 'Eve Engineer' });
    assert.ok(ids(owned, 'Eve Engineer')?.includes('CC6.1-keys'));
    assert.deepEqual(
      preworkSheet(owned, 'CTO')?.items.map((item) => item.control),
      ['CC6.2-leavers'],
    );
  });
});

describe('what is on it', () => {
  it('what breaks audits first comes first, under its topic', () => {
    const sheet = preworkSheet(input(...threePeople), 'Theo Tech');
    assert.deepEqual(
      sheet?.items.map(({ topic }) => topic),
      ['Leavers', 'Keys'],
    );
  });

  it('each state of an answer has its task, and what stands is counted only', () => {
    const task = (...bodies: EntryBody[]) =>
      preworkSheet(input(...threePeople, ...bodies), 'IT')?.items.map((item) => item.task);
    const said = (answer: { level: 'unknown' } | { level: 'later' }): EntryBody => ({
      type: 'answer',
      control: 'CC6.2-leavers',
      answer,
    });
    assert.deepEqual(task(), ['answer']);
    assert.deepEqual(task(said({ level: 'later' })), ['answer']);
    assert.deepEqual(task(said({ level: 'unknown' })), ['find out']);
    assert.deepEqual(task(...answered('CC6.2-leavers', 3)), ['prove']);
    assert.deepEqual(task(...answered('CC6.2-leavers', 4, 1)), ['prove']);
    assert.deepEqual(task(...answered('CC6.2-leavers', 3, 2)), []);
    assert.deepEqual(task(...answered('CC6.2-leavers', 1)), []);
    assert.equal(preworkSheet(input(...threePeople, ...answered('CC6.2-leavers', 1)), 'IT')?.settled, 1);
  });

  it('counts agree with the sheets, for people and for roles', () => {
    const given = input(...threePeople, ...answered('CC6.1-keys', 2));
    const counts = preworkCounts(given);
    assert.ok(counts.some(({ kind }) => kind === 'person') && counts.some(({ kind }) => kind === 'role'));
    for (const { name, open, settled } of counts) {
      const sheet = preworkSheet(given, name);
      assert.deepEqual([sheet?.items.length, sheet?.settled], [open, settled], name);
    }
    assert.ok(!counts.some(({ name }) => name === 'AWS' || name === 'Olga Outside'));
  });
});

describe('as text', () => {
  const sheet = preworkSheet(input(...threePeople), 'Theo Tech');
  assert.ok(sheet);

  it('says what to bring, best first, and which starter helps', () => {
    const text = preworkSheetText(sheet, 'Acme', 'text');
    assert.match(text, /^Prework for Theo Tech \(CTO\)/);
    assert.ok(text.indexOf('[ ] Export of accounts (system export)') < text.indexOf('[ ] Signed list (dated record)'));
    assert.match(text, /writes access-control\.md/);
    for (const line of text.split('\n')) assert.ok([...line].length <= 100, line);
  });

  it('Markdown has a box for each piece, and hostile text does not act', () => {
    const hostile = preworkSheet(
      input(...threePeople, {
        ...{ type: 'evidence', control: 'CC6.2-leavers' },
        evidence: { what: '[x](http://evil.example)\n# Boss', where: '<b>here</b>\u001b[31m', date: today, tier: 1 },
      }),
      'IT',
    );
    assert.ok(hostile);
    const text = preworkSheetText(hostile, '# Acme | [x](y)', 'md');
    assert.match(text, /^- \[ \] Export of accounts/m);
    assert.ok(text.includes('\\[x\\](http://evil.example) \\# Boss: &lt;b&gt;here&lt;/b&gt;'));
    assert.deepEqual(
      text.split('\n').filter((line) => /^# /.test(line)),
      ['# Prework for IT (Eve Engineer)'],
    );
    assert.ok(!text.includes('\u001b'));
  });
});
