/** The editor, web pages and the clipboard on a real terminal. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type RealTerminal, start, temporaryHome } from './real-terminal.ts';

/** A program of this name for the PATH of a test. */
function script(home: string, name: string, text: string): string {
  const folder = join(home, 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

function note(folder: string): string | undefined {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).findLast((entry) => entry.type === 'note')?.text;
}

/** On the question behind the first gap. */
async function toQuestion(program: RealTerminal): Promise<void> {
  await program.until((screen) => screen.includes('▸ NOT READY'));
  program.write('4');
  await program.until((screen) => /\d+ gaps/.test(screen));
  program.write('\u001b[C');
  await program.until((screen) => screen.includes('question '));
}

describe('on a real terminal', { skip: process.platform === 'win32' }, () => {
  test('e gives the terminal to the editor and takes the note from it; a failure loses nothing', async (t) => {
    const home = temporaryHome(t);
    const folder = join(home, 'demo');
    const bin = script(
      home,
      'my-editor',
      'printf "EDITOR HERE: "; read line; printf "%s\\nand more\\n" "$line" > "$1"; [ "$line" != fail ]',
    );
    const program = start(t, home, ['demo', '--dir', folder], { EDITOR: join(bin, 'my-editor') });
    await toQuestion(program);
    program.write('e');
    await program.until((screen) => screen.includes('EDITOR HERE'));
    assert.ok(program.raw().lastIndexOf('\u001b[?1049l') > program.raw().lastIndexOf('\u001b[?1049h'));
    // A line of a cooked terminal, with its own editing.
    program.write('heard it from Adz\u007fa\r');
    await program.until((screen) => screen.includes('question ') && screen.includes('saved'));
    assert.equal(note(folder), 'heard it from Ada\nand more');
    program.write('e');
    await program.until((screen) => screen.includes('EDITOR HERE'));
    program.write('fail\r');
    await program.until((screen) => screen.includes('ended with code 1') && screen.includes('fail'));
    assert.equal(note(folder), 'heard it from Ada\nand more');
    program.write('\r');
    await program.until(() => note(folder)?.startsWith('fail') === true);
  });

  test('without an editor e opens the form', async (t) => {
    const home = temporaryHome(t);
    const program = start(t, home, ['demo', '--dir', join(home, 'demo')]);
    await toQuestion(program);
    program.write('e');
    await program.until((screen) => screen.includes('▸ note'));
  });

  test('o opens the page of a row without a shell, c copies; addresses are links where the terminal makes them', async (t) => {
    const home = temporaryHome(t);
    const opened = join(home, 'opened');
    const bin = script(home, process.platform === 'darwin' ? 'open' : 'xdg-open', `printf "%s|" "$@" > ${opened}`);
    const env = { PATH: `${bin}:${process.env.PATH}`, FORCE_HYPERLINK: '1', TMUX: 'x' };
    const program = start(t, home, ['demo', '--dir', join(home, 'demo')], env);
    await program.until((screen) => screen.includes('▸ NOT READY'));
    program.write('3');
    await program.until((screen) => screen.includes('root-mfa-enabled'));
    program.write('c');
    await program.until((screen) => screen.includes('Copied '));
    assert.ok(program.raw().includes('\u001bPtmux;\u001b\u001b]52;c;'));
    program.write('/root-mfa-enabled\r');
    await program.until((screen) => screen.includes('1 of '));
    program.write('\r');
    await program.until((screen) => screen.includes('Fails on') || screen.includes('Why an auditor asks'));
    program.write('G');
    await program.until((screen) => screen.includes('https://docs.aws.amazon.com/'));
    assert.match(program.raw(), /\u001b\]8;;https:\/\/docs\.aws\.amazon\.com\/[^\u0007]*\u0007/);
    program.write('o');
    await program.until((screen) => screen.includes('Opening https://') || screen.includes('Which page?'));
    if (program.screen().includes('Which page?')) program.write('1');
    await program.until(
      () => existsSync(opened) && /^https:\/\/docs\.aws\.amazon\.com\/[^|]+\|$/.test(readFileSync(opened, 'utf8')),
    );
  });

  test('where nothing opens pages the address is shown', async (t) => {
    const home = temporaryHome(t);
    const bin = script(home, process.platform === 'darwin' ? 'open' : 'xdg-open', 'exit 3');
    const program = start(t, home, ['demo', '--dir', join(home, 'demo')], { PATH: `${bin}:${process.env.PATH}` });
    await program.until((screen) => screen.includes('▸ NOT READY'));
    program.write('3');
    await program.until((screen) => screen.includes('root-mfa-enabled'));
    program.write('o');
    await program.until((screen) => screen.includes('https://'));
    if (program.screen().includes('Which page?')) program.write('1');
    await program.until((screen) => /Nothing opens web pages here .*3/.test(screen));
    assert.equal(program.raw().includes('\u001b]8;;'), false);
  });
});
