/** `soc2-ready list`: the workspaces on this machine. */

import { knownWorkspaces } from '../workspace/preferences.ts';
import { clientFigures } from './client-figures.ts';
import { formatTable, json } from './output.ts';
import type { Invocation } from './table.ts';

/** Prints each known workspace with its verdict and its next step; one that cannot be read says so instead. */
export async function run({ options }: Invocation): Promise<number> {
  const workspaces = [];
  for (const folder of await knownWorkspaces()) {
    const figures = await clientFigures(folder);
    if ('fault' in figures) workspaces.push({ folder, error: figures.fault });
    else {
      const { name, verdicts, coverage, next, changed } = figures;
      workspaces.push({ folder, name, verdict: verdicts, coverage, next: next ?? null, changed: changed ?? null });
    }
  }
  if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/list@1', workspaces }));
  else if (workspaces.length === 0)
    process.stdout.write('No assessment yet. Make one with: soc2-ready init, or look around with: soc2-ready demo\n');
  else {
    const rows = workspaces.map((w) =>
      'error' in w && w.error !== undefined
        ? ['', w.error, '', '', w.folder, '']
        : [
            w.name ?? '',
            w.verdict?.type1 ?? '',
            `${Math.round((w.coverage ?? 0) * 100)} %`,
            w.changed ?? '',
            w.folder,
            w.next ?? '',
          ],
    );
    const header = ['name', 'Type 1 today', 'coverage', 'changed', 'folder', 'next'];
    process.stdout.write(`${formatTable({ header, rows }, 'text')}\n`);
  }
  return 0;
}
