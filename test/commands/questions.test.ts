/** The questionnaire on the command line: what it covers, its sheet, and a company's own files of controls. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { criteria } from '../../source/core/framework.ts';
import { brokenOverlays } from './broken-overlays.ts';
import { type Place, place } from './program.ts';

/** A whole control of one's own, as a file holds it. */
const own = `- id: CC1.1-gifts
  criterion: CC1.1
  title: Gifts are written down
  kind: process
  weight: 2
  weightReason: The customer asks for it.
  ask: Is each gift over the limit written down?
  why: Gifts buy favours.
  levels: [No list., Some write., The rule is written., One list is dated., Each quarter has its list.]
  auditorWants: The list of gifts with dates.
  doesNotCount: A sentence in a contract.
  smallCompany: One sheet that the founder keeps.
  evidence: [{ what: The list of gifts, tier: 2, expiresMonths: 12 }]
  cadence: { every: quarter }
  raci: { R: [CEO], A: CEO, C: [], I: [all staff] }
  effort: XS
  leadDays: 5
  after: []
  checks: []
  topics: []
  remediation: { action: Start the list of gifts, steps: [Make a sheet.], acceptedWhen: The sheet holds a dated line. }
`;

/** A place with an assessment in `acme`, and its own files of controls. */
async function acme(t: TestContext, files: Record<string, string> = {}): Promise<Place> {
  const here = place(t);
  assert.equal((await here.run('init', 'acme', '--name', 'Acme')).code, 0);
  addFiles(here, files);
  return here;
}

function addFiles({ cwd }: Place, files: Record<string, string>): void {
  mkdirSync(join(cwd, 'acme/questionnaire'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, 'acme/questionnaire', name), text);
}

const lastEntry = ({ cwd }: Place) =>
  JSON.parse(readFileSync(join(cwd, 'acme/journal.jsonl'), 'utf8').trimEnd().split('\n').at(-1) ?? '') as {
    questionnaire: string;
  };

describe('questions stats', () => {
  it('keeps its contract', async (t) => {
    const { code, stdout, stderr } = await place(t).run('questions', 'stats', '--json');
    assert.deepEqual([code, stderr], [0, '']);
    const stats = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
    assert.deepEqual(Object.keys(stats), ['schema', 'criteria', 'sources']);
    assert.deepEqual(
      stats.criteria?.map(({ id }) => id),
      criteria.map(({ id }) => id),
    );
    for (const criterion of stats.criteria ?? []) {
      assert.deepEqual(Object.keys(criterion), ['id', 'controls', 'keyControls', 'topics']);
      const { id, controls, keyControls, topics } = criterion as {
        id: string;
        controls: number;
        keyControls: number;
        topics: { touched: number; total: number };
      };
      assert.ok(keyControls >= 1 && keyControls <= controls, `${id}: ${keyControls} key controls of ${controls}`);
      assert.deepEqual(Object.keys(topics), ['touched', 'total']);
      assert.ok(topics.total >= 1, `${id} has no topics`);
      assert.equal(topics.touched, topics.total, `${id}: topics touched`);
    }
    for (const row of stats.sources ?? []) {
      assert.deepEqual(Object.keys(row), ['id', 'servedBy']);
      assert.ok(Array.isArray(row.servedBy));
    }
    assert.deepEqual([stats.sources?.at(0)?.id, stats.sources?.at(-1)?.id], ['S0.1', 'S4.5']);
  });

  it('says in words how many of how many', async (t) => {
    const { stdout } = await place(t).run('questions', 'stats');
    assert.match(stdout, /61 of 61 criteria with a key control/);
    assert.match(stdout, /(\d+) of \1 topics of the points of focus touched/);
    assert.match(stdout, /\d+ of 44 rows of the sources served/);
  });

  it('counts what a company added', async (t) => {
    const here = await acme(t, { 'gifts.yaml': own });
    const counted = async (...args: string[]) => {
      const { stdout } = await here.run('questions', 'stats', '--json', ...args);
      return (JSON.parse(stdout) as { criteria: { id: string; controls: number }[] }).criteria[0]?.controls ?? 0;
    };
    assert.equal(await counted('--dir', 'acme'), (await counted()) + 1);
  });
});

describe('questions list and export', () => {
  it('prints every control, and whose it is', async (t) => {
    const here = await acme(t, { 'gifts.yaml': own });
    const { stdout } = await here.run('questions', 'list', '--format', 'csv', '--dir', 'acme');
    assert.match(stdout, /^CC1\.1-gifts,2,process,Gifts are written down,added by gifts\.yaml\r$/m);
    assert.match(stdout, /^CC1\.1-a,key,people,[^,]+,\r$/m);
  });

  it('prints a sheet with all that is asked', async (t) => {
    const { run } = place(t);
    const { controls, scoping } = JSON.parse((await run('questions', 'list', '--json')).stdout) as {
      controls: { id: string; ask: string; levels: string[] }[];
      scoping: { ask: string }[];
    };
    const { code, stdout } = await run('questions', 'export');
    assert.equal(code, 0);
    const plain = stdout.replaceAll('\\', '').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    for (const { ask } of scoping) assert.ok(plain.includes(ask), ask);
    for (const { ask, levels } of controls) for (const text of [ask, ...levels]) assert.ok(plain.includes(text), text);

    const sheet = (await run('questions', 'export', '--format', 'csv')).stdout;
    for (const { id } of controls) assert.match(sheet, new RegExp(`^[A-Z]+\\d\\.\\d,${id},`, 'm'));
  });

  it('writes an Excel sheet to the file named, and asks for one', async (t) => {
    const { run, cwd } = place(t);
    const nowhere = await run('questions', 'export', '--format', 'xlsx');
    assert.deepEqual([nowhere.code, nowhere.stdout], [2, '']);
    assert.match(nowhere.stderr, /-o questions\.xlsx/);
    assert.equal((await run('questions', 'export', '--format', 'xlsx', '-o', 'q.xlsx')).code, 0);
    assert.equal(readFileSync(join(cwd, 'q.xlsx')).subarray(0, 2).toString(), 'PK');
    assert.equal((await run('questions', 'export', '--format', 'xlsx', '-o', 'q.xlsx')).code, 2, 'not overwritten');
  });

  it('says which actions there are', async (t) => {
    const { run } = place(t);
    const none = await run('questions');
    assert.equal(none.code, 2);
    assert.match(none.stderr, /stats, list, export, lint/);
    assert.match((await run('questions', 'constructor')).stderr, /no action "constructor"/);
  });
});

describe("a company's own controls", () => {
  it('are asked, scored and reported, under a hash of their own', async (t) => {
    const here = await acme(t);
    assert.equal((await here.run('answer', 'CC1.1-a', '3', '--dir', 'acme')).code, 0);
    const shipped = lastEntry(here).questionnaire;
    assert.equal((await here.run('report', 'before', '--dir', 'acme')).code, 0);
    const before = readFileSync(join(here.cwd, 'before/report.md'), 'utf8');
    assert.doesNotMatch(before, /Changes to the questionnaire/);
    addFiles(here, {
      'b-light.yaml': '- id: CC1.1-b\n  disabled: true\n  reason: |-\n    Two founders | no staff\n',
      'a-gifts.yaml': `${own}- id: CC1.2-a\n  title: Our board watches\n`,
      'notes.md': 'not a file of controls',
    });
    assert.equal((await here.run('answer', 'CC1.1-gifts', '4', '--dir', 'acme')).code, 0);
    assert.notEqual(lastEntry(here).questionnaire, shipped);
    const score = JSON.parse((await here.run('score', '--json', '--dir', 'acme')).stdout) as {
      design: { criteria: { id: string; controls: { id: string }[] }[] };
    };
    const asked = score.design.criteria.find(({ id }) => id === 'CC1.1')?.controls.map(({ id }) => id) ?? [];
    assert.ok(asked.includes('CC1.1-gifts') && !asked.includes('CC1.1-b'), asked.join());

    assert.equal((await here.run('report', 'out', '--dir', 'acme')).code, 0);
    const report = readFileSync(join(here.cwd, 'out/report.md'), 'utf8');
    const section = report.slice(report.indexOf('## Changes to the questionnaire'));
    const rows = section.split('\n').filter((line) => /^\| [ab]-/.test(line));
    assert.match(rows[0] ?? '', /a-gifts\.yaml \| CC1\.1-gifts \| added \| Gifts are written down/);
    assert.match(rows[1] ?? '', /CC1\.2-a \| changed \| title: .+ → Our board watches/);
    assert.match(rows[2] ?? '', /b-light\.yaml \| CC1\.1-b \| removed \| .*Two founders \\\| no staff/);
    const { questionnaireChanges } = JSON.parse(readFileSync(join(here.cwd, 'out/report.json'), 'utf8')) as {
      questionnaireChanges: unknown[];
    };
    assert.equal(questionnaireChanges.length, 3);
  });

  it('leave no trace when their file goes: the answers stay, the question does not', async (t) => {
    const here = await acme(t, { 'gifts.yaml': own });
    assert.equal((await here.run('answer', 'CC1.1-gifts', '4', '--dir', 'acme')).code, 0);
    writeFileSync(join(here.cwd, 'acme/questionnaire/gifts.yaml'), '- id: CC1.1-a\n  title: The code\n');
    const { code, stdout } = await here.run('score', '--json', '--dir', 'acme');
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /CC1\.1-gifts/);
    assert.equal((await here.run('report', 'out', '--dir', 'acme')).code, 0);
  });

  it('may be there before the assessment', async (t) => {
    const here = place(t);
    addFiles(here, { 'gifts.yaml': own });
    assert.equal((await here.run('init', 'acme')).code, 0);
    assert.match((await here.run('questions', 'list', '--dir', 'acme')).stdout, /CC1\.1-gifts/);
  });
});

describe('a broken file of controls', () => {
  it('gives file, line and field on one screen, and nothing is loaded', async (t) => {
    // The good file beside it must not be loaded either.
    const here = await acme(t, { 'a-good.yaml': own });
    const journal = () => readFileSync(join(here.cwd, 'acme/journal.jsonl'), 'utf8');
    const before = journal();
    for (const { what, yaml, line, field, message } of brokenOverlays)
      await t.test(what, async () => {
        addFiles(here, { 'b-broken.yaml': yaml });
        const place = `b-broken.yaml:${line}: ${field}: `;
        const opened = await here.run('answer', 'CC1.1-gifts', '3', '--dir', 'acme');
        assert.deepEqual([opened.code, opened.stdout], [2, '']);
        assert.ok(opened.stderr.includes(place), `${place} is not in ${opened.stderr}`);
        assert.match(opened.stderr, message);
        assert.match(opened.stderr, /nothing was loaded/);
        assert.match(opened.stderr, /Correct the lines named/);
        assert.ok(opened.stderr.split('\n').length <= 24);
        assert.doesNotMatch(opened.stderr, /\bat .*\.ts:|[\u0000-\u0009\u000b-\u001f]/);
        assert.equal(journal(), before);
      });
  });

  it('a hundred faults still fit one screen, and none is lost in JSON', async (t) => {
    const many = Array.from({ length: 100 }, (_, n) => `- id: CC1.1-x${n}\n  colour: red\n`).join('');
    const here = await acme(t, { 'many.yaml': many });
    const { code, stderr } = await here.run('score', '--dir', 'acme');
    assert.equal(code, 2);
    assert.ok(stderr.split('\n').length <= 24);
    assert.match(stderr, /has 100 faults/);
    assert.match(stderr, /and 85 more/);
    const { stdout } = await here.run('questions', 'lint', '--json', '--dir', 'acme');
    assert.equal((JSON.parse(stdout) as { faults: unknown[] }).faults.length, 100);
  });

  it('control characters of a file do not reach the terminal', async (t) => {
    const here = await acme(t, { 'a.yaml': '- id: "CC1.1-\\e[31ma"\n  weight: 2\n' });
    const { code, stderr } = await here.run('score', '--dir', 'acme');
    assert.equal(code, 2);
    assert.doesNotMatch(stderr, /\u001b/);
  });

  it('no assessment is made over it, and the others still list', async (t) => {
    const here = await acme(t, { 'a.yaml': '- id: CC1.1-a\n  colour: red\n' });
    mkdirSync(join(here.cwd, 'new/questionnaire'), { recursive: true });
    writeFileSync(join(here.cwd, 'new/questionnaire/a.yaml'), 'x: 1\n');
    assert.equal((await here.run('init', 'new')).code, 2);
    assert.ok(!existsSync(join(here.cwd, 'new/journal.jsonl')));
    const list = await here.run('list');
    assert.equal(list.code, 0);
    assert.match(list.stdout, /has a fault; nothing was loaded/);
    const doctor = await here.run('doctor', '--no-aws', '--dir', 'acme');
    assert.equal(doctor.code, 1);
    assert.match(doctor.stdout, /a\.yaml:2: CC1\.1-a colour/);
  });
});

describe('questions lint', () => {
  it('says what good files do, together and in the order of their names', async (t) => {
    const here = await acme(t, { 'b.yaml': '- id: CC1.1-gifts\n  title: All gifts\n', 'a.yaml': own });
    const { code, stdout, stderr } = await here.run('questions', 'lint', '--dir', 'acme');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /no fault; 1 added, 1 changed, 0 removed/);
    const alone = await here.run('questions', 'lint', 'acme/questionnaire/b.yaml');
    assert.equal(alone.code, 2, 'b.yaml changes what only a.yaml adds');
  });

  it('names file, line and field of every fault of every file, as the paths were given', async (t) => {
    const alone = brokenOverlays.filter(({ what }) => ['bad YAML', 'unknown field', 'missing role'].includes(what));
    const here = await acme(t, Object.fromEntries(alone.map(({ yaml }, index) => [`${index}.yaml`, yaml])));
    const { code, stdout } = await here.run('questions', 'lint', 'acme/questionnaire');
    assert.equal(code, 2);
    assert.equal(alone.length, 3);
    for (const [index, { line, field }] of alone.entries())
      assert.ok(stdout.includes(`acme/questionnaire/${index}.yaml:${line}: ${field}: `), stdout);
  });

  it('refuses a service that nobody new can use, which a workspace does not', async (t) => {
    const here = await acme(t, { 'a.yaml': own.replace('One sheet that', 'An Audit Manager assessment that') });
    const { code, stdout, stderr } = await here.run('questions', 'lint', '--dir', 'acme');
    assert.equal(code, 2);
    assert.match(stdout, /a\.yaml:\d+: CC1\.1-gifts smallCompany: names Audit Manager, which takes no new customers/);
    assert.match(stderr, /one of wording/);
    assert.equal((await here.run('score', '--dir', 'acme')).code, 0);
  });

  it('names a file that is not there', async (t) => {
    const { code, stderr } = await place(t).run('questions', 'lint', 'none.yaml');
    assert.equal(code, 2);
    assert.match(stderr, /There is no file none\.yaml/);
  });
});
