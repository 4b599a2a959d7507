/** The published mapping from other engines to our checks. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { foreignFindingsDate, foreignLinks, strayMarks } from '../../checks/foreign-findings.ts';
import { checkById } from '../../checks/index.ts';
import { peerIds } from '../../checks/peers.ts';
import { formatTable } from '../../source/commands/output.ts';
import { managedRuleOf } from '../../source/core/managed-rule.ts';
import { mappingTable } from '../../source/report/mapping-table.ts';

test('every name leads to a check, once; every mark has its name', () => {
  assert.deepEqual(strayMarks, []);
  const seen = new Set<string>();
  for (const { check, engine, id } of foreignLinks) {
    assert.ok(checkById(check) !== undefined, check);
    assert.ok(!seen.has(`${check} ${engine} ${id}`), `${check} ${id} twice`);
    seen.add(`${check} ${engine} ${id}`);
    if (engine === 'securityhub') assert.match(id, /^[A-Z][A-Za-z0-9]+\.\d+$/);
    else assert.match(id, engine === 'config' ? /^[a-z0-9-]+$/ : /^[a-z0-9]+_[a-z0-9_]+$/);
  }
  for (const engine of ['prowler', 'config', 'securityhub'])
    assert.ok(foreignLinks.filter((link) => link.engine === engine).length > 100, engine);
});

test('the names of Prowler and Config are those of peers.ts, none lost', () => {
  for (const [check, { prowler = '', config = '' }] of Object.entries(peerIds))
    for (const id of `${prowler} ${config}`.split(' ').filter((name) => name !== ''))
      assert.ok(
        foreignLinks.some((link) => link.check === check && link.id === id),
        `${check} ${id}`,
      );
});

test('a check judged against a value of scoping is never decided from outside', () => {
  const decided = foreignLinks.filter(
    ({ check, decides }) => decides !== 'nothing' && checkById(check)?.commitment !== undefined,
  );
  assert.deepEqual(
    decided.map(({ check, id }) => `${check} ${id}`),
    [],
  );
});

test('one name decides both ways for one check only', () => {
  const both = foreignLinks.filter(({ decides }) => decides === 'both').map(({ engine, id }) => `${engine} ${id}`);
  assert.deepEqual(
    both.filter((name, index) => both.indexOf(name) !== index),
    [],
  );
});

test('rules are known by the names that services give them, and by no other', () => {
  const known = new Set(['restricted-ssh', 'access-keys-rotated']);
  for (const [name, rule] of [
    ['restricted-ssh', 'restricted-ssh'],
    ['RESTRICTED_SSH', 'restricted-ssh'],
    ['securityhub-restricted-ssh-1a2b3c4d', 'restricted-ssh'],
    ['OrgConfigRule-access-keys-rotated-a1b2c3d4', 'access-keys-rotated'],
    ['access-keys-rotated-conformance-pack-k1l2m3n4o', 'access-keys-rotated'],
    ['my-restricted-ssh', 'my-restricted-ssh'],
    ['securityhub-my-own-1a2b3c4d', 'securityhub-my-own-1a2b3c4d'],
  ] as const)
    assert.equal(managedRuleOf(name, known), rule);
});

test('docs/other-engines.md holds the mapping of this version with its date', () => {
  const page = readFileSync(new URL('../../docs/other-engines.md', import.meta.url), 'utf8');
  assert.ok(page.includes(formatTable(mappingTable(), 'md').trim()), 'run: soc2-ready checks mapping --format md');
  assert.ok(page.includes(`As of ${foreignFindingsDate}`));
});
