/** `soc2-ready drift A B`: what changed between two scans of an account. */
import { emptyAssessment } from '../core/assessment.ts';
import { type Drift, type DriftKind, drift, type Judged } from '../core/drift.ts';
import { judgeAll } from '../core/judge.ts';
import { Redactor } from '../core/redact.ts';
import { checkSettings } from '../core/settings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { namedScan } from './judge.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { chosenWorkspace } from './scan.ts';
import { atLeast, chosenChecks, failOn } from './scan-report.ts';
import type { Invocation } from './table.ts';

/** Prints the drift from A to B, of the last two scans of the account read last without them; exits 3 where --fail-on finds something new. */
export async function run({ args, options }: Invocation): Promise<number> {
  const format = formatOption(options);
  const checks = chosenChecks(options);
  const threshold = failOn(options);
  const { workspace, questionnaire } = await chosenWorkspace(options, { readOnly: true });
  try {
    const [a, b] = await Promise.all((await twoScans(args, workspace)).map((file) => namedScan(file, workspace)));
    if (a === undefined || b === undefined) throw new CommandError(2, 'drift takes two scans.');
    if (a.account !== b.account)
      throw new CommandError(
        2,
        `These are scans of two accounts, ${a.account} and ${b.account}.`,
        'Compare scans of one.',
      );
    const assessment = workspace?.assessment ?? emptyAssessment();
    const [before, after] = [a, b].map((facts): Judged => {
      const settings = checkSettings(assessment, questionnaire, facts.finishedAt);
      return { facts, results: judgeAll(facts, checks, settings) };
    });
    if (before === undefined || after === undefined) throw new CommandError(2, 'drift takes two scans.');
    const found = drift(before, after);
    const redactor = options.redact === true ? new Redactor([a, b]) : undefined;
    const lines = redactor === undefined ? found : found.map((line) => redacted(line, redactor));
    if (format === 'json') {
      const account = redactor?.text(a.account) ?? a.account;
      const head = { schema: 'soc2-ready/drift@1', account, before: a.finishedAt, after: b.finishedAt };
      emit(json({ ...head, counts: counts(lines), drift: lines }), options);
    } else {
      const rows = lines.map((line) => [
        ...[line.kind, line.severity, line.check, line.resource ?? '', line.region ?? ''],
        ...[line.before, line.after],
      ]);
      emit(
        formatTable({ header: ['what', 'severity', 'check', 'resource', 'region', 'before', 'after'], rows }, format),
        options,
      );
    }
    return found.some(({ kind, severity }) => kind === 'new' && atLeast(severity, threshold)) ? 3 : 0;
  } finally {
    await workspace?.close();
  }
}

async function twoScans(args: readonly string[], workspace: Workspace | undefined): Promise<string[]> {
  if (args.length === 2) return [...args];
  if (args.length !== 0) throw new CommandError(2, 'drift takes two scans, or none for the last two.');
  const scans = workspace?.assessment.scans ?? [];
  const account = scans.at(-1)?.account;
  const files = scans.filter((scan) => scan.account === account).map(({ file }) => file);
  if (files.length < 2)
    throw new CommandError(2, 'There are not two scans of one account here to compare.', 'soc2-ready scan');
  return files.slice(-2);
}

function redacted(line: Drift, redactor: Redactor): Drift {
  return {
    ...line,
    ...(line.resource === undefined ? {} : { resource: redactor.resource(line.resource) }),
    before: redactor.text(line.before),
    after: redactor.text(line.after),
  };
}

function counts(lines: readonly Drift[]): Record<DriftKind, number> {
  const all: Record<DriftKind, number> = { new: 0, fixed: 0, changed: 0, 'cannot compare': 0 };
  for (const { kind } of lines) all[kind] += 1;
  return all;
}
