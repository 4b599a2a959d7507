/** Walks every import of the program and fails when a room reaches where it may not (codebase.md). */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Room → rooms it may import (itself always). */
const allowed: Record<string, string[]> = {
  core: [],
  checks: ['core'],
  aws: ['core', 'checks', 'version'],
  workspace: ['core', 'checks', 'version'],
  report: ['core', 'checks', 'version'],
  app: ['core', 'checks'],
  ui: ['app', 'core', 'checks', 'version'],
  plain: ['app', 'core', 'checks'],
  commands: ['app', 'ui', 'plain', 'report', 'workspace', 'aws', 'core', 'checks', 'version'],
  cli: ['commands', 'version'],
  version: ['package.json'],
};

/** Packages (and builtins) that only some rooms may see. */
const outside: { of: RegExp; rooms: string[] }[] = [
  { of: /^(@aws-sdk|@smithy)\//, rooms: ['aws'] },
  { of: /^(ink|ink-.*|react|react\/.*|string-width|cli-truncate)$/, rooms: ['ui'] },
  { of: /^node:(fs|fs\/promises|child_process|worker_threads)$/, rooms: ['workspace', 'commands', 'aws', 'ui'] },
  { of: /^node:(http|https|net|tls|dns|dgram|http2)$/, rooms: ['aws'] },
  { of: /^conf$/, rooms: ['workspace'] },
  { of: /^yaml$/, rooms: ['workspace'] },
  { of: /^inquirer$/, rooms: ['plain', 'commands'] },
];

/** Rooms that import no builtin and no package at all. */
const pure = ['core', 'checks', 'app'];

interface Import {
  file: string;
  room: string;
  to: string;
}

function roomOf(path: string): string {
  const parts = relative(root, path).split(sep);
  if (parts[0] === 'checks') return 'checks';
  if (parts[0] !== 'source') return parts[0] ?? '';
  return parts.length === 2 ? (parts[1] ?? '').replace(/\.tsx?$/, '') : (parts[1] ?? '');
}

function imports(): Import[] {
  const files = ['source', 'checks'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(root, folder, file)),
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '');
    const statements = text.matchAll(/^(?:import\s+|(?:import|export)\b[^;'"`]*?\bfrom\s+)'([^']+)'/gm);
    const loads = text.matchAll(/\bimport\(\s*'([^']+)'/g);
    const found = [...statements, ...loads];
    return found.map((match) => ({ file: relative(root, file), room: roomOf(file), to: match[1] ?? '' }));
  });
}

describe('who imports whom', () => {
  const all = imports();

  it('sees the imports of every room', () => {
    for (const room of Object.keys(allowed)) {
      if (room === 'core') continue;
      assert.ok(
        all.some((i) => i.room === room),
        `no import found in ${room}`,
      );
    }
  });

  it('rooms reach only where the page says', () => {
    const breaches = all
      .filter((i) => i.to.startsWith('.'))
      .map((i) => ({ ...i, target: roomOf(resolve(root, dirname(i.file), i.to)) }))
      .filter((i) => i.target !== i.room && !(allowed[i.room] ?? []).includes(i.target))
      .map((i) => `${i.file} (${i.room}) imports ${i.to} (${i.target})`);
    assert.deepEqual(breaches, []);
  });

  it('packages and builtins stay in their rooms', () => {
    const breaches = all
      .filter((i) => !i.to.startsWith('.'))
      .filter((i) => pure.includes(i.room) || outside.some(({ of, rooms }) => of.test(i.to) && !rooms.includes(i.room)))
      .map((i) => `${i.file} (${i.room}) imports ${i.to}`);
    assert.deepEqual(breaches, []);
  });

  it('core asks no clock and no chance', () => {
    const breaches = ['source/core', 'checks', 'source/app'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .filter((file) =>
          /Date\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(join(root, folder, file), 'utf8')),
        )
        .map((file) => `${folder}/${file}`),
    );
    assert.deepEqual(breaches, []);
  });
});
