// The content of questionnaires/: names that lead somewhere, and the wording rules of questionnaires/readme.md.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { criteria } from '../../source/core/framework.ts';
import { askFaults, shared, texts, wordFaults } from './lint.ts';
import { readingGrade } from './reading-grade.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { controls, scoping, topics } = readQuestionnaire(join(root, 'questionnaires'));
const catalogue = new Set(
  readFileSync(join(root, 'test/questionnaires/catalogue-ids.txt'), 'utf8').split('\n').filter(Boolean),
);

describe('references', () => {
  it('each criterion has a key control that always applies', () => {
    for (const { id } of criteria)
      assert.ok(
        controls.some((control) => control.criterion === id && control.weight === 3 && !control.when),
        `${id} has no key control that always applies`,
      );
  });

  it('every linked check is in the catalogue', () => {
    const links = controls.flatMap((control) => control.checks.map((check) => `${control.id} ${check.id}`));
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((link) => !catalogue.has(link.split(' ')[1] ?? '')),
      [],
    );
  });

  it('governance controls are only corroborated by AWS', () => {
    const governance = controls.filter((control) => /^CC[1-5]\./.test(control.criterion));
    const determinative = governance.filter((control) => control.checks.some(({ role }) => role === 'determinative'));
    assert.deepEqual(
      determinative.map(({ id }) => id),
      [],
    );
  });

  it('every topic is touched by a control', () => {
    const touched = new Set(
      controls.flatMap((control) => control.topics.map((topic) => `${control.criterion} ${topic}`)),
    );
    const missed = criteria
      .flatMap(({ id }) => (topics[id] ?? []).map((topic) => `${id} ${topic}`))
      .filter((topic) => !touched.has(topic));
    assert.deepEqual(missed, []);
  });

  it('every source row named exists', () => {
    const rows = new Map([
      ['S0', [1, 6]],
      ['S1', [1, 6]],
      ['S2', [1, 14]],
      ['S3', [0, 12]],
      ['S4', [1, 5]],
    ]);
    const named = controls.flatMap((control) => (control.sources ?? []).map((row) => ({ id: control.id, row })));
    assert.ok(named.length > 0);
    for (const { id, row } of named) {
      const [source = '', number] = row.split('.');
      const [first = 1, last = 0] = rows.get(source) ?? [];
      assert.ok(Number(number) >= first && Number(number) <= last, `${id} names ${row}`);
    }
  });

  it('every commitment that a check reads is asked in scoping', () => {
    const known = new Set(scoping.filter(({ commitment }) => commitment).map(({ id }) => id));
    const folder = join(root, 'checks');
    const read = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const source = readFileSync(join(folder, file), 'utf8');
        // `commitment: 'id'` of a check, and the id given to a function that reads one.
        return [...source.matchAll(/ommitment[^'\n]*'([a-z-]+)'/g)].map((match) => `${file} ${match[1]}`);
      });
    assert.ok(read.length > 0);
    assert.deepEqual(
      read.filter((use) => !known.has(use.split(' ')[1] ?? '')),
      [],
    );
  });
});

describe('wording', () => {
  for (const control of controls)
    it(`${control.id} asks one plain question`, () => {
      assert.deepEqual(askFaults(control.ask), []);
    });

  it('no text hides behind a word that cannot be tested', () => {
    const faults = controls.flatMap((control) =>
      texts(control).flatMap(([field, text]) => wordFaults(text).map((fault) => `${control.id} ${field} ${fault}`)),
    );
    assert.deepEqual(faults, []);
  });

  it('every control says in its own words what its levels, action and acceptance are', () => {
    const own = (pattern: RegExp): [string, string][] =>
      controls.flatMap((control) =>
        texts(control)
          .filter(([field]) => pattern.test(field))
          .map(([field, text]): [string, string] => [`${control.id} ${field}`, text]),
      );
    assert.deepEqual(shared(own(/^levels/)), []);
    assert.deepEqual(shared(own(/^remediation\.action$/)), []);
    assert.deepEqual(shared(own(/^remediation\.acceptedWhen$/)), []);
    assert.deepEqual(shared(own(/^(ask|title|why)$/)), []);
  });

  it('scoping questions are short and plain', () => {
    for (const { id, ask } of scoping) {
      assert.deepEqual(wordFaults(ask), [], id);
      assert.ok(ask.endsWith('?'), id);
    }
  });
});

describe('the lint itself', () => {
  it('refuses what it is there to refuse', () => {
    const refused: [ask: string, fault: RegExp][] = [
      ['Does every control have one person who answers for it, and have those people agreed?', /two things/],
      ['Is there a code of conduct, who approved it?', /two things/],
      ['Are policies written and approved?', /two things/],
      ['Is access reviewed? Is it recorded?', /two things/],
      ['Show the last two reviews?', /five levels/],
      ['Which duties does one person hold?', /five levels/],
      [`Is ${'really '.repeat(30)}all in place?`, /characters/],
      ['Is access reviewed regularly?', /regularly/],
      ['Is there an appropriate policy?', /appropriate/],
      [
        'Do organisational stakeholders demonstrably operationalise comprehensive accountability methodologies?',
        /grade/,
      ],
    ];
    for (const [ask, fault] of refused) assert.match(askFaults(ask).join('; '), fault, ask);
  });

  it('finds shared sentences whatever their case and punctuation', () => {
    const found = shared([
      ['a', 'Nobody is named.'],
      ['b', 'nobody is named'],
      ['c', 'Someone is named.'],
    ]);
    assert.deepEqual(found, ['a and b: "nobody is named"']);
  });

  it('grades a text near the published figures of the formula', () => {
    // Thirteen words, seventeen syllables: 0.39 × 13 + 11.8 × 17 ÷ 13 − 15.59 = 4.9.
    const grade = readingGrade('The cat sat on the mat while an old brown dog waited outside patiently.');
    assert.ok(grade > 3 && grade < 7, String(grade));
    assert.ok(readingGrade('Is it on?') < 2);
  });
});
