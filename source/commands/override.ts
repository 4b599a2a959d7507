/** `soc2-ready override`: other weights and constants, and levels by judgement, each with a name and a reason. */
import type { EntryBody } from '../core/entry.ts';
import { type ConstantSpec, constantNames, constantSpecs } from '../core/model-constants.ts';
import { newOverride } from '../core/new-override.ts';
import { constantsOf, overrideRows, overrideText } from '../core/overrides.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { findControl } from './answer.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { author, openChosen, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';

/** Runs list (without a word too), constants, set or remove. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [action = 'list', kind, about, value, ...more] = args;
  const change = action === 'set' || action === 'remove';
  if (!change && action !== 'list' && action !== 'constants')
    throw new CommandError(2, `override takes list, constants, set or remove, not "${action}".`, example);
  if (more.length > 0 || (!change && kind !== undefined) || (action === 'remove' && value !== undefined))
    throw new CommandError(2, `override ${action} takes less than that.`, example);
  if (!change) refuseOptions(options, ['reason'], 'override set KIND WHAT VALUE');
  const { workspace, questionnaire } = await openChosen(options, { readOnly: !change });
  try {
    if (action === 'list') list(workspace, questionnaire, options);
    else if (action === 'constants') constants(workspace, options);
    else {
      if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
      const body = bodyFor(action === 'remove' ? null : value, kind, about, questionnaire, options);
      if (action === 'remove') refuseUnset(body, overrideRows(questionnaire, workspace.assessment));
      const entry = await workspace.append(body, await author(options));
      const row = overrideRows(questionnaire, workspace.assessment).find((one) => one.entry === entry.id);
      if (options.json === true)
        process.stdout.write(json({ schema: 'soc2-ready/override@1', entry: entry.id, override: row ?? null }));
      else if (options.quiet !== true)
        process.stdout.write(
          plainLine(row === undefined ? `${kind} ${about}: as the model says again` : overrideText(row)).concat('\n'),
        );
    }
    return 0;
  } finally {
    await workspace.close();
  }
}

const example = 'For example: soc2-ready override set level CC6.1-mfa 2 --reason "three admins share a phone"';

function list(workspace: Workspace, questionnaire: Questionnaire, options: Options): void {
  const overrides = overrideRows(questionnaire, workspace.assessment);
  const format = formatOption(options);
  if (format === 'json') emit(json({ schema: 'soc2-ready/overrides@1', overrides }), options);
  else {
    const header = ['what', 'about', 'value', 'instead of', 'by', 'on', 'no effect', 'reason'];
    const rows = overrides.map((row) => [
      ...[row.of === 'judgement' ? 'level' : row.of, row.about, row.value, row.instead, row.by, row.at.slice(0, 10)],
      ...[row.idle ?? '', row.reason],
    ]);
    emit(formatTable({ header, rows }, format), options);
  }
  if (overrides.length === 0 && format === 'text' && options.quiet !== true)
    process.stderr.write('nothing is overridden; the model is as docs/scoring.md publishes it\n');
}

function constants(workspace: Workspace, options: Options): void {
  const now = constantsOf(workspace.assessment);
  const all = constantNames.map((name) => ({ name, ...(constantSpecs[name] as ConstantSpec), now: now[name] }));
  const format = formatOption(options);
  if (format === 'json') emit(json({ schema: 'soc2-ready/constants@1', constants: all }), options);
  else {
    const header = ['constant', 'rule', 'published', 'now', 'from', 'to', 'what it is'];
    const rows = all.map((one) => [
      ...[one.name, one.rule, String(one.published), String(one.now), String(one.least), String(one.most), one.what],
    ]);
    emit(formatTable({ header, rows }, format), options);
  }
}

/** Taking back what nobody set writes nothing: it would stand in the journal as a change of the model. */
function refuseUnset(body: EntryBody, rows: readonly { of: string; about: string }[]): void {
  if (body.type !== 'override') return;
  const about = body.of === 'constant' ? body.constant : body.control;
  if (rows.some((row) => row.of === body.of && row.about === about)) return;
  const what = body.of === 'judgement' ? 'level' : body.of;
  throw new CommandError(
    2,
    `Nothing was written: no override of the ${what} of ${about} is in force.`.replace('constant of', 'constant'),
    rows.length === 0 ? 'Nothing is overridden.' : 'soc2-ready override list has those that are.',
  );
}

/** The entry; `value` null takes it back. Throws a usage error for what the model does not allow. */
function bodyFor(
  value: string | null | undefined,
  kind: string | undefined,
  about: string | undefined,
  questionnaire: Questionnaire,
  options: Options,
): EntryBody {
  if (about === undefined || value === undefined)
    throw new CommandError(2, 'Say what is overridden, and with which value.', example);
  const reason = text(options, 'reason')?.trim() ?? '';
  if (reason === '') throw new CommandError(2, 'An override needs --reason: it is printed with every score.', example);
  if (kind !== 'weight' && kind !== 'level' && kind !== 'constant')
    throw new CommandError(2, `What is overridden is a weight, a constant or a level, not "${kind}".`, example);
  const subject = kind === 'constant' ? about : findControl(questionnaire, about).id;
  const made = newOverride(kind, subject, value, reason);
  if ('body' in made) return made.body;
  throw new CommandError(2, made.fault, ...(kind === 'constant' ? ['soc2-ready override constants lists them.'] : []));
}
