/** What checks are judged against: scoped values, defaults, and whether the company committed to them (rule S-C5). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryBody } from '../../source/core/entry.ts';
import type { ScopeValue } from '../../source/core/questionnaire.ts';
import { checkSettings } from '../../source/core/settings.ts';
import { sampleAssessment, sampleQuestionnaire } from './input-samples.ts';

const now = '2025-06-01T12:00:00.000Z';
const settings = (...bodies: EntryBody[]) => checkSettings(sampleAssessment(...bodies), sampleQuestionnaire(), now);
const scope = (question: string, value: ScopeValue, committed?: boolean): EntryBody => ({
  ...{ type: 'scope', question, value },
  ...(committed === undefined ? {} : { committed }),
});

test('without scoping, the default and no commitment', () => {
  const empty = settings();
  assert.deepEqual(empty.commitment('access-key-age-days', 90), { value: 90, committed: false });
  assert.deepEqual([empty.now, 'regions' in empty], [now, false]);
});

test('a scoped value is used; it is committed only when marked so', () => {
  const read = (...bodies: EntryBody[]) => settings(...bodies).commitment('access-key-age-days', 90);
  assert.deepEqual(read(scope('access-key-age-days', 30)), { value: 30, committed: false });
  assert.deepEqual(read(scope('access-key-age-days', 30, true)), { value: 30, committed: true });
});

test('only a question of commitment commits, and a value of another kind is not used', () => {
  const given = settings(scope('contractors', true, true), scope('access-key-age-days', 'ninety', true));
  assert.deepEqual(given.commitment('contractors', false), { value: true, committed: false });
  assert.deepEqual(given.commitment('access-key-age-days', 90), { value: 90, committed: false });
});

test('lists are trimmed; a single text is a list of one', () => {
  const given = settings(scope('public-ports', [' 443', ''], true), scope('regions', 'eu-west-1'));
  assert.deepEqual(given.commitment<string[]>('public-ports', []), { value: ['443'], committed: true });
  assert.deepEqual(given.regions, ['eu-west-1']);
  assert.equal(settings(scope('regions', [])).regions, undefined);
});
