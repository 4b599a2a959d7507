import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseJournal } from '../../source/workspace/journal.ts';
import { openWorkspace } from '../../source/workspace/workspace.ts';
import { newWorkspace, questionnaire, temporaryFolder } from './helpers.ts';

const program = fileURLToPath(new URL('./kill-writer.ts', import.meta.url));
const kills = 200;
const lanes = 4;

/** Lets a writer write, kills it at a random moment, and resolves to the ids it reported saved. */
async function writeAndKill(folder: string, cache: string): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const [gone, closed] = [once(child, 'exit'), once(child, 'close')];
  // Every fourth dies while it is still opening or taking the lock over; the others while they write.
  if (Math.random() < 0.75) await Promise.race([once(child.stdout, 'data'), gone]);
  else await delay(30 + Math.random() * 60);
  await delay(Math.random() * 15);
  child.kill('SIGKILL');
  const [, signal] = await gone;
  assert.equal(signal, 'SIGKILL');
  await closed;
  // A last line without its end is no report.
  return output.split('\n').slice(0, -1);
}

test(`${kills} kills at random moments lose nothing that was reported saved`, async (t) => {
  const cache = temporaryFolder(t);
  let reported = 0;
  const lane = async () => {
    const { folder, close } = await newWorkspace(t).then(async (workspace) => ({
      folder: workspace.folder,
      close: await workspace.close(),
    }));
    assert.equal(close, undefined);
    const saved = new Set<string>();
    for (let n = 0; n < kills / lanes; n += 1) for (const id of await writeAndKill(folder, cache)) saved.add(id);
    const workspace = await openWorkspace(folder, { questionnaire });
    t.after(() => workspace.close());
    assert.equal(workspace.readOnly, undefined);
    const onDisk = new Set(workspace.entries.map((entry) => entry.id));
    assert.deepEqual(
      [...saved].filter((id) => !onDisk.has(id)),
      [],
    );
    assert.equal(onDisk.size, workspace.entries.length);
    // What was torn went aside before the next line was written: the journal itself is clean.
    assert.deepEqual(parseJournal(readFileSync(join(folder, 'journal.jsonl'))).problems, []);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
    assert.equal(new Set(workspace.entries.map((entry) => entry.seq)).size, workspace.entries.length);
    reported += saved.size;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  t.diagnostic(`${reported} entries reported saved`);
  assert.ok(reported > kills, `only ${reported} entries were reported saved`);
});
