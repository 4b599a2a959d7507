/** `soc2-ready report [DIR]`: writes the report in the formats asked for, for whom it is meant. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Redactor } from '../core/redact.ts';
import { type FileChoice, formatNames, type ReportFormat, reportFiles } from '../report/files.ts';
import { buildReport, type Report } from '../report/model.ts';
import { redactedReport } from '../report/redact.ts';
import { audiences, sectionIds } from '../report/sections.ts';
import { loadGlossary } from '../workspace/guides.ts';
import { CommandError } from './errors.ts';
import { json, writeWhole } from './output.ts';
import { loadBrand } from './report-brand.ts';
import { pastOf } from './report-past.ts';
import { loadTemplate, templateFault } from './report-template.ts';
import { openSession, type Session, text } from './session.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption } from './window.ts';

/** How a report is written. */
export interface ReportOptions extends FileChoice {
  /** Default: reports/DATE of the workspace, which a later run the same day replaces. */
  folder?: string | undefined;
  /** Overwrite what is in the folder. */
  force?: boolean;
  /** Aliases for what names something of an AWS account. */
  redact?: boolean;
  /** Day that the summary compares with. */
  since?: string | undefined;
}

/** Writes into DIR, or into a dated folder of the workspace's reports; prints where. */
export async function run({ args, options }: Invocation): Promise<number> {
  const choice = choiceOf(options);
  const since = dayOption(options, 'since');
  const session = await openSession(options);
  try {
    const brand = await loadBrand(text(options, 'brand'), session.workspace.folder);
    const redact = options.redact === true;
    const template = loadTemplate(text(options, 'template'));
    const files = await writeReport(session, {
      ...{ ...choice, template, folder: args[0], force: options.force === true, redact, since },
      ...(brand === undefined ? {} : { brand }),
    });
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/report-files@1', files }));
    else process.stdout.write(`${files.join('\n')}\n`);
    if (session.facts !== undefined && options.quiet !== true && !redact) {
      process.stderr.write('These files name AWS account ids and resources: share them with care.\n');
    }
    return 0;
  } finally {
    await session.workspace.close();
  }
}

/** The report of a session; redacted, the same thing has the same alias in every account and every file. */
export async function sessionReport(session: Session, { redact = false, since }: ReportOptions = {}): Promise<Report> {
  const { workspace, questionnaire, decisions, checks, facts, scans, today, depth } = session;
  const report = buildReport({
    ...{ assessment: workspace.assessment, questionnaire, decisions, checks, facts, scans, today, depth },
    ...(await pastOf(session, since)),
    glossary: await loadGlossary(),
  });
  return redact ? redactedReport(report, new Redactor(scans, JSON.stringify(questionnaire))) : report;
}

/** Writes the files and returns their paths; with something in the way and no `force`, writes nothing. */
export async function writeReport(session: Session, options: ReportOptions = {}): Promise<string[]> {
  const { folder, force = false } = options;
  const target = resolve(folder ?? join(session.workspace.folder, 'reports', session.today));
  const made = await reportFiles(await sessionReport(session, options), options).catch(templateFault);
  const files = made.map(({ name, content }) => ({
    path: join(target, name),
    content,
  }));
  const replace = force || folder === undefined;
  const inTheWay = replace ? undefined : files.find(({ path }) => existsSync(path));
  if (inTheWay !== undefined)
    throw new CommandError(
      2,
      `${inTheWay.path} is there already.`,
      'Use --force to overwrite it, or name another folder.',
    );
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const { path, content } of files) writeWhole(path, content, replace);
  return files.map(({ path }) => path);
}

function choiceOf(options: Options): Pick<ReportOptions, 'audience' | 'sections' | 'formats'> {
  const audience = text(options, 'audience');
  const sections = listOption(options, 'sections', sectionIds);
  const formats = listOption<ReportFormat>(options, 'format', formatNames);
  const known = audiences.find((one) => one === audience);
  if (audience !== undefined && known === undefined)
    throw new CommandError(2, `--audience takes ${audiences.join(', ')}, not "${audience}".`);
  return {
    ...(known === undefined ? {} : { audience: known }),
    ...(sections === undefined ? {} : { sections }),
    ...(formats === undefined ? {} : { formats }),
  };
}

/** Comma-separated words out of those allowed; throws a usage error for any other. */
function listOption<Name extends string>(options: Options, name: string, allowed: readonly Name[]): Name[] | undefined {
  const value = text(options, name);
  if (value === undefined) return undefined;
  const words = value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const known = words.flatMap((word) => allowed.find((one) => one === word) ?? []);
  if (known.length === words.length && known.length > 0) return known;
  const wrong = words.find((word) => !allowed.some((one) => one === word)) ?? value;
  throw new CommandError(2, `--${name} takes some of ${allowed.join(', ')}, with commas between, not "${wrong}".`);
}
