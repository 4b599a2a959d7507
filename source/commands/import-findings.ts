/** `soc2-ready import findings FILE [--apply]`: what Prowler or AWS Security Hub found, as a diff first. */
import { basename } from 'node:path';
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { chosenDepth } from '../core/depth.ts';
import type { LoadedFindings } from '../core/foreign-findings.ts';
import { type Gathered, Gatherer } from '../core/foreign-gather.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { readFindingsFile } from './findings-file.ts';
import { draftImports, rulesFor, saveImports } from './findings-store.ts';
import { changesOf, contradictions, type FindingsReport, findingsLines, mappedNames } from './findings-text.ts';
import { json } from './output.ts';
import { author, derive, openChosen } from './session.ts';
import type { Options } from './table.ts';

/** Shows what would change; with --apply writes it. A file with a fault changes nothing (exit code 2). */
export async function importFindings(file: string, options: Options): Promise<number> {
  const apply = options.apply === true;
  const { workspace, questionnaire } = await openChosen(options, { readOnly: !apply });
  try {
    const now = new Date();
    const gatherer = new Gatherer(rulesFor(workspace, now));
    const fileSha256 = await readFindingsFile(file, gatherer);
    const origin = { from: plainLine(basename(file)), fileSha256 };
    const report = await takeIn({ workspace, questionnaire, options, gathered: gatherer.end(), origin, apply, now });
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/import-findings@1', ...report }));
    else process.stdout.write(`${findingsLines(report, '--apply').map(plainLine).join('\n')}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

/** Says what gathered findings change, and with `apply` writes them. */
export async function takeIn(from: {
  workspace: Workspace;
  questionnaire: Questionnaire;
  options: Options;
  gathered: Gathered;
  origin: { from: string; fileSha256?: string };
  apply: boolean;
  now: Date;
}): Promise<FindingsReport> {
  const { workspace, questionnaire, options, gathered, origin, apply, now } = from;
  if (apply && workspace.readOnly !== undefined)
    throw new CommandError(1, `Nothing was imported: ${workspace.readOnly}`);
  const drafts: LoadedFindings[] = draftImports(gathered, origin);
  const depth = chosenDepth(workspace.assessment);
  const before = await derive(workspace, questionnaire, depth, now);
  const after = await derive(workspace, questionnaire, depth, now, drafts);
  if (apply && drafts.length > 0) await saveImports(workspace, drafts, await author(options));
  const count = (list: readonly { count: number }[]) => list.reduce((sum, one) => sum + one.count, 0);
  const { read, mapped, tooOld, ahead, archived, unmapped, otherAccounts } = gathered;
  return {
    from: origin.from,
    written: apply && drafts.length > 0,
    counts: { read, mapped, unmapped: count(unmapped), tooOld, ahead, archived, otherAccounts: count(otherAccounts) },
    accounts: [...new Set(drafts.flatMap(({ import: { accounts } }) => accounts))].sort(),
    mapped: mappedNames(drafts, foreignLinks),
    ...{ unmapped, otherAccounts },
    changes: changesOf(before.results, after.results),
    disagreements: contradictions(after.results),
  };
}
