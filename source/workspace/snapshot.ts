/** Snapshots: one scan's facts in a file, gzipped canonical JSON. Findings are never kept; they are judged afresh. */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Facts, factsVersion } from '../core/facts.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { errorCode, fileError, WorkspaceError } from './errors.ts';
import { type FileOperations, writeAtomically } from './files.ts';

/** Folder of the snapshots in a workspace. */
export const scansFolder = 'scans';

/** More than any account's facts; a file that unpacks to more is not one of ours. */
const mostBytes = 1 << 29;

/** Writes facts to `scans/<stamp>-<account>.json.gz`; resolves, once they are on the disk, to the file and the hash. */
export async function writeSnapshot(
  files: FileOperations,
  workspace: string,
  facts: Facts,
): Promise<{ file: string; sha256: string }> {
  if (!/^\d{12}$/.test(facts.account))
    throw new WorkspaceError(`A scan of ${JSON.stringify(facts.account)} is not of an AWS account.`, 'Report this.');
  const stamp = timeStamp(facts.finishedAt);
  const text = canonicalJson(facts);
  const folder = join(workspace, scansFolder);
  try {
    if (await files.makeFolder(folder)) await files.syncFolder(workspace);
    const taken = new Set(await files.list(folder));
    let name = `${stamp}-${facts.account}.json.gz`;
    for (let n = 2; taken.has(name); n += 1) name = `${stamp}-${facts.account}-${n}.json.gz`;
    await writeAtomically(files, join(folder, name), await promisify(gzip)(text));
    return { file: `${scansFolder}/${name}`, sha256: sha256(text) };
  } catch (error) {
    throw fileError('save the scan in', folder, error);
  }
}

/** An instant as file names take it: `20261121T100000Z`. Throws a WorkspaceError for text that is not an instant. */
export function timeStamp(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new WorkspaceError(`Not an instant: ${JSON.stringify(instant)}.`, 'Report this.');
  return new Date(time).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

/**
 * Reads a snapshot. Throws a WorkspaceError when it is missing, damaged, changed since (its hash is not the one given)
 * or made by a newer version. An older `factsVersion` is fine: checks that need more say that the snapshot predates them.
 */
export async function readSnapshot(
  files: FileOperations,
  workspace: string,
  file: string,
  expectedHash?: string,
): Promise<Facts> {
  // The name comes from the journal, which somebody else may have written: it must not lead out of the folder.
  if (!/^scans\/[\w.-]+\.json\.gz$/.test(file))
    throw new WorkspaceError(`${JSON.stringify(file)} is not the name of a scan.`, 'Scan again: soc2-ready scan');
  return readSnapshotFile(files, join(workspace, file), expectedHash);
}

/** As {@link readSnapshot}, for a snapshot that lies anywhere and was named by the person at the keyboard. */
export async function readSnapshotFile(files: FileOperations, path: string, expectedHash?: string): Promise<Facts> {
  let text: string;
  try {
    const bytes = await promisify(gunzip)(await files.readFile(path), { maxOutputLength: mostBytes });
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (errorCode(error).startsWith('E') && !errorCode(error).startsWith('ERR_')) throw fileError('read', path, error);
    throw damaged(path, 'it cannot be unpacked', error);
  }
  return parseFacts(path, text, expectedHash);
}

function parseFacts(path: string, text: string, expectedHash: string | undefined): Facts {
  let facts: Facts | null;
  try {
    facts = JSON.parse(text) as Facts | null;
  } catch (error) {
    throw damaged(path, 'it is not JSON', error);
  }
  if (expectedHash !== undefined && sha256(canonicalJson(facts)) !== expectedHash)
    throw damaged(path, 'its content is not what was saved (SHA-256 differs)');
  if (!Number.isInteger(facts?.factsVersion)) throw damaged(path, 'it holds no facts');
  if (Number(facts?.factsVersion) > factsVersion)
    throw new WorkspaceError(
      `${path} was made by a newer version of soc2-ready (facts version ${facts?.factsVersion}).`,
      'Update soc2-ready, or scan again with this version.',
    );
  if (!hasFacts(facts)) throw damaged(path, 'it holds no facts');
  return facts;
}

/** The members that every reader relies on. */
function hasFacts(facts: Facts | null): facts is Facts {
  if (facts === null) return false;
  const texts = [facts.account, facts.partition, facts.callerArn, facts.startedAt, facts.finishedAt];
  return (
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(facts.regions) &&
    typeof facts.calls?.byOperation === 'object' &&
    typeof facts.readings === 'object' &&
    facts.readings !== null
  );
}

function damaged(path: string, why: string, cause?: unknown): WorkspaceError {
  return new WorkspaceError(`The scan ${path} cannot be used: ${why}.`, 'Scan again: soc2-ready scan', { cause });
}
