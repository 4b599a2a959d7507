/** `soc2-ready undo`: takes back what was written last, or one entry; an undo is itself an entry and can be taken back. */
import { entryWords } from '../app/entry-words.ts';
import { undoneIds } from '../core/assessment.ts';
import type { Entry } from '../core/entry.ts';
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import { undoable } from '../core/undoable.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { author, openChosen } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Lists what can be taken back, or takes back: without an id the last act, all its entries. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [word] = args;
  const dry = options['dry-run'] === true;
  const { workspace } = await openChosen(options, { readOnly: dry || word === 'list' });
  try {
    if (word === 'list') return list(workspace, options);
    if (!dry && workspace.readOnly !== undefined)
      throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const act = word === undefined ? lastAct(workspace) : named(word, workspace);
    const bodies = act.toReversed().map(({ id }) => ({ type: 'undo', undoes: id }) as const);
    const made = dry ? [] : await workspace.appendAll(bodies, await author(options));
    const takenBack = act.map(({ id, by, at, ...body }) => ({ id, by, at, what: wordsOf(body, workspace) }));
    if (formatOption(options, ['text', 'json']) === 'json')
      emit(json({ schema: 'soc2-ready/undo@1', dryRun: dry, takenBack, entries: made.map(({ id }) => id) }), options);
    else if (options.quiet !== true) {
      const lines = takenBack
        .slice(0, 10)
        .map(({ what, by, at }) => `  ${what} (${by}, ${at.slice(0, 16).replace('T', ' ')} UTC)`);
      if (takenBack.length > lines.length)
        lines.push(`  and ${takenBack.length - lines.length} more of the same moment`);
      const [again] = made;
      const head = `${dry ? 'Would take back' : 'Took back'} ${counted(takenBack.length, 'change')}:`;
      const next = again === undefined || made.length > 1 ? [] : [`Do it again with: soc2-ready undo ${again.id}`];
      emit([head, ...lines, ...next].map(plainLine).join('\n'), options);
    }
    return 0;
  } finally {
    await workspace.close();
  }
}

/** The last twenty that count, undos among them. */
function list(workspace: Workspace, options: Options): number {
  const { entries, assessment } = workspace;
  const all = [...assessment.history.filter(canBeUndone), ...undosInForce(entries)];
  const last = all.sort((a, b) => b.seq - a.seq).slice(0, 20);
  const rows = last.map(({ id, at, by, ...body }) => ({ id, at, by, what: wordsOf(body, workspace) }));
  const format = formatOption(options);
  if (format === 'json') emit(json({ schema: 'soc2-ready/undo-list@1', entries: rows }), options);
  else {
    const header = ['entry', 'at', 'by', 'what'];
    emit(formatTable({ header, rows: rows.map(({ id, at, by, what }) => [id, at, by, what]) }, format), options);
  }
  if (rows.length === 0 && format === 'text' && options.quiet !== true)
    process.stderr.write('there is nothing to take back\n');
  return 0;
}

function undosInForce(entries: readonly Entry[]): Entry[] {
  const undone = undoneIds(entries.toSorted((a, b) => a.seq - b.seq));
  return entries.filter(({ id, type }) => type === 'undo' && !undone.has(id));
}

function canBeUndone({ type }: Entry): boolean {
  return undoable.includes(type);
}

/** The entries that were written in one go with the last that can be taken back. */
function lastAct({ assessment }: Workspace): Entry[] {
  const last = assessment.history.findLast(canBeUndone);
  if (last === undefined) throw new CommandError(2, 'There is nothing to take back.');
  return assessment.history.filter(
    (entry) => canBeUndone(entry) && entry.at === last.at && entry.by === last.by && entry.replica === last.replica,
  );
}

/** The entry of an id, or of the beginning of one. */
function named(id: string, { entries, assessment }: Workspace): Entry[] {
  const found = entries.filter((entry) => entry.id.startsWith(id));
  const [entry] = found;
  const lists = 'soc2-ready undo list has the last ones.';
  if (entry === undefined) throw new CommandError(2, `There is no entry "${id}".`, lists);
  if (found.length > 1) throw new CommandError(2, `${found.length} entries begin with "${id}".`, 'Write more of it.');
  if (entry.type !== 'undo' && !canBeUndone(entry))
    throw new CommandError(2, `${entryWords(entry)} is on record for good: it happened.`, lists);
  const inForce = entry.type === 'undo' ? undosInForce(entries) : assessment.history;
  if (!inForce.some((one) => one.id === entry.id))
    throw new CommandError(
      2,
      `${wordsOf(entry, { entries })} does not count any more: it was taken back or replaced.`,
      lists,
    );
  return [entry];
}

/** In words; of an undo, what comes back with it. */
function wordsOf(body: Parameters<typeof entryWords>[0], within: Pick<Workspace, 'entries'>): string {
  if (body.type !== 'undo') return entryWords(body);
  const target = within.entries.find(({ id }) => id === body.undoes);
  return target === undefined ? 'an undo' : `the undo of: ${wordsOf(target, within)}`;
}
