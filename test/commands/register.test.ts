/** `soc2-ready register`, as a user runs it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { place } from './program.ts';

describe('register', () => {
  it('begins with AWS, sets, lists, and takes off', async (t) => {
    const { run } = place(t);
    await run('init', 'acme', '--name', 'Acme');
    const register = (...args: string[]) => run('register', ...args, '--dir', 'acme');
    const counts = JSON.parse((await register('--json')).stdout);
    assert.deepEqual(counts.registers[0], { register: 'policies', entries: 0, short: 8 });
    assert.match((await register('vendors')).stdout, /Begin with: soc2-ready register vendors set aws owner=NAME/);

    assert.equal((await register('vendors', 'set', 'aws', 'owner=Ada', '--by', 'Ada')).code, 0);
    const set = await register('vendor', 'set', 'aws', 'duty=Rotate keys => cc6.1-access-keys', 'exit=Export');
    assert.equal(set.code, 0);
    const vendors = JSON.parse((await register('vendors', 'list', '--json')).stdout);
    assert.equal(vendors.schema, 'soc2-ready/register@1');
    assert.equal(vendors.entries[0].name, 'Amazon Web Services');
    assert.equal(vendors.entries[0].owner, 'Ada');
    assert.deepEqual(vendors.entries[0].duties, [{ text: 'Rotate keys', control: 'CC6.1-access-keys' }]);
    assert.ok(vendors.faults.some((fault: { text: string }) => /has no report/.test(fault.text)));
    assert.match((await register('vendors', '--format', 'csv')).stdout, /^id,name,tier,/);

    const gaps = JSON.parse((await run('gaps', '--json', '--dir', 'acme')).stdout).gaps;
    const gap = gaps.find((one: { control: string }) => one.control === 'CC9.2-vendor-reports');
    assert.match(gap.reason, /In the registers: Amazon Web Services has no report/);

    assert.equal((await register('vendors', 'remove', 'aws')).code, 0);
    assert.deepEqual(JSON.parse((await register('vendors', '--json')).stdout).entries, []);
  });

  it('takes the engagement without an id, and DC 1–9 with words of the company', async (t) => {
    const { run } = place(t);
    await run('init', 'acme');
    const register = (...args: string[]) => run('register', ...args, '--dir', 'acme');
    assert.equal((await register('engagement', 'set', 'auditor=Example CPAs', 'assertion=draft')).code, 0);
    const [engagement] = JSON.parse((await register('engagement', '--json')).stdout).entries;
    assert.equal(engagement.auditor, 'Example CPAs');
    assert.equal((await register('description', 'set', 'dc2', 'text=We tell within a day.', 'done=yes')).code, 0);
    const { criteria } = JSON.parse((await register('dc', '--json')).stdout);
    assert.deepEqual([criteria[1].own, criteria[1].status], ['We tell within a day.', 'done']);
    assert.match((await register('description')).stdout, /^DC2 [^\n]*: done\n {2}We tell within a day\.$/m);
  });

  it('says what is wrong, where and what to do next, and writes nothing', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    await run('register', 'policies', 'set', 'backup', 'approver=Ada', '--dir', 'acme');
    const journal = () => readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8');
    const before = journal();
    for (const [args, expected] of [
      [['polices'], /There is no register "polices"[\s\S]*Did you mean "policies"\?/],
      [['policies', 'add'], /takes list, set or remove, not "add"/],
      [['policies', 'set'], /needs an id before the fields/],
      [['policies', 'set', 'approver=Ada'], /needs an id before the fields/],
      [['policies', 'set', 'new-one'], /Nothing to set for new-one[\s\S]*title, version/],
      [['policies', 'set', 'new-one', 'approver=Ada'], /policies, new-one:\s+title is missing: add title=TITLE/],
      [['policies', 'set', 'Access Control', 'title=A'], /Use access-control/],
      [
        ['policies', 'set', 'backup', 'approved=2026-02-30', 'color=red'],
        /approved takes YYYY-MM-DD[\s\S]*color is no field/,
      ],
      [['policies', 'set', 'backup', 'approved'], /"approved" is no FIELD=VALUE[\s\S]*approved=YYYY-MM-DD/],
      [['policies', 'remove', 'bakup'], /There is no "bakup"[\s\S]*Did you mean "backup"\?/],
      [['policies', 'remove'], /needs an id/],
      [['vendors', 'set', 'zendesk', 'tier=critical'], /name is missing/],
      [['exceptions', 'set', '25\u001b[31m', 'text=x'], /control characters/],
      [['description', 'set', 'DC12', 'done=yes'], /They are DC1 to DC9/],
      [['description', 'set', 'DC1', 'done=maybe'], /done takes yes or no/],
      [['description', 'remove', 'DC1'], /always there/],
    ] as [string[], RegExp][]) {
      const { code, stdout, stderr } = await run('register', ...args, '--dir', 'acme');
      assert.equal(code, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, expected);
      assert.doesNotMatch(stderr, /\u001b|\bat .*\.ts:/);
    }
    assert.equal(journal(), before);
  });

  it('the sample company shows an overdue policy, vendors and a duty that is not published', async (t) => {
    const { run } = place(t);
    const { report } = JSON.parse((await run('demo', '--json')).stdout);
    for (const name of ['policies.csv', 'vendors.csv', 'customer-duties.csv', 'description.csv'])
      assert.ok(
        report.some((file: string) => file.endsWith(name)),
        name,
      );
    const text = readFileSync(report[0], 'utf8');
    assert.match(text, /Access control policy was due for review on/);
    assert.match(text, /Amazon Web Services[^\n]*carve-out/);
    assert.match(text, /nothing says where customers read the duty/);
    assert.match(text, /overdue register entry/);
  });
});
