/** `soc2-ready questions lint FILE…`: what is wrong with files of one's own controls, before they are put in a workspace. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { awsServiceLint } from '../core/aws-services.ts';
import { plainLine } from '../core/text.ts';
import { awsServiceList, shippedQuestionnaire } from '../workspace/content.ts';
import { faultLines, readOverlays } from '../workspace/overlay-files.ts';
import { overlayFolder, overlayNames } from '../workspace/overlay-folder.ts';
import { findWorkspaceFolder } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, json } from './output.ts';
import { text } from './session.ts';
import type { Invocation, Options } from './table.ts';

/**
 * Lays the files over the shipped questionnaire, in the order of their names, and prints file, line and field of each
 * fault; exits 2 when there is one. A folder stands for the files in it; without any, the chosen workspace's own.
 */
export async function run({ args, options }: Invocation): Promise<number> {
  const format = formatOption(options, ['text', 'json']);
  const files = await filesToRead(args, options);
  const wording = awsServiceLint(await awsServiceList());
  const { faults, advice, changes } = readOverlays(await shippedQuestionnaire(), files, wording);
  const wrong = [...faults, ...advice];
  if (format === 'json') {
    const names = files.map(({ name }) => name);
    emit(json({ schema: 'soc2-ready/questions-lint@1', files: names, faults, advice, changes }), options);
  } else if (wrong.length > 0) emit(faultLines(wrong).join('\n'), options);
  else {
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    const counts = `${count('added')} added, ${count('changed')} changed, ${count('removed')} removed`;
    emit(plainLine(`${files.map(({ name }) => name).join(', ')}: no fault; ${counts}`), options);
  }
  if (wrong.length > 0 && options.quiet !== true && format !== 'json') {
    const what = wrong.length === 1 ? '1 fault' : `${wrong.length} faults; --json lists each`;
    const then = faults.length > 0 ? 'No workspace opens with it' : 'It is one of wording: a workspace opens with it';
    process.stderr.write(`${what}. ${then}.\n`);
  }
  return wrong.length > 0 ? 2 : 0;
}

async function filesToRead(args: string[], options: Options): Promise<{ path: string; name: string }[]> {
  const dir = text(options, 'dir');
  const { folder } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  const named = args.length > 0 ? args : [join(folder, overlayFolder)];
  const files = await Promise.all(
    named.map(async (path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found === undefined && args.length > 0)
        throw new CommandError(2, `There is no file ${path}.`, 'Name a file of controls, or a folder of them.');
      return found === undefined || found.isDirectory()
        ? (await overlayNames(path)).map((name) => join(path, name))
        : [path];
    }),
  );
  // The order in which a workspace would apply them.
  const paths = [...new Set(files.flat())].sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  if (paths.length === 0)
    throw new CommandError(
      2,
      `There is no file of controls in ${named.join(', ')}.`,
      'Name one: soc2-ready questions lint FILE',
    );
  return paths.map((path) => ({ path, name: path }));
}
