/** Links, the clipboard and the editor: what is written to a terminal, and what comes back. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { addresses } from '../../source/app/links.ts';
import { clipboardSequence } from '../../source/ui/clipboard.ts';
import { editText } from '../../source/ui/editor.ts';
import { editorCommand } from '../../source/ui/editor-command.ts';
import { supportsLinks } from '../../source/ui/hyperlinks.ts';
import { paragraphLines } from '../../source/ui/lines.ts';
import { openLink } from '../../source/ui/open-link.ts';

test('which terminals make links', () => {
  const yes: NodeJS.ProcessEnv[] = [
    { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.4.1' },
    { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.0' },
    { TERM: 'xterm-kitty' },
    { VTE_VERSION: '7600' },
    { WT_SESSION: 'x' },
    { TMUX: '/tmp/x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' },
    { TERM: 'xterm', FORCE_HYPERLINK: '1' },
  ];
  const no: NodeJS.ProcessEnv[] = [
    {},
    { TERM: 'xterm-256color' },
    { TERM: 'dumb', VTE_VERSION: '7600' },
    { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.9' },
    { TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '450' },
    { VTE_VERSION: '0.50.0' },
    { VTE_VERSION: '4900' },
    { TMUX: '/tmp/x', TERM: 'xterm-kitty', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.2a' },
    { TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' },
  ];
  assert.deepEqual(
    yes.filter((env) => !supportsLinks(env)),
    [],
  );
  assert.deepEqual(no.filter(supportsLinks), []);
});

test('addresses are found without what stands around them, and followed over the end of a line', () => {
  assert.deepEqual(
    addresses('See https://a.example/x?y=1. And (http://b.example/z), ftp://c, javascript:alert(1), https://'),
    ['https://a.example/x?y=1', 'http://b.example/z'],
  );
  const text = 'read https://a.example/one/two/three/four and http://b.example';
  const lines = paragraphLines([{ text, tone: 'plain', indent: 2 }], 20);
  const links = lines.flat().filter(({ link }) => link !== undefined);
  assert.equal(
    links
      .filter(({ link }) => link?.includes('a.example'))
      .map((part) => part.text)
      .join(''),
    'https://a.example/one/two/three/four',
  );
  assert.equal(
    links
      .filter(({ link }) => link?.includes('b.example'))
      .map((part) => part.text)
      .join(''),
    'http://b.example',
  );
  assert.equal(
    lines
      .map((line) =>
        line
          .map((part) => part.text)
          .join('')
          .trim(),
      )
      .join(' ')
      .replace(/ (?=wo|\/t)/g, '')
      .includes('read'),
    true,
  );
});

test('the clipboard, plain and through tmux and screen', () => {
  assert.equal(clipboardSequence('a', {}), '\u001b]52;c;YQ==\u0007');
  assert.equal(
    clipboardSequence('a', { TMUX: 'x' }),
    '\u001b]52;c;YQ==\u0007\u001bPtmux;\u001b\u001b]52;c;YQ==\u0007\u001b\\',
  );
  assert.equal(clipboardSequence('a', { STY: 'x' }), '\u001bP\u001b]52;c;YQ==\u0007\u001b\\');
});

test('only web pages are opened', async () => {
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://x/y'])
    await assert.rejects(openLink(url), /Only web pages/);
});

describe('the editor', { skip: process.platform === 'win32' }, () => {
  const left = () => readdirSync(tmpdir()).filter((name) => existsSync(`${tmpdir()}/${name}/note.md`));

  test('VISUAL counts before EDITOR, empty ones do not', () => {
    assert.equal(editorCommand({ VISUAL: ' vim -n ', EDITOR: 'ed' }), 'vim -n');
    assert.equal(editorCommand({ VISUAL: '', EDITOR: 'ed' }), 'ed');
    assert.equal(editorCommand({ VISUAL: ' ' }), undefined);
  });

  test('the text comes back; the file was for this person alone and is gone', async () => {
    const before = left();
    const command = `${process.execPath} -e "const fs=require('fs'),f=process.argv[1];fs.appendFileSync(f,' '+(fs.statSync(f).mode&0o777).toString(8)+'\\r\\nmore\\u0007\\n\\n')"`;
    assert.deepEqual(await editText('one', command), { text: 'one 600\nmore' });
    assert.deepEqual(left(), before);
  });

  test('what goes wrong is a sentence, and what was written is kept', async () => {
    assert.match(
      (await editText('one', 'no-such-editor-here')).fault ?? '',
      /There is no editor "no-such-editor-here"/,
    );
    assert.match((await editText('one', 'rm -f')).fault ?? '', /left no file/);
    assert.deepEqual(await editText('one', 'false'), { fault: 'The editor "false" ended with code 1.' });
    const failing = await editText('one', 'f() { printf two > "$1"; return 3; }; f');
    assert.deepEqual(failing, { text: 'two', fault: failing.fault });
    assert.match(failing.fault ?? '', /ended with code 3/);
  });
});
