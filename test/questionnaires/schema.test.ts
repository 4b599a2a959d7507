// A broken questionnaire of each kind: every fault comes with its file, its line and its field, and nothing is loaded by half.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { type LocatedFault, QuestionnaireError, readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { questionnaireJsonSchema } from '../../scripts/questionnaire-json-schema.ts';
import { controlFileFaults } from '../../source/core/questionnaire-schema.ts';
import { brokenCases } from './broken-cases.ts';

const shipped = fileURLToPath(new URL('../../questionnaires', import.meta.url));
const made = mkdtempSync(join(tmpdir(), 'soc2-ready-questionnaire-'));
after(() => rmSync(made, { recursive: true }));

const people = 'soc2/cc1-control-environment.yaml';
const a = '- id: CC1.1-a';
let copies = 0;

/** Reads a copy of the shipped questionnaire in which each `from` (found once or more; the first is meant) became `to`. */
function faultsAfter(changes: { file: string; from: string | RegExp; to: string }[]): LocatedFault[] {
  const folder = join(made, String(copies++));
  cpSync(shipped, folder, { recursive: true });
  for (const { file, from, to } of changes) {
    const text = readFileSync(join(folder, file), 'utf8');
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${String(from)} is not in ${file}`);
    writeFileSync(join(folder, file), changed);
  }
  try {
    readQuestionnaire(folder);
  } catch (error) {
    assert.ok(error instanceof QuestionnaireError, String(error));
    return error.faults;
  }
  return [];
}

/** The line (from 1) on which `text` first stands after `anchor` in a shipped file. */
function lineOf(file: string, anchor: string, text: string = anchor): number {
  const lines = readFileSync(join(shipped, file), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.includes(anchor));
  const line = lines.findIndex((candidate, index) => index >= start && candidate.includes(text));
  assert.ok(start >= 0 && line >= 0, `${anchor} … ${text} is not in ${file}`);
  return line + 1;
}

describe('a broken questionnaire', () => {
  it('the shipped one has no fault', () => {
    assert.deepEqual(faultsAfter([{ file: people, from: '# CC1 Control', to: '# CC1 control' }]), []);
  });

  for (const { what, file = people, from, to, at, field, message } of brokenCases)
    it(`${what}: file, line and field`, () => {
      const faults = faultsAfter([{ file, from, to }]);
      const fault = faults.find((candidate) => candidate.field === field && message.test(candidate.message));
      assert.ok(fault, `no such fault among ${JSON.stringify(faults)}`);
      assert.equal(fault.file, file);
      assert.equal(fault.line, lineOf(file, ...at));
    });

  it('bad YAML names the line and loads nothing', () => {
    const faults = faultsAfter([{ file: people, from: '  kind: people', to: '  kind: "people' }]);
    assert.ok(faults.length > 0);
    assert.ok(faults.every(({ file, field }) => file === people && field === 'YAML'));
    assert.ok((faults[0]?.line ?? 0) >= lineOf(people, a, 'kind:'));
  });

  it('a repeated field is a fault of the YAML', () => {
    const faults = faultsAfter([{ file: people, from: '  kind: people', to: '  kind: people\n  kind: process' }]);
    assert.deepEqual(
      faults.map(({ file, line, field }) => ({ file, line, field })),
      [{ file: people, line: lineOf(people, a, 'kind:') + 1, field: 'YAML' }],
    );
  });

  it('all faults of all files come at once', () => {
    const faults = faultsAfter([
      { file: people, from: 'weight: 3', to: 'weight: 4' },
      { file: people, from: 'leadDays: 7', to: 'leadDays: soon' },
      { file: 'scoping.yaml', from: 'type: yes-no', to: 'type: perhaps' },
    ]);
    assert.deepEqual(
      faults.map(({ field }) => field),
      ['CC1.1-a weight', 'CC1.1-a leadDays', 'contractors type'],
    );
    const { message } = new QuestionnaireError(faults);
    assert.match(message, /^questionnaires\/soc2\/cc1-control-environment\.yaml:\d+: CC1\.1-a weight: must be/);
    assert.equal(message.split('\n').length, 3);
  });

  it('any JSON at all gives faults, never an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.ok(controlFileFaults(value).length > 0);
      }),
    );
  });
});

describe('the JSON Schema for editors', () => {
  it('is the one made of the tables: node scripts/questionnaire-json-schema.ts writes it', () => {
    const onDisk: unknown = JSON.parse(readFileSync(join(shipped, 'schema.json'), 'utf8'));
    assert.deepEqual(onDisk, questionnaireJsonSchema());
  });
});
