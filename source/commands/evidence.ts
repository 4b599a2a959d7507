/** `soc2-ready evidence`: the register, adding to it, and whether attached files are still what they were. */

import { evidenceRegister } from '../core/evidence-register.ts';
import { counted } from '../core/phrases.ts';
import { plainLine } from '../core/text.ts';
import { evidenceTable } from '../report/evidence-table.ts';
import { attachEvidence, evidenceState } from '../workspace/evidence.ts';
import { evidenceOf, findControl } from './answer.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { author, openChosen, openSession, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';

/** Runs list (without a word too), add or verify. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [action = 'list', ...rest] = args;
  if (action === 'add') return add(rest, options);
  refuseOptions(options, ['file', 'evidence', 'where', 'date', 'expires', 'tier', 'seen-by'], 'evidence add CONTROL');
  if (rest.length > 0) throw new CommandError(2, `evidence ${action} takes nothing after it, not "${rest.join(' ')}".`);
  if (action === 'list') return list(options);
  if (action === 'verify') return verify(options);
  throw new CommandError(
    2,
    `evidence takes list, add or verify, not "${action}".`,
    'For example: soc2-ready evidence add CC6.1-mfa --file export.csv --tier 3 --date 2026-10-01',
  );
}

async function list(options: Options): Promise<number> {
  const format = formatOption(options);
  const session = await openSession(options);
  try {
    const { decisions, workspace, today } = session;
    const evidence = evidenceRegister(decisions.controls, workspace.assessment, today);
    if (format === 'json') emit(json({ schema: 'soc2-ready/evidence@1', today, evidence }), options);
    else emit(formatTable(evidenceTable(evidence), format), options);
    if (evidence.length === 0 && format === 'text' && options.quiet !== true)
      process.stderr.write(
        'no evidence yet. Add some: soc2-ready evidence add CONTROL --file PATH --date DATE --tier 0-3\n',
      );
    return 0;
  } finally {
    await session.workspace.close();
  }
}

async function add(args: readonly string[], options: Options): Promise<number> {
  const [id, ...more] = args;
  if (id === undefined || more.length > 0)
    throw new CommandError(
      2,
      'evidence add takes one control.',
      'For example: soc2-ready evidence add CC6.1-mfa --file export.csv --tier 3 --date 2026-10-01',
    );
  const file = text(options, 'file');
  if (file === undefined && text(options, 'where') === undefined)
    throw new CommandError(2, 'evidence add needs --file PATH, or --where LINK for what stays elsewhere.');
  if (file !== undefined && text(options, 'where') !== undefined)
    throw new CommandError(2, 'Give --file or --where, not both.');
  if (text(options, 'date') === undefined)
    throw new CommandError(2, 'evidence add needs --date DATE: the day it was made (YYYY-MM-DD).');
  const { basename } = await import('node:path');
  const what = text(options, 'evidence') ?? (file === undefined ? text(options, 'where') : basename(file));
  // All of it is checked before a file is copied.
  const stated = evidenceOf({ ...options, evidence: what, where: text(options, 'where') ?? file });
  if (stated === undefined) throw new CommandError(2, 'evidence add needs --evidence WHAT.');
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    const control = findControl(questionnaire, id);
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const evidence = file === undefined ? stated : { ...stated, ...(await attachEvidence(workspace, file)) };
    const entry = await workspace.append({ type: 'evidence', control: control.id, evidence }, await author(options));
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/evidence-added@1', entry: entry.id, ...evidence }));
    else if (options.quiet !== true)
      process.stdout.write(plainLine(`added to ${control.id}: ${evidence.what}, ${evidence.where}`).concat('\n'));
    return 0;
  } finally {
    await workspace.close();
  }
}

/** Exit code 1 when an attached file has changed or is gone. */
async function verify(options: Options): Promise<number> {
  const format = formatOption(options);
  const { workspace } = await openChosen(options, { readOnly: true });
  try {
    const pieces = Object.entries(workspace.assessment.controls).flatMap(([control, record]) =>
      record.evidence.map((piece) => ({ control, piece })),
    );
    const files = await Promise.all(
      pieces.map(async ({ control, piece }) => {
        const { what, where, sha256 } = piece;
        const state = await evidenceState(workspace, sha256 === undefined ? { where } : { where, sha256 });
        return { control, what, where, ...(sha256 === undefined ? {} : { sha256 }), state };
      }),
    );
    const attached = files.filter(({ state }) => state !== 'not attached');
    const wrong = attached.filter(({ state }) => state !== 'unchanged');
    if (format === 'json') emit(json({ schema: 'soc2-ready/evidence-verified@1', files }), options);
    else {
      const header = ['state', 'control', 'where', 'what'];
      const rows = files.map(({ state, control, where, what }) => [state, control, where, what]);
      emit(formatTable({ header, rows }, format), options);
    }
    if (options.quiet !== true)
      process.stderr.write(
        `${verifiedLine(attached.length, wrong.length)}; ${files.length - attached.length} not attached\n`,
      );
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await workspace.close();
  }
}

function verifiedLine(attached: number, wrong: number): string {
  if (attached === 0) return 'no attached file';
  return `${counted(attached, 'attached file')}: ${wrong === 0 ? 'all as they were attached' : `${wrong} changed or missing`}`;
}
