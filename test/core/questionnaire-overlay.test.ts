/** A company's own files laid over the questionnaire: what they may do, what was done, and whom a fault is put down to. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Control, QuestionnaireContent } from '../../source/core/questionnaire.ts';
import { type Overlaid, overlayFileFaults, overlayQuestionnaire } from '../../source/core/questionnaire-overlay.ts';
import { ruleFaults } from '../../source/core/questionnaire-rules.ts';
import { control, questionnaire, roles } from './sample.ts';

const { hash: _, ...sample } = questionnaire([
  control('CC1.1-a'),
  control('CC1.1-b', { weight: 2, after: ['CC1.1-a'] }),
  control('CC1.2-a', { after: ['CC1.1-b'] }),
  control('CC1.2-b', { weight: 1, when: { answer: 'CC1.2-a', atLeast: 1 }, inheritable: true }),
  control('CC2.1-a'),
]);
const base: QuestionnaireContent = { ...sample, roles, roleSets: [], topics: { 'CC1.1': ['leaders'] } };

/** Files `a.yaml`, `b.yaml` … of these entries, laid over the base. */
function overlay(...files: unknown[][]): Overlaid {
  const overlays = files.map((content, index) => ({ file: `${'abc'[index]}.yaml`, content }));
  for (const { content } of overlays) assert.deepEqual(overlayFileFaults(content), []);
  return overlayQuestionnaire(base, overlays, ['mfa']);
}

/** The faults as `file path: message`. */
function told({ faults }: Overlaid): string[] {
  return faults.map(({ file, path, message }) => `${file} ${path.join('.')}: ${message}`);
}

const found = ({ content }: Overlaid, id: string): Control | undefined => content.controls.find((c) => c.id === id);
/** A new control as a file holds it. */
const added = (id: string, given: Partial<Control> = {}) => {
  const whole = control(id, { weight: 2, ...given });
  return { ...whole, remediation: { ...whole.remediation, steps: ['Do it.'] } };
};

describe('what a file may do', () => {
  it('the base by itself is without fault, and stays as it was', () => {
    const before = structuredClone(base);
    assert.deepEqual(ruleFaults(base), []);
    assert.deepEqual(overlay([{ id: 'CC1.1-b', disabled: true, reason: 'No staff.' }, added('CC1.1-own')]).faults, []);
    assert.deepEqual(base, before);
  });

  it('a known id changes the fields it names and no other', () => {
    const done = overlay([{ id: 'CC1.1-b', weight: 1, title: 'Ours', reason: 'We differ.' }]);
    assert.deepEqual(found(done, 'CC1.1-b'), {
      ...control('CC1.1-b', { after: ['CC1.1-a'] }),
      weight: 1,
      title: 'Ours',
    });
    assert.deepEqual(done.changes, [
      {
        file: 'a.yaml',
        control: 'CC1.1-b',
        title: 'Ours',
        kind: 'changed',
        fields: [
          { name: 'weight', was: '2', now: '1' },
          { name: 'title', was: 'Title of CC1.1-b', now: 'Ours' },
        ],
        released: [],
        reason: 'We differ.',
      },
    ]);
  });

  it('a field without a value takes an optional one away', () => {
    const done = overlay([{ id: 'CC1.2-b', when: null, inheritable: null }]);
    assert.deepEqual(done.faults, []);
    assert.ok(!('when' in (found(done, 'CC1.2-b') ?? { when: 0 })));
    assert.deepEqual(
      done.changes[0]?.fields.map(({ name, now }) => [name, now]),
      [
        ['when', 'nothing'],
        ['inheritable', 'nothing'],
      ],
    );
  });

  it('a new id adds a control behind those of its criterion, else of its series', () => {
    const done = overlay([added('CC1.1-own'), added('CC1.3-own', { weight: 3 }), added('P1.1-own', { weight: 3 })]);
    assert.deepEqual(done.faults, []);
    assert.deepEqual(
      done.content.controls.map(({ id }) => id),
      ['CC1.1-a', 'CC1.1-b', 'CC1.1-own', 'CC1.2-a', 'CC1.2-b', 'CC1.3-own', 'CC2.1-a', 'P1.1-own'],
    );
    assert.deepEqual(
      done.changes.map(({ kind, control: id }) => [kind, id]),
      [
        ['added', 'CC1.1-own'],
        ['added', 'CC1.3-own'],
        ['added', 'P1.1-own'],
      ],
    );
  });

  it('a control that is taken out holds nothing up any more, and the change says whom it released', () => {
    const done = overlay([{ id: 'CC1.1-b', disabled: true, reason: 'No staff.' }]);
    assert.deepEqual(done.faults, []);
    assert.equal(found(done, 'CC1.1-b'), undefined);
    assert.deepEqual(found(done, 'CC1.2-a')?.after, []);
    const [change] = done.changes;
    assert.deepEqual([change?.kind, change?.released, change?.reason], ['removed', ['CC1.2-a'], 'No staff.']);
  });

  it('a later file has the last word, and both are told in their order', () => {
    const done = overlay([{ id: 'CC2.1-a', title: 'First' }], [{ id: 'CC2.1-a', title: 'Second' }]);
    assert.equal(found(done, 'CC2.1-a')?.title, 'Second');
    assert.deepEqual(
      done.changes.map(({ file, fields }) => [file, fields[0]?.was, fields[0]?.now]),
      [
        ['a.yaml', 'Title of CC2.1-a', 'First'],
        ['b.yaml', 'First', 'Second'],
      ],
    );
  });

  it('what says the same as before is told as changing nothing', () => {
    const done = overlay([{ id: 'CC2.1-a', weight: 3 }]);
    assert.deepEqual(done.content, base);
    assert.deepEqual(done.changes[0]?.fields, []);
  });
});

describe('whom a fault is put down to', () => {
  const cases: [what: string, files: unknown[][], fault: RegExp][] = [
    [
      'an id that is not there',
      [[{ id: 'CC1.1-ax', weight: 1 }]],
      /^a\.yaml 0\.id: there is no control CC1\.1-ax to change, and a new one lacks criterion, title/,
    ],
    [
      'taking out what is not there',
      [[{ id: 'CC1.1-z', disabled: true, reason: 'x' }]],
      /^a\.yaml 0\.id: there is no control CC1\.1-z to take out/,
    ],
    [
      'changing what an earlier file took out',
      [[{ id: 'CC1.1-b', disabled: true, reason: 'x' }], [{ id: 'CC1.1-b', weight: 1 }]],
      /^b\.yaml 0\.id: CC1\.1-b was taken out by a\.yaml/,
    ],
    [
      'a role there is not',
      [[{ id: 'CC1.1-a', raci: { R: ['CTO'], A: 'BOSS', C: [], I: [] } }]],
      /^a\.yaml 0\.raci\.A: there is no role BOSS/,
    ],
    [
      'a check there is not',
      [
        [
          {
            id: 'CC1.1-a',
            checks: [
              { id: 'mfa', role: 'corroborating', because: 'x' },
              { id: 'mfaa', role: 'corroborating', because: 'x' },
            ],
          },
        ],
      ],
      /^a\.yaml 0\.checks\.1\.id: there is no check mfaa/,
    ],
    [
      'a topic there is not',
      [[{ id: 'CC1.1-a', topics: ['followers'] }]],
      /^a\.yaml 0\.topics\.0: is not a topic of CC1\.1/,
    ],
    [
      'a criterion that does not go with the id',
      [[{ id: 'CC1.1-b', criterion: 'CC1.2' }]],
      /^a\.yaml 0(\.id)?: must begin with its criterion/,
    ],
    [
      'a dependency on nothing',
      [[{ id: 'CC2.1-a', after: ['CC1.1-zz'] }]],
      /^a\.yaml 0\.after\.0: there is no control CC1\.1-zz/,
    ],
    [
      'a dependency on what the same files take out',
      [
        [
          { id: 'CC1.1-b', disabled: true, reason: 'x' },
          { id: 'CC2.1-a', after: ['CC1.1-b'] },
        ],
      ],
      /^a\.yaml 1\.after\.0: there is no control CC1\.1-b/,
    ],
    [
      'a loop that begins in a shipped control',
      [[{ id: 'CC2.1-a', weight: 2 }], [{ id: 'CC1.1-a', after: ['CC1.2-a'] }]],
      /^b\.yaml 0\.after: makes a loop: CC1\.1-a → CC1\.2-a → CC1\.1-b/,
    ],
    [
      'a loop that another control closes',
      [[{ id: 'CC1.2-a', when: { answer: 'CC1.2-b', atLeast: 1 } }, added('CC1.2-key', { weight: 3 })]],
      /^a\.yaml 0\.when: makes a loop/,
    ],
    [
      'a when on an unknown answer',
      [[{ id: 'CC1.1-b', when: { answer: 'CC9.1-x', atLeast: 1 } }]],
      /^a\.yaml 0\.when\.answer: there is no control CC9\.1-x/,
    ],
    [
      'a when on an unknown scope',
      [[{ id: 'CC1.1-b', when: { all: [{ scope: 'planet', is: true }] } }]],
      /^a\.yaml 0\.when\.all\.0\.scope: there is no scoping question planet/,
    ],
    [
      'a last key control taken out',
      [[{ id: 'CC2.1-a', disabled: true, reason: 'x' }]],
      /^a\.yaml 0\.disabled: leaves CC2\.1 without a key control/,
    ],
    [
      'a last key control made a minor one',
      [
        [
          { id: 'CC1.1-b', title: 'x' },
          { id: 'CC1.1-a', weight: 1 },
        ],
      ],
      /^a\.yaml 1\.weight: leaves CC1\.1 without a key control/,
    ],
    [
      'a last key control that may be hidden',
      [[{ id: 'CC1.1-a', when: { scope: 'headcount', atLeast: 6 } }]],
      /^a\.yaml 0\.when: leaves CC1\.1 without a key control/,
    ],
    [
      'an answer that another question waits for',
      [[added('CC1.2-key', { weight: 3 }), { id: 'CC1.2-a', disabled: true, reason: 'x' }]],
      /^a\.yaml 1\.disabled: whether CC1\.2-b is asked depends on its answer/,
    ],
    [
      'a criterion of its own without a key control',
      [[added('P1.1-own')]],
      /^a\.yaml 0\.criterion: P1\.1 needs a key control/,
    ],
  ];
  for (const [what, files, fault] of cases)
    it(what, () => {
      const faults = told(overlay(...files));
      assert.ok(
        faults.some((line) => fault.test(line)),
        `not among ${JSON.stringify(faults)}`,
      );
      for (const line of faults) assert.match(line, /^[abc]\.yaml \d/, 'every fault names its file and entry');
    });

  it('a key control may go when another one stays', () => {
    assert.deepEqual(
      told(overlay([added('CC2.1-own', { weight: 3 }), { id: 'CC2.1-a', disabled: true, reason: 'x' }])),
      [],
    );
  });
});

describe('the faults of one file by itself', () => {
  const cases: [what: string, content: unknown, path: string, message: RegExp][] = [
    ['no list', { id: 'CC1.1-a' }, '', /must be a list/],
    ['nothing in it', null, '', /must be a list, not nothing/],
    ['an unknown field', [{ id: 'CC1.1-a', wieght: 1 }], '0.wieght', /not a field here/],
    ['no id', [{ weight: 1 }], '0.id', /is missing/],
    ['a missing role', [{ id: 'CC1.1-a', raci: { R: ['CTO'], C: [], I: [] } }], '0.raci.A', /is missing/],
    ['a value out of range', [{ id: 'CC1.1-a', weight: 5 }], '0.weight', /one of 1, 2, 3/],
    ['a needed field cleared', [{ id: 'CC1.1-a', title: null }], '0.title', /must be text/],
    [
      'an id twice',
      [
        { id: 'CC1.1-a', weight: 1 },
        { id: 'CC1.1-a', weight: 2 },
      ],
      '1.id',
      /already used/,
    ],
    ['an entry that does nothing', [{ id: 'CC1.1-a', reason: 'x' }], '0', /changes nothing/],
    ['taken out without a reason', [{ id: 'CC1.1-a', disabled: true }], '0.reason', /is missing/],
    ['taken out and changed', [{ id: 'CC1.1-a', disabled: true, reason: 'x', weight: 1 }], '0.weight', /taken out/],
    ['not taken out', [{ id: 'CC1.1-a', disabled: false }], '0.disabled', /must be true/],
  ];
  for (const [what, content, path, message] of cases)
    it(what, () => {
      const faults = overlayFileFaults(content);
      assert.equal(faults.length, 1, JSON.stringify(faults));
      assert.equal(faults[0]?.path.join('.'), path);
      assert.match(faults[0]?.message ?? '', message);
    });

  it('any JSON at all gives faults, never an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.ok(overlayFileFaults(value).length > 0);
      }),
    );
  });

  it('whatever is changed, every fault names its file, and without one the rules hold', () => {
    const ids = [...base.controls.map(({ id }) => id), 'CC1.1-new'];
    const id = fc.constantFrom(...ids);
    const entry = fc.oneof(
      fc.record({ id, weight: fc.constantFrom(1, 2, 3) }),
      fc.record({ id, after: fc.array(id, { maxLength: 2 }) }),
      fc.record({ id, when: fc.record({ answer: id, atLeast: fc.constant(1) }) }),
      fc.record({ id, disabled: fc.constant(true), reason: fc.constant('x') }),
      fc.constant(added('CC1.1-new')),
    );
    const file = fc.uniqueArray(entry, { selector: (e) => e.id, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(file, { maxLength: 3 }), (files) => {
        const done = overlay(...files);
        for (const line of told(done)) assert.match(line, /^[abc]\.yaml \d/);
        if (done.faults.length === 0) assert.deepEqual(ruleFaults(done.content), []);
      }),
      { numRuns: 500 },
    );
  });
});
