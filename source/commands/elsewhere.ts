/** What other engines say, as the workspace holds it. */
import { foreignLinks } from '../../checks/foreign-findings.ts';
import type { Elsewhere } from '../core/foreign-findings.ts';
import { loadAllFindings } from '../workspace/findings.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The findings that count, with the published mapping. One that cannot be read is told (on stderr) and left out. */
export async function loadElsewhere(
  workspace: Pick<Workspace, 'folder' | 'assessment'>,
  tell: (problem: string) => void = (problem) => void process.stderr.write(`soc2-ready: ${problem}\n`),
): Promise<Elsewhere> {
  const imports = await loadAllFindings(workspace, tell);
  return { imports, links: foreignLinks };
}
