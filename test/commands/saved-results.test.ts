/** Rule S-S1: a saved result keeps its inputs, rules and content, and stands as it was under another model. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fold } from '../../source/core/assessment.ts';
import { modelVersion } from '../../source/core/constants.ts';
import type { Entry } from '../../source/core/entry.ts';
import type { SavedEntry } from '../../source/core/saved-result.ts';
import { assess } from '../../source/core/score.ts';
import { readResult } from '../../source/workspace/saved-results.ts';
import { place } from './program.ts';

const entriesOf = (journal: string): Entry[] =>
  journal
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

it('a saved result makes its own figures again from its file, and a damaged file is refused', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  await run('override', 'set', 'constant', 'cap-e0', '0.3', '--reason', 'strict', '--dir', 'demo');
  const printed = JSON.parse((await run('score', '--save', '--json', '--by', 'Cora', '--dir', 'demo')).stdout);
  const folder = join(cwd, 'demo');
  const saved = fold(entriesOf(readFileSync(join(folder, 'journal.jsonl'), 'utf8'))).savedResults;
  assert.equal(saved.length, 1);
  const [entry] = saved as [SavedEntry];
  assert.equal(entry.by, 'Cora');
  assert.equal(entry.madeBy.model, modelVersion);
  for (const hash of [entry.madeBy.questionnaire, entry.madeBy.checks]) assert.match(hash, /^[0-9a-f]{12}$/);
  assert.equal(entry.summary.evidenced, printed.design.evidenced);
  const result = await readResult({ folder }, entry);
  const again = assess(result.inputs, { ...result.context, constants: result.constants });
  assert.equal(again.design.evidenced, printed.design.evidenced);
  assert.deepEqual(again.verdict, printed.verdict);
  assert.equal(result.constants['cap-e0'], 0.3);
  assert.equal(result.overrides[0]?.reason, 'strict');
  assert.ok(result.scans.length > 0 && result.gaps.length > 0);
  const [file] = readdirSync(join(folder, 'results'));
  writeFileSync(join(folder, 'results', file ?? ''), 'damaged');
  await assert.rejects(readResult({ folder }, entry));
  await assert.rejects(readResult({ folder }, { ...entry, file: '../journal.jsonl' }), /not the name/);
});

it('under another model history and compare show what was saved, marked, and compare no figures', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  assert.equal((await run('score', '--save', '--dir', 'demo')).code, 0);
  const path = join(cwd, 'demo/journal.jsonl');
  const lines = entriesOf(readFileSync(path, 'utf8'));
  const entry = lines.find((line) => line.type === 'result');
  assert.ok(entry?.type === 'result');
  // As an earlier version of the program would have written it: on the day of the first entries, and with other figures.
  const day = lines[0]?.at.slice(0, 10) ?? '';
  entry.madeBy = { ...entry.madeBy, model: modelVersion - 1 };
  entry.day = day;
  entry.at = lines[0]?.at ?? '';
  entry.summary = { ...entry.summary, evidenced: 0.123, verdict: { ...entry.summary.verdict, type1: 'Ready' } };
  writeFileSync(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);

  const text = (await run('history', '--dir', 'demo')).stdout;
  assert.match(text, new RegExp(`^${day} +Ready .* 12 .*as saved, model ${modelVersion - 1}$`, 'm'));
  const days = JSON.parse((await run('history', '--json', '--dir', 'demo')).stdout).days;
  const row = days.find((one: { day: string }) => one.day === day);
  assert.deepEqual([row.model, row.asSaved, row.evidenced], [modelVersion - 1, true, 0.123]);

  const compared = JSON.parse((await run('compare', day, '--json', '--dir', 'demo')).stdout);
  assert.equal(compared.comparable, false);
  assert.deepEqual([compared.a.model, compared.a.asSaved, compared.a.evidenced], [modelVersion - 1, true, 0.123]);
  assert.equal(compared.b.model, modelVersion);
  const why = compared.notComparable.find((one: { id: string }) => one.id === 'figures and verdicts').why;
  assert.match(
    why,
    new RegExp(`${day} was saved under model ${modelVersion - 1} .* this version's model is ${modelVersion}`),
  );
  const printed = (await run('compare', day, '--dir', 'demo')).stdout;
  assert.match(
    printed,
    new RegExp(`^Evidenced +12 \\(model ${modelVersion - 1}\\) │ \\d+ \\(model ${modelVersion}\\)$`, 'm'),
  );
  assert.doesNotMatch(printed, /→ (Ready|Not)/);
  assert.match(printed, /figures and verdicts as saved then, by model/);
});

it('a new round keeps what the last one came to; other questions or checks since are named', async (t) => {
  const { run, cwd } = place(t);
  await run('demo', '--dir', 'demo', '--json');
  await run('reassess', '--dir', 'demo');
  const path = join(cwd, 'demo/journal.jsonl');
  const lines = entriesOf(readFileSync(path, 'utf8'));
  const types = lines.map(({ type }) => type);
  assert.deepEqual(types.slice(-2), ['result', 'reassess']);
  const entry = lines.find((line) => line.type === 'result');
  assert.ok(entry?.type === 'result' && entry.summary.coverage > 0.6);
  entry.madeBy = { ...entry.madeBy, checks: 'ffffffffffff' };
  writeFileSync(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const compared = JSON.parse((await run('compare', entry.day, '--json', '--dir', 'demo')).stdout);
  assert.equal(compared.comparable, true);
  assert.ok(
    compared.notComparable.some(
      ({ id, why }: { id: string; why: string }) =>
        id === 'checks' && /saved with other checks \(ffffffffffff\)/.test(why),
    ),
  );
});
