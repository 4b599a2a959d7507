/** One journey on a real terminal: answer, read AWS, leave, resume; and what must be true however it ends. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadRecording } from '../aws/record.ts';
import { startServer } from '../aws/server.ts';
import { start, temporaryHome } from './real-terminal.ts';

const aws = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret', AWS_REGION: 'us-east-1' };
const alternateScreenLeft = '\u001b[?1049l';

function journal(folder: string): { type: string; control?: string }[] {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as { type: string });
}

test('answer, read AWS meanwhile, leave, and go on at the same question', async (t) => {
  const server = await startServer({ replay: loadRecording('bad') });
  t.after(() => server.close());
  const home = temporaryHome(t);
  const folder = join(home, 'acme');
  const env = { ...aws, AWS_ENDPOINT_URL: server.url };

  const first = start(t, home, ['--dir', folder], env);
  await first.until((screen) => screen.includes('Welcome to soc2-ready') && screen.includes('? help'));
  // Reading starts, and goes on while the first question is answered, typed and submitted in one write.
  first.write('R');
  await first.until((screen) => screen.includes('reading AWS'));
  first.write('2');
  await first.until((screen) => screen.includes('How deep shall it go'));
  first.write('\r');
  await first.until((screen) => screen.includes('What is the company called?'));
  first.write('Example Robotics\r');
  await first.until((screen) => /question 3 of \d+ · saved \d\d:\d\d/.test(screen));
  assert.deepEqual(
    journal(folder)
      .map((entry) => entry.type)
      .filter((type) => type !== 'scan'),
    ['created', 'depth', 'scope'],
    'on disk before it is shown as saved',
  );
  // One esc leaves the field, the next the screen.
  first.write('\u001b\u001b');
  await first.until((screen) => screen.includes('Overview'));
  first.write('3');
  await first.until((screen) => /✖ \d\d fail/.test(screen) && screen.includes('root-mfa-enabled'));
  await first.until((screen) => !screen.includes('reading AWS'));
  assert.ok(journal(folder).some((entry) => entry.type === 'scan'));

  // To a control that AWS contradicts: the gap list leads there.
  first.write('4/CC6.1-mfa\r');
  await first.until((screen) => screen.includes('1 of '));
  first.write('\u001b[C');
  await first.until((screen) => screen.includes('AWS says') && screen.includes('answering 3 or 4'));
  first.write('4');
  await first.until((screen) => screen.includes('contradicts your answer 4') && screen.includes('saved'));
  first.write('q');
  assert.deepEqual(await first.ended, { exitCode: 0, signal: 0 });
  assert.ok(first.raw().includes(alternateScreenLeft), 'the terminal is given back');
  await first.until((screen) => screen.includes('questions answered'));

  const second = start(t, home, ['--dir', folder, '--no-aws']);
  await second.until((screen) => screen.includes('▸ CC6.1') && screen.includes('contradicts your answer 4'));
  assert.match(second.screen(), /▸ 4 ●/);
  second.write('q');
  assert.equal((await second.ended).exitCode, 0);
});

describe('however it ends', () => {
  test('kill -9 after "saved" loses nothing and the next start goes on', async (t) => {
    const home = temporaryHome(t);
    const folder = join(home, 'acme');
    const first = start(t, home, ['--dir', folder, '--no-aws']);
    await first.until((screen) => screen.includes('Welcome'));
    first.write('2');
    await first.until((screen) => screen.includes('How deep shall it go'));
    first.write('\r');
    await first.until((screen) => screen.includes('What is the company called?'));
    first.write('Acme\r');
    await first.until((screen) => screen.includes('question 3 of') && screen.includes('saved'));
    first.process.kill('SIGKILL');
    await first.ended;
    const second = start(t, home, ['--dir', folder, '--no-aws']);
    await second.until((screen) => screen.includes('? help') && screen.includes('criteria in place'));
    second.write('2');
    await second.until((screen) => screen.includes('question 3 of'));
  });

  test('ctrl+c ends with 130, SIGTERM by its signal, and both give the terminal back', async (t) => {
    const home = temporaryHome(t);
    const interrupted = start(t, home, ['--dir', join(home, 'a'), '--no-aws']);
    await interrupted.until((screen) => screen.includes('Welcome'));
    interrupted.write('\u0003');
    assert.equal((await interrupted.ended).exitCode, 130);
    assert.ok(interrupted.raw().includes(alternateScreenLeft));

    const ended = start(t, home, ['--dir', join(home, 'b'), '--no-aws']);
    await ended.until((screen) => screen.includes('Welcome'));
    ended.process.kill('SIGTERM');
    const { exitCode, signal } = await ended.ended;
    assert.ok(signal === 15 || exitCode === 143, `${exitCode} ${signal}`);
    for (const sequence of [alternateScreenLeft, '\u001b[?25h', '\u001b[?2004l'])
      assert.ok(ended.raw().includes(sequence));
  });

  test('three keys in one write move three; a resize with help open is drawn whole', async (t) => {
    const home = temporaryHome(t);
    // A terminal is a terminal also where CI is set, as in some remote shells.
    const program = start(t, home, ['demo', '--dir', join(home, 'demo')], { CI: '1' });
    await program.until((screen) => screen.includes('▸ NOT READY'));
    program.write('G');
    await program.until((screen) => screen.includes('▸ CC9'));
    program.write('kkk');
    await program.until((screen) => screen.includes('▸ CC6'));
    program.write('?');
    await program.until((screen) => screen.includes('Keys of overview'));
    program.resize(60, 14);
    await program.until(
      (screen) => screen.includes('Keys of overview') && screen.split('\n').at(-1)?.includes('? help') === true,
    );
    program.write('\u001b');
    await program.until((screen) => screen.includes('▸ CC6'));
  });

  test('while nothing happens nothing is written', async (t) => {
    const home = temporaryHome(t);
    const program = start(t, home, ['--dir', join(home, 'a'), '--no-aws']);
    await program.until((screen) => screen.includes('Welcome'));
    program.write('3');
    await program.until((screen) => screen.includes('not read in this session'));
    program.write('?');
    await program.until((screen) => screen.includes('Keys of checks'));
    // The end of the frame comes after what it shows.
    await program.until(() => program.raw().endsWith('\u001b[?2026l'));
    const before = program.raw().length;
    // The one fixed wait: silence cannot be waited for in any other way.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(program.raw().length, before);
  });
});
