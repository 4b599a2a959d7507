/** The files that entries of another copy speak of: scans, attached evidence, rows of populations, saved results, findings of other engines. */
import { join } from 'node:path';
import { errorCode } from './errors.ts';
import { evidenceFolder } from './evidence.ts';
import { createFile, type FileOperations, nodeFiles } from './files.ts';
import { findingsFolder } from './findings.ts';
import { mergedName } from './merged-name.ts';
import { populationsFolder } from './populations.ts';
import { resultsFolder } from './saved-results.ts';
import { scansFolder } from './snapshot.ts';

/** What became of the files of another copy. Names are relative, with forward slashes. */
export interface MergedFiles {
  copied: string[];
  /** There under the same name with another content; ours stays, theirs was copied under this name beside it. */
  differing: { ours: string; theirs: string }[];
}

/**
 * Copies what is not there yet; overwrites nothing. `dry`: only says what it would do. Names are plain ones: hidden,
 * temporary and nested files are not ours.
 */
export async function mergeFiles(
  from: string,
  to: string,
  dry: boolean,
  files: FileOperations = nodeFiles,
): Promise<MergedFiles> {
  const result: MergedFiles = { copied: [], differing: [] };
  for (const folder of [scansFolder, evidenceFolder, populationsFolder, findingsFolder, resultsFolder]) {
    const [theirs, ours] = await Promise.all([names(files, join(from, folder)), names(files, join(to, folder))]);
    for (const name of theirs) {
      const bytes = await readOrNothing(files, join(from, folder, name));
      if (bytes === undefined) continue;
      const known = ours.includes(name) ? await readOrNothing(files, join(to, folder, name)) : undefined;
      if (known !== undefined && Buffer.compare(known, bytes) === 0) continue;
      const target = ours.includes(name) ? await freeName(files, join(to, folder), name, bytes) : name;
      if (target === undefined) continue;
      if (target === name) result.copied.push(`${folder}/${name}`);
      else result.differing.push({ ours: `${folder}/${name}`, theirs: `${folder}/${target}` });
      if (dry) continue;
      if (await files.makeFolder(join(to, folder))) await files.syncFolder(to);
      await createFile(files, join(to, folder, target), bytes);
      await files.syncFolder(join(to, folder));
    }
  }
  return result;
}

async function names(files: FileOperations, folder: string): Promise<string[]> {
  try {
    return (await files.list(folder)).filter((name) => !name.startsWith('.') && !name.endsWith('.tmp')).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw error;
  }
}

/** Undefined for a folder. */
async function readOrNothing(files: FileOperations, path: string): Promise<Uint8Array | undefined> {
  try {
    return await files.readFile(path);
  } catch (error) {
    if (['ENOENT', 'EISDIR'].includes(errorCode(error))) return undefined;
    throw error;
  }
}

/** `name.merged.ext`, `name.merged-2.ext`; undefined where one of them holds these bytes already. */
async function freeName(
  files: FileOperations,
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<string | undefined> {
  const taken = new Set(await files.list(folder));
  for (let n = 1; ; n += 1) {
    const target = mergedName(name, n);
    if (!taken.has(target)) return target;
    const known = await readOrNothing(files, join(folder, target));
    if (known !== undefined && Buffer.compare(known, bytes) === 0) return undefined;
  }
}
