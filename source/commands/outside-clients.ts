/** What the Clients screen asks for: the assessments on this machine, their figures, a new one. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ClientFigures } from '../app/assessments.ts';
import type { Told } from '../app/outside.ts';
import { workspacesFolder } from '../workspace/folders.ts';
import { knownWorkspaces } from '../workspace/preferences.ts';
import { CommandError } from './errors.ts';

/** The assessments on this machine by folder, the open one among them even where it is known nowhere else. */
export async function listClients(open: string): Promise<Told> {
  const folders = await knownWorkspaces();
  const clients = [...new Set([open, ...folders])].map((folder) => ({
    folder,
    name: basename(folder),
    current: folder === open,
  }));
  return { type: 'clients', clients };
}

/** Figures made by a worker thread, one folder after the other; the thread ends when nothing is asked any more. */
export class FiguresWorker {
  #worker: Worker | undefined;
  readonly #waiting = new Map<string, PromiseWithResolvers<ClientFigures>>();

  /** The figures of a folder; rejects when the worker dies. */
  ask(folder: string): Promise<ClientFigures> {
    const known = this.#waiting.get(folder);
    if (known !== undefined) return known.promise;
    const waiting = Promise.withResolvers<ClientFigures>();
    this.#waiting.set(folder, waiting);
    this.#worker ??= this.#start();
    this.#worker.postMessage(folder);
    return waiting.promise;
  }

  /** Gives up what is still being worked out. */
  stop(): void {
    this.#waiting.clear();
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    // Beside this file: .ts in the source, .js in the bundle.
    const file = import.meta.url.endsWith('.ts') ? './clients-worker.ts' : './clients-worker.js';
    // Whatever a library prints would land on the screen.
    const worker = new Worker(new URL(file, import.meta.url), { stdout: true, stderr: true });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    worker.on('message', ({ folder, figures }: { folder: string; figures: ClientFigures }) => {
      this.#waiting.get(folder)?.resolve(figures);
      this.#waiting.delete(folder);
      if (this.#waiting.size === 0) this.stop();
    });
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.stop();
    });
    return worker;
  }
}

/** A new assessment of this name can be made: none stands in its folder yet. */
export async function newAssessment(name: string): Promise<Told> {
  const folder = newFolder(name);
  if (existsSync(folder))
    throw new CommandError(
      2,
      `There is an assessment in ${folder} already.`,
      'Open it from the list, or give another name.',
    );
  return { type: 'next', next: { type: 'new', name } };
}

/** The folder of a new assessment among the others of this person: its name in small letters. */
export function newFolder(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return join(workspacesFolder(), plain === '' ? 'assessment' : plain);
}
