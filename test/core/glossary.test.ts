// Looking terms up, and finding them inside a question.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance } from '../../source/core/edit-distance.ts';
import { findTerms, type Glossary, type Term, termsIn } from '../../source/core/glossary.ts';

const term = (name: string, given: Partial<Term> = {}): Term => ({
  term: name,
  definition: `What ${name} is.`,
  see: [],
  where: ['CC1'],
  ...given,
});

const glossary: Glossary = {
  terms: [
    term('Type 2', { aliases: ['Type II'] }),
    term('Policy'),
    term('Policy exception', { aliases: ['exception to a policy'] }),
    term('Exception'),
    term('IPE', { aliases: ['information produced by the entity'] }),
    term('Vulnerability', { aliases: ['weakness'] }),
    term('Carve-out'),
    term('Access review'),
    term('System', { everyday: true }),
    term('Not applicable', { aliases: ['N/A'] }),
  ],
};
const found = (text: string) => termsIn(text, glossary).map((one) => one.term);

describe('terms in a text', () => {
  it('come once each, in the order in which they stand', () => {
    assert.deepEqual(found('An exception, a policy and one more exception.'), ['Exception', 'Policy']);
  });

  it('the longer of two that overlap is meant', () => {
    assert.deepEqual(found('Does every policy exception end?'), ['Policy exception']);
    assert.deepEqual(found('Does every exception to a policy end?'), ['Policy exception']);
  });

  it('plurals, capitals and hyphens do not matter', () => {
    assert.deepEqual(found('POLICIES, weaknesses, vulnerabilities, carve out, access-reviews, type ii'), [
      ...['Policy', 'Vulnerability', 'Carve-out', 'Access review', 'Type 2'],
    ]);
  });

  it('whole words only, and abbreviations only as they are written', () => {
    assert.deepEqual(found('The policymaker writes a recipe; ipe is no word.'), []);
    assert.deepEqual(found('Is it IPE? Or N/A.'), ['IPE', 'Not applicable']);
  });

  it('a word with a plain meaning is left alone', () => {
    assert.deepEqual(found('Which systems hold it?'), []);
  });

  it('an empty glossary finds nothing, and no text breaks it', () => {
    assert.deepEqual(termsIn('A policy.', { terms: [] }), []);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const terms = termsIn(text, glossary);
        assert.equal(new Set(terms).size, terms.length);
      }),
    );
  });
});

describe('looking up', () => {
  const named = (words: string) => findTerms(words, glossary).map((one) => one.term);

  it('takes the name itself before what contains it', () => {
    assert.deepEqual(named('exception'), ['Exception']);
    assert.deepEqual(named('policies'), ['Policy']);
    assert.deepEqual(named('type ii'), ['Type 2']);
  });

  it('then beginnings, then parts, then slips of the hand', () => {
    assert.deepEqual(named('carve'), ['Carve-out']);
    assert.deepEqual(named('review'), ['Access review']);
    assert.deepEqual(named('vulnerabiltiy'), ['Vulnerability']);
    assert.deepEqual(named('sistem'), ['System']);
  });

  it('finds nothing for nothing, and nothing far away', () => {
    assert.deepEqual(named('  '), []);
    assert.deepEqual(named('banana'), []);
  });
});

describe('the distance of two words', () => {
  it('counts letters typed differently', () => {
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('kitten', 'sitting'), 3);
    assert.equal(editDistance('same', 'same'), 0);
  });

  it('is the same from both sides', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        assert.equal(editDistance(a, b), editDistance(b, a));
      }),
    );
  });
});
