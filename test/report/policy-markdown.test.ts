// Policies as Markdown: one filled in full as a golden file, hostile names, the same bytes each time.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readGuides } from '../../scripts/compile-guides.ts';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { fillPolicies } from '../../source/core/policy-fill.ts';
import { policyFiles } from '../../source/report/policy-markdown.ts';
import { assessment, threePeople, today } from '../core/sample.ts';

const shipped = fileURLToPath(new URL('../../questionnaires', import.meta.url));
const questionnaire = readQuestionnaire(shipped);
const { policies: starters } = readGuides(shipped, questionnaire);

function files(...bodies: EntryBody[]): Map<string, string> {
  const filled = fillPolicies({ starters, questionnaire, assessment: assessment(...bodies), today });
  return new Map(policyFiles(filled).map(({ name, content }) => [name, content]));
}

const acme: EntryBody[] = [
  ...threePeople,
  { type: 'scope', question: 'company', value: 'Acme' },
  { type: 'scope', question: 'access-key-age-days', value: 60, committed: true },
  { type: 'scope', question: 'leaver-hours', value: 24, committed: false },
];

describe('policies as Markdown', () => {
  it('the access control policy of a company of three', (t) => {
    const golden = fileURLToPath(new URL('../fixtures/policy-access-control.md', import.meta.url));
    t.assert.fileSnapshot(files(...acme).get('access-control.md') ?? '', golden, { serializers: [String] });
  });

  it('each says at its head what it is and is not', () => {
    for (const [name, content] of files(...acme)) {
      const head = content.slice(0, 700);
      assert.match(head, /A starter, not a policy yet/, name);
      assert.match(head, /no legal advice, and no auditor has reviewed it/, name);
    }
  });

  it('the boxes are as many as the head counts', () => {
    for (const [name, content] of files(...acme)) {
      if (name === 'index.md') continue;
      const [, open, taken] = /Decisions: (\d+) open, (\d+) taken/.exec(content) ?? [];
      assert.equal(content.match(/^- \[ \] /gm)?.length ?? 0, Number(open), name);
      assert.equal(content.match(/^- \[x\] /gm)?.length ?? 0, Number(taken), name);
    }
  });

  it('no placeholder is left, and the index links every file', () => {
    const all = files(...acme);
    for (const [name, content] of all) {
      assert.doesNotMatch(content, /\{[^}]*\}|undefined|NaN/, name);
      if (name !== 'index.md') assert.ok(all.get('index.md')?.includes(`](${name})`), name);
    }
  });

  it('a hostile name stays text, in every file', () => {
    const hostile = '# Evil\u001b[31m | <script>alert(1)</script> [x](http://evil.example) `rm` *b*\u202e';
    const person = '| - [ ] Ada_\n# Boss';
    const all = files(
      { type: 'scope', question: 'company', value: hostile },
      { type: 'person', name: person, roles: ['SEC', 'GRC', 'CEO'] },
      { type: 'scope', question: 'admin-principals', value: ['a|b', '](x)'], committed: true },
    );
    const calm = files(
      { type: 'scope', question: 'company', value: 'Calm' },
      { type: 'person', name: 'Ada', roles: ['SEC', 'GRC', 'CEO'] },
      { type: 'scope', question: 'admin-principals', value: ['a', 'b'], committed: true },
    );
    // Only unescaped marks act: with the escapes away, both have the same structure.
    const structure = (content: string) =>
      content
        .replace(/\\./g, '')
        .split('\n')
        .map(
          (line) => `${/^(#+ |> |- \[.\] |\|)?/.exec(line)?.[0] ?? ''}${line.match(/[|<>`]|\]\(/g)?.join('') ?? ''}`,
        );
    for (const [name, content] of all) {
      assert.doesNotMatch(content, /[\u0000-\u0009\u000b-\u001f\u202e]|<script/, name);
      assert.deepEqual(structure(content), structure(calm.get(name) ?? ''), name);
    }
  });

  it('a name that could begin a list does not begin a line', () => {
    for (const company of ['1. First', '- Dash', '+ Plus', '=== '])
      for (const [name, content] of files({ type: 'scope', question: 'company', value: company }))
        for (const line of content.split('\n')) assert.ok(!line.startsWith(company.trim()), `${name}: ${line}`);
  });

  it('the same assessment gives the same bytes', () => {
    assert.deepEqual(files(...acme), files(...acme));
  });
});
