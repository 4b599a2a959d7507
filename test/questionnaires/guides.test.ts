// The content of policies.yaml and glossary.yaml: names that lead somewhere, faults with their line, and the wording rules.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readGuides } from '../../scripts/compile-guides.ts';
import { type LocatedFault, QuestionnaireError, readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { commands } from '../../source/commands/table.ts';
import { criteria } from '../../source/core/framework.ts';
import { knownPolicies } from '../../source/core/register-known.ts';
import { shared, wordFaults } from './lint.ts';
import { readingGrade } from './reading-grade.ts';

const shipped = fileURLToPath(new URL('../../questionnaires', import.meta.url));
const questionnaire = readQuestionnaire(shipped);
const { policies: starters, glossary } = readGuides(shipped, questionnaire);
const { policies, policyFrame } = starters;
const { terms } = glossary;

/** What the criteria all begin with, and other turns of the published text that are not ours. */
const publishedWording =
  /\bthe entity\b|\bentity['’]s\b|COSO principle|demonstrates a commitment|to meet its objectives|logical access security/i;

/** Every text of the policies with where it stands; placeholders as one short word. */
const policyTexts = [
  ...[...policyFrame.before, ...policyFrame.after].map((section) => ({ id: 'frame', ...section })),
  ...policies.flatMap(({ id, sections }) => sections.map((section) => ({ id, ...section }))),
].flatMap(({ id, heading, text, decide, auditor }) =>
  [...text, ...decide, auditor].map((one): [string, string] => [`${id}, ${heading}`, one]),
);

describe('policy starters', () => {
  it('there are the six that every first report asks for, and the others', () => {
    const six = [
      ...['information-security', 'access-control', 'change-management'],
      ...['risk-assessment', 'incident-response', 'business-continuity'],
    ];
    assert.deepEqual(
      policies.slice(0, 6).map(({ id }) => id),
      six,
    );
    assert.ok(policies.length >= 15);
  });

  it('they are the policies that the register knows, under the same titles', () => {
    const named = (list: readonly { id: string; title: string }[]) =>
      list.map(({ id, title }) => `${id} ${title}`).sort();
    assert.deepEqual(named(policies), named(knownPolicies));
  });

  it('a control whose template is a policy is served by that policy', () => {
    const templates = questionnaire.controls.flatMap(({ id, remediation: { template } }) =>
      template === undefined ? [] : [{ id, template }],
    );
    assert.ok(templates.length >= 10);
    for (const { id, template } of templates) {
      const policy = policies.find((one) => one.id === template);
      assert.ok(policy?.serves.controls.includes(id), `${id} names ${template}, which does not serve it`);
    }
  });

  it('each series of the criteria is served by a policy', () => {
    const served = new Set(policies.flatMap(({ serves }) => serves.criteria.map((id) => id.replace(/\..*/, ''))));
    assert.deepEqual(
      [...new Set(criteria.map(({ series }) => series))].filter((series) => !served.has(series)),
      [],
    );
  });

  it('each serves the criterion of every control it serves', () => {
    for (const { id, serves } of policies)
      for (const control of serves.controls) {
        const own = questionnaire.controls.find((one) => one.id === control)?.criterion ?? '';
        assert.ok(serves.criteria.includes(own), `${id} serves ${control} but not ${own}`);
      }
  });

  it('each commitment that has a number stands in a policy', () => {
    const named = new Set(policyTexts.flatMap(([, text]) => [...text.matchAll(/\{value:([^}]+)\}/g)].map((m) => m[1])));
    const numbers = questionnaire.scoping.filter((q) => q.commitment && q.type === 'number').map(({ id }) => id);
    // How long root must have been idle is what a scan looks for, not a rule that people follow.
    assert.deepEqual(
      numbers.filter((id) => !named.has(id) && id !== 'root-unused-days'),
      [],
    );
  });

  it('no text is shared, hides behind a word that cannot be tested, or is published wording', () => {
    assert.deepEqual(shared(policyTexts), []);
    for (const [place, text] of policyTexts) {
      assert.deepEqual(wordFaults(text), [], place);
      assert.doesNotMatch(text, publishedWording, place);
    }
  });

  it('reads like plain English: grade 10 on average, no sentence beyond 16', () => {
    const grades = policyTexts.map(([place, text]) => ({
      place,
      grade: readingGrade(text.replace(/\{role:[^}]+\}/g, 'lead').replace(/\{[^}]+\}/g, 'ten days')),
    }));
    assert.deepEqual(
      grades.filter(({ grade }) => grade > 16),
      [],
    );
    const mean = grades.reduce((sum, { grade }) => sum + grade, 0) / grades.length;
    assert.ok(mean <= 10, `mean grade ${mean.toFixed(1)}`);
  });
});

describe('the glossary', () => {
  it('has the terms that a first-timer meets', () => {
    const names = new Set(terms.flatMap(({ term, aliases = [] }) => [term, ...aliases]));
    const wanted = [
      ...['SOC 1', 'SOC 2', 'SOC 3', 'SOC for Cybersecurity', 'SOC for Supply Chain', 'Type 1', 'Type 2', 'TSC'],
      ...['Criterion', 'Control', 'Points of focus', 'Evidence', 'Exception', 'Deviation', 'CUEC', 'CSOC', 'IPE'],
      ...['Subservice organisation', 'Carve-out', 'Inclusive method', 'Bridge letter', 'Population', 'Sample'],
      ...['Observation window', 'Material', 'Contradiction', 'Evidenced', 'Claimed', 'Coverage', 'RACI'],
      ...['Separation of duties', 'Compensating control', 'Description criteria', 'Management assertion'],
    ];
    assert.deepEqual(
      wanted.filter((name) => !names.has(name)),
      [],
    );
  });

  for (const { term, definition } of terms)
    it(`${term}: at most two plain sentences`, () => {
      assert.ok(definition.split(/[.!?]+(?:\s|$)/).filter((part) => part.trim() !== '').length <= 2);
      assert.ok(readingGrade(definition) <= 10, `grade ${readingGrade(definition).toFixed(1)}`);
      // The body is a term of its own here; everywhere else it is not named.
      assert.deepEqual(
        wordFaults(definition).filter((fault) => fault !== 'says "AICPA"'),
        [],
      );
      assert.doesNotMatch(definition, publishedWording);
    });

  it('no two definitions are the same', () => {
    assert.deepEqual(shared(terms.map(({ term, definition }): [string, string] => [term, definition])), []);
  });

  it('names only commands that there are', () => {
    const known = new Set(commands.map(({ name }) => `soc2-ready ${name}`));
    const named = terms.flatMap(({ where }) => where.filter((place) => place.startsWith('soc2-ready')));
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((place) => !known.has(place)),
      [],
    );
  });
});

describe('broken policies and glossaries', () => {
  const made = mkdtempSync(join(tmpdir(), 'soc2-ready-guides-'));
  after(() => rmSync(made, { recursive: true }));

  /** Faults after replacing the first `from` in a copy of a file. */
  function faultsAfter(file: string, from: string, to: string): LocatedFault[] {
    const folder = mkdtempSync(join(made, 'copy-'));
    for (const name of ['policies.yaml', 'glossary.yaml']) cpSync(join(shipped, name), join(folder, name));
    const text = readFileSync(join(folder, file), 'utf8');
    assert.ok(text.includes(from), `${from} is not in ${file}`);
    writeFileSync(join(folder, file), text.replace(from, to));
    try {
      readGuides(folder, questionnaire);
    } catch (error) {
      assert.ok(error instanceof QuestionnaireError, String(error));
      return error.faults;
    }
    return [];
  }

  const cases: [what: string, file: string, from: string, to: string, field: string, message: RegExp][] = [
    [
      'an unknown field',
      'policies.yaml',
      '    purpose:',
      '    porpose:',
      'information-security porpose',
      /did you mean/,
    ],
    [
      'a role that is none',
      'policies.yaml',
      'owner: SEC',
      'owner: CHIEF',
      'information-security owner',
      /no role CHIEF/,
    ],
    [
      'an owner who approves',
      'policies.yaml',
      'approver: CEO',
      'approver: SEC',
      'information-security approver',
      /owner/,
    ],
    [
      'an unknown criterion',
      'policies.yaml',
      'criteria: [CC1.2, CC1.3',
      'criteria: [CC1.2, CC1.9',
      'information-security serves.criteria[1]',
      /CC1\.9/,
    ],
    [
      'an unknown control',
      'policies.yaml',
      ' CC1.3-b,',
      ' CC1.3-z,',
      'information-security serves.controls[0]',
      /CC1\.3-z/,
    ],
    [
      'an unknown value',
      'policies.yaml',
      '{value:password-min-length}',
      '{value:password-length}',
      'access-control sections[1].text[2]',
      /password-length/,
    ],
    [
      'a rhythm of no control',
      'policies.yaml',
      '{runs:CC3.1-a}',
      '{runs:CC3.1-z}',
      'information-security sections[0].text[1]',
      /CC3\.1-z/,
    ],
    [
      'a placeholder that is none',
      'policies.yaml',
      '{role:BOARD}',
      '{rule:BOARD}',
      'information-security sections[2].text[0]',
      /placeholder/,
    ],
    [
      'a policy twice',
      'policies.yaml',
      'id: access-control',
      'id: information-security',
      'information-security id',
      /already used/,
    ],
    [
      'a template without a policy',
      'policies.yaml',
      'id: encryption',
      'id: encryptions',
      'policies',
      /CC6\.1-key-management/,
    ],
    [
      'a see-also that leads nowhere',
      'glossary.yaml',
      'see: [SOC 1, SOC 3',
      'see: [SOC 9, SOC 3',
      'terms[2].see[0]',
      /SOC 9/,
    ],
    [
      'a place that there is not',
      'glossary.yaml',
      'where: [report-type, CC4.1-b]',
      'where: [report-kind]',
      'terms[0].where[0]',
      /report-kind/,
    ],
    ['a name used twice', 'glossary.yaml', 'aliases: [Type I]', 'aliases: [SOC 3]', 'terms[6].term', /SOC 3/],
    [
      'a long definition',
      'glossary.yaml',
      'definition: "A report on',
      `definition: "${'A word. '.repeat(50)}A report on`,
      'terms[1].definition',
      /320/,
    ],
  ];
  for (const [what, file, from, to, field, message] of cases)
    it(`${what}: file, line and field`, () => {
      const faults = faultsAfter(file, from, to);
      const fault = faults.find((one) => one.field === field && message.test(one.message));
      assert.ok(fault, `no such fault among ${JSON.stringify(faults)}`);
      assert.equal(fault.file, file);
      assert.ok(fault.line > 1);
    });
});
