/** Interview: one question, its answers, and beside it what an auditor wants and what AWS says. */
import { firstVisible, type Layout } from '../../app/layout.ts';
import { controlParagraphs, scopeParagraphs } from '../../app/pages-why.ts';
import {
  answerGiven,
  type Choice,
  choicesOf,
  contradicting,
  currentQuestion,
  markedChoice,
  type Question,
  scopeGiven,
} from '../../app/questions.ts';
import type { State } from '../../app/state.ts';
import { scopeText } from '../../app/step-interview.ts';
import type { Control, ScopeQuestion, ScopeValue } from '../../core/questionnaire.ts';
import { fit, type Line, line, paragraphLines, span, wrap } from '../lines.ts';
import type { Look } from '../theme.ts';
import { type Body, type PickerView, sideBySide } from '../view.ts';
import { visibleField } from './field.ts';
import { emptyLines } from './list.ts';

/** The body of the Interview. */
export function interviewBody(state: State, plan: Layout, look: Look): Body {
  const question = currentQuestion(state);
  if (question === undefined) return { lines: emptyLines(['This version has no questions.']) };
  const height = plan.body.height;
  const main =
    question.kind === 'control'
      ? controlBody(state, question.control, plan)
      : scopeBody(state, question.question, plan, look);
  if (plan.kind === 'compact') return { ...main, lines: main.lines.slice(0, height) };
  const side = sideLines(state, question, plan.side?.width ?? plan.body.width - 2);
  if (plan.side !== undefined) return twoPanes(main, side, plan);
  const room = height - main.lines.length - 1;
  if (room < 3) {
    const { lines } = question.kind === 'control' ? controlBody(state, question.control, plan, true) : main;
    return { ...main, lines: lines.slice(0, height) };
  }
  const below = side.slice(0, room).map((part): Line => [span('  '), ...part]);
  return { ...main, lines: [...main.lines, line('─'.repeat(plan.body.width), 'frame'), ...below] };
}

function twoPanes(main: Body, side: Line[], plan: Layout): Body {
  const lines = sideBySide(main.lines, side, plan);
  if (main.picker === undefined) return { ...main, lines };
  const { top, height } = main.picker;
  const beside: Line[] = [];
  for (let row = top; row < top + height; row += 1) beside.push([span(' │ ', 'frame'), ...(side[row] ?? [])]);
  return { ...main, lines, picker: { ...main.picker, beside } };
}

function sideLines(state: State, question: Question, width: number): Line[] {
  const paragraphs =
    question.kind === 'control' ? controlParagraphs(state, question.control) : scopeParagraphs(question.question);
  return paragraphLines(paragraphs, width);
}

/**
 * A control: its question, the five levels in its own words, the other answers, owner and evidence. `alone`: nothing else is on
 * the screen that would say that AWS shows otherwise.
 */
function controlBody(state: State, control: Control, plan: Layout, alone = plan.kind === 'compact'): Body {
  const { width } = plan.main;
  const { height } = plan.body;
  const given = answerGiven(state, control.id)?.level;
  const marked = markedChoice(state, control);
  const choices = choicesOf(control);
  const air = plan.kind === 'compact' ? 0 : 1;
  const levels = choices.slice(0, 5);
  const others = choices.slice(5);
  const ask = wrap(control.ask, width - 3).map((text) => line(`  ${text}`, 'heading'));
  const refuted = alone ? refutedLine(state, control, plan) : undefined;
  // The smallest window has a line for one of the two.
  const record =
    refuted === undefined
      ? recordLine(state, control)
      : plan.kind === 'compact'
        ? [refuted]
        : [refuted, ...recordLine(state, control)];
  const draw = (most: number) =>
    levels.flatMap((choice, index) => choiceLines(choice, index === marked, `${given}` === choice.value, width, most));
  const rest = others.map(
    (choice, index) => choiceLines(choice, index + 5 === marked, given === choice.value, width, 1)[0] ?? [],
  );
  const room = height - 3 * air - record.length;
  // Full sentences where there is room; else one line for each level, then one line for the other answers together.
  const full = draw(4);
  const options =
    ask.length + full.length + rest.length <= room
      ? [...full, ...rest]
      : ask.length + 5 + rest.length <= room
        ? [...draw(1), ...rest]
        : [...draw(1), otherLine(others, marked - 5, given)];
  const askLines = ask.slice(0, Math.max(1, room - options.length));
  const gap: Line[] = air === 1 ? [[]] : [];
  return { lines: [...gap, ...askLines, ...gap, ...options, ...gap, ...record] };
}

/** That AWS shows otherwise, where no pane beside the question says so: it must never go unseen. */
function refutedLine(state: State, control: Control, plan: Layout): Line | undefined {
  const against = contradicting(control, state.derived?.results ?? []);
  if (against.length === 0) return undefined;
  const level = answerGiven(state, control.id)?.level;
  if (level !== 3 && level !== 4) return line('  ▲ AWS would contradict 3 and 4: w shows it', 'bad');
  if (plan.kind === 'compact') return line(`  ✖ AWS contradicts answer ${level}: w shows it`, 'bad');
  const names = against.map(({ check }) => check).join(', ');
  return fit(line(`  ✖ AWS contradicts your answer ${level}: w shows it (${names})`, 'bad'), plan.main.width);
}

function choiceLines(choice: Choice, isMarked: boolean, isGiven: boolean, width: number, most: number): Line[] {
  const parts = wrap(choice.label, width - 7);
  const text = most === 1 ? [parts.length > 1 ? `${parts[0]}…` : (parts[0] ?? '')] : parts.slice(0, most);
  return text.map((part, index): Line => {
    const token = isMarked ? 'selected' : 'plain';
    if (index > 0) return [span(`      ${part}`, token)];
    return [
      span(isMarked ? '▸ ' : '  ', 'selected'),
      span(`${choice.key} `, 'accent'),
      span(isGiven ? '● ' : '  ', 'good'),
      span(part, token),
    ];
  });
}

/** The answers that are no level, on one line. */
function otherLine(others: readonly Choice[], marked: number, given: unknown): Line {
  const short: Partial<Record<Choice['value'], string>> = {
    unknown: "don't know",
    later: 'later',
    'not-applicable': 'n/a',
    inherited: 'inherited',
  };
  const parts = others.flatMap(
    (choice, index): Line => [
      span(`${index === marked ? '▸' : ' '}${choice.key} `, 'accent'),
      span(
        `${given === choice.value ? '● ' : ''}${short[choice.value] ?? ''} `,
        index === marked ? 'selected' : 'plain',
      ),
    ],
  );
  return [span(' '), ...parts];
}

/** Owner, evidence, note, each with its key: the footer of a small window has no room for them. */
function recordLine(state: State, control: Control): Line[] {
  const record = state.assessment.controls[control.id];
  const pending = state.pending.findLast((body) => body.type === 'owner' && body.control === control.id);
  const owner = pending?.type === 'owner' ? pending.person : record?.owner;
  const evidence = record?.evidence ?? [];
  const newest = evidence
    .map((piece) => piece.date)
    .sort()
    .at(-1);
  const pieces =
    evidence.length === 0
      ? 'none'
      : `${evidence.length} ${evidence.length === 1 ? 'piece' : 'pieces'}, newest ${newest}`;
  const note = record?.note?.text;
  const line: Line = [
    span('  a owner ', 'accent'),
    span(owner ?? 'nobody yet'),
    span('   v evidence ', 'accent'),
    span(pieces),
    span('   e note ', 'accent'),
    span(note === undefined || note === '' ? 'none' : note),
  ];
  return [line];
}

/** A question about scope: a list to pick from, a list to tick, or a line to type. */
function scopeBody(state: State, question: ScopeQuestion, plan: Layout, look: Look): Body {
  const { width } = plan.main;
  const ask = wrap(question.ask, width - 3).map((text) => line(`  ${text}`, 'heading'));
  const head: Line[] = plan.kind === 'compact' ? ask : [[], ...ask, []];
  const room = Math.max(1, plan.body.height - head.length - 1);
  switch (question.type) {
    case 'choices':
      return { lines: [...head, ...tickLines(state, question, room), ...givenLines(state, question, plan, look)] };
    case 'choice':
    case 'yes-no':
      return pickBody(state, question, { head, width, room, given: givenLines(state, question, plan, look) });
    default:
      return typeBody(state, question, head, width, look);
  }
}

function tickLines(state: State, question: ScopeQuestion, room: number): Line[] {
  const options = question.options ?? [];
  const cursor = state.interview.choice ?? 0;
  const ticked = state.interview.ticked ?? [];
  const first = firstVisible(cursor, room, options.length);
  return options.slice(first, first + room).map((option, offset): Line => {
    const isMarked = first + offset === cursor;
    const box = ticked.includes(option.value) ? '[x] ' : '[ ] ';
    return [
      span(isMarked ? '▸ ' : '  ', 'selected'),
      span(box, 'good'),
      span(option.label, isMarked ? 'selected' : 'plain'),
    ];
  });
}

/** What was answered, under the choices: the mark alone may stand on what is only usual. */
function givenLines(state: State, question: ScopeQuestion, plan: Layout, { ascii }: Look): Line[] {
  const given = scopeGiven(state, question.id);
  const enter = ascii ? 'enter' : '⏎';
  const ticking = question.type === 'choices';
  const isNone = ticking && (state.interview.ticked ?? []).length === 0;
  const how = isNone
    ? `${enter} with nothing ticked: none of these`
    : ticking
      ? `${enter} answers with what is ticked`
      : '';
  const said = given === undefined ? 'not answered yet' : `answered: ${givenWords(question, given)}`;
  const texts = [said, how].filter((text) => text !== '');
  if (plan.kind === 'compact') return texts.map((text) => line(`    ${text}`, 'accent'));
  return [[], line(`    ${texts.join(' · ')}`, 'accent')];
}

/** An answer in the words of its choices. */
function givenWords(question: ScopeQuestion, given: ScopeValue): string {
  if (typeof given === 'boolean') return given ? 'Yes' : 'No';
  const values = Array.isArray(given) ? given : [`${given}`];
  const labels = values.map((value) => question.options?.find((option) => option.value === value)?.label ?? value);
  return labels.length === 0 ? 'none of these' : labels.join(', ');
}

interface PickRoom {
  head: Line[];
  width: number;
  room: number;
  given: Line[];
}

function pickBody(state: State, question: ScopeQuestion, { head, width, room, given: said }: PickRoom): Body {
  const items = pickItems(question);
  const given = scopeGiven(state, question.id) ?? question.default;
  const value = typeof given === 'boolean' ? (given ? 'yes' : 'no') : given;
  const picker: PickerView = {
    top: head.length,
    height: Math.min(room, items.length),
    width,
    items,
    initialIndex: Math.max(
      0,
      items.findIndex((item) => item.value === value),
    ),
    beside: [],
    key: question.id,
  };
  const space: Line[] = Array.from({ length: picker.height }, () => []);
  return { lines: [...head, ...space, ...said], picker };
}

function pickItems(question: ScopeQuestion): { value: string; label: string }[] {
  if (question.type === 'yes-no')
    return [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ];
  return (question.options ?? []).map(({ value, label }) => ({ value, label }));
}

const typeHints: Partial<Record<ScopeQuestion['type'], string>> = {
  list: 'several, separated by commas',
  date: 'as YYYY-MM-DD',
};

function typeBody(state: State, question: ScopeQuestion, head: Line[], width: number, look: Look): Body {
  const { text, typing } = state.interview;
  const field = text ?? { value: '', cursor: 0 };
  const { text: visible, x } = visibleField(field, width - 6);
  const hint = question.unit ?? typeHints[question.type] ?? '';
  const given = scopeGiven(state, question.id);
  const enter = look.ascii ? 'enter' : '⏎';
  const empty = field.value.trim() === '' && given === undefined;
  const how = !typing ? `${enter} to type` : empty ? `${enter} leaves it open` : `${enter} saves`;
  const lines: Line[] = [
    ...head,
    [span('  > ', typing ? 'selected' : 'frame'), span(visible)],
    line(
      `    ${[how, hint, given === undefined ? '' : `given: ${scopeText(given)}`].filter((part) => part !== '').join(' · ')}`,
      'accent',
    ),
  ];
  return typing ? { lines, cursor: { x: 4 + x, y: head.length } } : { lines };
}
