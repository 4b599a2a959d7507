// Role sets: whatever the size of the company, each row of the matrix gets one accountable party inside the company.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { criteria } from '../../source/core/framework.ts';
import type { Control, RoleSet } from '../../source/core/questionnaire.ts';

const questionnaire = readQuestionnaire(fileURLToPath(new URL('../../questionnaires', import.meta.url)));
const roles = new Map(questionnaire.roles.map((role) => [role.id, role]));

function accountable(control: Control, set: RoleSet): string | undefined {
  const series = control.criterion.split('.')[0] ?? '';
  const named = set.accountable[control.criterion] ?? set.accountable[series] ?? control.raci.A;
  return set.holds[named];
}

describe('role sets', () => {
  it('there is one for 3, 15 and 80 people', () => {
    assert.deepEqual(
      questionnaire.roleSets.map(({ size }) => size),
      [3, 15, 80],
    );
  });

  for (const set of questionnaire.roleSets) {
    it(`at ${set.size} people every row has one accountable hat and somebody who does the work`, () => {
      for (const control of questionnaire.controls) {
        const hat = accountable(control, set);
        assert.ok(hat !== undefined && set.holds[hat] === hat, `${control.id}: nobody is accountable`);
        assert.equal(roles.get(hat)?.outside ?? false, false, `${control.id}: ${hat} is outside the company`);
        const doers = new Set(control.raci.R.map((role) => set.holds[role]));
        assert.ok(doers.size > 0 && !doers.has(undefined), `${control.id}: nobody does the work`);
      }
    });

    it(`at ${set.size} people no hat carries more than its share of the common criteria`, () => {
      const common = criteria.filter(({ category }) => category === 'security');
      const load = Map.groupBy(common, ({ id, series }) => set.accountable[id] ?? set.accountable[series]);
      assert.equal(load.has(undefined), false, 'a common criterion has nobody accountable');
      const heaviest = Math.max(...[...load.values()].map((rows) => rows.length)) / common.length;
      // Rule R8: two fifths at 50 people and more, two thirds at 15, no limit under 10 (but never one hat for all).
      const limit = set.size >= 50 ? 0.4 : set.size >= 10 ? 2 / 3 : 0.99;
      assert.ok(heaviest <= limit, `one hat answers for ${heaviest.toFixed(2)} of the criteria`);
    });
  }

  it('three people wear four hats: two founders, an engineer, an advisor', () => {
    const three = questionnaire.roleSets.find(({ size }) => size === 3);
    const hats = new Set(Object.values(three?.holds ?? {}));
    hats.delete('AWS');
    assert.deepEqual([...hats].sort(), ['BOARD', 'CEO', 'CTO', 'ENG']);
  });
});
