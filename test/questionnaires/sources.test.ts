// What the project's sources ask for: every row known, everything that is said to serve one there.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkById } from '../../checks/index.ts';
import { readLists } from '../../scripts/compile-lists.ts';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { commands } from '../../source/commands/table.ts';
import { servedRows } from '../../source/core/source-rows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { sources } = readLists(join(root, 'questionnaires'));
const questionnaire = readQuestionnaire(join(root, 'questionnaires'));

/** Rows of each source, first and last number. */
const rows: Record<string, [first: number, last: number]> = {
  S0: [1, 6],
  S1: [1, 6],
  S2: [1, 14],
  S3: [0, 12],
  S4: [1, 5],
};

/** Rows that nothing serves yet. Take one out when something does; it comes from nobody's forgetting. */
const notYet: string[] = [];

describe('the rows of the sources', () => {
  it('are all there, in order', () => {
    const expected = Object.entries(rows).flatMap(([source, [first, last]]) =>
      Array.from({ length: last - first + 1 }, (_, n) => `${source}.${first + n}`),
    );
    assert.deepEqual(
      sources.map(({ id }) => id),
      expected,
    );
  });

  it('every row that a control names is one', () => {
    const known = new Set(sources.map(({ id }) => id));
    const named = questionnaire.controls.flatMap(({ id, sources = [] }) => sources.map((row) => `${id} ${row}`));
    assert.ok(named.length > 100);
    assert.deepEqual(
      named.filter((use) => !known.has(use.split(' ')[1] ?? '')),
      [],
    );
  });

  it('what is said to serve a row is there', () => {
    const exists: Record<string, (name: string) => boolean> = {
      command: (name) => commands.some((command) => command.name === name),
      check: (name) => checkById(name) !== undefined,
      scoping: (name) => questionnaire.scoping.some(({ id }) => id === name),
      page: (name) => existsSync(join(root, name)),
    };
    const named = sources.flatMap(({ id, servedBy = [] }) => servedBy.map((item) => ({ id, item })));
    assert.ok(named.length > 50);
    for (const { id, item } of named) {
      const [kind = '', name = ''] = item.split(/:(.*)/s);
      assert.ok(exists[kind]?.(name), `${id}: there is no ${item}`);
    }
  });

  it('rows that nothing serves yet are these', () => {
    const empty = servedRows(sources, questionnaire).filter(({ servedBy }) => servedBy.length === 0);
    assert.deepEqual(
      empty.map(({ id }) => id),
      notYet,
    );
  });
});
