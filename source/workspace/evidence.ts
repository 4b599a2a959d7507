/** Files a person attaches as evidence: copied into the workspace under a name that every system can keep. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { plainLine } from '../core/text.ts';
import { errorCode, fileError, WorkspaceError } from './errors.ts';
import { nodeFiles } from './files.ts';
import { isMergedName } from './merged-name.ts';

/** Folder of attached files in a workspace. */
export const evidenceFolder = 'evidence';

/** The part of a workspace that attaching needs. */
export interface EvidencePlace {
  readonly folder: string;
  readonly readOnly: string | undefined;
}

/**
 * Copies a file into the workspace's evidence folder (0600). Resolves, once it is on the disk, to what an `evidence`
 * entry carries: `where` (a relative path with forward slashes) and the SHA-256. A file whose content is there already
 * is not copied again; another one of the same name gets a number.
 */
export async function attachEvidence(
  workspace: EvidencePlace,
  source: string,
): Promise<{ where: string; sha256: string }> {
  if (workspace.readOnly !== undefined)
    throw new WorkspaceError(`Nothing can be attached. ${workspace.readOnly}`, 'Open the workspace again to write.');
  const folder = join(workspace.folder, evidenceFolder);
  const temporary = join(folder, `attach.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const found = await stat(source).catch((error: unknown) => {
      if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw error;
      throw new WorkspaceError(
        `There is no file ${source}.`,
        'Check the path; a folder name with spaces goes in quotes.',
      );
    });
    if (!found.isFile())
      throw new WorkspaceError(`${source} is not a file.`, 'Attach a file; pack a folder into one first.');
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined)
      await nodeFiles.syncFolder(workspace.folder);
    const sha256 = await copyAndHash(source, temporary);
    const name = await freeName(folder, safeFileName(basename(source)), sha256);
    if (name.taken) await rm(temporary);
    else {
      await rename(temporary, join(folder, name.name));
      await nodeFiles.syncFolder(folder);
    }
    return { where: `${evidenceFolder}/${name.name}`, sha256 };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileError('attach', source, error);
  }
}

/** What has become of an attached file since. */
export async function evidenceState(
  workspace: { readonly folder: string },
  evidence: { where: string; sha256?: string },
): Promise<'unchanged' | 'changed' | 'missing' | 'not attached'> {
  const { where, sha256 } = evidence;
  const path = attachedPath(workspace.folder, where);
  if (path === undefined || sha256 === undefined) return 'not attached';
  if ((await attachedFile(workspace, { where, sha256 })) !== undefined) return 'unchanged';
  return await hashFile(path).then(
    () => 'changed',
    () => 'missing',
  );
}

/**
 * Path of the file that holds what was attached: under its own name, or under the one that `merge` gave it because
 * another file had that name here (`x.merged.pdf`). Undefined where no file there has these bytes any more.
 */
export async function attachedFile(
  workspace: { readonly folder: string },
  { where, sha256 }: { where: string; sha256: string },
): Promise<string | undefined> {
  const path = attachedPath(workspace.folder, where);
  if (path === undefined) return undefined;
  const name = basename(path);
  const folder = join(workspace.folder, evidenceFolder);
  const beside = (await readdir(folder).catch(() => [])).filter((other) => isMergedName(other, name));
  for (const candidate of [name, ...beside.sort()])
    if ((await hashFile(join(folder, candidate)).catch(() => '')) === sha256) return join(folder, candidate);
  return undefined;
}

/** Path of an attached file; undefined for a link, another path, or a name that leads out of the evidence folder. */
export function attachedPath(workspace: string, where: string): string | undefined {
  const name = where.startsWith(`${evidenceFolder}/`) ? where.slice(evidenceFolder.length + 1) : '';
  return /^[^./\\<>:"|?*\0][^/\\<>:"|?*\0]*$/.test(name) ? join(workspace, evidenceFolder, name) : undefined;
}

const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:\.|$))/i;

/**
 * A file name that Linux, macOS and Windows all keep as it is: no separators, control or reordering characters, no
 * name that Windows reserves, not hidden, no option, at most 110 bytes with its extension kept.
 */
export function safeFileName(name: string): string {
  const plain = plainLine(name.toWellFormed().normalize('NFC'))
    .replaceAll(/[<>:"/\\|?*]/g, '_')
    .trim()
    .replace(/^[.\-~]+/, '')
    .replace(/[. ]+$/, '')
    .trim();
  const safe = plain === '' ? 'file' : plain.replace(reserved, '_$&');
  const extension = Buffer.byteLength(extname(safe)) <= 20 ? extname(safe) : '';
  let stem = safe.slice(0, safe.length - extension.length);
  if (Buffer.byteLength(safe) <= 110) return safe;
  // By code point, so that no character is cut in two.
  const points = [...stem];
  while (Buffer.byteLength(points.join('') + extension) > 110) points.pop();
  stem = points.join('').replace(/[. ]+$/, '');
  return stem + extension;
}

/** The first name that is free, or that holds the same content. Names that differ only in case count as the same. */
async function freeName(folder: string, wanted: string, sha256: string): Promise<{ name: string; taken: boolean }> {
  const present = new Map((await readdir(folder)).map((name) => [name.normalize('NFC').toLowerCase(), name]));
  const extension = extname(wanted);
  const stem = wanted.slice(0, wanted.length - extension.length);
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${stem}-${n}${extension}`;
    const existing = present.get(name.toLowerCase());
    if (existing === undefined) return { name, taken: false };
    if ((await hashFile(join(folder, existing)).catch(() => '')) === sha256) return { name: existing, taken: true };
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Copies through memory piece by piece, so that the hash is of exactly what was written. */
async function copyAndHash(source: string, target: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of createReadStream(source)) {
      hash.update(chunk as Buffer);
      await file.writeFile(chunk as Buffer);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
