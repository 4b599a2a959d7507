/** `soc2-ready judge SNAPSHOT`: a saved scan judged again, offline, with the checks and the scoping of today. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emptyAssessment } from '../core/assessment.ts';
import type { Facts } from '../core/facts.ts';
import { resultsOfScan } from '../core/results.ts';
import { nodeFiles } from '../workspace/files.ts';
import { readSnapshotFile } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { formatOption } from './output.ts';
import { chosenWorkspace } from './scan.ts';
import { chosenChecks, exitCodeOf, failOn, printResults } from './scan-report.ts';
import type { Invocation } from './table.ts';

/** Prints what `scan` would have printed; exits 3 at --fail-on. */
export async function run({ args, options }: Invocation): Promise<number> {
  formatOption(options);
  const [file, more] = args;
  if (file === undefined)
    throw new CommandError(2, 'Which scan?', 'Name a file such as scans/….json.gz of a workspace.');
  if (more !== undefined)
    throw new CommandError(2, `One scan at a time, without "${more}".`, 'soc2-ready drift A B compares two.');
  const checks = chosenChecks(options);
  const threshold = failOn(options);
  const { workspace, questionnaire } = await chosenWorkspace(options, { readOnly: true });
  try {
    const facts = await namedScan(file, workspace);
    const assessment = workspace?.assessment ?? emptyAssessment();
    const now = new Date().toISOString();
    const results = resultsOfScan(facts, { checks, assessment, questionnaire, now });
    printResults(facts, results, options);
    return exitCodeOf(results, threshold);
  } finally {
    await workspace?.close();
  }
}

/** A snapshot by its path, from the current folder or from the workspace's. @throws CommandError when there is none. */
export async function namedScan(file: string, workspace: Workspace | undefined): Promise<Facts> {
  const places = [resolve(file), ...(workspace === undefined ? [] : [join(workspace.folder, file)])];
  const path = places.find((place) => existsSync(place));
  if (path === undefined) throw new CommandError(2, `There is no scan ${file}.`, `Looked for ${places.join(' and ')}.`);
  return readSnapshotFile(nodeFiles, path);
}
