/** The commands policies, glossary and prework, as a user runs them. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { place } from './program.ts';

describe('soc2-ready policies', () => {
  it('lists the starters with owner, approver and open decisions', async (t) => {
    const { run } = place(t);
    await run('init', 'acme', '--name', 'Acme');
    const { policies, company } = JSON.parse((await run('policies', '--json', '--dir', 'acme')).stdout);
    assert.equal(company, 'Acme');
    assert.ok(policies.length >= 15);
    const listed = await run('policies', 'list', '--dir', 'acme');
    for (const { id, open } of policies) {
      assert.match(listed.stdout, new RegExp(`^${id} `, 'm'));
      assert.ok(open > 0);
    }
  });

  it('writes them once, never over what people wrote, and again with --force', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme', '--name', 'Acme');
    const file = join(cwd, 'out', 'access-control.md');
    assert.equal((await run('policies', 'export', 'out', '--dir', 'acme')).code, 0);
    const first = readFileSync(file, 'utf8');
    assert.match(first, /^# Access control policy/);
    writeFileSync(file, 'ours now');
    const names = readdirSync(join(cwd, 'out')).sort();
    const again = await run('policies', 'export', 'out', '--dir', 'acme');
    assert.equal(again.code, 2);
    assert.match(again.stderr, /--force/);
    assert.equal(readFileSync(file, 'utf8'), 'ours now');
    assert.equal((await run('policies', 'export', 'out', '--force', '--dir', 'acme')).code, 0);
    assert.equal(readFileSync(file, 'utf8'), first);
    assert.deepEqual(readdirSync(join(cwd, 'out')).sort(), names);
    for (const name of names) if (name !== 'backup.md') rmSync(join(cwd, 'out', name));
    assert.equal((await run('policies', 'export', 'out', '--dir', 'acme')).code, 2);
    assert.deepEqual(readdirSync(join(cwd, 'out')), ['backup.md'], 'one file that is there stops all of them');
  });

  it('shows what was said: the name, a committed value, the rest as open', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    await run('answer', 'company', 'Acme & Sons', '--dir', 'acme');
    await run('answer', 'access-key-age-days', '45', '--committed', '--dir', 'acme');
    await run('policies', 'export', 'out', '--dir', 'acme', '--quiet');
    const text = readFileSync(join(cwd, 'out', 'access-control.md'), 'utf8');
    assert.match(text, /^\| Company \| Acme &amp; Sons \|$/m);
    assert.match(text, /replaced after at most 45 days\./);
    assert.match(text, /- \[x\] After how many days at most is an access key replaced\? 45 days\./);
    assert.match(text, /24 hours \*\*\(offered, not committed yet\)\*\*/);
  });

  it('a wrong word, no folder, or no assessment: what to do instead, and nothing written', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme');
    for (const args of [
      ['policies', 'write'],
      ['policies', 'export'],
      ['policies', 'list', 'out'],
    ]) {
      const { code, stderr } = await run(...args, '--dir', 'acme');
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, /policies/);
    }
    assert.equal((await run('policies', 'export', 'out')).code, 2);
    assert.ok(!existsSync(join(cwd, 'out')));
  });
});

describe('soc2-ready glossary', () => {
  it('explains a term without an assessment, however it is written', async (t) => {
    const { run } = place(t);
    for (const words of [['bridge', 'letters'], ['gap leter']]) {
      const { code, stdout } = await run('glossary', ...words);
      assert.equal(code, 0);
      assert.match(stdout, /^Bridge letter/);
      assert.match(stdout, /See also: .*Observation window/);
    }
  });

  it('lists all terms, as data too', async (t) => {
    const { run } = place(t);
    const { terms } = JSON.parse((await run('glossary', '--json')).stdout);
    assert.ok(terms.length >= 60);
    const text = (await run('glossary')).stdout;
    for (const { term } of terms) assert.ok(text.includes(`${term}`), term);
    assert.match((await run('glossary', 'soc 2', '--format', 'csv')).stdout, /^term,definition/);
  });

  it('a word it does not have: what is near, exit code 2', async (t) => {
    const { code, stdout, stderr } = await place(t).run('glossary', 'bridge ladder');
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /Near it: Bridge letter/);
  });
});

describe('soc2-ready prework', () => {
  it('tells who has how much, and prints the sheet of one', async (t) => {
    const { run } = place(t);
    await run('init', 'acme', '--name', 'Acme');
    await run('answer', 'CC1.1-a', '1', '--owner', 'Ada Example', '--dir', 'acme');
    const { counts } = JSON.parse((await run('prework', '--json', '--dir', 'acme')).stdout);
    const security = counts.find((one: { name: string }) => one.name === 'SEC');
    assert.ok(security.open > 0);
    const sheet = JSON.parse((await run('prework', '--for', 'security lead', '--json', '--dir', 'acme')).stdout);
    assert.equal(sheet.items.length, security.open);
    const markdown = await run('prework', '--for', 'SEC', '--format', 'md', '--dir', 'acme');
    assert.match(markdown.stdout, /^# Prework for Security lead/);
    assert.match(markdown.stdout, /^- \[ \] /m);
  });

  it('somebody it does not know: who there is, exit code 2', async (t) => {
    const { run } = place(t);
    await run('init', 'acme');
    const { code, stdout, stderr } = await run('prework', '--for', 'Nobody', '--dir', 'acme');
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /no role or person "Nobody"/);
    assert.match(stderr, /Roles: .*CEO, CTO, SEC/);
  });
});

describe('a sheet for a person', () => {
  it('is what the name of its file says', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme', '--name', 'Acme');
    const starts = { docx: /^PK/, html: /^<!doctype html>/, md: /^# Prework for/, json: /^\{/, txt: /^Prework for/ };
    for (const [ending, start] of Object.entries(starts)) {
      const name = `sheet.${ending}`;
      const { code, stderr } = await run('prework', '--for', 'CTO', '-o', name, '--dir', 'acme');
      assert.equal(code, 0, stderr);
      assert.match(readFileSync(join(cwd, name), 'latin1'), start, ending);
    }
    await run('interviews', '--for', 'CTO', '-o', 'interview.docx', '--dir', 'acme');
    assert.match(readFileSync(join(cwd, 'interview.docx'), 'latin1'), /^PK/);
    await run('prework', '--for', 'CTO', '--format', 'md', '-o', 'odd.html', '--dir', 'acme');
    assert.match(readFileSync(join(cwd, 'odd.html'), 'utf8'), /^# Prework/, 'what is asked for wins');
  });

  it('so is every table, and what cannot be made is refused before anything is written', async (t) => {
    const { run, cwd } = place(t);
    await run('init', 'acme', '--name', 'Acme');
    const files: [string[], RegExp][] = [
      [['plan', '-o', 'plan.xlsx'], /^PK/],
      [['raci', '-o', 'raci.xlsx'], /^PK/],
      [['questions', 'export', '-o', 'questions.xlsx'], /^PK/],
      [['gaps', '-o', 'gaps.csv'], /^id,criterion,/],
      [['requests', '-o', 'requests.md'], /^\| id \|/],
      [['window', '-o', 'window.md'], /\w/],
    ];
    for (const [args, start] of files) {
      const { code, stderr } = await run(...args, '--dir', 'acme');
      assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
      assert.match(readFileSync(join(cwd, args.at(-1) ?? ''), 'latin1'), start);
    }
    const refused = await run('requests', '-o', 'requests.xlsx', '--dir', 'acme');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /requests\.xlsx cannot be made here: what there is is text, md, csv, json/);
    assert.ok(!existsSync(join(cwd, 'requests.xlsx')));
  });
});
