// Bundles the program into dist/: one small entry, the rest in chunks that are loaded when they are needed.
// `--if-stale` leaves a dist/ alone that is newer than everything it is made from.
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { quickWidth, yogaWithoutFetch } from './bundle-plugins.ts';
import { compileGuides, guideFiles } from './compile-guides.ts';
import { compileLists, listFiles } from './compile-lists.ts';
import { compileQuestionnaire } from './compile-questionnaire.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const skip = path === join(root, 'source') ? ['generated'] : [];
  const names = readdirSync(path).filter((name) => !skip.includes(name));
  return Math.max(stat.mtimeMs, ...names.map((name) => newest(join(path, name))));
}

/** Whether dist/ is older than anything it is made from. */
function isStale(): boolean {
  const inputs = ['source', 'checks', 'questionnaires', 'scripts', 'package.json', 'package-lock.json'];
  const made = existsSync(join(dist, 'soc2-ready.cjs')) ? statSync(join(dist, 'soc2-ready.cjs')).mtimeMs : 0;
  return inputs.some((input) => newest(join(root, input)) > made);
}

async function build(): Promise<void> {
  compileGuides(root, compileQuestionnaire(root));
  compileLists(root);
  rmSync(dist, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: root,
    input: {
      cli: 'source/cli.ts',
      worker: 'source/aws/worker.ts',
      'clients-worker': 'source/commands/clients-worker.ts',
    },
    platform: 'node',
    plugins: [yogaWithoutFetch, quickWidth],
    logLevel: 'warn',
    resolve: { alias: { 'react-devtools-core': join(root, 'scripts/empty.mjs') } },
    transform: { define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' } },
  });
  await bundle.write({
    dir: dist,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  for (const name of ['questionnaire.json', ...guideFiles, ...listFiles])
    copyFileSync(join(root, 'source/generated', name), join(dist, name));
  copyFileSync(join(root, 'source/soc2-ready.cjs'), join(dist, 'soc2-ready.cjs'));
  chmodSync(join(dist, 'soc2-ready.cjs'), 0o755);
}

if (!process.argv.includes('--if-stale') || isStale()) await build();
