/** A workspace with 500 controls and a scan with 10,000 findings, for the figures of the screen. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { allChecks } from '../checks/index.ts';
import type { EntryBody } from '../source/core/entry.ts';
import type { Facts } from '../source/core/facts.ts';
import type { Control, Level } from '../source/core/questionnaire.ts';
import { resultsOfScan } from '../source/core/results.ts';
import { shippedQuestionnaire } from '../source/workspace/content.ts';
import { createWorkspace } from '../source/workspace/workspace.ts';

/** What the workspace holds, counted. */
export interface LargeWorkspace {
  controls: number;
  findings: number;
}

const controlCount = 500;

/** Items of each list that {@link grown} makes longer; two checks or more look at each. */
const itemCount = 270;

/** Makes it in a folder that does not exist yet. */
export async function makeLargeWorkspace(folder: string): Promise<LargeWorkspace> {
  const shipped = await shippedQuestionnaire();
  const added = Array.from({ length: controlCount - shipped.controls.length }, (_, index): Control => {
    const model = shipped.controls[index % shipped.controls.length];
    if (model === undefined) throw new Error('the questionnaire is empty');
    const { when: _when, ...always } = model;
    return { ...always, id: `${model.id}-x${index}`, weight: 1, after: [] };
  });
  const workspace = await createWorkspace(folder, {
    ...{ name: 'Bench', timeZone: 'UTC', by: 'Bench', questionnaire: shipped.hash, program: 'bench' },
  });
  try {
    const said: EntryBody[] = [
      { type: 'scope', question: 'headcount', value: '51-200' },
      ...shipped.controls.map(({ id: control }, index): EntryBody => {
        return { type: 'answer', control, answer: { level: (index % 5) as Level } };
      }),
    ];
    for (const body of said) await workspace.append(body, 'Bench');
    const sample = gunzipSync(readFileSync(new URL('../demo/scan.json.gz', import.meta.url)));
    const facts = grown(JSON.parse(sample.toString()) as Facts);
    await workspace.saveScan(facts, 'Bench');
    mkdirSync(join(folder, 'questionnaire'), { recursive: true });
    writeFileSync(join(folder, 'questionnaire', 'bench.yaml'), stringify(added));
    const { assessment } = workspace;
    const input = { checks: allChecks, assessment, questionnaire: shipped, now: facts.finishedAt };
    const results = resultsOfScan(facts, input);
    return { controls: controlCount, findings: results.reduce((sum, { total }) => sum + total, 0) };
  } finally {
    await workspace.close();
  }
}

/** The facts with some of their lists made long, under other ids. */
function grown(facts: Facts): Facts {
  const { readings } = facts;
  for (const name of ['ec2.security-groups', 'ec2.volumes', 'ec2.snapshots', 'ec2.instances'] as const) {
    for (const reading of Object.values(readings[name] ?? {})) {
      if (reading.state !== 'ok') continue;
      const items = reading.data as { id: string }[];
      if (items.length === 0) continue;
      reading.data = Array.from({ length: itemCount }, (_, index) => {
        const item = items[index % items.length] as { id: string };
        return index < items.length ? item : { ...item, id: `${item.id}${index}` };
      }) as never;
    }
  }
  return facts;
}
