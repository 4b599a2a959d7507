/** The sample company's account uses every collector, and no collector is there that nothing uses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import { allFacts } from '../../source/aws/plan.ts';
import { factSources } from '../../source/core/fact-sources.ts';
import type { FactName } from '../../source/core/facts.ts';
import { demoFacts } from '../core/demo.ts';

/** Facts that no check reads, and why they are there. */
const unjudged: Partial<Record<FactName, string>> = {
  'sts.caller': 'every scan starts with it',
  'organizations.inactive': 'tells scan --organization which accounts not to try',
};

test('every fact that a check reads was read in the sample account, in every region', () => {
  const { readings, regions } = demoFacts();
  for (const check of allChecks) {
    for (const name of check.facts) {
      const byRegion = readings[name] ?? {};
      assert.deepEqual([name, Object.keys(byRegion).length], [name, factSources[name].regional ? regions.length : 1]);
      for (const [region, { state }] of Object.entries(byRegion))
        assert.deepEqual([name, region, state], [name, region, 'ok']);
    }
  }
});

test('every fact there is serves a check, or has a reason not to, and has a reader', () => {
  const judged = new Set(allChecks.flatMap(({ facts }) => facts));
  const names = Object.keys(factSources) as FactName[];
  assert.deepEqual(names.filter((name) => !judged.has(name)).sort(), Object.keys(unjudged).sort());
  assert.deepEqual([...allFacts].sort(), names.sort());
});
