/** Runs the program on the screen, as prompts, or prints its summary. */
import type { NextAssessment } from '../app/assessments.ts';
import type { Ports } from '../app/ports.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { shellWord } from '../core/shell-word.ts';
import { plainText } from '../core/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Mode } from './open.ts';
import type { Outside } from './outside.ts';
import type { AwsChoice } from './outside-aws.ts';
import type { Options } from './table.ts';

/** What is opened. */
export interface Opened {
  workspace: Workspace;
  questionnaire: Questionnaire;
  options: Options;
}

/** How it ended: the exit code, and what the person went on to. */
export interface Ended {
  exitCode: number;
  next?: NextAssessment;
}

/**
 * Runs in a mode until the person leaves, opening the assessment when the mode wants it: the screen draws its first frame
 * before. After the screen, prints what was left behind and how to go on.
 */
export async function runMode(mode: Mode, options: Options, open: () => Promise<Opened>): Promise<Ended> {
  if (mode === 'summary') return { exitCode: await printSummary(await open()) };
  if (mode === 'screen') return await runScreen(options, open);
  const opened = await open();
  const { ports } = await prepared(opened);
  const [{ runPrompts }, { terminalTalk, wantsLines }] = await Promise.all([
    import('../plain/main.ts'),
    import('../plain/talk.ts'),
  ]);
  const exitCode = await runPrompts(ports, await terminalTalk(wantsLines(options.accessible === true)));
  await printSummary(opened);
  process.stdout.write(`${plainText(left(opened).join('\n'))}\n`);
  return { exitCode };
}

async function runScreen(options: Options, open: () => Promise<Opened>): Promise<Ended> {
  let opened: Opened | undefined;
  let outside: Outside | undefined;
  const ready = async (): Promise<Ports> => {
    opened = await open();
    const made = await prepared(opened);
    outside = made.outside;
    const { isFirstStart } = await import('./screen-settings.ts');
    return { ...made.ports, tour: isFirstStart() };
  };
  // A code for MFA is asked for on the bare terminal.
  const early = options['mfa-serial'] === undefined ? undefined : await ready();
  const { screenSettings } = await import('./screen-settings.ts');
  const settings = screenSettings(options, process.stdout.hasColors());
  const { runProgram } = await import('../ui/main.tsx');
  try {
    const { exitCode, summary, next } = await runProgram({ open: async () => early ?? ready(), settings });
    if (next !== undefined) return { exitCode, next };
    process.stdout.write(`${[...summary, ...(opened === undefined ? [] : left(opened))].join('\n')}\n`);
    return { exitCode };
  } finally {
    outside?.end();
  }
}

/** What the program gets from outside, for an assessment that is open. */
async function prepared(opened: Opened): Promise<{ ports: Ports; outside: Outside }> {
  const { makeOutside } = await import('./outside.ts');
  const aws: AwsChoice = {};
  const outside = makeOutside({ ...opened, aws });
  return { ports: await makePorts(opened, outside, aws), outside };
}

/** Where it is, and how to go on. */
function left(opened: Opened): string[] {
  return [`saved in ${opened.workspace.folder}`, `go on with: ${goOn(opened)}`];
}

function goOn({ workspace, options }: Opened): string {
  const how = options.accessible === true ? ' --accessible' : options.plain === true ? ' --plain' : '';
  return options['no-aws'] === true && options.dir === undefined
    ? `soc2-ready demo${how}`
    : `soc2-ready${how} --dir ${shellWord(workspace.folder)}`;
}

async function printSummary({ workspace, questionnaire, options }: Opened): Promise<number> {
  const { depthOption, derive } = await import('./session.ts');
  const session = await derive(workspace, questionnaire, depthOption(options));
  const { progress, scoreReport, summary } = await import('./score.ts');
  const { json } = await import('./output.ts');
  const { plainLine } = await import('../core/text.ts');
  if (options.json === true) process.stdout.write(json(scoreReport(session)));
  else
    process.stdout.write(
      `${[...summary(session.decisions, session.today), progress(session)].map(plainLine).join('\n')}\n`,
    );
  return 0;
}

/** What the interactive program gets from outside. An MFA code is asked for here, before the screen starts. */
async function makePorts(
  { workspace, questionnaire, options }: Opened,
  outside: Outside,
  aws: AwsChoice,
): Promise<Ports> {
  const [{ allChecks }, { author }] = await Promise.all([import('../../checks/index.ts'), import('./session.ts')]);
  const ports: Ports = {
    workspace,
    questionnaire,
    checks: allChecks,
    now: () => new Date(),
    by: await author(options),
    history: async () => (await import('./scan-history.ts')).scanHistory(workspace, questionnaire, allChecks),
    elsewhere: async () => (await import('./elsewhere.ts')).loadElsewhere(workspace),
    glossary: async () => (await import('../workspace/guides.ts')).loadGlossary(),
    outside: (wish) => outside.fulfil(wish),
  };
  if (options['no-aws'] === true) return { ...ports, noScan: 'This session reads no AWS account.' };
  const { awsRequest } = await import('./aws-options.ts');
  const request = await awsRequest(options, allChecks);
  return { ...ports, ...(await import('./interactive-scan.ts')).scanPorts(request, aws) };
}
