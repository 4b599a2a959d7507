/** What the screens ask of the machine: profiles and their sign-in, kept preferences, figures of other assessments. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { ssoToken } from '../../source/aws/sso-state.ts';
import { clientFigures } from '../../source/commands/client-figures.ts';
import { FiguresWorker, newFolder } from '../../source/commands/outside-clients.ts';
import { isFirstStart, screenSettings } from '../../source/commands/screen-settings.ts';
import { splitKeys } from '../../source/ui/key-stream.ts';
import { fromMouse } from '../../source/ui/mouse.ts';
import { openPreferences } from '../../source/workspace/preferences.ts';
import { glanceAtPreferences } from '../../source/workspace/preferences-glance.ts';
import { halfWay, workspaceWith } from '../app/fixture.ts';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'soc2-ready-outside-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function environment(t: TestContext, name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  t.after(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

describe('the sign-in of a profile', () => {
  const now = new Date('2026-12-01T12:00:00Z');

  async function stateOf(t: TestContext, kept: unknown) {
    const folder = folderOf(t);
    const name = `${createHash('sha1').update('corp').digest('hex')}.json`;
    writeFileSync(join(folder, name), typeof kept === 'string' ? kept : JSON.stringify(kept));
    return ssoToken('corp', now, folder);
  }

  test('a token is good until it ends', async (t) => {
    assert.equal((await stateOf(t, { accessToken: 'x', expiresAt: '2026-12-01T12:30:00Z' })).valid, true);
    assert.match((await stateOf(t, { expiresAt: '2026-12-01T12:30:00UTC' })).until ?? '', /^\d\d:\d\d$/);
    assert.equal((await stateOf(t, { expiresAt: '2026-12-05T12:30:00Z' })).until, '2026-12-05');
    assert.deepEqual(await stateOf(t, { expiresAt: '2026-12-01T11:59:00Z' }), { valid: false });
  });

  test('one that renews itself is good for as long as its client is registered', async (t) => {
    const kept = { expiresAt: '2026-12-01T11:00:00Z', refreshToken: 'x' };
    assert.deepEqual(await stateOf(t, { ...kept, registrationExpiresAt: '2027-01-01T00:00:00Z' }), { valid: true });
    assert.deepEqual(await stateOf(t, { ...kept, registrationExpiresAt: '2026-11-01T00:00:00Z' }), { valid: false });
  });

  test('nothing, rubbish and dates that are none are no sign-in', async (t) => {
    assert.deepEqual(await ssoToken('corp', now, folderOf(t)), { valid: false });
    assert.deepEqual(await stateOf(t, '{'), { valid: false });
    assert.deepEqual(await stateOf(t, { expiresAt: 'soon' }), { valid: false });
  });
});

describe('what is kept of the screen', () => {
  test('a glance sees what was kept, and takes rubbish for nothing', async (t) => {
    const folder = folderOf(t);
    assert.deepEqual(glanceAtPreferences(folder), {});
    const preferences = await openPreferences({ folder });
    preferences.set('theme', 'light');
    preferences.remember('/somewhere');
    assert.deepEqual(glanceAtPreferences(folder), { theme: 'light' });
    for (const rubbish of ['', '[1]', 'null', '{"theme": 7, "other": "x"}']) {
      writeFileSync(join(folder, 'preferences.json'), rubbish);
      assert.deepEqual(glanceAtPreferences(folder), {}, rubbish);
    }
  });

  test('an option counts before what was kept; a kept theme needs colours; nonsense is refused', async (t) => {
    const home = folderOf(t);
    environment(t, 'XDG_CONFIG_HOME', home);
    environment(t, 'APPDATA', home);
    assert.equal(isFirstStart(), true);
    const preferences = await openPreferences();
    preferences.set('theme', 'light');
    preferences.set('ascii', 'true');
    preferences.set('tour', 'seen');
    assert.deepEqual(screenSettings({}, true), { theme: 'light', ascii: true });
    assert.deepEqual(screenSettings({}, false), { ascii: true });
    assert.equal(screenSettings({ theme: 'dark' }, false).theme, 'dark');
    assert.equal(screenSettings({ 'no-animation': true }, true).still, true);
    assert.equal(isFirstStart(), false);
    assert.throws(() => screenSettings({ theme: 'pink' }, true), /--theme takes dark, light, high-contrast, none/);
  });
});

describe('other assessments', () => {
  test('figures come from a worker, for each folder, also for one that cannot be read', async (t) => {
    const { workspace, end } = await workspaceWith(halfWay);
    t.after(end);
    const worker = new FiguresWorker();
    t.after(() => worker.stop());
    const gone = join(folderOf(t), 'gone');
    const [told, fault] = await Promise.all([worker.ask(workspace.folder), worker.ask(gone)]);
    assert.ok('verdict' in told);
    assert.equal(told.name, 'Example Robotics');
    assert.ok(told.next !== undefined && told.coverage >= 0 && told.coverage <= 1);
    assert.match(told.changed ?? '', /^\d{4}-\d\d-\d\d$/);
    assert.match('fault' in fault ? fault.fault : '', /There is no workspace in/);
    // A worker that has stopped starts again.
    assert.deepEqual(await worker.ask(workspace.folder), told);
  });

  test('a damaged one says so in one line and the others go on', async (t) => {
    const folder = folderOf(t);
    mkdirSync(join(folder, 'journal.jsonl'));
    const figures = await clientFigures(folder);
    assert.ok('fault' in figures && !figures.fault.includes('\n'), JSON.stringify(figures));
  });

  test('the folder of a name is one that every file system takes', () => {
    assert.equal(basename(newFolder('Brook & Sons GmbH')), 'brook-sons-gmbh');
    assert.equal(basename(newFolder('../../etc')), 'etc');
    assert.equal(basename(newFolder('…')), 'assessment');
    assert.equal(basename(newFolder('Ünïcode 株式会社')).includes('/'), false);
    assert.ok(basename(newFolder('x'.repeat(500))).length <= 60);
  });
});

test('a notch of the wheel is three arrows; clicks and drags are nothing', () => {
  const read = (text: string) => splitKeys(text).keys.flatMap(fromMouse);
  assert.deepEqual(read('\u001b[<64;10;10M'), ['\u001b[A', '\u001b[A', '\u001b[A']);
  assert.deepEqual(read('\u001b[<65;10;10Mx'), ['\u001b[B', '\u001b[B', '\u001b[B', 'x']);
  assert.deepEqual(read('\u001b[<0;10;10M\u001b[<0;10;10m\u001b[<35;1;1M'), []);
  assert.deepEqual(read('\u001b[A'), ['\u001b[A']);
});
