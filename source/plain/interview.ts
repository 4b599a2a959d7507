/** The interview as sequential prompts: the same questions and the same workspace as on the screen. */

import { derive } from '../app/derive.ts';
import { termsOf } from '../app/pages-why.ts';
import type { Ports } from '../app/ports.ts';
import {
  contradicting,
  isAnswered,
  nextOpen,
  type Question,
  questionsOf,
  resumeAt,
  timeLeftOf,
} from '../app/questions.ts';
import type { State } from '../app/state.ts';
import { parseAnswer, parseScope } from '../core/answer-text.ts';
import { depthQuestion, scopeEntry } from '../core/depth.ts';
import type { EntryBody } from '../core/entry.ts';
import type { Control, ScopeQuestion } from '../core/questionnaire.ts';
import { isSmallCompany } from '../core/roles.ts';
import { askAnswerDetails, askDetail, askEvidence, Cancelled, required } from './details.ts';
import type { Talk } from './talk.ts';

/** What the interview needs to know now; read anew after every answer, since answers branch. */
export type View = Pick<
  State,
  'questionnaire' | 'assessment' | 'derived' | 'pending' | 'facts' | 'checks' | 'interview'
>;

/** What has been read of AWS: the newest scan, the latest of each account, and what earlier ones show. */
export type Seen = Pick<State, 'facts' | 'scans' | 'history' | 'elsewhere'>;

/** The state the screens would have, as far as the questions need it. */
export function viewOf(ports: Ports, seen: Seen): View {
  const { questionnaire, checks, workspace } = ports;
  const base = { questionnaire, checks, ...seen, assessment: workspace.assessment, pending: [], interview: asking };
  return { ...base, derived: derive(base, ports.now()) } as unknown as View;
}

/** Nothing is half done at a prompt, and every question is asked. */
const asking: View['interview'] = { typing: false };

/** Asks from a question, or from where the person was, until they stop or all is answered. Every answer is on disk before the next question. */
export async function interview(ports: Ports, talk: Talk, seen: Seen, from?: string): Promise<void> {
  let view = viewOf(ports, seen);
  let questions = questionsOf(view);
  let id = from ?? resumeAt(view, questions);
  while (id !== undefined) {
    const index = Math.max(
      0,
      questions.findIndex((question) => question.id === id),
    );
    const question = questions[index];
    if (question === undefined) return;
    const said = await askOne(question, index, questions.length, view, ports, talk);
    if (said === 'stop') {
      // Where the person was is a comfort: that it cannot be kept is no reason to fail.
      const place = { type: 'place', screen: 'interview', control: question.id } as const;
      await ports.workspace.append(place, ports.by).catch(() => undefined);
      return;
    }
    view = viewOf(ports, seen);
    questions = questionsOf(view);
    const here = questions.findIndex((q) => q.id === question.id);
    const chose = said === 'next' && question.id === depthQuestion;
    const open = chose ? nextOpen(view, questions, 1) : undefined;
    id = open ?? questions[said === 'back' ? Math.max(0, here - 1) : here + 1]?.id;
  }
  talk.say('That was the last question.');
}

/** Asks one question; resolves with where to go. */
async function askOne(
  question: Question,
  index: number,
  total: number,
  view: View,
  ports: Ports,
  talk: Talk,
): Promise<'next' | 'back' | 'stop'> {
  const left = timeLeftOf(view);
  const about = [isAnswered(view, question) ? 'answered' : '', left ?? ''].filter((part) => part !== '');
  talk.say('', [`Question ${index + 1} of ${total}`, ...about].join(', '));
  return question.kind === 'scope'
    ? askScope(question.question, view, ports, talk)
    : askControl(question.control, view, ports, talk);
}

const moves = { back: 'back', stop: 'stop', next: 'next', '': 'next' } as const;

async function askScope(
  question: ScopeQuestion,
  view: View,
  ports: Ports,
  talk: Talk,
): Promise<'next' | 'back' | 'stop'> {
  talk.say(question.ask, question.why);
  for (const option of question.options ?? []) talk.say(`  ${option.value}: ${option.label}`);
  const given = view.assessment.scope[question.id]?.value;
  if (given !== undefined) talk.say(`Answered: ${Array.isArray(given) ? given.join(', ') || 'none' : String(given)}`);
  const kind = question.type === 'choices' || question.type === 'list' ? 'several with commas, or none' : question.type;
  const typed = await talk.ask(`Your answer (${kind}; next, back or stop):`, {
    check: (words) => {
      if (words.trim() in moves) return undefined;
      const parsed = parseScope(question, words);
      return 'fault' in parsed ? parsed.fault : undefined;
    },
  });
  const word = typed.trim();
  if (word in moves) return moves[word as keyof typeof moves];
  const parsed = parseScope(question, typed);
  if ('fault' in parsed) return 'next';
  const commits = question.commitment === true && parsed.value !== null;
  const committed =
    commits &&
    /^y/i.test(await talk.ask('Do you commit to this value, so that AWS is judged by it? (y/N)', { fallback: 'n' }));
  if (await save(scopeEntry(question, parsed.value, committed), ports, talk)) return 'next';
  return askScope(question, view, ports, talk);
}

async function askControl(control: Control, view: View, ports: Ports, talk: Talk): Promise<'next' | 'back' | 'stop'> {
  talk.say(`${control.id} ${control.title}`, control.ask);
  talk.say(...control.levels.map((level, i) => `  ${i}: ${level}`));
  if (isSmallCompany(view.assessment, view.questionnaire) === true)
    talk.say(`With five people or fewer: ${control.smallCompany}`);
  const failing = contradicting(control, view.derived?.results ?? []);
  for (const result of failing)
    talk.say(
      `AWS says otherwise: ${result.resources[0]?.reason ?? result.check}. Answering 3 or 4 would be contradicted.`,
    );
  const given = view.assessment.controls[control.id]?.answer;
  if (given !== undefined) talk.say(`Answered: ${given.level}`);
  for (;;) {
    const inherited = control.inheritable === true ? ', inherited' : '';
    const typed = (
      await talk.ask(
        `Your answer (0 to 4, unknown, later, n/a${inherited}; why, owner, note, evidence, next, back or stop):`,
        {
          check: (words) => fault(words, control),
        },
      )
    ).trim();
    const word = typed.toLowerCase();
    if (word in moves) return moves[word as keyof typeof moves];
    try {
      if (word === 'why') await explain(control, ports, talk);
      else if (word === 'owner') await askOwner(control, ports, talk);
      else if (word === 'note') await askNote(control, ports, talk);
      else if (word === 'evidence')
        await save({ type: 'evidence', control: control.id, evidence: await askEvidence(control, talk) }, ports, talk);
      else if (await answer(control, typed, ports, talk)) return 'next';
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      talk.say('Left as it was.');
    }
  }
}

const extras = ['why', 'owner', 'note', 'evidence'];

function fault(words: string, control: Control): string | undefined {
  const word = words.trim().toLowerCase();
  if (word in moves || extras.includes(word) || /^(n\/a|na|not-applicable)$/i.test(word)) return undefined;
  const parsed = parseAnswer(word, control);
  return 'fault' in parsed ? parsed.fault : undefined;
}

/** Records an answer, with the details that its word needs; false when they do not make an answer, or it could not be saved. */
async function answer(control: Control, typed: string, ports: Ports, talk: Talk): Promise<boolean> {
  const parsed = parseAnswer(typed, control, await askAnswerDetails(typed, talk));
  if ('fault' in parsed) {
    talk.say(parsed.fault);
    return false;
  }
  return save({ type: 'answer', control: control.id, answer: parsed.answer }, ports, talk);
}

async function askOwner(control: Control, ports: Ports, talk: Talk): Promise<void> {
  const now = ports.workspace.assessment.controls[control.id]?.owner;
  const kept = now === undefined ? '' : ` (empty: ${now}, as it is)`;
  const person = await askDetail(talk, `Who answers for it?${kept}`, now === undefined ? { check: required } : {});
  if (person !== '') await save({ type: 'owner', control: control.id, person }, ports, talk);
}

/** An empty line leaves the note that stands: it is lost only to another one, or to the word clear. */
async function askNote(control: Control, ports: Ports, talk: Talk): Promise<void> {
  const now = ports.workspace.assessment.controls[control.id]?.note?.text ?? '';
  if (now !== '') talk.say(`Note as it stands: ${now}`);
  const text = await askDetail(
    talk,
    now === '' ? 'Note (empty for none):' : 'Note (empty keeps it, clear takes it away):',
  );
  if (text !== '') await save({ type: 'note', control: control.id, text: text === 'clear' ? '' : text }, ports, talk);
}

async function explain(control: Control, ports: Ports, talk: Talk): Promise<void> {
  talk.say(
    `Why: ${control.why}`,
    `An auditor wants to see: ${control.auditorWants}`,
    `Does not count: ${control.doesNotCount}`,
    `With five people or fewer: ${control.smallCompany}`,
  );
  const glossary = await ports.glossary?.();
  if (glossary !== undefined)
    for (const { term, definition } of termsOf(control, glossary)) talk.say(`${term}: ${definition}`);
}

/** "saved" is said only once it is on disk; false, with the reason, when it is not: the question stays, and nothing else is lost. */
async function save(body: EntryBody, ports: Ports, talk: Talk): Promise<boolean> {
  try {
    await ports.workspace.append(body, ports.by);
  } catch (error) {
    const { message, next = '' } = error as Error & { next?: string };
    talk.say(`Not saved: ${message}`, ...(next === '' ? [] : [next]), 'Say it again when it can be, or stop.');
    return false;
  }
  talk.say('saved');
  return true;
}
