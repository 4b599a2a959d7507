/** Twenty thousand random keys, pastes and resizes over every screen, on a real terminal. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { screens } from '../../source/app/screens.ts';
import { commandLine, type RealTerminal, start, startCommand, temporaryHome } from './real-terminal.ts';

const keyCount = Number(process.env.MONKEY_KEYS ?? 20_000);

/** The same walk every time; another seed is another walk. */
const seed = Number(process.env.MONKEY_SEED ?? 20_261_122);

/** Keys that leave or suspend are not among them: those are pressed at the end. */
const keys = [
  ...'jjjjkkkkgGhlL0123456789dnivaewDzZRxptTcfuUoOsSeErymM+-/:?[]  ',
  ...['\r', '\r', '\r', '\t', '\u001b[Z', '\u007f', '\u001b', '\u001b', '\u001b[A', '\u001b[B', '\u001b[C', '\u001b[D'],
  ...['\u001b[5~', '\u001b[6~', '\u001b[H', '\u001b[F', '\u0004', '\u0015', '\u000c', '\u0013', '\u0012', '\u0010'],
];

const pastes = [
  'line one\nline two',
  '=cmd|calc',
  '日本語 👩‍💻 e\u0301',
  '\u001b[31mred\u001b[0m',
  'x'.repeat(3000),
  '',
];

const sizes = [
  [40, 12],
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
  [39, 7],
] as const;

/** A small generator of numbers in [0, 1) from a seed (mulberry32). */
function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Keys between two moments at which the monkey waits for the program: the kernel holds only so much that nobody has read. */
const breath = 500;

test(`${keyCount} keys, pastes and resizes: no crash, nothing lost, the terminal given back (seed ${seed})`, {
  skip: process.platform === 'win32',
}, async (t) => {
  const home = temporaryHome(t);
  const folder = join(home, 'acme');
  // While the screen suspends or an editor runs the terminal is an ordinary one, which takes ctrl+s for itself: not this one.
  const ordinary = ['/bin/sh', '-c', 'stty -icanon -isig -ixon -echo; exec "$@"', 'sh'];
  const command = [...ordinary, ...commandLine(['--dir', folder, '--no-aws'])];
  // Web pages are opened by nothing at all.
  const bin = join(home, 'bin');
  mkdirSync(bin);
  for (const name of ['xdg-open', 'open']) writeFileSync(join(bin, name), '#!/bin/sh\n', { mode: 0o755 });
  const env = { EDITOR: 'true', VISUAL: 'true', PATH: `${bin}:${process.env.PATH}` };
  const opened = () => startCommand(t, home, command, env);
  const next = random(seed);
  const one = <Value>(from: readonly Value[]) => from[Math.floor(next() * from.length)] as Value;
  let terminal = opened();
  await terminal.until((screen) => screen.includes('? help'));
  let sent = 0;
  for (let asked = 0; sent < keyCount; ) {
    for (const end = Math.min(keyCount, sent + breath); sent < end; ) {
      const burst = Math.min(end - sent, 1 + Math.floor(next() * 60));
      let text = '';
      for (let at = 0; at < burst; at += 1) text += next() < 0.005 ? `\u001b[200~${one(pastes)}\u001b[201~` : one(keys);
      // Now and then to a screen by its name, so that those without a digit are walked over too.
      if (next() < 0.1) text += `\u001b\u001b\u001b:${one(screens)}\r`;
      terminal.write(text);
      sent += burst;
      if (next() < 0.04) {
        const [columns, rows] = one<(typeof sizes)[number]>(sizes);
        terminal.resize(columns, rows);
      }
    }
    asked += 1;
    // The palette knows how to leave, and an assessment can be left for another: that is no crash, and one goes on.
    if (!(await isThere(terminal, `monkey ${asked}`))) {
      assert.deepEqual(await terminal.ended, { exitCode: 0, signal: 0 }, terminal.screen());
      isGivenBack(terminal);
      terminal = opened();
      await terminal.until((screen) => screen.includes('? help'));
    }
  }
  terminal.write('\u0003\u0003');
  assert.deepEqual(await terminal.ended, { exitCode: 130, signal: 0 }, terminal.screen());
  isGivenBack(terminal);

  const journals = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('journal.jsonl'),
  );
  let entries = 0;
  for (const file of journals) {
    const lines = readFileSync(join(home, file), 'utf8').trimEnd().split('\n');
    const numbers = lines.map((line) => (JSON.parse(line) as { seq: number }).seq);
    assert.deepEqual(
      numbers,
      numbers.map((_, at) => at + 1),
      `${file} has no hole`,
    );
    entries += numbers.length;
  }
  assert.ok(entries > 50, `only ${entries} entries came of it`);

  const again = start(t, home, ['--dir', folder, '--no-aws']);
  await again.until((screen) => screen.includes('? help'));
  assert.doesNotMatch(again.screen(), /set aside/);
  again.write('\u0003\u0003');
  await again.ended;
});

/** Left the alternate screen, and wrote no error on the way. */
function isGivenBack(terminal: RealTerminal): void {
  const raw = terminal.raw();
  assert.ok(raw.lastIndexOf('\u001b[?1049l') > raw.lastIndexOf('\u001b[?1049h'), 'left the alternate screen');
  assert.ok(raw.lastIndexOf('\u001b[?25h') > raw.lastIndexOf('\u001b[?25l'), 'the cursor shows');
  assert.doesNotMatch(raw, /unexpected error|(?:Type|Range|Reference)Error|at .*\.ts:\d+/);
}

/** True once everything sent so far has been taken in, which shows in the palette; false when the program has been left. */
async function isThere(terminal: RealTerminal, word: string): Promise<boolean> {
  let isOver = false;
  void terminal.ended.then(() => {
    isOver = true;
  });
  terminal.resize(100, 30);
  terminal.write(`${'\u001b'.repeat(6)}:${word}`);
  await terminal.until((screen) => isOver || screen.includes(word));
  if (!isOver) terminal.write('\u001b');
  return !isOver;
}
