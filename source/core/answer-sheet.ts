/** Answers back from a sheet: the one that `questions export` makes, or any with a column of ids and one of levels. */
import { parseAnswer, parseScope } from './answer-text.ts';
import type { Assessment } from './assessment.ts';
import { isDay } from './calendar.ts';
import type { CsvRecord, CsvTable, FileFault } from './csv.ts';
import { scopeEntry } from './depth.ts';
import type { AnswerValue, EntryBody, Evidence } from './entry.ts';
import { sameCell } from './kept-columns.ts';
import type { Control, Questionnaire, ScopeQuestion } from './questionnaire.ts';
import { sameValue } from './same-value.ts';
import { duplicateColumns } from './sheet-columns.ts';
import { dayCell, noDay } from './sheet-values.ts';
import { levelName } from './workshop-fold.ts';

/** The columns that are filled in, as the exported sheet calls them; the other words are taken too. */
const answerColumns = {
  level: ['level', 'answer'],
  owner: ['owner'],
  where: ['evidence at'],
  date: ['evidence date'],
  tier: ['evidence tier'],
  note: ['notes', 'note'],
  reason: ['n/a reason'],
  text: ['n/a in words'],
  approver: ['n/a approved by'],
  reviewOn: ['n/a review on'],
} as const;

type Answered = keyof typeof answerColumns;

/** Titles of the columns to fill in, in the order of the sheet. */
export const answerTitles: readonly string[] = Object.values(answerColumns).map(([title]) => title);

/** Columns of the exported sheet that are there to be read, in its order. */
export const questionTitles: readonly string[] = [
  ...['criterion', 'control', 'key', 'kind', 'title', 'question', 'only if'],
  ...[0, 1, 2, 3, 4].map((level) => `level ${level}`),
  ...['auditor wants', 'does not count', 'small company', 'evidence', 'rhythm', 'R', 'A', 'C', 'I', 'after'],
];
const readingTitles = questionTitles.map((title) => title.toLowerCase());

/** What is taken for the column of ids. */
const idColumns = ['control', 'id'];

/** One thing that the sheet says anew of a control or a scoping question. */
export interface AnswerChange {
  id: string;
  what: 'answer' | 'owner' | 'note' | 'evidence';
  was: string;
  now: string;
}

/** What a sheet says against the assessment. */
export interface AnswerDiff {
  changes: AnswerChange[];
  /** What would be recorded, in the order of the sheet. */
  bodies: EntryBody[];
  /** Everything wrong with the sheet; with one of them nothing may be recorded. */
  faults: FileFault[];
  /** Rows that say what is on record already. */
  same: number;
  /** Rows with nothing filled in: those controls stay as they are. */
  empty: number;
  /** Titles of columns with something in them that are neither read nor part of the exported sheet. */
  ignored: string[];
}

interface Reading {
  cell(name: Answered): string;
  /** A cell that holds a day; `was` where one stands already. */
  day(name: 'date' | 'reviewOn' | 'level', was: string): string;
  title(name: Answered): string;
  fault(name: Answered | 'id', problem: string, next: string): void;
  add(change: Omit<AnswerChange, 'id'>, body: EntryBody): void;
}

/**
 * Compares a sheet with what is on record; an empty cell leaves it as it is. Answers are those of `by`: what somebody
 * else said stays beside them (docs/scoring.md S-P1).
 */
export function diffAnswers(
  { header, records }: CsvTable,
  questionnaire: Questionnaire,
  assessment: Assessment,
  by: string,
): AnswerDiff {
  const diff: AnswerDiff = {
    changes: [],
    bodies: [],
    faults: duplicateColumns(header),
    same: 0,
    empty: 0,
    ignored: [],
  };
  const columns = header.cells.map((title) => title.toLowerCase());
  const at = (titles: readonly string[]) => columns.findIndex((column) => titles.includes(column));
  const missing = (column: string) =>
    diff.faults.push({
      ...{ line: header.line, problem: `There is no column "${column}"` },
      next: 'Start from: soc2-ready questions export --format xlsx -o questions.xlsx',
    });
  if (at(idColumns) < 0) missing('control');
  const given = (Object.keys(answerColumns) as Answered[]).filter((name) => at(answerColumns[name]) >= 0);
  if (given.length === 0) missing('level');
  if (diff.faults.length > 0) return diff;
  const read = new Set([at(idColumns), ...given.map((name) => at(answerColumns[name]))]);
  const exported = columns.includes('question');
  diff.ignored = header.cells.filter(
    (title, place) =>
      title !== '' &&
      !read.has(place) &&
      !(exported && readingTitles.includes(title.toLowerCase())) &&
      records.some(({ cells }) => (cells[place] ?? '') !== ''),
  );
  const seen = new Map<string, number>();
  for (const record of records) {
    const id = record.cells[at(idColumns)] ?? '';
    const reading: Reading = {
      cell: (name) => cellAt(record, at(answerColumns[name])),
      day: (name, was) => {
        const place = at(answerColumns[name]);
        const column = records.map((other) => cellAt(other, place));
        return dayCell(cellAt(record, place), was, column);
      },
      title: (name) => header.cells[at(answerColumns[name])] ?? answerColumns[name][0],
      fault: (name, problem, next) =>
        diff.faults.push({ line: record.line, column: name === 'id' ? 'control' : reading.title(name), problem, next }),
      add: (change, body) => {
        diff.changes.push({ id, ...change });
        diff.bodies.push(body);
      },
    };
    if (given.every((name) => reading.cell(name) === '')) {
      diff.empty += 1;
      continue;
    }
    const control = questionnaire.controls.find((one) => one.id.toLowerCase() === id.toLowerCase());
    const question = questionnaire.scoping.find((one) => one.id.toLowerCase() === id.toLowerCase());
    const key = (control ?? question)?.id;
    if (key === undefined) {
      reading.fault('id', `There is no control or scoping question "${id}"`, 'Correct the id, or delete the row.');
      continue;
    }
    const before = seen.get(key);
    seen.set(key, before ?? record.line);
    if (before !== undefined) {
      reading.fault('id', `${key} is there already, above at ${before}`, 'Leave one of the two.');
      continue;
    }
    const { length } = diff.changes;
    const faults = diff.faults.length;
    if (control !== undefined) controlRow(control, assessment, by, reading);
    else if (question !== undefined) scopeRow(question, assessment, reading);
    if (diff.changes.length === length && diff.faults.length === faults) diff.same += 1;
  }
  return diff;
}

function controlRow(control: Control, assessment: Assessment, by: string, reading: Reading): void {
  const record = assessment.controls[control.id];
  const { cell, add } = reading;
  const { id } = control;
  answerCell(control, assessment, by, reading);
  const owner = cell('owner');
  if (owner !== '' && owner !== record?.owner)
    add({ what: 'owner', was: record?.owner ?? '', now: owner }, { type: 'owner', control: id, person: owner });
  const note = cell('note');
  const was = record?.note?.text ?? '';
  if (note !== '' && !sameCell(was, note))
    add({ what: 'note', was, now: note }, { type: 'note', control: id, text: note });
  evidenceCells(control, assessment, reading);
}

function answerCell(control: Control, assessment: Assessment, by: string, { cell, day, fault, add }: Reading): void {
  const typed = cell('level');
  if (typed === '') return;
  const word = typed.replace(/^(?:l|level)\s*(?=[0-4])/i, '').replace(/^([0-4])(?:\.0+|\s*[-–:].*)$/s, '$1');
  const details = {
    reason: cell('reason'),
    text: cell('text'),
    approver: cell('approver'),
    reviewOn: day('reviewOn', ''),
  };
  const parsed = parseAnswer(word, control, details);
  if ('fault' in parsed) {
    fault('level', parsed.fault.replace(/\.$/, ''), 'Leave the cell empty to leave the answer as it is.');
    return;
  }
  const { answers = [], answer: counting } = assessment.controls[control.id] ?? {};
  const standing = answers.find((one) => one.by.toLowerCase() === by.toLowerCase()) ?? counting;
  if (sameAnswer(standing, parsed.answer)) return;
  const was = standing === undefined ? '' : `${levelName(standing.level)} (${standing.by})`;
  const now = parsed.answer === null ? 'taken back' : levelName(parsed.answer.level);
  add({ what: 'answer', was, now }, { type: 'answer', control: control.id, answer: parsed.answer });
}

/** A bare "inherited" or N/A does not take the details of the answer that stands away: a sheet has no room for reports. */
function sameAnswer(
  standing: (AnswerValue & { by: string; at: string; entry: string; toConfirm?: string }) | undefined,
  answer: AnswerValue | null,
): boolean {
  if (standing === undefined) return answer === null;
  if (answer === null || standing.toConfirm !== undefined || standing.level !== answer.level) return false;
  if (answer.level !== 'not-applicable') return true;
  const { by: _by, at: _at, entry: _entry, toConfirm: _toConfirm, ...before } = standing;
  return sameValue(before, answer);
}

function evidenceCells(control: Control, assessment: Assessment, { cell, day, fault, add, title }: Reading): void {
  const [where, tier] = [cell('where'), cell('tier').replace(/^e/i, '')];
  const known = assessment.controls[control.id]?.evidence ?? [];
  const standing = known.find((piece) => sameCell(piece.where, where))?.date ?? '';
  const date = day('date', standing);
  if (where === '' && date === '' && tier === '') return;
  if (where === '') {
    fault('where', 'Evidence without a place', 'Say where it is: a file or a link.');
    return;
  }
  if (!isDay(date)) {
    fault('date', noDay(date), 'Write the day the evidence was made as YYYY-MM-DD.');
    return;
  }
  if (tier !== '' && !['0', '1', '2', '3'].includes(tier)) {
    fault('tier', `"${tier}" is no tier`, 'Write 0 word, 1 document, 2 dated record or 3 system export.');
    return;
  }
  if (known.some((piece) => sameCell(piece.where, where) && piece.date === date)) return;
  // Nobody's word that it is more than a document.
  const evidence: Evidence = { what: where, where, date, tier: Number(tier === '' ? 1 : tier) as Evidence['tier'] };
  add(
    { what: 'evidence', was: '', now: `${where}, ${date}, E${evidence.tier} (${title('where')})` },
    { type: 'evidence', control: control.id, evidence },
  );
}

function scopeRow(question: ScopeQuestion, assessment: Assessment, { cell, day, fault, add }: Reading): void {
  const standing = assessment.scope[question.id];
  const typed = question.type === 'date' ? day('level', String(standing?.value ?? '')) : cell('level');
  if (typed === '') return;
  const parsed = parseScope(question, typed);
  if ('fault' in parsed) {
    fault('level', parsed.fault.replace(/\.$/, ''), 'Correct it, or empty the cell.');
    return;
  }
  if (standing === undefined ? parsed.value === null : sameValue(standing.value, parsed.value)) return;
  const words = (value: unknown) => (value === undefined || value === null ? '' : [value].flat().join(', '));
  add(
    { what: 'answer', was: words(standing?.value), now: words(parsed.value) || 'taken back' },
    scopeEntry(question, parsed.value, standing?.committed ?? false),
  );
}

function cellAt({ cells }: CsvRecord, at: number): string {
  return at < 0 ? '' : (cells[at] ?? '');
}
