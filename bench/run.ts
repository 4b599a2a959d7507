// `npm run bench [-- NAME…]`: runs the figures that the readme quotes, each a file of this folder. Figures are ratios
// within one run, since machines differ and drift.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
process.argv.push('--if-stale');
await import('../scripts/build.ts');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort();
if (names.length === 0) {
  process.stderr.write(`No bench is called ${wanted.join(', ')}.\n`);
  process.exitCode = 2;
}
for (const name of names) {
  process.stdout.write(`\n${name}\n`);
  const bench = (await import(join(folder, `${name}.bench.ts`))) as { run(): Promise<void> };
  await bench.run();
}
