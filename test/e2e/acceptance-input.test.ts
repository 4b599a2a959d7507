/** What is typed, pasted and pressed on a real terminal: nothing is lost, and the window may change under it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { commandLine, type RealTerminal, start, startShell, temporaryHome } from './real-terminal.ts';

const paste = (text: string) => `\u001b[200~${text}\u001b[201~`;

function company(folder: string): unknown {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).findLast((entry) => entry.question === 'company')?.value;
}

/** Up to the first question that takes text. */
async function toCompany(program: RealTerminal): Promise<void> {
  await program.until((screen) => screen.includes('Welcome'));
  program.write('2');
  await program.until((screen) => screen.includes('How deep shall it go'));
  program.write('\r');
  await program.until((screen) => screen.includes('What is the company called?'));
}

/** What the company is called after these keys and enter. */
const edits: [what: string, keys: string[], is: string][] = [
  ['text and enter in one write', ['Example Robotics\r'], 'Example Robotics'],
  ['a paste with line ends', [paste('Example\r\nRobotics\nGmbH'), '\r'], 'Example Robotics GmbH'],
  [
    'wide, joined and combining characters',
    ['a漢字👩‍💻e\u0301', '\u001b[D', '\u007f', '\u001b[D', '\u007f', '\r'],
    'a字e\u0301',
  ],
  [
    'words: back one (ctrl+left), on one (alt+f), and away with one (ctrl+w)',
    ['one two three', '\u001b[1;5D', '\u001b[1;5D', '+', '\u001bf', '\u0017', '\r'],
    'one  three',
  ],
  ['words as alt+b and alt+d send them', ['one two', '\u001bb', '\u001bd', '\r'], 'one'],
  [
    'start and end, and away to them',
    ['bc', '\u0001', 'a', '\u0005', 'd', '\u001b[H', '\u001b[C', '\u000b', '\r'],
    'a',
  ],
  ['delete and ctrl+u', ['xabc', '\u001b[H', '\u001b[3~', '\u001b[C', '\u0015', '\r'], 'bc'],
];

describe('a text field', () => {
  test('takes every key in the order they come', async (t) => {
    const home = temporaryHome(t);
    const folder = join(home, 'acme');
    const program = start(t, home, ['--dir', folder, '--no-aws']);
    await toCompany(program);
    for (const [what, keys, is] of edits) {
      program.write('\u0005\u0015');
      for (const key of keys) program.write(key);
      await program.until((screen) => screen.includes('question 3 of') && screen.includes('saved'));
      await program.until(() => company(folder) === is || program.screen().includes('NOT SAVED'));
      assert.equal(company(folder), is, what);
      // At the start of a field ← leads to the question before.
      program.write('\u001b[D');
      await program.until((screen) => screen.includes('What is the company called?'));
    }
  });
});

test('three keys in one write move three', async (t) => {
  const home = temporaryHome(t);
  const program = start(t, home, ['demo', '--dir', join(home, 'demo')]);
  await program.until((screen) => screen.includes('▸ NOT READY'));
  program.write('G');
  await program.until((screen) => screen.includes('▸ CC9'));
  program.write('kkk');
  await program.until((screen) => screen.includes('▸ CC6'));
});

test('a resize with a form, the palette, a picker and a question open keeps what was typed', async (t) => {
  const home = temporaryHome(t);
  const program = start(t, home, ['demo', '--dir', join(home, 'demo')]);
  await program.until((screen) => screen.includes('▸ NOT READY'));
  program.write('4');
  await program.until((screen) => /\d+ gaps/.test(screen));
  program.write('\u001b[C');
  await program.until((screen) => screen.includes('question '));
  program.write('v');
  await program.until((screen) => screen.includes('counts until'));
  program.write('a ticket');
  for (const [columns, rows] of [
    [60, 14],
    [39, 7],
    [120, 40],
  ] as const) {
    program.resize(columns, rows);
    await program.until((screen) =>
      columns < 40 ? screen.includes('make the window larger') : screen.includes('a ticket'),
    );
  }
  program.write('\u001b');
  await program.until((screen) => screen.includes('Kept as a draft'));
  program.write('a');
  await program.until((screen) => screen.includes('owns'));
  program.resize(50, 12);
  await program.until((screen) => screen.includes('owns') && screen.split('\n').length === 12);
  program.write('\u001b:gloss');
  await program.until((screen) => screen.includes(': gloss'));
  program.resize(90, 30);
  await program.until((screen) => screen.includes(': gloss') && screen.split('\n').length === 30);
});

test('ctrl+z gives the terminal to the shell, fg takes it back where it was', {
  skip: process.platform === 'win32',
}, async (t) => {
  const home = temporaryHome(t);
  const shell = startShell(t, home);
  await shell.until((screen) => screen.includes('shell>'));
  const command = commandLine(['demo', '--dir', join(home, 'demo')]).map((word) => `'${word}'`);
  shell.write(`${command.join(' ')}\r`);
  await shell.until((screen) => screen.includes('▸ NOT READY'));
  shell.write('G');
  await shell.until((screen) => screen.includes('▸ CC9'));
  shell.write('\u001a');
  await shell.until((screen) => !screen.includes('▸ CC9') && /shell> *$/.test(screen.trimEnd()));
  const stopped = shell.raw();
  assert.ok(stopped.lastIndexOf('\u001b[?1049l') > stopped.lastIndexOf('\u001b[?1049h'), 'the screen is given back');
  assert.ok(
    stopped.lastIndexOf('\u001b[?2004l') > stopped.lastIndexOf('\u001b[?2004h') || shell.raw().includes('shell>'),
  );
  shell.write('echo still a shell\r');
  await shell.until((screen) => /^still a shell$/m.test(screen));
  shell.resize(90, 28);
  shell.write('fg\r');
  await shell.until((screen) => screen.includes('▸ CC9') && screen.split('\n').at(-1)?.includes('? help') === true);
  shell.write('k');
  await shell.until((screen) => screen.includes('▸ CC8'));
  shell.write('q');
  await shell.until((screen) => /shell> *$/.test(screen.trimEnd()) && screen.includes('go on with'));
});
