/** Writes what the Report screen asks for into the assessment's folder of the day. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ask, Told } from '../app/outside.ts';
import { interviewSheet } from '../core/interview-sheet.ts';
import { fillPolicies } from '../core/policy-fill.ts';
import { type PreworkInput, preworkCounts, preworkSheet } from '../core/prework.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { registerKey } from '../core/register-known.ts';
import { interviewMarkdown } from '../report/interview-sheet.ts';
import { policyFiles } from '../report/policy-markdown.ts';
import { preworkSheetText } from '../report/prework.ts';
import { workshopMarkdown } from '../report/workshop-summary.ts';
import { loadPolicyStarters } from '../workspace/guides.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { writeWhole } from './output.ts';
import { writeReport } from './report.ts';
import { loadBrand } from './report-brand.ts';
import { derive, type Session } from './session.ts';
import { workshopReport } from './workshop.ts';

/** Writes it and tells the paths. */
export async function handOver(
  workspace: Workspace,
  questionnaire: Questionnaire,
  { what, audience, redact }: Ask & { type: 'write-report' },
): Promise<Told> {
  const session = await derive(workspace, questionnaire);
  switch (what) {
    case 'prework':
    case 'interviews':
      return { type: 'report-written', files: writeSheets(session, what) };
    case 'workshop': {
      const path = join(reportFolder(session), 'workshop.md');
      writeWhole(path, workshopMarkdown(workshopReport(session, redact)), true);
      return { type: 'report-written', files: [path] };
    }
    case 'policies':
      return { type: 'report-written', files: await writePolicies(session) };
    default: {
      const brand = await loadBrand(undefined, workspace.folder);
      const choice = { audience, redact, ...(brand === undefined ? {} : { brand }) };
      const formats = what === 'all' ? {} : { formats: [what] };
      return { type: 'report-written', files: await writeReport(session, { ...choice, ...formats }) };
    }
  }
}

/** The folder of the day, made. */
function reportFolder({ workspace, today }: Session, ...below: string[]): string {
  const folder = join(workspace.folder, 'reports', today, ...below);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A sheet per person or role. */
function writeSheets(session: Session, what: 'prework' | 'interviews'): string[] {
  const { workspace, decisions, questionnaire, checks, today } = session;
  const { assessment } = workspace;
  const input: PreworkInput = { decisions, assessment, questionnaire, checks, today };
  const named = assessment.scope.company?.value;
  const company = typeof named === 'string' && named.trim() !== '' ? named : assessment.name;
  const folder = reportFolder(session, what);
  return preworkCounts(input).flatMap(({ name }, index) => {
    const sheet = what === 'prework' ? preworkSheet(input, name) : undefined;
    const interview = what === 'interviews' ? interviewSheet(input, name) : undefined;
    const content =
      sheet !== undefined
        ? preworkSheetText(sheet, company, 'md')
        : interview !== undefined
          ? interviewMarkdown(interview, company)
          : undefined;
    if (content === undefined) return [];
    const path = join(folder, `${registerKey(name).slice(0, 60) || `person-${index + 1}`}.md`);
    writeWhole(path, content.endsWith('\n') ? content : `${content}\n`, true);
    return [path];
  });
}

/** The starters, beside the reports: people write into them, so none that is there is touched. */
async function writePolicies({ workspace, questionnaire, today }: Session): Promise<string[]> {
  const { assessment } = workspace;
  const filled = fillPolicies({ starters: await loadPolicyStarters(), questionnaire, assessment, today });
  const folder = join(workspace.folder, 'policies');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = policyFiles(filled)
    .map(({ name, content }) => ({ path: join(folder, name), content }))
    .filter(({ path }) => !existsSync(path));
  if (fresh.length === 0)
    throw new CommandError(1, `Every starter is in ${folder} already.`, 'Move one away to have it written anew.');
  for (const { path, content } of fresh) writeWhole(path, content, false);
  return fresh.map(({ path }) => path);
}
