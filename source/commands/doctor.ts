/** `soc2-ready doctor`: what this machine, terminal, workspace and AWS access allow. */
import { accessSync, constants } from 'node:fs';
import { allChecks } from '../../checks/index.ts';
import { version } from '../version.ts';
import { loadQuestionnaire } from '../workspace/content.ts';
import { findWorkspaceFolder, openWorkspace } from '../workspace/workspace.ts';
import { awsRequest } from './aws-options.ts';
import { CommandError } from './errors.ts';
import { chooseMode } from './open.ts';
import { formatTable, json } from './output.ts';
import { text } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** One thing looked at. */
interface Finding {
  what: string;
  state: 'ok' | 'note' | 'problem';
  detail: string;
}

/** Prints what was found; exits 1 when something keeps the program from working, 4 when only AWS cannot be reached. */
export async function run({ args, options }: Invocation): Promise<number> {
  if (args[0] === 'aws') return (await import('./doctor-aws.ts')).run(options);
  if (args[0] !== undefined) throw new CommandError(2, `doctor knows no "${args[0]}".`, 'It takes nothing, or aws.');
  const findings = [...machine(options), await workspace(options)];
  const aws = options['no-aws'] === true ? [] : [await awsAccess(options)];
  const all = [...findings, ...aws];
  if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/doctor@1', version, findings: all }));
  else
    process.stdout.write(
      `${formatTable({ header: ['what', 'state', 'detail'], rows: all.map((f) => [f.what, f.state, f.detail]) }, 'text')}\n`,
    );
  if (findings.some((finding) => finding.state === 'problem')) return 1;
  return aws.some((finding) => finding.state === 'problem') ? 4 : 0;
}

function machine(options: Options): Finding[] {
  const mode = chooseMode(options);
  const columns = process.stdout.columns ?? 0;
  const rows = process.stdout.rows ?? 0;
  const modes = {
    screen: 'full screen',
    prompts: 'sequential prompts',
    summary: 'no terminal here: summaries and JSON only',
  };
  const small = mode === 'screen' && (columns < 40 || rows < 8);
  return [
    {
      what: 'program',
      state: 'ok',
      detail: `soc2-ready ${version}, Node ${process.versions.node}, ${allChecks.length} checks`,
    },
    {
      what: 'terminal',
      state: small ? 'note' : 'ok',
      detail: `${modes[mode]}${columns ? `, ${columns}×${rows}` : ''}${small ? ': make the window larger than 40×8' : ''}`,
    },
  ];
}

async function workspace(options: Options): Promise<Finding> {
  const dir = text(options, 'dir');
  const { folder, exists } = findWorkspaceFolder({ cwd: process.cwd(), ...(dir === undefined ? {} : { dir }) });
  if (!exists) return { what: 'workspace', state: 'note', detail: `none yet in ${folder}; soc2-ready init makes one` };
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    const opened = await openWorkspace(folder, {
      questionnaire: (await loadQuestionnaire(folder)).hash,
      readOnly: true,
    });
    const problems = opened.problems.join('; ');
    return {
      what: 'workspace',
      state: problems === '' ? 'ok' : 'note',
      detail: `${folder}: ${opened.entries.length} entries${problems && `; ${problems}`}`,
    };
  } catch (error) {
    return { what: 'workspace', state: 'problem', detail: `${folder}: ${(error as Error).message}` };
  }
}

/** Who AWS says we are: the one call that needs no permission. */
async function awsAccess(options: Options): Promise<Finding> {
  try {
    const { startScan } = await import('../aws/background.ts');
    const request = await awsRequest({ ...options, region: ['us-east-1'] }, []);
    const facts = await startScan({ ...request, facts: ['sts.caller'] }, () => undefined).done;
    return { what: 'AWS', state: 'ok', detail: `account ${facts.account} as ${facts.callerArn}, read-only` };
  } catch (error) {
    const { message, next } = error as Error & { next?: string };
    return { what: 'AWS', state: 'problem', detail: `${message}${next ? ` ${next}` : ''}` };
  }
}
