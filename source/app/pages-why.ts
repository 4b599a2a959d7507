/** The side pane of the Interview: why we ask, what an auditor wants, what AWS says. */
import { describeCadence } from '../core/cadence.ts';
import type { CheckResult } from '../core/finding.ts';
import { elsewhereSentence, sourceMark } from '../core/foreign-words.ts';
import { type Glossary, type Term, termsIn } from '../core/glossary.ts';
import type { Control, ScopeQuestion } from '../core/questionnaire.ts';
import { isSmallCompany } from '../core/roles.ts';
import { type Page, type Paragraph, plain, toned } from './pages.ts';
import { answerGiven, contradicting, proposal, type Question, questionsOf } from './questions.ts';
import type { State } from './state.ts';
import { statusTones, tierWords } from './words.ts';

/** The page for a question. */
export function whyPage(state: State, id: string): Page {
  const question = questionsOf(state).find((candidate) => candidate.id === id);
  if (question === undefined) return { title: id, paragraphs: [] };
  const paragraphs =
    question.kind === 'scope'
      ? scopeParagraphs(question.question)
      : [
          ...controlParagraphs(state, question.control),
          ...recordParagraphs(state, question.control),
          ...moreOf(question.control),
        ];
  return { title: `Why we ask: ${id}`, paragraphs: [...paragraphs, ...termParagraphs(state, question)] };
}

/** What the words in a question mean, for whoever meets them first here. */
function termParagraphs({ glossary }: State, question: Question): Paragraph[] {
  if (glossary === undefined) return [];
  const terms =
    question.kind === 'scope'
      ? termsIn(`${question.question.ask}\n${question.question.why}`, glossary)
      : termsOf(question.control, glossary);
  if (terms.length === 0) return [];
  return [toned('heading', 'Words'), ...terms.map(({ term, definition }) => plain(`${term}: ${definition}`, 2))];
}

/** The terms that stand in a control's question, its levels and what an auditor wants. */
export function termsOf(control: Control, glossary: Glossary): Term[] {
  const { ask, levels, auditorWants, doesNotCount } = control;
  return termsIn([ask, ...levels, auditorWants, doesNotCount].join('\n'), glossary);
}

/** The pane beside a scoping question. */
export function scopeParagraphs(question: ScopeQuestion): Paragraph[] {
  const commitment =
    question.commitment === true
      ? [plain('An auditor tests the value you commit to, not somebody else’s benchmark.', 2)]
      : [];
  return [toned('heading', 'Why we ask'), plain(question.why, 2), ...commitment];
}

/**
 * The pane beside a control's question; AWS first where it contradicts. What five people may do stands next for them, last
 * while nobody said how many there are, and not at all for more.
 */
export function controlParagraphs(state: State, control: Control): Paragraph[] {
  const isSmall = isSmallCompany(state.assessment, state.questionnaire);
  const small = [toned('heading', 'With five people or fewer'), plain(control.smallCompany, 2)];
  return [
    ...awsParagraphs(state, control),
    ...(isSmall === true ? small : []),
    toned('heading', 'What an auditor wants to see'),
    plain(control.auditorWants, 2),
    toned('heading', 'What does not count'),
    plain(control.doesNotCount, 2),
    ...(isSmall === undefined ? small : []),
  ];
}

/** What is on record about a control, each piece of evidence and the note whole; empty: nothing is. */
function recordParagraphs({ assessment }: State, { id }: Control): Paragraph[] {
  const record = assessment.controls[id];
  if (record === undefined) return [];
  const { owner, evidence = [], note } = record;
  const said = [
    ...(owner === undefined ? [] : [plain(`owner: ${owner}`, 2)]),
    ...evidence.map((piece) => {
      const until = piece.expires === undefined ? '' : `, counts until ${piece.expires}`;
      const seen = piece.seenBy === undefined ? '' : `, seen by ${piece.seenBy}`;
      return plain(
        `evidence: ${piece.what} (${tierWords[piece.tier]}), ${piece.where}, ${piece.date}${until}${seen}`,
        2,
      );
    }),
    ...(note === undefined || note.text === '' ? [] : [plain(`note: ${note.text}`, 2)]),
  ];
  return said.length === 0 ? [] : [toned('heading', 'On record'), ...said];
}

function moreOf(control: Control): Paragraph[] {
  return [
    toned('heading', 'Why it matters'),
    plain(control.why, 2),
    toned('heading', 'Evidence, best first'),
    ...control.evidence.map((example) => plain(`${example.what} (${tierWords[example.tier]})`, 2)),
    plain(`Runs: ${describeCadence(control.cadence)}. Weight ${control.weight}: ${control.weightReason}`, 2),
  ];
}

/** What AWS says about a control; empty when no check is linked to it. */
function awsParagraphs(state: State, control: Control): Paragraph[] {
  if (control.checks.length === 0) return [];
  const results = state.derived?.results ?? [];
  const linked = control.checks.flatMap((link) => results.find((result) => result.check === link.id) ?? []);
  if (state.facts === undefined || linked.length === 0) {
    const reason = state.canScan ? 'not read yet' : 'not read in this session';
    return [toned('heading', 'AWS says'), toned('unknown', `? ${reason}`, 2)];
  }
  const given = answerGiven(state, control.id);
  const claimed = given?.level === 3 || given?.level === 4;
  const against = contradicting(control, results);
  const proposed = given === undefined ? proposal(control, results) : undefined;
  const verdict =
    against.length === 0
      ? []
      : claimed
        ? [toned('bad', `→ contradicts your answer ${given.level} (${against.map((r) => r.check).join(', ')})`, 2)]
        : [toned('warning', '→ answering 3 or 4 would be contradicted', 2)];
  const suggestion =
    proposed === undefined ? [] : [toned('accent', `→ proposed: ${proposed.level}. ${proposed.because}.`, 2)];
  return [toned('heading', 'AWS says'), ...verdict, ...suggestion, ...linked.flatMap(checkLines)];
}

function checkLines(result: CheckResult): Paragraph[] {
  const failing = result.resources.filter((resource) => resource.status === 'fail');
  const [unread] = result.unknown;
  const said: Record<CheckResult['status'], string> = {
    fail: `${result.total - result.passed} of ${result.total} fail`,
    pass: result.total > 1 ? `all ${result.total} pass` : 'passes',
    unknown:
      unread === undefined
        ? 'unknown'
        : `unknown: ${unread.action ?? unread.operation} ${unread.kind === 'denied' ? 'denied' : unread.reason}`,
    'not-applicable': result.notApplicable ?? 'not applicable',
  };
  const marks = { fail: '✖', pass: '✔', unknown: '?', 'not-applicable': '–' } as const;
  const names = failing.slice(0, 4).map((resource) => resource.id.split(/[/:]/).at(-1) ?? resource.id);
  const more = failing.length > 4 ? ` and ${failing.length - 4} more` : '';
  const regions = [...new Set(failing.map((resource) => resource.region))].slice(0, 3).join(', ');
  const by = sourceMark(result);
  const against = (result.elsewhere ?? []).filter(({ disagrees }) => disagrees);
  return [
    toned(
      statusTones[result.status],
      `${marks[result.status]} ${result.check}: ${said[result.status]}${by === undefined ? '' : ` (${by})`}`,
      2,
    ),
    ...against.map((other) => toned('bad', elsewhereSentence(other), 4)),
    ...(names.length === 0 ? [] : [plain(`${names.join(', ')}${more} (${regions})`, 4)]),
  ];
}
