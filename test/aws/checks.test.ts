/** Every check over HTTP, collector and judgement together: good, bad and empty account, everything denied, one setting. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks } from '../../checks/index.ts';
import { accounts, goodAccount } from './accounts.ts';
import { assertStatuses, checkOf } from './expected.ts';
import { flips } from './flips/index.ts';
import { iamAction } from './operations.ts';
import { loadRecording } from './record.ts';
import { scanAccount } from './scan-account.ts';

for (const { name, written } of accounts) {
  test(`the ${name} account: the status of every check`, async () => {
    const outcome = await scanAccount({ replay: loadRecording(name), written });
    assert.deepEqual(outcome.missing, []);
    assertStatuses(name, outcome.results);
  });

  test(`the ${name} account with every call denied: all unknown, each naming its missing actions`, async () => {
    const { results } = await scanAccount({ replay: loadRecording(name), written, deny: '*' });
    assert.equal(results.size, allChecks.length);
    for (const { id } of allChecks) {
      const result = results.get(id);
      assert.deepEqual([id, result?.status, result?.passed, result?.total], [id, 'unknown', 0, 0]);
      assert.deepEqual([id, result?.unknown.filter(({ action }) => action === undefined)], [id, []]);
      assert.ok((result?.unknown.length ?? 0) > 0, id);
      for (const { operation, action, reason } of result?.unknown ?? []) {
        assert.equal(action, iamAction(operation));
        assert.match(reason, new RegExp(action ?? ''));
      }
    }
  });
}

test('each check has one flip, and each flip a check', () => {
  assert.deepEqual(flips.map(({ check }) => check).sort(), allChecks.map(({ id }) => id).sort());
});

for (const flip of flips) {
  test(`${flip.check} passes, and fails when ${flip.setting}`, async () => {
    const { facts } = checkOf(flip.check);
    const written = [...goodAccount.written, ...(flip.given ?? [])];
    const before = await scanAccount({ replay: loadRecording('good'), written }, facts);
    assert.deepEqual([before.results.get(flip.check)?.status, before.missing], ['pass', []]);
    const replay = loadRecording(flip.apply ? `flips/${flip.check}` : 'good');
    const after = await scanAccount({ replay, written: [...written, ...(flip.written ?? [])] }, facts);
    assert.deepEqual([after.results.get(flip.check)?.status, after.missing], ['fail', []]);
  });
}
