/** Setting and removing records of the registers from the command line; nothing is written unless all of it is right. */
import type { Assessment, Attribution } from '../core/assessment.ts';
import { descriptionTitles } from '../core/description.ts';
import { editDistance } from '../core/edit-distance.ts';
import type { EntryBody } from '../core/entry.ts';
import { ownValue } from '../core/own-record.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { begunRecord } from '../core/register-begin.ts';
import { engagementKey, type RegisterBody, type RegisterKind, type RegisterRecords } from '../core/register-entry.ts';
import { fieldForm, registerFields } from '../core/register-fields.ts';
import { registerKey } from '../core/register-known.ts';
import { type Assignment, recordOf, setFields } from '../core/register-set.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { exampleFor, type RegisterWord, wordFor } from './register-words.ts';
import { author, openChosen } from './session.ts';
import type { Options } from './table.ts';

/** `register KIND set [ID] FIELD=VALUE …`. */
export async function setEntry(kind: RegisterWord, words: string[], options: Options): Promise<number> {
  const alone = kind === 'engagement' && (words[0] === undefined || words[0].includes('='));
  const [id = '', ...values] = alone ? [engagementKey, ...words] : words;
  const assignments = values.map((value) => assignment(kind, value));
  return await write(options, (assessment, questionnaire) =>
    kind === 'description'
      ? descriptionBody(id, assignments, assessment)
      : recordBody(kind, keyFor(kind, id), assignments, assessment, questionnaire),
  );
}

/** `register KIND remove ID`. */
export async function removeEntry(kind: RegisterWord, [word, ...more]: string[], options: Options): Promise<number> {
  if (more.length > 0)
    throw new CommandError(2, `register ${wordFor(kind)} remove takes one id.`, 'Remove one after the other.');
  if (kind === 'description')
    throw new CommandError(2, 'DC 1–9 are always there.', 'Take words back with: register description set DC1 text=');
  return await write(options, ({ registers }) => {
    const keys = Object.keys(registers[kind]);
    const key = word ?? (kind === 'engagement' ? engagementKey : '');
    if (keys.includes(key)) return { type: kind, key, record: null } as RegisterBody;
    const nearest = keys.find((one) => editDistance(one, key) <= 2);
    const there = keys.length === 0 ? 'Nothing is entered there.' : `There are ${keys.slice(0, 20).join(', ')}.`;
    throw new CommandError(
      2,
      key === '' ? `register ${wordFor(kind)} remove needs an id.` : `There is no "${key}" among the ${wordFor(kind)}.`,
      nearest === undefined ? there : `Did you mean "${nearest}"?`,
    );
  });
}

function assignment(kind: RegisterWord, word: string): Assignment {
  const at = word.indexOf('=');
  if (at > 0) return { field: word.slice(0, at).trim().toLowerCase(), value: word.slice(at + 1) };
  const form =
    kind === 'description'
      ? 'text=TEXT, done=yes or no'
      : registerFields[kind].map((field) => `${field.name}=${fieldForm(field)}`).join(', ');
  throw new CommandError(2, `"${word}" is no FIELD=VALUE.`, `The fields are: ${form}.`);
}

/** The key as it is kept; references of exceptions are taken as the report has them. */
function keyFor(kind: RegisterKind, id: string): string {
  if (kind === 'engagement') return engagementKey;
  const key = id.trim();
  if (key === '' || key.includes('='))
    throw new CommandError(
      2,
      `register ${wordFor(kind)} set needs an id before the fields.`,
      `For example: soc2-ready register ${wordFor(kind)} set ${exampleFor(kind)}`,
    );
  if (key.length > 80) throw new CommandError(2, 'The id is longer than 80 characters.', 'Choose a shorter one.');
  if (kind === 'exception') {
    if (!/\p{Cc}/u.test(key) && key !== '__proto__') return key;
    throw new CommandError(2, 'The reference holds control characters.', 'Write it as one plain line.');
  }
  const slug = registerKey(key);
  if (key.toLowerCase() === slug) return slug;
  const use = slug === '' ? 'Use small letters, digits and hyphens.' : `Use ${slug}.`;
  throw new CommandError(2, `"${key}" is no id: ids are small letters, digits and hyphens.`, use);
}

function recordBody<Kind extends RegisterKind>(
  kind: Kind,
  key: string,
  assignments: readonly Assignment[],
  assessment: Assessment,
  { controls }: Questionnaire,
): EntryBody {
  const register: Record<string, RegisterRecords[Kind] & Attribution> = assessment.registers[kind];
  const stored = ownValue(register, key);
  const start = stored === undefined ? begunRecord(kind, key, assessment) : recordOf<Kind>(stored);
  const known = stored === undefined && Object.keys(start).length > 0;
  if (assignments.length === 0 && !known)
    throw new CommandError(
      2,
      `Nothing to set for ${key}.`,
      `The fields are ${registerFields[kind].map(({ name }) => name).join(', ')}.`,
    );
  const ids = controls.map(({ id }) => id);
  const result = setFields(kind, start as Partial<RegisterRecords[Kind]>, assignments, ids);
  if ('faults' in result)
    throw new CommandError(
      2,
      `Nothing was written to ${wordFor(kind)}, ${key}:\n${result.faults.map((fault) => `  ${fault}`).join('\n')}`,
      'Mend this and run it again.',
    );
  return { type: kind, key, record: result.record } as RegisterBody;
}

function descriptionBody(id: string, assignments: readonly Assignment[], assessment: Assessment): EntryBody {
  const criterion = descriptionTitles.find((one) => one.id === id.toUpperCase().replace(/\s/g, ''))?.id;
  if (criterion === undefined)
    throw new CommandError(2, `"${id}" is no description criterion.`, 'They are DC1 to DC9.');
  const body: EntryBody & { type: 'description' } = {
    ...{ type: 'description', criterion, done: ownValue(assessment.description, criterion) === true },
  };
  if (assignments.length === 0)
    throw new CommandError(2, `Nothing to set for ${criterion}.`, 'Give text= or done=yes.');
  for (const { field, value } of assignments) {
    if (field === 'text') body.text = value.trim();
    else if (field === 'done' && (value === 'yes' || value === 'no')) body.done = value === 'yes';
    else if (field === 'done') throw new CommandError(2, `done takes yes or no, not "${value}".`);
    else throw new CommandError(2, `${field} is no field here.`, 'The fields are text and done.');
  }
  return body;
}

async function write(
  options: Options,
  make: (assessment: Assessment, questionnaire: Questionnaire) => EntryBody,
): Promise<number> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const body = make(workspace.assessment, questionnaire);
    const { id } = await workspace.append(body, await author(options));
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/register-set@1', entry: id }));
    else if (options.quiet !== true) process.stdout.write(`saved in ${workspace.folder}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}
