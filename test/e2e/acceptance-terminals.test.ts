/** Terminals of every kind, and none: what is written where, and how it ends. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { commandLine, type RealTerminal, start, startCommand, temporaryHome } from './real-terminal.ts';

const alternateScreen = '\u001b[?1049h';
/** A colour, or bold. */
const style = /\u001b\[[\d;]*(?:3[0-7]|9[0-7]|\b1)m/;

function demo(t: TestContext, env: Record<string, string>): RealTerminal {
  const home = temporaryHome(t);
  return start(t, home, ['demo', '--dir', join(home, 'demo')], env);
}

describe('the environment', () => {
  test('CI=1 on a terminal is a terminal', async (t) => {
    const program = demo(t, { CI: '1' });
    await program.until((screen) => screen.includes('▸ NOT READY'));
    assert.ok(program.raw().includes(alternateScreen));
  });

  test('NO_COLOR=1: words and symbols, no colour and no bold', async (t) => {
    const program = demo(t, { NO_COLOR: '1' });
    await program.until((screen) => screen.includes('▸ NOT READY'));
    program.write('3');
    await program.until((screen) => screen.includes('✖') && screen.includes('root-mfa-enabled'));
    assert.doesNotMatch(program.raw(), style);
  });

  test('LANG=C: every character that is drawn is ASCII', async (t) => {
    const program = demo(t, { LANG: 'C' });
    await program.until((screen) => screen.includes('> NOT READY'));
    for (const [key, shows] of [
      ['3', 'root-mfa-enabled'],
      ['5', 'items'],
      ['6', 'controls'],
    ] as const) {
      program.write(key);
      await program.until((screen) => screen.includes(shows));
      assert.match(program.screen(), /^[\n\u0020-\u007e]*$/);
    }
  });

  for (const env of [{ TERM: 'dumb' }, { INK_SCREEN_READER: 'true' }, { ACCESSIBLE: '1' }] as Record<
    string,
    string
  >[]) {
    const name = Object.entries(env)
      .map((pair) => pair.join('='))
      .join();
    test(`${name}: prompts, one line after the other`, async (t) => {
      const program = demo(t, env);
      await program.until((screen) => screen.includes('What next?'));
      assert.equal(program.raw().includes(alternateScreen), false);
      assert.match(program.raw(), /criteria in place/);
      program.write('\u0003');
      assert.equal((await program.ended).exitCode, 130);
    });
  }
});

describe('pipes', { skip: process.platform === 'win32' }, () => {
  for (const [what, before, after] of [
    ['piped in', 'echo jjj | ', ''],
    ['piped out', '', ' | cat'],
  ] as const) {
    test(`${what}: where it stands, without escape sequences, and no waiting for keys`, async (t) => {
      const home = temporaryHome(t);
      const command = commandLine(['demo', '--dir', join(home, 'demo')]).map((word) => `'${word}'`);
      const program = startCommand(t, home, ['/bin/sh', '-c', `${before}${command.join(' ')}${after}`]);
      assert.deepEqual(await program.ended, { exitCode: 0, signal: 0 });
      assert.match(program.raw(), /criteria in place/);
      assert.equal(program.raw().includes('\u001b'), false);
    });
  }
});

describe('signals', { skip: process.platform === 'win32' }, () => {
  for (const [name, number] of [
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    test(`${name} gives back the screen, the cursor, pasting and the mouse`, async (t) => {
      const program = demo(t, {});
      await program.until((screen) => screen.includes('▸ NOT READY'));
      program.write(':settings\r');
      await program.until((screen) => screen.includes('Mouse wheel'));
      program.write('/mouse\r\r');
      await program.until(() => program.raw().includes('\u001b[?1006h'));
      program.process.kill(name);
      const { exitCode, signal } = await program.ended;
      assert.ok(signal === number || exitCode === 128 + number, `${exitCode} ${signal}`);
      const raw = program.raw();
      for (const [on, off] of [
        [alternateScreen, '\u001b[?1049l'],
        ['\u001b[?25l', '\u001b[?25h'],
        ['\u001b[?2004h', '\u001b[?2004l'],
        ['\u001b[?1006h', '\u001b[?1006l'],
        ['\u001b[?1000h', '\u001b[?1000l'],
      ] as const)
        assert.ok(raw.lastIndexOf(off) > raw.lastIndexOf(on), JSON.stringify(off));
    });
  }
});
