/** The quick path answered on a real terminal: a company of five and one of eighty, by random keys that a person may press. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { askedQuestions } from '../../source/core/asked-questions.ts';
import { fold } from '../../source/core/assessment.ts';
import { chosenDepth } from '../../source/core/depth.ts';
import type { Entry } from '../../source/core/entry.ts';
import type { Control, ScopeQuestion } from '../../source/core/questionnaire.ts';
import { type RealTerminal, start, temporaryHome } from './real-terminal.ts';

const questionnaire = readQuestionnaire(fileURLToPath(new URL('../../questionnaires', import.meta.url)));
const [left, right, esc] = ['\u001b[D', '\u001b[C', '\u001b'];

/** What a company says about itself; text is typed, the rest is picked. */
type Company = Record<string, string | boolean | string[]>;

const five: Company = {
  depth: 'quick',
  company: 'Five Friends',
  deadline: '2027-06-30',
  'report-type': 'both',
  'window-start': '2027-01-01',
  'window-months': '3',
  categories: [],
  headcount: '1-5',
  contractors: false,
  board: 'nobody',
  offices: false,
  hardware: false,
  'other-clouds': false,
  saas: 'GitHub, Slack',
  'regulated-data': ['none'],
  'on-call': false,
};
const eighty: Company = {
  ...five,
  company: 'Eighty Engines',
  headcount: '51-200',
  contractors: true,
  board: 'board',
  offices: true,
  hardware: true,
  'other-clouds': true,
  'regulated-data': ['personal', 'financial'],
  'on-call': true,
};

/** Numbers from 0 to 1, the same for the same seed. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** One company's way through the interview. */
class Walk {
  readonly shown: string[] = [];
  readonly #terminal: RealTerminal;
  readonly #folder: string;
  readonly #company: Company;
  readonly #random: () => number;

  constructor(terminal: RealTerminal, folder: string, company: Company, seed: number) {
    this.#terminal = terminal;
    this.#folder = folder;
    this.#company = company;
    this.#random = randoms(seed);
  }

  entries(): Entry[] {
    const lines = readFileSync(join(this.#folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Entry);
  }

  /** What the journal so far leads to, from the rules themselves. */
  asked(): (ScopeQuestion | Control)[] {
    const assessment = fold(this.entries());
    const { first, controls, later } = askedQuestions(questionnaire, assessment, chosenDepth(assessment));
    return [...first, ...controls, ...later];
  }

  /** To the end; fails where a question is a dead end. */
  async toTheEnd(): Promise<void> {
    await this.#at(1);
    for (let number = 1; ; number += 1) {
      const question = this.asked()[number - 1];
      assert.ok(question, `there is no question ${number}`);
      await this.#terminal.until((screen) => flat(screen).includes(question.ask));
      this.shown.push(question.id);
      if (this.#random() < 0.2) await this.#backAndAgain(number, question);
      const last = 'criterion' in question ? await this.#answer(number) : await this.#scope(question, number);
      if (last) return;
    }
  }

  /** From any question to the one before, answered or not, and here again. */
  async #backAndAgain(number: number, question: ScopeQuestion | Control): Promise<void> {
    await this.#leaveField(question);
    this.#terminal.write(left);
    if (number === 1) await this.#terminal.until((screen) => screen.includes('This is the first question'));
    else {
      await this.#at(number - 1);
      const before = this.asked()[number - 2];
      if (before !== undefined) await this.#leaveField(before);
      this.#terminal.write(right);
      await this.#at(number);
    }
  }

  /** In a text field the arrows belong to the text until esc. */
  async #leaveField(question: ScopeQuestion | Control): Promise<void> {
    if ('criterion' in question || !['text', 'number', 'date', 'list'].includes(question.type)) return;
    await this.#terminal.until((screen) => /⏎ (saves|leaves it open|to type)/.test(screen));
    if (this.#terminal.screen().includes('⏎ to type')) return;
    this.#terminal.write(esc);
    await this.#terminal.until((screen) => screen.includes('⏎ to type'));
  }

  async #scope(question: ScopeQuestion, number: number): Promise<boolean> {
    const answer = this.#company[question.id];
    if (answer === undefined) this.#terminal.write(right);
    else if (question.type === 'choices') {
      for (const [index, option] of (question.options ?? []).entries()) {
        if (index > 0) this.#terminal.write('j');
        if (Array.isArray(answer) && answer.includes(option.value)) this.#terminal.write(' ');
      }
      this.#terminal.write('\r');
    } else if (question.type === 'yes-no') this.#terminal.write(answer === true ? '1' : '2');
    else if (question.type === 'choice')
      this.#terminal.write(`${(question.options ?? []).findIndex(({ value }) => value === answer) + 1}`);
    else {
      if (this.#terminal.screen().includes('⏎ to type')) this.#terminal.write('\r');
      await this.#terminal.until((screen) => /⏎ (saves|leaves it open)/.test(screen));
      this.#terminal.write(`${String(answer)}\r`);
    }
    return this.#next(number);
  }

  /** A level and on, the marked choice, later, who would know, or on without an answer. */
  async #answer(number: number): Promise<boolean> {
    const kind = this.#random();
    if (kind < 0.6) {
      const level = Math.floor(this.#random() * 5);
      this.#terminal.write(`${level}`);
      await this.#terminal.until((screen) => screen.includes(`Answered ${level}.`));
      this.#terminal.write('\r');
    } else if (kind < 0.7) this.#terminal.write('\r');
    else if (kind < 0.8) this.#terminal.write('l');
    else if (kind < 0.9) {
      this.#terminal.write('d');
      await this.#terminal.until((screen) => screen.includes('a name, or leave it empty'));
      this.#terminal.write('Ada\r');
    } else this.#terminal.write(right);
    return this.#next(number);
  }

  /** Waits for the next question, with the answer on disk; true when there is none. */
  async #next(number: number): Promise<boolean> {
    await this.#terminal.until((screen) => {
      if (screen.includes('saving…')) return false;
      return screen.includes('That was the last question') || this.#number() === number + 1;
    });
    return this.#terminal.screen().includes('That was the last question');
  }

  async #at(number: number): Promise<void> {
    await this.#terminal.until(() => this.#number() === number);
  }

  #number(): number {
    return Number(/question (\d+) of \d+/.exec(this.#terminal.screen())?.[1]);
  }
}

/** The screen as running text: what was wrapped is joined again. */
function flat(screen: string): string {
  return screen.replace(/\s+/g, ' ');
}

async function walk(t: TestContext, company: Company, seed: number): Promise<Walk> {
  const home = temporaryHome(t);
  const folder = join(home, 'company');
  const terminal = start(t, home, ['--dir', folder, '--no-aws', '--no-animation']);
  // One pane: nothing stands beside the question.
  terminal.resize(90, 40);
  await terminal.until((screen) => screen.includes('Welcome'));
  terminal.write('2');
  const going = new Walk(terminal, folder, company, seed);
  await going.toTheEnd();
  terminal.write('q');
  assert.deepEqual(await terminal.ended, { exitCode: 0, signal: 0 });
  return going;
}

describe('the quick path', () => {
  const shown: Record<string, string[]> = {};
  for (const [name, company, seed] of [
    ['five people', five, 5],
    ['eighty people', eighty, 80],
  ] as const)
    test(`${name}: every question leads on and back, to the last one`, async (t) => {
      const {
        shown: ids,
        entries,
        asked,
      } = await walk(t, company, seed).then((going) => ({
        shown: going.shown,
        entries: going.entries(),
        asked: going.asked(),
      }));
      shown[name] = ids;
      assert.deepEqual(
        ids,
        asked.map(({ id }) => id),
      );
      assert.equal(chosenDepth(fold(entries)), 'quick');
      const controls = asked.filter((question): question is Control => 'criterion' in question);
      assert.ok(controls.length >= 45 && controls.every(({ weight }) => weight === 3));
      assert.ok(entries.filter(({ type }) => type === 'answer').length > 30, 'answers are on disk');
    });

  test('the two were asked different questions', () => {
    const only = (one: string, other: string) => shown[one]?.filter((id) => !shown[other]?.includes(id));
    assert.deepEqual(only('eighty people', 'five people'), [
      'CC6.1-other-clouds',
      'CC6.2-contractors',
      'CC6.4-own-rooms',
    ]);
    assert.deepEqual(only('five people', 'eighty people'), []);
  });
});
