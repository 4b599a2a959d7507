/** Answers from a sheet of somebody's own: what is understood, and what is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffAnswers } from '../../source/core/answer-sheet.ts';
import { parseCsv } from '../../source/core/csv.ts';
import { assessment, control, questionnaire } from './sample.ts';

const content = questionnaire(['CC1.1-a', 'CC6.1-b'].map((id) => control(id)));

function diff(text: string) {
  const { table, faults } = parseCsv(text, { fill: true });
  assert.deepEqual(faults, []);
  return diffAnswers(table ?? assert.fail(), content, assessment(), 'Ada');
}

test('a column with something in it that nobody reads is named', () => {
  const { ignored, changes } = diff('control,Levle,Comments,Empty,owner\nCC1.1-a,3,see Ben,,Ada\n');
  assert.deepEqual(ignored, ['Levle', 'Comments']);
  assert.deepEqual(
    changes.map(({ what, now }) => [what, now]),
    [['owner', 'Ada']],
  );
  const ours = diff('control,title,question,level,owner\nCC1.1-a,A title,A question?,3,Ada\n');
  assert.deepEqual(ours.ignored, [], 'what the exported sheet says is known');
});

test('levels and days as people and spreadsheets write them', () => {
  for (const word of ['3', 'L3', 'level 3', 'Level 3: in place', '3.0', '3 - in place']) {
    const { changes, faults } = diff(`control,level\nCC1.1-a,"${word}"\n`);
    assert.deepEqual(faults, [], word);
    assert.deepEqual(
      changes.map(({ now }) => now),
      ['L3'],
      word,
    );
  }
  assert.match(diff('control,level\nCC1.1-a,Level 3.5\n').faults[0]?.problem ?? '', /is no answer/);
  const { bodies } = diff('id;evidence at;evidence date\nCC1.1-a;x.pdf;3.4.2026\nCC6.1-b;y.pdf;2026-05-06\n');
  assert.deepEqual(
    bodies.map((body) => (body.type === 'evidence' ? body.evidence.date : body.type)),
    ['2026-04-03', '2026-05-06'],
  );
  assert.match(
    diff('id,evidence at,evidence date\nCC1.1-a,x.pdf,3/4/2026\n').faults[0]?.problem ?? '',
    /can be read as two days/,
  );
});
