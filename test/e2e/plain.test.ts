/** The plain mode on a real terminal: the same questions, the same workspace, nothing drawn over. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadRecording } from '../aws/record.ts';
import { startServer } from '../aws/server.ts';
import { type RealTerminal, start, temporaryHome } from './real-terminal.ts';

function journal(folder: string): { type: string; control?: string; answer?: { level: unknown } }[] {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as { type: string });
}

/** What was written so far, without colours and cursor moves. */
function said(program: RealTerminal): string {
  // biome-ignore lint/complexity/useRegexLiterals: the escape stands out better in a string
  return program.raw().replace(new RegExp('\\u001b\\[[0-9;?]*[A-Za-z]', 'g'), '');
}

/** Waits until text stands in what was said since `mark`; resolves with where it ended. */
async function heard(program: RealTerminal, text: string, mark = 0): Promise<number> {
  await program.until(() => said(program).indexOf(text, mark) !== -1);
  return said(program).indexOf(text, mark) + text.length;
}

describe('prompts', () => {
  test('questions are answered, refused answers explained, going back works, and it goes on where it was', async (t) => {
    const home = temporaryHome(t);
    const folder = join(home, 'acme');
    const first = start(t, home, ['--plain', '--dir', folder, '--no-aws']);
    let mark = await heard(first, 'What next?');
    first.write('1\r');
    mark = await heard(first, 'Your answer', mark);
    first.write('deep\r');
    mark = await heard(first, 'is no answer to depth', mark);
    first.write('\u0015quick\r');
    mark = await heard(first, 'saved', mark);
    mark = await heard(first, 'What is the company called?', mark);
    mark = await heard(first, 'Your answer', mark);
    first.write('Acme\r');
    mark = await heard(first, 'saved', mark);
    assert.ok(
      journal(folder).some((entry) => entry.type === 'scope'),
      'on disk once it says saved',
    );
    mark = await heard(first, 'Your answer', mark);
    first.write('back\r');
    mark = await heard(first, 'Answered: Acme', mark);
    mark = await heard(first, 'Your answer', mark);
    first.write('stop\r');
    await heard(first, 'What next?', mark);
    first.write('\u0003');
    assert.equal((await first.ended).exitCode, 130);
    assert.ok(!first.raw().includes('\u001b[?1049h'), 'no alternate screen');

    const second = start(t, home, ['--dir', folder, '--no-aws'], { ACCESSIBLE: '1' });
    mark = await heard(second, 'What next?');
    second.write('1\r');
    mark = await heard(second, 'Answered: Acme', mark);
    mark = await heard(second, 'Your answer', mark);
    second.write('stop\r');
    mark = await heard(second, 'What next?', mark);
    second.write('7\r');
    mark = await heard(second, 'Take this back?', mark);
    second.write('y\r');
    mark = await heard(second, 'saved', mark);
    assert.ok(journal(folder).some((entry) => entry.type === 'undo'));
    await heard(second, 'Your choice', mark);
    second.write('\u0003');
    assert.equal((await second.ended).exitCode, 130, 'ctrl+c where lines are read');
  });

  test('AWS is read, and what it shows is told', async (t) => {
    const server = await startServer({ replay: loadRecording('bad') });
    t.after(() => server.close());
    const home = temporaryHome(t);
    const aws = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret', AWS_REGION: 'us-east-1' };
    const args = ['--accessible', '--dir', join(home, 'acme')];
    const program = start(t, home, args, { ...aws, AWS_ENDPOINT_URL: server.url });
    let mark = await heard(program, 'What next?');
    program.write('3\r');
    mark = await heard(program, 'Account 123456789012', mark);
    mark = await heard(program, 'What next?', mark);
    assert.ok(journal(join(home, 'acme')).some((entry) => entry.type === 'scan'));
    program.write('4\r');
    mark = await heard(program, 'root-mfa-enabled', mark);
    await heard(program, 'What next?', mark);
    program.write('leave\r');
    assert.equal((await program.ended).exitCode, 0);
    assert.ok(!program.raw().includes('\u001b'), 'a screen reader hears each line once: nothing is drawn over');
  });
});
