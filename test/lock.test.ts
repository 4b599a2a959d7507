/** The lock file serves every platform, whatever the registry it was made with carries. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

it('names the binaries of every platform (else: node scripts/complete-lock.ts)', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = lock.packages;
  const wanted = Object.values(packages).flatMap((one) => Object.entries(one.optionalDependencies ?? {}));
  assert.ok(wanted.length > 20);
  const missing = wanted.filter(([name, version]) => /^\d/.test(version) && !(`node_modules/${name}` in packages));
  assert.deepEqual(missing, []);
});
