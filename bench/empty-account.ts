/** An account on its first day in 17 regions, behind the test API: the recordings of all groups, for every region. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultRegions } from '../source/aws/default-regions.ts';
import type { Recording } from '../test/aws/record.ts';
import { type ServerOptions, startServer, type TestServer, type Written } from '../test/aws/server.ts';
import { recordingOf, type Suite } from '../test/aws/suite.ts';
import { enabledRegions } from '../test/aws/written.ts';

const folder = new URL('../test/aws/', import.meta.url);

/** Starts it; every answer comes `delayMs` late, and `more` answers stand before its own. */
export async function startEmptyAccount(delayMs: number, more: readonly Written[] = []): Promise<TestServer> {
  const answers: Recording['answers'] = {};
  const written: Written[] = [];
  for (const file of readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('-suite.ts'))) {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const suite of Object.values(module).filter(isSuite)) {
      try {
        Object.assign(answers, everywhere(recordingOf(suite, 'empty').answers));
      } catch {
        process.stdout.write(`  ${file}: no recording of its empty account yet\n`);
      }
      written.push(...suite.accounts[2].written);
    }
  }
  const replay: Recording = { recordedAt: new Date().toISOString(), answers };
  const options: ServerOptions = { replay, written: [...written, enabledRegions([...defaultRegions]), ...more] };
  return startServer(delayMs > 0 ? { ...options, delayMs } : options);
}

function isSuite(value: unknown): value is Suite {
  return typeof value === 'object' && value !== null && 'accounts' in value && 'checks' in value;
}

/** Keys are `operation region parameters…`: what one region says, all of them say. */
function everywhere(answers: Recording['answers']): Recording['answers'] {
  const all: Recording['answers'] = {};
  for (const [key, list] of Object.entries(answers)) {
    const [operation = '', region = '', ...rest] = key.split(' ');
    for (const other of [...defaultRegions, region]) all[[operation, other, ...rest].join(' ')] ??= list;
  }
  return all;
}
