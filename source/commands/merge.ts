/** `soc2-ready merge OTHER`: takes another copy of this assessment in; nothing is dropped, conflicts are listed. */
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { areCopies, type Merge, mergeEntries } from '../core/merge.ts';
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import { nodeFiles } from '../workspace/files.ts';
import { journalName, parseJournal } from '../workspace/journal.ts';
import { type MergedFiles, mergeFiles } from '../workspace/merge-files.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { openChosen } from './session.ts';
import type { Invocation } from './table.ts';

/** Merges a folder, or a journal alone; with --dry-run only says what would come. Exits 0 also with conflicts. */
export async function run({ args, options }: Invocation): Promise<number> {
  const other = args[0];
  if (other === undefined)
    throw new CommandError(
      2,
      'merge needs the folder of the other copy.',
      'For example: soc2-ready merge ../acme-copy',
    );
  const dry = options['dry-run'] === true;
  const theirs = await readOther(resolve(other));
  const { workspace } = await openChosen(options, { readOnly: dry });
  try {
    if (!dry && workspace.readOnly !== undefined)
      throw new CommandError(1, `Nothing was merged: ${workspace.readOnly}`);
    if (!areCopies(workspace.entries, theirs.entries))
      throw new CommandError(
        2,
        `${resolve(other)} is not a copy of ${workspace.folder}: they do not begin with the same entry.`,
        'Two assessments are not merged; compare them with: soc2-ready compare A B',
      );
    const merge = mergeEntries(workspace.entries, theirs.entries);
    // Files first: an entry never speaks of what is not there.
    const files: MergedFiles =
      theirs.folder === undefined
        ? { copied: [], differing: [] }
        : await mergeFiles(theirs.folder, workspace.folder, dry);
    if (!dry) await workspace.absorb(merge.added);
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/merge@1', dryRun: dry, ...summaryOf(merge), ...files }));
    else process.stdout.write(`${lines(merge, files, dry).map(plainLine).join('\n')}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

/** The entries of the other copy. What cannot be read there is a reason to stop: half a copy would look like a whole one. */
async function readOther(path: string) {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => {
      throw new CommandError(2, `There is nothing at ${path}.`, 'Name the folder of the other copy, or its journal.');
    },
  );
  const journal = isFile ? path : resolve(path, journalName);
  const bytes = await nodeFiles.readFile(journal).catch((error: Error) => {
    throw new CommandError(
      2,
      `Cannot read ${journal}: ${error.message}`,
      'Name the folder of the other copy, or its journal.',
    );
  });
  const content = parseJournal(bytes);
  if (content.newer.length > 0)
    throw new CommandError(
      1,
      `${journal} was written by a newer version (${content.newer[0]}).`,
      'Update soc2-ready first.',
    );
  for (const problem of content.problems) process.stderr.write(`soc2-ready: ${plainLine(problem)}\n`);
  const folder = isFile ? (basename(path) === journalName ? dirname(path) : undefined) : path;
  return { entries: content.entries, folder };
}

function summaryOf({ added, shared, onlyOurs, conflicts }: Merge) {
  return { added: added.length, shared, onlyOurs, conflicts };
}

function lines(merge: Merge, files: MergedFiles, dry: boolean): string[] {
  const { added, shared, onlyOurs, conflicts } = merge;
  const which = {
    ours: 'ours counts, as the later',
    theirs: 'theirs counts, as the later',
    both: 'both stand, the lower counts',
  };
  const entries = (n: number) => (n === 1 ? '1 entry' : `${n} entries`);
  return [
    `${dry ? 'Would take in' : 'Took in'} ${entries(added.length)} and ${counted(files.copied.length, 'file')}; ${entries(shared)} in both, ${entries(onlyOurs)} only here.`,
    ...files.differing.map(
      ({ ours, theirs }) => `  ${ours} differs: theirs ${dry ? 'would be' : 'is'} kept as ${theirs}`,
    ),
    ...(conflicts.length === 0
      ? ['No conflicts.']
      : [`${counted(conflicts.length, 'conflict')}; both sides are in the journal:`]),
    ...conflicts.map(
      ({ about, ours, theirs, counts }) => `  ${about}: ours ${ours}, theirs ${theirs}; ${which[counts]}`,
    ),
    ...(conflicts.some(({ counts }) => counts === 'both') ? ['Settle answers with: soc2-ready settle ID VALUE'] : []),
  ];
}
