/** One assessment after the other in one process: the person leaves one screen for another. */
import type { NextAssessment } from '../app/assessments.ts';
import { type Opened, runMode } from './interactive.ts';
import type { Mode } from './open.ts';
import type { Options } from './table.ts';

/**
 * Runs in a mode, and goes on with whatever the person chooses next. Opens each assessment when the mode wants it, and
 * closes it; resolves with the last exit code.
 */
export async function runChain(mode: Mode, first: () => Promise<Opened>, options: Options): Promise<number> {
  for (let open = first; ; ) {
    let opened: Opened | undefined;
    let next: NextAssessment | undefined;
    try {
      const ended = await runMode(mode, options, async () => {
        opened = await open();
        return opened;
      });
      if (ended.next === undefined) return ended.exitCode;
      next = ended.next;
    } finally {
      await opened?.workspace.close();
    }
    const chosen = next;
    open = () => openNext(chosen, options);
  }
}

/** What was chosen on the command line for this machine and person stays; what was for one assessment does not. */
async function openNext(next: NextAssessment, options: Options): Promise<Opened> {
  const { dir: _, name: __, depth: ___, fresh: ____, ...kept } = options;
  if (next.type === 'sample') {
    const { openSample } = await import('./sample.ts');
    const { 'no-aws': _____, ...sample } = kept;
    return { ...(await openSample(sample)), options: { ...kept, 'no-aws': true } };
  }
  if (next.type === 'folder') {
    const own: Options = { ...kept, dir: next.folder };
    const { openChosen } = await import('./session.ts');
    return { ...(await openChosen(own, { readOnly: false, tell: unsaid })), options: own };
  }
  const { newFolder } = await import('./outside-clients.ts');
  const own: Options = { ...kept, dir: newFolder(next.name) };
  const { openChosen } = await import('./session.ts');
  const opened = await openChosen({ ...own, name: next.name }, { readOnly: false, tell: unsaid });
  return { ...opened, options: own };
}

/** What is wrong with a workspace stands on its screen. */
function unsaid(): void {}
