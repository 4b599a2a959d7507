/** `soc2-ready scan`: reads AWS and judges what it shows. */
import { allChecks, checkById } from '../../checks/index.ts';
import { emptyAssessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import type { Facts } from '../core/facts.ts';
import type { CheckResult, Severity } from '../core/finding.ts';
import { judgeAll } from '../core/judge.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { checkSettings } from '../core/settings.ts';
import { shippedQuestionnaire } from '../workspace/content.ts';
import { findWorkspaceFolder, type Workspace } from '../workspace/workspace.ts';
import { awsRequest } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { resumeScan } from './scan-resume.ts';
import { runScanHere } from './scan-run.ts';
import { author, openChosen, text } from './session.ts';
import type { Invocation, Options } from './table.ts';

const severities: Severity[] = ['low', 'medium', 'high', 'critical'];

/** The contract of `scan --json`. */
export interface ScanReport {
  schema: 'soc2-ready/scan@1';
  account: string;
  partition: string;
  startedAt: string;
  finishedAt: string;
  regions: string[];
  calls: Facts['calls'];
  results: (Pick<CheckResult, 'check' | 'status' | 'severity' | 'criteria' | 'passed' | 'total'> & {
    resources: Pick<CheckResult['resources'][number], 'id' | 'region' | 'status' | 'reason'>[];
    unknown: Pick<CheckResult['unknown'][number], 'operation' | 'region' | 'reason'>[];
    /** Null where AWS does not prove it. */
    since: string | null;
  })[];
  /** Checks with a conclusion, of all that ran. */
  coverage: { known: number; total: number };
}

/** Scans; saves into the chosen workspace when there is one; exits 4 when nothing at all could be read. */
export async function run({ options }: Invocation): Promise<number> {
  const format = formatOption(options);
  const checks = chosenChecks(options);
  const threshold = failOn(options);
  if (options['dry-run'] === true) return (await import('./scan-plan.ts')).dryRun(checks, options);

  const { workspace, questionnaire } = await chosenWorkspace(options);
  try {
    const facts =
      options.resume === true ? await resumeScan(options, checks, workspace) : await readFacts(options, checks);
    const whole = checks.length === allChecks.length || options.resume === true;
    if (workspace !== undefined && whole) await save(workspace, facts, options);
    const assessment = workspace?.assessment ?? emptyAssessment();
    const settings = checkSettings(assessment, questionnaire, facts.finishedAt);
    const results = judgeAll(facts, checks, settings);
    emit(format === 'json' ? json(scanReport(facts, results)) : formatTable(table(results), format), options);
    if (!readAnything(facts)) {
      process.stderr.write('soc2-ready: nothing at all could be read; every check is unknown.\n');
      process.stderr.write('Give the credentials the policy that `soc2-ready permissions` prints.\n');
      return 4;
    }
    const bad = results.some((r) => r.status === 'fail' && severities.indexOf(r.severity) >= threshold);
    return bad ? 3 : 0;
  } finally {
    await workspace?.close();
  }
}

/** The checks of --check, or all; an unknown id is a usage error. */
export function chosenChecks(options: Options): readonly Check[] {
  const wanted = options.check;
  if (!Array.isArray(wanted) || wanted.length === 0) return allChecks;
  return wanted
    .flatMap((list) => list.split(','))
    .map((id) => {
      const check = checkById(id.trim());
      if (check === undefined)
        throw new CommandError(2, `There is no check "${id}".`, 'soc2-ready permissions lists what is read.');
      return check;
    });
}

/** Index in `severities` at and over which to exit 3; above all of them without --fail-on. */
export function failOn(options: Options): number {
  const level = text(options, 'fail-on');
  if (level === undefined) return severities.length;
  const index = severities.indexOf(level as Severity);
  if (index === -1) throw new CommandError(2, `--fail-on takes critical, high, medium or low, not "${level}".`);
  return index;
}

/** The workspace that --dir or the folder chooses and its questionnaire; a scan needs none, and then has the shipped one. */
async function chosenWorkspace(
  options: Options,
): Promise<{ workspace: Workspace | undefined; questionnaire: Questionnaire }> {
  const dir = text(options, 'dir');
  const { exists } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  if (dir === undefined && !exists) return { workspace: undefined, questionnaire: await shippedQuestionnaire() };
  return openChosen(options, { readOnly: false });
}

async function save(workspace: Workspace, facts: Facts, options: Options): Promise<void> {
  if (workspace.readOnly !== undefined) {
    process.stderr.write(`soc2-ready: the scan was not saved: ${workspace.readOnly}\n`);
    return;
  }
  const { file } = await workspace.saveScan(facts, await author(options));
  if (options.quiet !== true) process.stderr.write(`saved ${file}\n`);
}

/** Reads what the checks need, as the options say. */
export async function readFacts(options: Options, checks: readonly Check[]): Promise<Facts> {
  return runScanHere(await awsRequest(options, checks), options);
}

/** The value printed by `scan --json`. */
export function scanReport(facts: Facts, results: CheckResult[]): ScanReport {
  const { account, partition, startedAt, finishedAt, regions, calls } = facts;
  return {
    schema: 'soc2-ready/scan@1',
    ...{ account, partition, startedAt, finishedAt, regions, calls },
    results: results.map(({ check, status, severity, criteria, passed, total, resources, unknown, since }) => ({
      ...{ check, status, severity, criteria, passed, total },
      resources: resources.map(({ id, region, status, reason }) => ({ id, region, status, reason })),
      unknown: unknown.map(({ operation, region, reason }) => ({ operation, region, reason })),
      since: since ?? null,
    })),
    coverage: { known: results.filter((result) => result.status !== 'unknown').length, total: results.length },
  };
}

function table(results: CheckResult[]) {
  const order = ['fail', 'unknown', 'pass', 'not-applicable'];
  const sorted = [...results].sort(
    (a, b) =>
      order.indexOf(a.status) - order.indexOf(b.status) ||
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      (a.check < b.check ? -1 : 1),
  );
  const rows = sorted.map((r) => {
    const seen = r.resources[0]?.reason ?? r.unknown[0]?.reason ?? r.notApplicable ?? '';
    return [r.status, r.severity, r.check, r.total > 0 ? `${r.passed} of ${r.total}` : '', r.criteria.join(' '), seen];
  });
  return { header: ['status', 'severity', 'check', 'passed', 'criteria', 'seen'], rows };
}

/** Whether any reading but the caller's own identity and the list of regions succeeded. */
export function readAnything(facts: Facts): boolean {
  return Object.entries(facts.readings).some(
    ([name, byRegion]) =>
      name !== 'sts.caller' &&
      name !== 'ec2.regions' &&
      Object.values(byRegion).some((reading) => reading.state === 'ok'),
  );
}
