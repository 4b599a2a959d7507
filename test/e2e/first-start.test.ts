/** The first start, settings that are kept, and one assessment after the other, on a real terminal. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { start, temporaryHome } from './real-terminal.ts';

const esc = '\u001b';

describe('the first start', () => {
  test('a tour that esc leaves and that does not come back; the quick path leads to the first question', async (t) => {
    const home = temporaryHome(t, { firstStart: true });
    const first = start(t, home, ['--dir', join(home, 'acme'), '--no-aws']);
    await first.until((screen) => screen.includes('1 of 4'));
    first.write('\r');
    await first.until((screen) => screen.includes('2 of 4'));
    first.write(esc);
    await first.until((screen) => screen.includes('Welcome to soc2-ready') && screen.includes('▸ Quick path'));
    first.write('\r');
    await first.until((screen) => screen.includes('What is the company called?'));
    first.write('Acme\r');
    await first.until((screen) => /question 3 of \d+ .*saved/.test(screen));
    first.write(esc);
    first.write('q');
    assert.deepEqual(await first.ended, { exitCode: 0, signal: 0 });
    await first.until((screen) => screen.includes('This session: 2 answers'));
    assert.match(first.screen(), /saved in .*acme\s/);
    assert.match(first.screen(), /go on with: soc2-ready --dir .*acme/);

    const second = start(t, home, ['--dir', join(home, 'other'), '--no-aws']);
    await second.until((screen) => screen.includes('Welcome to soc2-ready'));
    assert.equal(second.raw().includes('of 4'), false);
    second.write('q');
    assert.equal((await second.ended).exitCode, 0);
  });

  test('a theme and the wheel are taken at once, kept, and given back at the end', async (t) => {
    const home = temporaryHome(t);
    // Node counts no colours where CI is set.
    const colours = { FORCE_COLOR: '1' };
    const first = start(t, home, ['--dir', join(home, 'acme'), '--no-aws'], colours);
    await first.until((screen) => screen.includes('Welcome'));
    assert.match(first.raw(), /\u001b\[(1|36)m/);
    first.write(':settings\r');
    await first.until((screen) => screen.includes('Reduced motion'));
    first.write('\r');
    await first.until((screen) => screen.includes('Which theme?'));
    first.write('4');
    await first.until((screen) => screen.includes('no colour') && !screen.includes('Which theme?'));
    first.write('jjj\r');
    await first.until((screen) => /Mouse wheel +on/.test(screen));
    assert.ok(first.raw().includes('\u001b[?1006h'));
    // One notch up: three rows.
    first.write('\u001b[<64;10;10M');
    await first.until((screen) => screen.includes('▸ Theme'));
    first.write('q');
    assert.equal((await first.ended).exitCode, 0);
    assert.ok(first.raw().lastIndexOf('\u001b[?1006l') > first.raw().lastIndexOf('\u001b[?1006h'), 'mouse given back');
    const kept = JSON.parse(readFileSync(join(home, 'soc2-ready', 'preferences.json'), 'utf8'));
    assert.equal(kept.theme, 'none');
    assert.equal(kept.mouse, 'true');

    const second = start(t, home, ['--dir', join(home, 'acme'), '--no-aws'], colours);
    await second.until((screen) => screen.includes('Welcome'));
    assert.equal(/\u001b\[(3[0-7]|1)m/.test(second.raw()), false, 'no colour from the first frame on');
    second.process.kill('SIGTERM');
    await second.ended;
    assert.ok(second.raw().includes('\u001b[?1006l'), 'and after a signal');
  });
});

test('a new assessment, and back to the other one, without leaving the program', async (t) => {
  const home = temporaryHome(t);
  const program = start(t, home, ['--dir', join(home, 'acme'), '--no-aws']);
  await program.until((screen) => screen.includes('Welcome'));
  program.write(':clients\r');
  await program.until((screen) => screen.includes('1 assessment') && screen.includes('Not enough known'));
  program.write('N');
  await program.until((screen) => screen.includes('Name of the company'));
  program.write('Brook & Sons GmbH\r');
  const folder = join(home, 'soc2-ready', 'workspaces', 'brook-sons-gmbh');
  await program.until(
    (screen) =>
      // The name stands in the form already: in the first line it is the assessment's.
      (screen.split('\n')[0] ?? '').includes('Brook & Sons GmbH') &&
      screen.includes('Welcome') &&
      existsSync(join(folder, 'journal.jsonl')),
  );
  assert.equal(existsSync(join(home, 'acme', 'lock')), false, 'the one left is free for others');
  program.write(':clients\r');
  await program.until((screen) => screen.includes('2 assessments') && !screen.includes('working it out'));
  program.write('j\r');
  await program.until((screen) => / acme\b/.test(screen.split('\n')[0] ?? '') && screen.includes('Welcome'));
  program.write('q');
  assert.equal((await program.ended).exitCode, 0);
  await program.until((screen) => /go on with: soc2-ready --dir .*acme/.test(screen));
});

test('profiles of the AWS configuration: who is signed in, what is chosen, what would be sent; no secret on screen', async (t) => {
  const home = temporaryHome(t);
  const folder = join(home, '.aws', 'sso', 'cache');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(home, '.aws', 'config'),
    '[profile audit]\nsso_session = corp\nregion = eu-west-1\n[sso-session corp]\nsso_start_url = https://x.invalid\n' +
      '[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = do-not-show\n',
  );
  const program = start(t, home, ['--dir', join(home, 'acme')], { AWS_REGION: 'eu-west-1' });
  await program.until((screen) => screen.includes('Welcome'));
  program.write(':aws acc');
  await program.until((screen) => screen.includes('AWS'));
  program.write('\u001b:accounts\r');
  await program.until((screen) => screen.includes('aws sso login --profile audit') && screen.includes('○ keys'));
  program.write('j\r');
  await program.until((screen) => screen.includes('● keys') && screen.includes('profile keys'));
  program.write('P');
  await program.until((screen) => /About \d+ calls or more, with profile keys/.test(screen));
  assert.equal(/AKIAEXAMPLE|do-not-show/.test(program.raw()), false);
  program.write('\u001bq');
  assert.equal((await program.ended).exitCode, 0);
});
