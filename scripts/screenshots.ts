// Takes the readme's screenshots from the running program: starts the sample company on a pseudo-terminal, presses keys,
// and writes what the terminal shows as SVG into docs/screens/. Needs a build (npm run build).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { screenText, startOn, svg, until } from './terminal-picture.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Keys that lead to each picture, from the one before, and what shows that it is there. */
const shots: { name: string; keys: string[]; shows: string }[] = [
  { name: 'overview', keys: [], shows: 'criteria in place' },
  { name: 'interview', keys: ['4', '/CC6.1-mfa\r', '\u001b[C'], shows: 'AWS says' },
  { name: 'checks', keys: ['\u001b', '\u001b', '3'], shows: 'root-mfa-enabled' },
];

const home = mkdtempSync(join(tmpdir(), 'soc2-ready-screenshots-'));
const folder = join(root, 'docs/screens');
mkdirSync(folder, { recursive: true });
const { terminal, process: program } = startOn(110, 30, ['demo', '--dir', join(home, 'demo')], { HOME: home });
try {
  for (const { name, keys, shows } of shots) {
    for (const key of keys) {
      const before = screenText(terminal);
      program.write(key);
      await until(terminal, (text) => text !== before);
    }
    await until(terminal, (text) => text.includes(shows) && text.includes('? help'));
    writeFileSync(join(folder, `${name}.svg`), svg(terminal));
    process.stdout.write(`docs/screens/${name}.svg\n`);
  }
} finally {
  program.kill('SIGKILL');
  terminal.dispose();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
