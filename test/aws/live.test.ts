/**
 * The second layer: the same accounts and flips on the emulator itself, where there is one. With RECORD=1 in the
 * environment it writes what the emulator answers to test/aws/recordings, for checks.test.ts to replay.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accounts, goodAccount } from './accounts.ts';
import { seedClients } from './clients.ts';
import { startEmulator } from './emulator.ts';
import { assertStatuses, checkOf } from './expected.ts';
import { flips } from './flips/index.ts';
import { difference, loadRecording, saveRecording } from './record.ts';
import { scanAccount } from './scan-account.ts';

const recording = process.env.RECORD === '1';
const emulator = await startEmulator();

if ('absent' in emulator) {
  test('live AWS checks', { skip: `no emulator: ${emulator.absent}` }, () => {});
} else {
  const upstream = emulator.url;
  const clients = seedClients(upstream);
  after(async () => {
    clients.destroy();
    await emulator.stop();
  });

  // The good account comes last: the flips go on with it.
  for (const account of [...accounts].reverse()) {
    test(`live: the ${account.name} account`, async () => {
      await emulator.reset();
      await account.seed(clients);
      const outcome = await scanAccount({ upstream, written: account.written });
      if (recording) saveRecording(account.name, outcome.recording);
      assertStatuses(account.name, outcome.results);
    });
  }

  for (const flip of flips.filter(({ apply }) => apply)) {
    test(`live: ${flip.check} fails when ${flip.setting}`, async () => {
      const { facts } = checkOf(flip.check);
      await flip.apply?.(clients);
      try {
        const written = [...goodAccount.written, ...(flip.given ?? []), ...(flip.written ?? [])];
        const outcome = await scanAccount({ upstream, written }, facts);
        if (recording)
          saveRecording(`flips/${flip.check}`, difference(loadRecording('good'), outcome.recording, 'good'));
        assert.equal(outcome.results.get(flip.check)?.status, 'fail');
      } finally {
        await flip.undo?.(clients);
      }
    });
  }

  test('live: the good account is good again after every flip was taken back', async () => {
    assertStatuses('good', (await scanAccount({ upstream, written: goodAccount.written })).results);
  });
}
