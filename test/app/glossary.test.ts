/** Terms are explained behind the question they stand in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyPage } from '../../source/app/pages-why.ts';
import { questionsOf } from '../../source/app/questions.ts';
import { step } from '../../source/app/step.ts';
import type { Glossary } from '../../source/core/glossary.ts';

import { halfWay, stateOf } from './fixture.ts';

const glossary: Glossary = {
  terms: [
    { term: 'dated record', definition: 'Something that shows by its date that it happened.', see: [], where: [] },
    { term: 'zebra', definition: 'An animal.', see: [], where: [] },
  ],
};

test('the page behind a question explains its terms once the glossary is read, and no others', () => {
  const before = stateOf(halfWay);
  const question = questionsOf(before).find(({ kind }) => kind === 'control');
  assert.ok(question);
  const text = (state: typeof before) => JSON.stringify(whyPage(state, question.id));
  assert.doesNotMatch(text(before), /shows by its date/);
  const { state } = step(before, { type: 'glossary', glossary });
  assert.match(text(state), /dated record: Something that shows by its date/);
  assert.doesNotMatch(text(state), /An animal/);
});
