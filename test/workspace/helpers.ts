/** What the tests of the workspace share: a folder that goes away, a workspace in it, a disk that tells and can fail. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Facts, factsVersion } from '../../source/core/facts.ts';
import { type FileOperations, nodeFiles, type OpenFile } from '../../source/workspace/files.ts';
import { createWorkspace, type Workspace } from '../../source/workspace/workspace.ts';

export const questionnaire = '0123456789ab';

/** An empty folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'soc2-ready-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A new workspace, open for writing, closed after the test. */
export async function newWorkspace(
  t: TestContext,
  options: { folder?: string; fileOperations?: FileOperations; now?: () => Date } = {},
): Promise<Workspace> {
  const { folder = join(temporaryFolder(t), 'acme'), ...rest } = options;
  const workspace = await createWorkspace(folder, {
    questionnaire,
    name: 'Acme',
    timeZone: 'Europe/Berlin',
    by: 'Ann',
    ...rest,
  });
  t.after(() => workspace.close());
  return workspace;
}

/** A note, the simplest entry. */
export function note(text: string): { type: 'note'; control: string; text: string } {
  return { type: 'note', control: 'CC1.1-a', text };
}

/** A small scan. */
export function someFacts(more: Partial<Facts> = {}): Facts {
  return {
    factsVersion,
    account: '123456789012',
    partition: 'aws',
    callerArn: 'arn:aws:iam::123456789012:user/reader',
    startedAt: '2026-11-21T09:59:00.000Z',
    finishedAt: '2026-11-21T10:00:00.000Z',
    regions: ['eu-central-1'],
    calls: { total: 2, byOperation: { 'sts:GetCallerIdentity': 1, 'iam:GetAccountSummary': 1 } },
    readings: { 'iam.account-summary': { global: { state: 'ok', data: { rootMfaEnabled: true } } } },
    ...more,
  };
}

/** Tells of each operation before it is done; what it throws happens instead. */
export type Watcher = (operation: string, path: string, detail?: Uint8Array) => void;

/** The real disk behind a watcher. Paths are told by their last part, with temporary names as `NAME.tmp`. */
export function watchedFiles(watch: Watcher): FileOperations {
  const short = (path: string) => basename(path).replace(/\.[0-9a-f]{12}\.tmp$/, '.tmp');
  return {
    async open(path, mode) {
      watch(`open ${mode}`, short(path));
      return watchedFile(await nodeFiles.open(path, mode), short(path), watch);
    },
    async rename(from, to) {
      watch('rename', `${short(from)} to ${short(to)}`);
      await nodeFiles.rename(from, to);
    },
    async syncFolder(path) {
      watch('sync folder', short(path));
      await nodeFiles.syncFolder(path);
    },
    async link(from, to) {
      watch('link', short(to));
      await nodeFiles.link(from, to);
    },
    async unlink(path) {
      watch('unlink', short(path));
      await nodeFiles.unlink(path);
    },
    readFile: (path) => nodeFiles.readFile(path),
    makeFolder: (path) => nodeFiles.makeFolder(path),
    list: (path) => nodeFiles.list(path),
  };
}

function watchedFile(file: OpenFile, path: string, watch: Watcher): OpenFile {
  return {
    async write(bytes) {
      watch('write', path, bytes);
      return file.write(bytes);
    },
    async sync() {
      watch('sync', path);
      await file.sync();
    },
    async truncate(size) {
      watch('truncate', path);
      await file.truncate(size);
    },
    async close() {
      watch('close', path);
      await file.close();
    },
    read: (position, length) => file.read(position, length),
    size: () => file.size(),
  };
}

/** An error of the file system. */
export function diskError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
