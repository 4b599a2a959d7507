import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { knownWorkspaces, openPreferences } from '../../source/workspace/preferences.ts';
import { newWorkspace, temporaryFolder } from './helpers.ts';

test('values are kept, forgotten, and seen by another instance', async (t) => {
  const folder = join(temporaryFolder(t), 'config');
  const one = await openPreferences({ folder });
  const two = await openPreferences({ folder });
  assert.deepEqual(one.values, { recent: [] });
  one.set('theme', 'dark');
  one.set('lastProfile', 'audit');
  two.set('userName', 'Ann');
  one.remember('/w/a');
  two.remember('/w/b');
  one.remember('/w/a');
  assert.deepEqual(two.values, { recent: ['/w/a', '/w/b'], theme: 'dark', lastProfile: 'audit', userName: 'Ann' });
  one.set('lastProfile', undefined);
  assert.equal(two.values.lastProfile, undefined);
  assert.deepEqual([one.problems, two.problems], [[], []]);
});

test('the file is 0600 in a folder 0700, also when it was wider before', {
  skip: process.platform === 'win32',
}, async (t) => {
  const folder = join(temporaryFolder(t), 'config');
  const preferences = await openPreferences({ folder });
  preferences.set('theme', 'dark');
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  assert.deepEqual([mode(folder), mode(preferences.path)], ['700', '600']);
  chmodSync(preferences.path, 0o644);
  preferences.set('theme', 'light');
  assert.equal(mode(preferences.path), '600');
});

for (const content of ['{"theme":"da', '', '[]', 'null', '"text"', '\u0000\u0000'])
  test(`a damaged file (${JSON.stringify(content)}) is set aside, whole, under another name`, async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'preferences.json'), content);
    const preferences = await openPreferences({ folder, now: () => new Date('2026-11-21T10:00:00Z') });
    assert.deepEqual(preferences.values, { recent: [] });
    assert.equal(readFileSync(join(folder, 'preferences.damaged-20261121T100000Z.json'), 'utf8'), content);
    assert.match(preferences.problems.join(), /damaged-20261121T100000Z/);
    preferences.set('theme', 'dark');
    assert.equal((await openPreferences({ folder })).values.theme, 'dark');
  });

test('a file damaged while it is open is set aside too, and a second one does not replace the first', async (t) => {
  const folder = temporaryFolder(t);
  const preferences = await openPreferences({ folder, now: () => new Date('2026-11-21T10:00:00Z') });
  for (const content of ['{first', '{second']) {
    writeFileSync(preferences.path, content);
    preferences.set('theme', 'dark');
    assert.equal(preferences.values.theme, 'dark');
  }
  const aside = readdirSync(folder).filter((name) => name.includes('damaged'));
  assert.deepEqual(aside.map((name) => readFileSync(join(folder, name), 'utf8')).sort(), ['{first', '{second']);
});

test('values of the wrong kind count as not set', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(
    join(folder, 'preferences.json'),
    '{"theme":7,"recent":["/a",5,null],"userName":"Ann","__proto__":{"x":1}}',
  );
  const preferences = await openPreferences({ folder });
  assert.deepEqual(preferences.values, { recent: ['/a'], userName: 'Ann' });
  preferences.set('lastProfile', 'p');
  assert.deepEqual(preferences.problems, []);
});

test('a place that cannot be written costs the preferences, not the program', async (t) => {
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  const preferences = await openPreferences({ folder: join(file, 'below') });
  preferences.set('theme', 'dark');
  preferences.remember('/w');
  assert.deepEqual(preferences.values, { recent: [] });
  assert.equal(preferences.problems.length, 1);
  assert.match(preferences.problems[0] ?? '', /ENOTDIR|ENOENT|EEXIST/);
});

test('known workspaces are those opened lately that still exist, then those of the data folder', async (t) => {
  const data = temporaryFolder(t);
  const variable = process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_DATA_HOME';
  const before = process.env[variable];
  process.env[variable] = data;
  t.after(() => {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  });
  const home = join(data, 'soc2-ready', 'workspaces');
  mkdirSync(home, { recursive: true });
  mkdirSync(join(home, 'empty'));
  const [acme, beta, gone] = [
    await newWorkspace(t),
    await newWorkspace(t, { folder: join(home, 'beta') }),
    await newWorkspace(t),
  ];
  await gone.close();
  rmSync(gone.folder, { recursive: true });
  const values = { recent: [gone.folder, acme.folder, acme.folder] };
  assert.deepEqual(await knownWorkspaces({ values }), [acme.folder, beta.folder]);
});

test('forty assessments opened by as many processes at once are all remembered, and none falls off the list', async (t) => {
  const folder = join(temporaryFolder(t), 'config');
  const module = new URL('../../source/workspace/preferences.ts', import.meta.url).href;
  const script = (n: number) =>
    `import(${JSON.stringify(module)}).then(async ({ openPreferences }) => {
      const preferences = await openPreferences({ folder: ${JSON.stringify(folder)} });
      for (let i = 0; i < 10; i += 1) preferences.remember('/w/' + (${n} * 10 + i));
    });`;
  const ended = await Promise.all(
    [0, 1, 2, 3].map(
      (n) =>
        new Promise((done) => {
          spawn(process.execPath, ['--input-type=module', '-e', script(n)], { stdio: 'inherit' }).on('close', done);
        }),
    ),
  );
  assert.deepEqual(ended, [0, 0, 0, 0]);
  const { recent } = (await openPreferences({ folder })).values;
  assert.deepEqual([recent.length, new Set(recent).size], [40, 40]);
  assert.deepEqual(readdirSync(folder), ['preferences.json'], 'no lock is left');
});

test('a lock that a dead process left holds nobody up for long', async (t) => {
  const folder = temporaryFolder(t);
  const lock = join(folder, 'preferences.lock');
  writeFileSync(lock, '');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  const preferences = await openPreferences({ folder });
  preferences.remember('/w/a');
  assert.deepEqual(preferences.values.recent, ['/w/a']);
  assert.deepEqual(preferences.problems, []);
});
