/** The screen of an assessment that is open: draws it until the person leaves. */
import type { Instance } from 'ink';
import { derive } from '../app/derive.ts';
import type { Size } from '../app/layout.ts';
import type { Ports } from '../app/ports.ts';
import { createProgram } from '../app/program.ts';
import type { ScreenId } from '../app/screens.ts';
import type { Settings } from '../app/settings.ts';
import { summaryLines } from '../app/summary.ts';
import { clipboardSequence } from './clipboard.ts';
import type { Edit } from './editor.ts';
import { editorCommand } from './editor-command.ts';
import { supportsLinks } from './hyperlinks.ts';
import type { RunResult } from './main.tsx';
import { Screen } from './parts/screen.tsx';
import type { TerminalHandle } from './parts/terminal-handle.tsx';
import { suspendToShell } from './suspend.ts';

/** What surrounds it. */
export interface Surroundings {
  size: Size;
  settings: Settings;
  stdout: NodeJS.WriteStream;
  /** Screen to open on; undefined: where the person was. */
  screen?: ScreenId;
}

/** Takes over the screen that Ink has opened; resolves when the person leaves. */
export async function runOpened(app: Instance, ports: Ports, { stdout, ...options }: Surroundings): Promise<RunResult> {
  const handle: TerminalHandle = {};
  let exitCode = 0;
  const editor = editorCommand(process.env);
  const settings = { ...options.settings, links: supportsLinks(process.env) };
  const program = createProgram(ports, { ...options, settings, derive, editor: editor !== undefined });
  app.rerender(<Screen program={program} now={ports.now} handle={handle} />);
  program.start({
    leave(code) {
      exitCode = code;
      if (code === 0 && program.getState().next !== undefined) handle.keepKeys?.();
      app.unmount();
    },
    suspend() {
      void handle.suspend?.(suspendToShell);
    },
    copy(text) {
      stdout.write(clipboardSequence(text, process.env));
    },
    async openLink(url) {
      const { openLink } = await import('./open-link.ts');
      await openLink(url);
    },
    async edit(text) {
      const { editText } = await import('./editor.ts');
      let after: Edit = {};
      await handle.suspend?.(async () => {
        after = await editText(text, editor ?? '');
      });
      return after;
    },
    redraw() {
      void handle.redraw?.();
    },
  });
  await app.waitUntilExit();
  const state = program.getState();
  const next = exitCode === 0 && state.next !== undefined ? { next: state.next } : {};
  return { exitCode, summary: summaryLines(state), ...next };
}
