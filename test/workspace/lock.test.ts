import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openWorkspace, type Workspace } from '../../source/workspace/workspace.ts';
import { diskError, newWorkspace, note, questionnaire, watchedFiles } from './helpers.ts';

const program = fileURLToPath(new URL('./holder.ts', import.meta.url));

/** Another process that opens the workspace; resolves once it has. */
async function holder(
  t: TestContext,
  folder: string,
): Promise<{ child: ChildProcess; pid: number; readOnly: string | null }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, ...JSON.parse(String(line)) };
}

async function end(child: ChildProcess, how: 'leave' | 'kill'): Promise<void> {
  const gone = once(child, 'exit');
  if (how === 'kill') child.kill('SIGKILL');
  else child.stdin?.end();
  await gone;
}

async function closedFolder(t: TestContext): Promise<string> {
  const workspace = await newWorkspace(t);
  await workspace.close();
  return workspace.folder;
}

async function open(t: TestContext, folder: string): Promise<Workspace> {
  const workspace = await openWorkspace(folder, { questionnaire });
  t.after(() => workspace.close());
  return workspace;
}

const lockFiles = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('lock'));

/** A lock as another process would have left it. */
function leaveLock(folder: string, more: object): void {
  const lock = { host: hostname(), pid: 1, started: new Date().toISOString(), user: 'bob', token: 'ab'.repeat(12) };
  writeFileSync(join(folder, 'lock'), JSON.stringify({ ...lock, replica: '0'.repeat(12), ...more }));
}

test('a second instance reads, is told who writes, and may write once the first has left', async (t) => {
  const folder = await closedFolder(t);
  const first = await holder(t, folder);
  assert.equal(first.readOnly, null);
  const second = await open(t, folder);
  assert.ok(second.readOnly?.includes(`process ${first.pid}`), second.readOnly);
  assert.ok(second.readOnly?.includes(hostname()));
  assert.equal(second.entries.length, 1);
  await assert.rejects(second.append(note('x'), 'Ann'), /Open for writing by/);
  await assert.rejects(second.saveScan({} as never, 'Ann'), /Open for writing by/);
  await end(first.child, 'leave');
  const third = await open(t, folder);
  assert.equal(third.readOnly, undefined);
  await third.append(note('x'), 'Ann');
});

test('the lock of a killed process is taken over', async (t) => {
  const folder = await closedFolder(t);
  const first = await holder(t, folder);
  await end(first.child, 'kill');
  assert.ok(existsSync(join(folder, 'lock')));
  const second = await open(t, folder);
  assert.equal(second.readOnly, undefined);
  assert.deepEqual(lockFiles(folder), ['lock']);
  const third = await holder(t, folder);
  assert.ok(third.readOnly?.includes(`process ${process.pid}`));
});

test('of many that find a dead lock, or none, at the same moment exactly one takes it', async (t) => {
  const folder = await closedFolder(t);
  for (let round = 0; round < 15; round += 1) {
    const token = (round + 16).toString(16).repeat(8);
    if (round % 2 === 0) leaveLock(folder, { pid: 2 ** 22 + 1 + round, token });
    const rivals = await Promise.all(Array.from({ length: 12 }, () => openWorkspace(folder, { questionnaire })));
    assert.equal(rivals.filter((rival) => rival.readOnly === undefined).length, 1, `round ${round}`);
    await Promise.all(rivals.map((rival) => rival.close()));
    assert.deepEqual(lockFiles(folder), []);
  }
});

test('processes that open it at the same moment: one writes, and all have left no lock behind', async (t) => {
  const folder = await closedFolder(t);
  leaveLock(folder, { pid: 2 ** 22 + 1 });
  const rivals = await Promise.all(Array.from({ length: 5 }, () => holder(t, folder)));
  assert.equal(rivals.filter((rival) => rival.readOnly === null).length, 1);
  await Promise.all(rivals.map((rival) => end(rival.child, 'leave')));
  assert.deepEqual(lockFiles(folder), []);
});

test('the same program opening it twice writes once', async (t) => {
  const first = await newWorkspace(t);
  const second = await open(t, first.folder);
  assert.match(second.readOnly ?? '', /already in this program/);
  await second.close();
  await first.append(note('still mine'), 'Ann');
  assert.deepEqual(lockFiles(first.folder), ['lock']);
});

test('a reader neither needs nor leaves a lock', async (t) => {
  const first = await newWorkspace(t);
  const reader = await openWorkspace(first.folder, { questionnaire, readOnly: true });
  assert.match(reader.readOnly ?? '', /as asked/);
  await reader.close();
  await first.close();
  assert.deepEqual(lockFiles(first.folder), []);
});

test('a lock of another host is respected, and the sentence says how to remove it', async (t) => {
  const folder = await closedFolder(t);
  leaveLock(folder, { host: 'elsewhere\u001b[2J' });
  const workspace = await open(t, folder);
  assert.match(workspace.readOnly ?? '', /bob on elsewhere .*delete .*lock/);
  assert.ok(!workspace.readOnly?.includes('\u001b'));
});

test('a pid used again by another process does not keep a dead lock alive', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const folder = await closedFolder(t);
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  leaveLock(folder, { pid: process.pid, mark: `${boot}:1` });
  assert.equal((await open(t, folder)).readOnly, undefined);
});

test('a lock from before the machine started is dead, even if its pid runs', async (t) => {
  const folder = await closedFolder(t);
  leaveLock(folder, { pid: process.pid, started: '2001-01-01T00:00:00.000Z' });
  assert.equal((await open(t, folder)).readOnly, undefined);
});

test('a lock of another container is respected', { skip: process.platform !== 'linux' }, async (t) => {
  const folder = await closedFolder(t);
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  leaveLock(folder, { pid: 2 ** 22 + 1, namespace: 'pid:[1]', mark: `${boot}:5` });
  assert.match((await open(t, folder)).readOnly ?? '', /cannot be asked/);
});

for (const [what, content] of [
  ['empty', ''],
  ['damaged', '\u0000\u0000\u0000'],
  ['strange', '{"token":"../../x","pid":1,"host":"h","started":"s","user":"u"}'],
] as const)
  test(`a lock file that is ${what} is taken over`, async (t) => {
    const folder = await closedFolder(t);
    writeFileSync(join(folder, 'lock'), content);
    assert.equal((await open(t, folder)).readOnly, undefined);
    assert.deepEqual(lockFiles(folder), ['lock']);
  });

for (const code of ['EACCES', 'EROFS', 'ENOSPC'])
  test(`a folder that cannot be written (${code}) opens for reading, with the reason`, async (t) => {
    const folder = await closedFolder(t);
    const fileOperations = watchedFiles((operation) => {
      if (operation === 'open create') throw diskError(code);
    });
    const workspace = await openWorkspace(folder, { questionnaire, fileOperations });
    assert.match(workspace.readOnly ?? '', new RegExp(`Could not write in .*${code}`));
    assert.equal(workspace.entries.length, 1);
    await workspace.close();
    assert.deepEqual(lockFiles(folder), []);
  });
