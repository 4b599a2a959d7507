/** Whether an auditor's pack is what it was when it was made. */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { WorkspaceError } from './errors.ts';
import { hashOf, type Manifest, manifestName, sums, sumsName } from './pack.ts';
import { count, flag, listOf, object, oneOf, text, when } from './value-shape.ts';

/** What became of a pack. */
export interface PackState {
  manifest: Manifest;
  /** SHA-256 of the manifest. */
  fingerprint: string;
  /** Files whose content is another. */
  changed: string[];
  missing: string[];
  /** Files that the manifest does not name. */
  extra: string[];
}

/** A path that leads nowhere but into the pack, on every system. */
const inside = when(
  'a path inside the pack',
  (value) =>
    typeof value === 'string' &&
    value !== '' &&
    !/[\\:\0]/.test(value) &&
    value.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
);

const shape = object({
  schema: oneOf('soc2-ready/pack@1'),
  name: text,
  date: text,
  madeBy: text,
  redacted: flag,
  files: listOf(
    object({
      path: inside,
      bytes: count,
      sha256: when('a SHA-256 in hex', (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)),
    }),
  ),
  leftOut: listOf(object({ what: text, why: text })),
});

/** Compares a folder with its manifest. Rejects with a WorkspaceError where there is none that can be read. */
export async function verifyPack(folder: string): Promise<PackState> {
  const { manifest, fingerprint } = await readManifest(folder);
  const present = new Set(await filesIn(folder));
  const state: PackState = { manifest, fingerprint, changed: [], missing: [], extra: [] };
  for (const { path, bytes, sha256 } of manifest.files) {
    if (!present.delete(path)) state.missing.push(path);
    else if (!(await isSame(join(folder, ...path.split('/')), { bytes, sha256 }))) state.changed.push(path);
  }
  present.delete(manifestName);
  if (!present.delete(sumsName)) state.missing.push(sumsName);
  else if (!(await hasSums(join(folder, sumsName), sums(manifest, fingerprint)))) state.changed.push(sumsName);
  state.extra = [...present].sort();
  return state;
}

async function hasSums(path: string, wanted: string): Promise<boolean> {
  return (await lstat(path)).isFile() && (await readFile(path, 'utf8')) === wanted;
}

async function isSame(path: string, wanted: { bytes: number; sha256: string }): Promise<boolean> {
  // A link leads to what is not in the pack, whatever it holds today.
  if (!(await lstat(path)).isFile()) return false;
  const { bytes, sha256 } = await hashOf(path);
  return bytes === wanted.bytes && sha256 === wanted.sha256;
}

async function readManifest(folder: string): Promise<{ manifest: Manifest; fingerprint: string }> {
  const next = 'A pack is a folder that soc2-ready pack DIR has made.';
  let bytes: Uint8Array;
  try {
    // A link may lead to a manifest that is none of this pack's, and a pipe never ends.
    if (!(await lstat(join(folder, manifestName))).isFile()) throw new Error('it is no plain file');
    bytes = await readFile(join(folder, manifestName));
  } catch (error) {
    throw new WorkspaceError(`${folder} has no ${manifestName} that can be read.`, next, { exitCode: 2, cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    value = undefined;
  }
  const problem = shape(value);
  if (problem !== undefined)
    throw new WorkspaceError(`${manifestName} of ${folder} is no manifest of a pack: expected ${problem}.`, next, {
      exitCode: 2,
    });
  return { manifest: value as Manifest, fingerprint: createHash('sha256').update(bytes).digest('hex') };
}

/** Every file below, also links, by path with forward slashes. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
