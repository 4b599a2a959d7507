/** `soc2-ready list`: the workspaces on this machine. */

import { loadQuestionnaire } from '../workspace/content.ts';
import { knownWorkspaces } from '../workspace/preferences.ts';
import { openWorkspace } from '../workspace/workspace.ts';
import { formatTable, json } from './output.ts';
import { derive } from './session.ts';
import type { Invocation } from './table.ts';

/** Prints each known workspace with its verdict; one that cannot be read says so instead. */
export async function run({ options }: Invocation): Promise<number> {
  const workspaces = [];
  for (const folder of await knownWorkspaces()) {
    try {
      const questionnaire = await loadQuestionnaire(folder);
      const workspace = await openWorkspace(folder, { questionnaire: questionnaire.hash, readOnly: true });
      const { decisions } = await derive(workspace, questionnaire);
      workspaces.push({
        folder,
        name: workspace.assessment.name,
        verdict: decisions.score.verdict,
        coverage: decisions.score.design.coverage,
      });
    } catch (error) {
      workspaces.push({ folder, error: (error as Error).message.split('\n')[0] });
    }
  }
  if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/list@1', workspaces }));
  else if (workspaces.length === 0)
    process.stdout.write('No assessment yet. Make one with: soc2-ready init, or look around with: soc2-ready demo\n');
  else {
    const rows = workspaces.map((w) =>
      'error' in w && w.error !== undefined
        ? ['', w.error, '', w.folder]
        : [w.name ?? '', w.verdict?.type1 ?? '', `${Math.round((w.coverage ?? 0) * 100)} %`, w.folder],
    );
    process.stdout.write(`${formatTable({ header: ['name', 'Type 1 today', 'coverage', 'folder'], rows }, 'text')}\n`);
  }
  return 0;
}
