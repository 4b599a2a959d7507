// Writes the key table of the program into readme.md, between its two markers. `--check` only says whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keyTableMarkdown } from '../source/app/key-help.ts';

const readme = fileURLToPath(new URL('../readme.md', import.meta.url));
const [start, end] = ['<!-- keys -->', '<!-- /keys -->'];

/** The readme with the key table of this version between its markers; throws when it has none. */
export function withKeyTable(text: string): string {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`readme.md needs the lines ${start} and ${end} around its key table.`);
  return `${text.slice(0, from + start.length)}\n\n${keyTableMarkdown()}\n\n${text.slice(to)}`;
}

if (import.meta.main) {
  const text = readFileSync(readme, 'utf8');
  const fresh = withKeyTable(text);
  if (!process.argv.includes('--check')) writeFileSync(readme, fresh);
  else if (text !== fresh) {
    process.stderr.write('readme.md: the key table is stale; run node scripts/key-table.ts\n');
    process.exitCode = 1;
  }
}
