/** `soc2-ready scan`: reads AWS and judges what it shows. */
import { allChecks } from '../../checks/index.ts';
import { emptyAssessment } from '../core/assessment.ts';
import type { Check } from '../core/check.ts';
import type { Facts } from '../core/facts.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { resultsOfScan, resultsOfScans } from '../core/results.ts';
import { plainLine } from '../core/text.ts';
import { shippedQuestionnaire } from '../workspace/content.ts';
import { findWorkspaceFolder, type Workspace } from '../workspace/workspace.ts';
import { awsRequest } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { formatOption } from './output.ts';
import { chosenChecks, exitCodeOf, failOn, printOrganization, printResults } from './scan-report.ts';
import { readAgain, resumeScan } from './scan-resume.ts';
import { runScanHere } from './scan-run.ts';
import { author, openChosen, text } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Scans; saves into the chosen workspace when there is one; exits 4 when nothing at all could be read. */
export async function run({ options }: Invocation): Promise<number> {
  formatOption(options);
  const checks = chosenChecks(options);
  const threshold = failOn(options);
  if (text(options, 'source') !== undefined) {
    const { elsewhereSource, scanElsewhere } = await import('./scan-elsewhere.ts');
    const source = elsewhereSource(options);
    if (source !== undefined) return scanElsewhere(source, options, checks, threshold);
  }
  if (options['dry-run'] === true) return (await import('./scan-plan.ts')).dryRun(checks, options);

  const joins = options.resume === true || options.again === true;
  if (options.organization === true && joins)
    throw new CommandError(2, '--resume and --again go on with one account: leave --organization away.');
  if (options.resume === true && options.again === true)
    throw new CommandError(2, '--resume reads what is open, --again what was read: give one of them.');
  if (options.again === true && checks.length === allChecks.length)
    throw new CommandError(2, '--again needs the checks to read again.', 'Name them with --check.');
  const { workspace, questionnaire } = await chosenWorkspace(options);
  try {
    if (options.organization === true) {
      const whole = checks.length === allChecks.length;
      const keep = async (facts: Facts) => {
        if (workspace === undefined || !whole) return;
        // An account that could not be read this time keeps what an earlier scan knew of it.
        const before = readAnything(facts) ? undefined : await workspace.latestScan(facts.account);
        if (before === undefined || !readAnything(before)) await save(workspace, facts, { ...options, quiet: true });
      };
      const { scans: all, inactive } = await (await import('./scan-organization.ts')).scanOrganization(
        options,
        checks,
        keep,
      );
      const results = resultsOfScans(all, {
        ...{ checks, questionnaire, now: new Date().toISOString() },
        assessment: workspace?.assessment ?? emptyAssessment(),
      });
      printOrganization(all, inactive, results, options);
      return all.some(readAnything) ? exitCodeOf(results, threshold) : 4;
    }
    const facts = await (options.resume === true
      ? resumeScan(options, checks, workspace)
      : options.again === true
        ? readAgain(options, checks, workspace)
        : readFacts(options, checks));
    const whole = checks.length === allChecks.length || joins;
    if (workspace !== undefined && whole) await save(workspace, facts, options);
    const assessment = workspace?.assessment ?? emptyAssessment();
    const now = new Date().toISOString();
    const results = resultsOfScan(facts, { checks, assessment, questionnaire, now });
    printResults(facts, results, options);
    if (!readAnything(facts)) {
      process.stderr.write('soc2-ready: nothing at all could be read; every check is unknown.\n');
      process.stderr.write('Give the credentials the policy that `soc2-ready permissions` prints.\n');
      return 4;
    }
    return exitCodeOf(results, threshold);
  } finally {
    await workspace?.close();
  }
}

/** The workspace that --dir or the folder chooses and its questionnaire; a scan needs none, and then has the shipped one. */
export async function chosenWorkspace(
  options: Options,
  mode: { readOnly: boolean } = { readOnly: false },
): Promise<{ workspace: Workspace | undefined; questionnaire: Questionnaire }> {
  const dir = text(options, 'dir');
  const { exists } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  if (dir === undefined && !exists) return { workspace: undefined, questionnaire: await shippedQuestionnaire() };
  const opened = await openChosen(options, mode);
  // Told before minutes of reading, not after them.
  if (!mode.readOnly && opened.workspace.readOnly !== undefined)
    process.stderr.write(`soc2-ready: what is read will not be saved: ${plainLine(opened.workspace.readOnly)}\n`);
  return opened;
}

async function save(workspace: Workspace, facts: Facts, options: Options): Promise<void> {
  if (workspace.readOnly !== undefined) {
    process.stderr.write('soc2-ready: the scan was not saved; the reason stands above.\n');
    return;
  }
  const { file } = await workspace.saveScan(facts, await author(options));
  if (options.quiet !== true) process.stderr.write(`saved ${file}\n`);
}

/** Reads what the checks need, as the options say. */
export async function readFacts(options: Options, checks: readonly Check[]): Promise<Facts> {
  return runScanHere(await awsRequest(options, checks), options);
}

/** Whether any reading but the caller's own identity and the list of regions succeeded. */
function readAnything(facts: Facts): boolean {
  return Object.entries(facts.readings).some(
    ([name, byRegion]) =>
      name !== 'sts.caller' &&
      name !== 'ec2.regions' &&
      Object.values(byRegion).some((reading) => reading.state === 'ok'),
  );
}
