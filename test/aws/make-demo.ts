/**
 * Makes demo/scan.json.gz: seeds the emulator with the demo's account and reads it with the program's own scan. Run it
 * with `node test/aws/make-demo.ts`. The file holds facts only; they are judged afresh at each start.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { allChecks } from '../../checks/index.ts';
import { canonicalJson } from '../../source/workspace/canonical.ts';
import { seedClients } from './clients.ts';
import { startEmulator } from './emulator.ts';
import { scanAccount } from './scan-account.ts';
import { seedDemo } from './seed-demo.ts';
import { writtenDemo } from './written-demo.ts';

const emulator = await startEmulator();
if ('absent' in emulator) throw new Error(`The demo needs the emulator: ${emulator.absent}`);
try {
  const clients = seedClients(emulator.url);
  await seedDemo(clients);
  clients.destroy();
  const { facts, results } = await scanAccount(
    { upstream: emulator.url, written: writtenDemo() },
    { checks: allChecks, scoping: {} },
  );
  const file = fileURLToPath(new URL('../../demo/scan.json.gz', import.meta.url));
  const packed = gzipSync(canonicalJson(facts));
  writeFileSync(file, packed);
  for (const { check, status, passed, total } of results.values())
    process.stdout.write(`${status.padEnd(15)}${check} ${passed}/${total}\n`);
  process.stdout.write(`${file}: ${packed.length} bytes\n`);
} finally {
  await emulator.stop();
}
