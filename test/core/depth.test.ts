import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { askedQuestions } from '../../source/core/asked-questions.ts';
import { decide } from '../../source/core/decide.ts';
import { chosenDepth, type Depth, scopeEntry, scopeSaid } from '../../source/core/depth.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { criteria } from '../../source/core/framework.ts';
import type { ScopeQuestion } from '../../source/core/questionnaire.ts';
import { assessment, today } from './sample.ts';

const questionnaire = readQuestionnaire(fileURLToPath(new URL('../../questionnaires', import.meta.url)));
const security: EntryBody = { type: 'scope', question: 'categories', value: [] };
const everything: EntryBody = {
  type: 'scope',
  question: 'categories',
  value: ['availability', 'confidentiality', 'processing-integrity', 'privacy'],
};
const asked = (depth: Depth, ...bodies: EntryBody[]) => askedQuestions(questionnaire, assessment(...bodies), depth);

describe('the depth', () => {
  it('is full until somebody chooses, can be taken back, and is an answer like any other', () => {
    assert.equal(chosenDepth(assessment()), 'full');
    const quick: EntryBody = { type: 'depth', depth: 'quick' };
    assert.equal(chosenDepth(assessment(quick)), 'quick');
    assert.equal(chosenDepth(assessment(quick, { type: 'depth', depth: 'workshop' })), 'workshop');
    assert.equal(chosenDepth(assessment(quick, { type: 'depth', depth: null })), 'full');
    assert.equal(assessment(quick).scope.depth?.by, 'Ada');
  });

  it('has an entry of its own; other scoping answers keep theirs', () => {
    const question = (id: string): ScopeQuestion => {
      const found = questionnaire.scoping.find((one) => one.id === id);
      assert.ok(found, id);
      return found;
    };
    assert.deepEqual(scopeEntry(question('depth'), 'quick', false), { type: 'depth', depth: 'quick' });
    assert.deepEqual(scopeEntry(question('depth'), null, false), { type: 'depth', depth: null });
    assert.deepEqual(scopeEntry(question('company'), 'Acme', true), {
      ...{ type: 'scope', question: 'company', value: 'Acme' },
    });
    const days = scopeEntry(question('log-retention-days'), 365, true);
    assert.deepEqual(days, { type: 'scope', question: 'log-retention-days', value: 365, committed: true });
    assert.deepEqual(scopeSaid({ type: 'depth', depth: 'quick' }), { question: 'depth', value: 'quick' });
    assert.equal(scopeSaid({ type: 'undo', undoes: 'e0' }), undefined);
  });

  it('is asked first, then deadline and scope', () => {
    const { first } = asked('full');
    assert.deepEqual(
      first.slice(0, 4).map(({ id }) => id),
      ['depth', 'company', 'deadline', 'report-type'],
    );
    assert.deepEqual(
      questionnaire.scoping
        .find(({ id }) => id === 'depth')
        ?.options?.map(({ value }) => value)
        .toSorted(),
      [...['full', 'quick', 'workshop']],
    );
  });
});

describe('what each depth asks', () => {
  for (const [what, scope, ids] of [
    ['security alone', security, criteria.filter(({ category }) => category === 'security')],
    ['every category', everything, criteria],
  ] as const)
    for (const depth of ['workshop', 'quick', 'full'] as const)
      it(`${depth}, ${what}: a key control of every criterion, so that it can conclude`, () => {
        const keys = asked(depth, scope).controls.filter(({ weight }) => weight === 3);
        const missed = ids.filter(({ id }) => !keys.some(({ criterion }) => criterion === id));
        assert.deepEqual(
          missed.map(({ id }) => id),
          [],
        );
      });

  it('workshop is about thirty questions for security alone, and part of quick, which is part of full', () => {
    const [workshop, quick, full] = (['workshop', 'quick', 'full'] as const).map(
      (depth) => asked(depth, security).controls,
    );
    assert.ok(workshop && quick && full);
    assert.ok(workshop.length >= 30 && workshop.length <= 38, `${workshop.length}`);
    assert.ok(workshop.every((control) => quick.includes(control)) && workshop.length < quick.length);
    assert.ok(quick.every((control) => full.includes(control)) && quick.length < full.length);
    for (const id of ['CC6.1-mfa', 'CC6.3-admins', 'CC6.2-leavers', 'CC6.3-review', 'CC8.1-review'])
      assert.ok(
        workshop.some((control) => control.id === id),
        id,
      );
  });

  it('boundary and commitments wait for the full depth', () => {
    assert.deepEqual([asked('quick').later, asked('workshop').later], [[], []]);
    assert.ok(asked('full').later.length > 20);
  });
});

describe('changing the depth', () => {
  it('loses no answer: back at full everything is as it was; all else is provisional', () => {
    const { controls } = asked('full', security);
    const answers = controls.map(
      (control): EntryBody => ({ type: 'answer', control: control.id, answer: { level: 3 } }),
    );
    const decided = (...bodies: EntryBody[]) => {
      const now = assessment(security, ...answers, ...bodies);
      return decide({ questionnaire, assessment: now, results: [], today, depth: chosenDepth(now) });
    };
    const before = decided();
    const quick = decided({ type: 'depth', depth: 'quick' });
    assert.deepEqual([before.score.provisional, quick.score.provisional], [false, true]);
    assert.ok(quick.controls.length < before.controls.length);
    assert.deepEqual(decided({ type: 'depth', depth: 'workshop' }, { type: 'depth', depth: 'full' }), before);
  });
});
