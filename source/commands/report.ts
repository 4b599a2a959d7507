/** `soc2-ready report [DIR]`: writes the report in every format there is. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Redactor } from '../core/redact.ts';
import { reportFiles } from '../report/files.ts';
import { buildReport } from '../report/model.ts';
import { json, writeWhole } from './output.ts';
import { openSession, type Session } from './session.ts';
import type { Invocation } from './table.ts';

/** Writes into DIR, or into a dated folder of the workspace's reports; prints where. */
export async function run({ args, options }: Invocation): Promise<number> {
  const session = await openSession(options);
  try {
    const files = writeReport(session, args[0], options.force === true, options.redact === true);
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/report-files@1', files }));
    else process.stdout.write(`${files.join('\n')}\n`);
    if (session.facts !== undefined && options.quiet !== true && options.redact !== true) {
      process.stderr.write('These files name AWS account ids and resources: share them with care.\n');
    }
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** Writes every format and returns the paths. Into `folder` if given, else reports/DATE of the workspace, which a later run the same day replaces. */
export function writeReport(session: Session, folder: string | undefined, force: boolean, redact = false): string[] {
  const target = resolve(folder ?? join(session.workspace.folder, 'reports', session.today));
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const whole = buildReport({
    assessment: session.workspace.assessment,
    questionnaire: session.questionnaire,
    decisions: session.decisions,
    checks: session.checks,
    facts: session.facts,
    today: session.today,
  });
  const report = redact ? new Redactor(session.scans).value(whole) : whole;
  return reportFiles(report).map(({ name, content }) => {
    const path = join(target, name);
    writeWhole(path, content, force || folder === undefined);
    return path;
  });
}
