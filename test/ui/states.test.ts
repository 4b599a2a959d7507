/** States as designed screens: each says what is the matter and what to do, in a window of every kind. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { derive } from '../../source/app/derive.ts';
import type { ScreenId } from '../../source/app/screens.ts';
import { defaultSettings } from '../../source/app/settings.ts';
import type { State } from '../../source/app/state.ts';
import { step } from '../../source/app/step.ts';
import { accessError } from '../../source/aws/access-advice.ts';
import type { Facts } from '../../source/core/facts.ts';
import { widthOf } from '../../source/ui/lines.ts';
import { openingLines } from '../../source/ui/opening.ts';
import { lookOf } from '../../source/ui/theme.ts';
import { viewOf } from '../../source/ui/view.ts';
import { facts, halfWay, now, stateOf } from '../app/fixture.ts';

const sizes = [
  { columns: 40, rows: 12 },
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];
const look = lookOf({ ...defaultSettings, theme: 'none', still: true });
const at = { columns: 80, rows: 24 };

function frame(state: State, size: { columns: number; rows: number }): string {
  const { lines } = viewOf({ ...state, size }, look, { frame: 0, now: now.getTime() });
  return lines
    .map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

function snapshot(t: TestContext, name: string, text: string): void {
  const file = fileURLToPath(new URL(`../frames/state-${name}.txt`, import.meta.url));
  t.assert.fileSnapshot(`${text}\n`, file, { serializers: [(value) => String(value)] });
}

/** Every reading denied, as with a user that may nothing. */
function deniedFacts(): Facts {
  const read = facts(false);
  const readings = Object.fromEntries(
    Object.keys(read.readings).map((name) => [
      name,
      {
        global: {
          state: 'denied',
          operation: 'iam:GetAccountSummary',
          action: 'iam:GetAccountSummary',
          reason: 'An identity policy does not allow iam:GetAccountSummary.',
        },
      },
    ]),
  );
  return { ...read, readings: readings as Facts['readings'] };
}

function on(screen: ScreenId, given: Parameters<typeof stateOf>[1] = {}): State {
  return stateOf(halfWay, { facts: facts(false), screen, ...given });
}

function without(state: State): State {
  const { derived: _, facts: __, ...rest } = state;
  return rest;
}

function offline(): State {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND sts.eu-west-1.amazonaws.com'), {
    code: 'ENOTFOUND',
    name: 'Error',
  });
  const { message, next } = accessError(error, { profiles: [], region: 'eu-west-1' });
  const running = step(on('checks'), { type: 'scan-started', since: now.getTime() }).state;
  const { notice: _, ...failed } = step(running, { type: 'scan-failed', reason: `${message}. ${next}` }).state;
  return { ...failed, facts: facts(false) };
}

const held =
  'Open for writing by ada on workshop.local (process 4711, since 2026-12-01 09:58 UTC); close it there to write here.';
const newer =
  'journal.jsonl was written by a newer version of soc2-ready (entry type "audit-log"); update it to write here.';
const torn =
  'The last line of journal.jsonl was cut off and never reported saved; it is kept in journal.torn-20261201T095800Z.jsonl.';

const states: Record<string, { state: () => State; says: RegExp[] }> = {
  'loading-overview': { state: () => without(on('overview')), says: [/Working out/] },
  'loading-start': { state: () => without(on('start')), says: [/Working out/] },
  'loading-checks': {
    state: () => ({ ...without(on('checks')), scan: { state: 'loading' } }),
    says: [/Opening the last reading/],
  },
  'error-figures': {
    state: () => {
      const reason = 'The figures could not be worked out: the questionnaire names no such role.';
      const { notice: _, ...state } = step(without(on('overview')), { type: 'failed', reason, figures: true }).state;
      return state;
    },
    says: [/could not be worked out/, /Every answer is safe/],
  },
  'error-saving': {
    state: () =>
      step(on('overview'), {
        type: 'save-failed',
        body: { type: 'note', control: 'CC6.1-mfa', text: 'x' },
        reason: 'the disk is full (ENOSPC)',
      }).state,
    says: [/NOT SAVED|Not saved/],
  },
  denied: {
    state: () => {
      const state = on('checks', { facts: deniedFacts() });
      return { ...state, derived: derive(state, now) };
    },
    says: [/AWS refused nearly everything|denied/],
  },
  offline: { state: offline, says: [/could not be read|could not be reached/] },
  locked: { state: () => on('overview', { readOnly: held }), says: [/Reading only: Open for writing by/] },
  'locked-start': { state: () => on('start', { readOnly: held }), says: [/Reading only: Open for writing by/] },
  newer: {
    state: () => ({ ...on('overview', { readOnly: newer }), problems: [newer] }),
    says: [/Reading only: journal\.jsonl was/],
  },
  'corrupt-tail': {
    state: () => ({ ...on('overview'), problems: [torn] }),
    says: [/The last line of/],
  },
  'empty-clients': { state: () => ({ ...on('clients'), clients: [] }), says: [/no other assessment/] },
  'empty-accounts': {
    state: () => ({
      ...on('accounts'),
      profiles: { profiles: [], files: ['~/.aws/config', '~/.aws/credentials'], environment: false },
    }),
    says: [/There is no profile/],
  },
  'empty-filter': {
    state: () => step(step(on('glossary'), { type: 'key', key: '/' }).state, { type: 'paste', text: 'zzz' }).state,
    says: [/Reading the glossary|No term/],
  },
};

describe('states', () => {
  for (const [name, { state, says }] of Object.entries(states))
    for (const size of sizes)
      test(`${name} at ${size.columns}×${size.rows}`, (t) => {
        const text = frame(state(), size);
        const lines = text.split('\n');
        assert.equal(lines.length, size.rows);
        for (const line of lines) assert.ok(widthOf(line) <= size.columns, line);
        assert.match(lines.at(-1) ?? '', /\? help/);
        for (const said of says) assert.match(text.replace(/\s+/g, ' '), said);
        // Keys are the matter of the other frames.
        snapshot(t, `${name}-${size.columns}x${size.rows}`, lines.slice(0, -1).join('\n'));
      });

  test('a window too small asks for more room and says how much', (t) => {
    const text = frame(on('overview'), { columns: 38, rows: 7 });
    assert.match(text, /make the window larger/);
    snapshot(t, 'too-small-38x7', text);
  });

  test('before the assessment is open the furniture stands', (t) => {
    const text = openingLines(at, look)
      .map((line) =>
        line
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
      )
      .join('\n');
    snapshot(t, 'opening-80x24', text);
  });
});
