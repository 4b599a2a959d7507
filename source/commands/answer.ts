/** `soc2-ready answer ID VALUE …`: everything an interview can record, without the screen. */
import { readFileSync } from 'node:fs';
import { parseAnswer, parseScope } from '../core/answer-text.ts';
import type { Assessment } from '../core/assessment.ts';
import { isDay } from '../core/calendar.ts';
import { scopeEntry } from '../core/depth.ts';
import { editDistance } from '../core/edit-distance.ts';
import type { AnswerValue, EntryBody, Evidence } from '../core/entry.ts';
import type { Control, Questionnaire, ScopeQuestion } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import { refuseBesideFile, refuseBesideScope, refuseStray } from './answer-stray.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, openChosen, text } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Records one answer, or a file of them; all are checked before the first is written. */
export async function run({ args, options }: Invocation): Promise<number> {
  const file = text(options, 'answers');
  if (file === undefined && args[0] === undefined) {
    throw new CommandError(
      2,
      'answer needs an id and a value.',
      'For example: soc2-ready answer CC1.1-a 2 --owner "Ada Example"',
    );
  }
  if (file !== undefined) refuseBesideFile(args, options, file);
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const bodies =
      file === undefined
        ? fromArguments(args, options, questionnaire, workspace.assessment)
        : fromFile(file, questionnaire, options);
    // All in one write: a machine that dies halfway leaves the whole file of answers or none of it.
    const ids = (await workspace.appendAll(bodies, await author(options))).map(({ id }) => id);
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/answer@1', entries: ids }));
    else if (options.quiet !== true)
      process.stdout.write(
        `saved ${ids.length} ${ids.length === 1 ? 'entry' : 'entries'} in ${plainLine(workspace.folder)}\n`,
      );
    return 0;
  } finally {
    await workspace.close();
  }
}

/** The entries for one id on the command line: its answer, owner, note and evidence. */
function fromArguments(
  args: string[],
  options: Options,
  questionnaire: Questionnaire,
  assessment: Assessment,
): EntryBody[] {
  const [id = '', ...values] = args;
  const question = questionnaire.scoping.find((q) => q.id === id);
  if (question !== undefined) {
    refuseBesideScope(id, options);
    if (values.length === 0) throw new CommandError(2, `${id} needs a value.`, takes(question));
    return [scopeBody(question, values.join(','), options)];
  }
  const control = findControl(questionnaire, id);
  if (values.length > 1)
    throw new CommandError(
      2,
      `${control.id} takes one value, and does not know what to do with "${values[1]}".`,
      'What else there is to say goes into --note "…".',
    );
  refuseStray(control.id, values[0], options);
  const bodies: EntryBody[] = [];
  if (values[0] === 'confirm')
    bodies.push({ type: 'answer', control: control.id, answer: asBefore(assessment, control) });
  else if (values[0] !== undefined)
    bodies.push({ type: 'answer', control: control.id, answer: answerOf(values[0], options, control) });
  const owner = text(options, 'owner');
  if (owner !== undefined) bodies.push({ type: 'owner', control: control.id, person: owner });
  const note = text(options, 'note');
  if (note !== undefined) bodies.push({ type: 'note', control: control.id, text: note });
  const evidence = evidenceOf(options);
  if (evidence !== undefined) bodies.push({ type: 'evidence', control: control.id, evidence });
  if (bodies.length === 0)
    throw new CommandError(
      2,
      `Nothing to record for ${control.id}.`,
      'Give a value (0–4, unknown, later, n/a, inherited, clear), --owner, --note or --evidence.',
    );
  return bodies;
}

/** The answer that stands, to be given again in a new round. */
function asBefore(assessment: Assessment, control: Control): AnswerValue {
  const standing = assessment.controls[control.id]?.answer;
  if (standing === undefined)
    throw new CommandError(
      2,
      `${control.id} has no answer to confirm.`,
      `Give one: soc2-ready answer ${control.id} 0–4`,
    );
  const { by: _by, at: _at, entry: _entry, toConfirm: _toConfirm, ...answer } = standing;
  return answer;
}

/** The entries of a JSON file `{id: value}`; every fault is named with its id before anything is written. */
function fromFile(file: string, questionnaire: Questionnaire, options: Options): EntryBody[] {
  const values = readJson(file);
  const faults: string[] = [];
  const bodies = Object.entries(values).flatMap(([id, value]): EntryBody[] => {
    try {
      const question = questionnaire.scoping.find((q) => q.id === id);
      const words = Array.isArray(value) ? value.join(',') : String(value);
      if (question !== undefined) return [scopeBody(question, words, options)];
      const control = findControl(questionnaire, id);
      return [{ type: 'answer', control: control.id, answer: answerOf(words, options, control) }];
    } catch (error) {
      faults.push(`  ${id}: ${(error as Error).message}`);
      return [];
    }
  });
  if (faults.length > 0)
    throw new CommandError(2, `${file}: nothing was written.\n${faults.join('\n')}`, 'Mend these and run it again.');
  return bodies;
}

function readJson(file: string): Record<string, unknown> {
  try {
    // Editors on Windows put a byte order mark in front.
    const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new CommandError(2, `There is no file ${file}.`, 'Check the path after --answers.');
    throw new CommandError(
      2,
      `Cannot read ${file}: ${(error as Error).message}`,
      'It has to be a JSON object of ids and values.',
    );
  }
  throw new CommandError(
    2,
    `${file} is no JSON object of ids and values.`,
    'For example: {"CC1.1-a": 3, "headcount": "6-20"}',
  );
}

/** What a scoping question takes, as a sentence. */
function takes({ options, type }: ScopeQuestion): string {
  if (options !== undefined) return `It takes ${options.map(({ value }) => value).join(', ')}.`;
  return `It takes ${type === 'yes-no' ? 'yes or no' : type === 'list' ? 'several with commas, or none' : `a ${type}`}.`;
}

function scopeBody(question: ScopeQuestion, value: string, options: Options): EntryBody {
  const parsed = parseScope(question, value);
  if ('fault' in parsed) throw new CommandError(2, parsed.fault);
  return scopeEntry(question, parsed.value, options.committed === true);
}

/** The control with this id, in any case of letters; throws a usage error for one that does not exist. */
export function findControl(questionnaire: Questionnaire, id: string): Control {
  const control = questionnaire.controls.find((c) => c.id.toLowerCase() === id.toLowerCase());
  if (control === undefined) {
    const near = nearest(id, questionnaire);
    throw new CommandError(
      2,
      `There is no control or scoping question "${id}".`,
      `${near === undefined ? '' : `Did you mean "${near}"? `}soc2-ready questions list has them all.`,
    );
  }
  return control;
}

/** The id that was meant, where one differs by a letter or two. */
function nearest(id: string, { controls, scoping }: Questionnaire): string | undefined {
  const ids = [...controls, ...scoping].map((one) => one.id);
  const [best] = ids
    .map((one) => ({ one, distance: editDistance(id.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.min(2, id.length / 3) ? best.one : undefined;
}

/** The answer that a word and the options mean; throws a usage error for what is none. */
export function answerOf(word: string, options: Options, control: Control) {
  const period = text(options, 'period')?.split('..');
  const parsed = parseAnswer(word, control, {
    ask: text(options, 'ask'),
    reason: text(options, 'reason'),
    text: text(options, 'text'),
    approver: text(options, 'approver'),
    reviewOn: text(options, 'review-on'),
    report: text(options, 'report'),
    periodStart: period?.[0],
    periodEnd: period?.[1],
    reviewedBy: text(options, 'reviewed-by'),
    reviewedOn: text(options, 'reviewed-on'),
    dutiesAssigned: options['duties-assigned'] === true,
  });
  if ('fault' in parsed) throw new CommandError(2, parsed.fault);
  return parsed.answer;
}

/** The piece of evidence the options describe, or undefined; a half-described one is a usage error. */
export function evidenceOf(options: Options): Evidence | undefined {
  const what = text(options, 'evidence');
  if (what === undefined) return undefined;
  const [where, date, expires] = [text(options, 'where'), text(options, 'date'), text(options, 'expires')];
  const tier = Number(text(options, 'tier') ?? '1');
  if (where === undefined || date === undefined) throw new CommandError(2, '--evidence needs --where and --date too.');
  for (const [name, day] of [
    ['--date', date],
    ['--expires', expires],
  ] as const) {
    if (day !== undefined && !isDay(day))
      throw new CommandError(2, `${name} "${day}" is no date.`, 'Write it as YYYY-MM-DD.');
  }
  if (![0, 1, 2, 3].includes(tier))
    throw new CommandError(2, `--tier takes 0, 1, 2 or 3, not "${text(options, 'tier')}".`);
  const evidence: Evidence = { what, where, date, tier: tier as Evidence['tier'] };
  if (expires !== undefined) evidence.expires = expires;
  const seenBy = text(options, 'seen-by');
  if (seenBy !== undefined) evidence.seenBy = seenBy;
  return evidence;
}
