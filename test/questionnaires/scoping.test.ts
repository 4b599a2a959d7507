/** Scoping pays: who a company is decides what it is asked. Two companies, the shipped questionnaire. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { askedQuestions } from '../../source/core/asked-questions.ts';
import type { Depth } from '../../source/core/depth.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { criteria } from '../../source/core/framework.ts';
import type { Condition, Control, ScopeQuestion, ScopeValue } from '../../source/core/questionnaire.ts';
import { assessment } from '../core/sample.ts';

const questionnaire = readQuestionnaire(fileURLToPath(new URL('../../questionnaires', import.meta.url)));

/** Five people, remote: laptops and AWS, nothing else. */
const five: Record<string, ScopeValue> = {
  headcount: '1-5',
  contractors: false,
  board: 'nobody',
  offices: false,
  hardware: false,
  'other-clouds': false,
  categories: [],
  'report-type': 'both',
  'regulated-data': ['none'],
  'on-call': false,
};

/** Eighty people with offices and contractors; the same report. */
const eighty: Record<string, ScopeValue> = {
  ...five,
  headcount: '51-200',
  contractors: true,
  board: 'board',
  offices: true,
  'regulated-data': ['personal'],
  'on-call': true,
};

/** The same with all that a company can have beside AWS. */
const everywhere: Record<string, ScopeValue> = { ...eighty, hardware: true, 'other-clouds': true };

function asked(company: Record<string, ScopeValue>, depth: Depth = 'full'): (Control | ScopeQuestion)[] {
  const bodies = Object.entries(company).map(([question, value]): EntryBody => ({ type: 'scope', question, value }));
  const { first, controls, later } = askedQuestions(questionnaire, assessment(...bodies), depth);
  return [...first, ...controls, ...later];
}

const ids = (questions: readonly { id: string }[]) => questions.map(({ id }) => id);
const controlsOf = (questions: readonly (Control | ScopeQuestion)[]) =>
  questions.filter((question): question is Control => 'criterion' in question);

/** Scoping questions that a condition is about. */
function scopesIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(scopesIn);
  if ('any' in condition) return condition.any.flatMap(scopesIn);
  if ('not' in condition) return scopesIn(condition.not);
  return 'scope' in condition ? [condition.scope] : [];
}

describe('a five-person remote company beside one of eighty with offices and contractors', () => {
  it('is asked about a third less', (t) => {
    for (const depth of ['full', 'quick', 'workshop'] as const)
      t.diagnostic(`${depth}: ${asked(five, depth).length} beside ${asked(eighty, depth).length} questions`);
    const [small, large] = [asked(five), asked(eighty)];
    const without = ids(large).filter((id) => !ids(small).includes(id));
    t.diagnostic(`asked of eighty only: ${without.join(', ')}`);
    assert.ok(small.length <= 0.7 * large.length, `${small.length} of ${large.length}`);
    assert.ok(small.length >= 0.6 * large.length, `too little is left: ${small.length} of ${large.length}`);
    assert.ok(controlsOf(small).length <= (2 / 3) * controlsOf(large).length);
  });

  it('is asked nothing that the other is not', () => {
    const large = ids(asked(eighty));
    assert.deepEqual(
      ids(asked(five)).filter((id) => !large.includes(id)),
      [],
    );
  });

  it('keeps a key control of every common criterion, at every depth', () => {
    for (const depth of ['full', 'quick', 'workshop'] as const) {
      const keys = controlsOf(asked(five, depth)).filter(({ weight }) => weight === 3);
      const missed = criteria.filter(
        ({ id, category }) => category === 'security' && !keys.some(({ criterion }) => criterion === id),
      );
      assert.deepEqual(ids(missed), [], depth);
    }
  });

  it('is asked nothing about what it does not have', () => {
    const opening = questionnaire.scoping.filter(({ group }) => group === 'first').map(({ id }) => id);
    const absent =
      /\b(offices?|contractors?|freelancers?|badges?|visitors?|racks?|on call|outside AWS(?! account)|managers?|teams?)\b/i;
    // "a secrets manager" and "office systems" are things, not people and rooms.
    const known = ['CC6.1-secrets', 'CC6.1-production-apart'];
    const strange = asked(five).filter(
      ({ id, ask }) => absent.test(ask) && !opening.includes(id) && !known.includes(id),
    );
    assert.deepEqual(ids(strange), []);
  });

  it('nothing that is asked hangs on a scoping answer still open', () => {
    const open = asked(five).filter(
      ({ when }) => when !== undefined && scopesIn(when).some((id) => !Object.hasOwn(five, id)),
    );
    assert.deepEqual(ids(open), []);
  });

  it('differs on the quick path too', () => {
    const small = ids(asked(five, 'quick'));
    const more = ids(asked(everywhere, 'quick')).filter((id) => !small.includes(id));
    assert.deepEqual(more.toSorted(), ['CC6.1-other-clouds', 'CC6.2-contractors', 'CC6.4-own-rooms']);
  });
});

describe('conditions', () => {
  it('each opening answer that says it brings something in does', () => {
    for (const [question, value] of Object.entries({ contractors: true, offices: true, hardware: true })) {
      const without = ids(asked(five));
      const brought = ids(asked({ ...five, [question]: value })).filter((id) => !without.includes(id));
      assert.ok(brought.length > 0, question);
    }
    const brought = (question: string, value: ScopeValue) =>
      asked({ ...five, [question]: value }).length - asked(five).length;
    assert.ok(brought('other-clouds', true) > 0);
    assert.ok(brought('on-call', true) > 0);
    assert.ok(brought('board', 'advisor') > 0);
    assert.ok(brought('regulated-data', ['health']) > 0);
    assert.ok(brought('categories', ['availability']) > 0);
    assert.ok(brought('headcount', '6-20') > 20);
    assert.ok(brought('headcount', '21-50') > brought('headcount', '6-20'));
  });

  it('nothing said hides nothing', () => {
    const everything = asked({ categories: ['availability', 'confidentiality', 'processing-integrity', 'privacy'] });
    assert.equal(everything.length, questionnaire.controls.length + questionnaire.scoping.length);
  });

  it('a size never hides a control that a check alone can refute, nor a key control', () => {
    const bySize = questionnaire.controls.filter(
      ({ when }) => when !== undefined && scopesIn(when).includes('headcount'),
    );
    assert.ok(bySize.length > 20);
    for (const { id, weight, checks } of bySize) {
      assert.ok(weight < 3, `${id} is a key control`);
      assert.ok(!checks.some(({ role }) => role === 'determinative'), `${id} has a determinative check`);
    }
  });
});
