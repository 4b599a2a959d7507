/** `soc2-ready raci set`, `waive` and `hats`: the matrix changed by hand, each change with a name in the journal. */
import type { EntryBody } from '../core/entry.ts';
import { criterion } from '../core/framework.ts';
import type { Questionnaire, RoleSet } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import { findControl } from './answer.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, derive, openChosen, text } from './session.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption } from './window.ts';

/** Records the change that `args` begin with, and prints what the matrix says then. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [what = '', ...rest] = args;
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const bodies =
      what === 'set'
        ? [letter(rest, questionnaire)]
        : what === 'waive'
          ? [waiver(rest, questionnaire, options)]
          : hats(rest, questionnaire);
    const by = await author(options);
    const entries = (await workspace.appendAll(bodies, by)).map(({ id }) => id);
    const { raci } = (await derive(workspace, questionnaire)).decisions;
    const errors = raci.findings.filter(({ severity, waived }) => severity === 'error' && waived === undefined).length;
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/raci-set@1', entries, errors }));
    else if (options.quiet !== true)
      process.stdout.write(
        `${bodies.map((body) => plainLine(saying(body))).join('\n')}\n${errors === 0 ? 'no error in the matrix' : `${errors} in error: soc2-ready raci --lint`}\n`,
      );
    return 0;
  } finally {
    await workspace.close();
  }
}

/** `CONTROL NAME LETTER`: R, A, C or I; `none` empties the cell; `stand-in` and `no-stand-in`. */
function letter(args: string[], questionnaire: Questionnaire): EntryBody {
  const [id, ...words] = args;
  const wanted = words.pop()?.toLowerCase() ?? '';
  const person = words.join(' ').trim();
  const letters = { r: 'R', a: 'A', c: 'C', i: 'I' } as const;
  if (
    id === undefined ||
    person === '' ||
    !(Object.hasOwn(letters, wanted) || ['none', 'stand-in', 'no-stand-in'].includes(wanted))
  )
    throw new CommandError(
      2,
      'raci set needs a control, a name and R, A, C, I, none, stand-in or no-stand-in.',
      'For example: soc2-ready raci set CC6.3-review "Ada Example" A',
    );
  const base = { type: 'raci', control: findControl(questionnaire, id).id, person } as const;
  if (wanted.endsWith('stand-in')) return { ...base, role: wanted === 'stand-in' ? 'R' : null, standIn: true };
  return { ...base, role: letters[wanted as keyof typeof letters] ?? null };
}

/** `RULE CONTROL` with what is done instead, who approved it and until when. */
function waiver([rule = '', id, more]: string[], questionnaire: Questionnaire, options: Options): EntryBody {
  if (more !== undefined)
    throw new CommandError(2, `raci waive does not know what to do with "${more}".`, 'It takes a rule and a control.');
  const name = rule.toUpperCase();
  if (!/^R(7(\.\d{1,2})?|10)$/.test(name) || id === undefined)
    throw new CommandError(
      2,
      'raci waive needs R7, R7.PAIR or R10, and a control of the finding.',
      'For example: soc2-ready raci waive R7.3 CC6.3-review --text "…" --approver NAME --expires DATE',
    );
  const [control, words, approver, expires] = [
    ...[findControl(questionnaire, id).id, text(options, 'text'), text(options, 'approver')],
    dayOption(options, 'expires'),
  ];
  if (control === undefined || words === undefined || approver === undefined || expires === undefined)
    throw new CommandError(
      2,
      'A compensating control needs --text, --approver and --expires.',
      'Say the risk, why it is not split, what is done instead, and what somebody else can check.',
    );
  return { type: 'waiver', rule: name, control, text: words, approver, expires };
}

/** `IT=OPS` (who stands for a hat), `CC6.2=SEC` (who answers for a criterion or series), `size=80`; nothing after `=` takes it back. */
function hats(pairs: string[], { roles }: Questionnaire): EntryBody[] {
  const ids = roles.map(({ id }) => id);
  const example = 'For example: soc2-ready raci hats IT=OPS CC6.2=SEC size=80';
  if (pairs.length === 0) throw new CommandError(2, 'raci hats needs WHAT=ROLE.', example);
  return pairs.map((pair): EntryBody => {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    const [what, role] = [key.trim().toUpperCase(), value.trim().toUpperCase()];
    if (what === 'SIZE') {
      if (!['', '3', '15', '80'].includes(role))
        throw new CommandError(2, `size takes 3, 15 or 80, not "${value}".`, example);
      return { type: 'role-set', of: 'size', size: role === '' ? null : (Number(role) as RoleSet['size']) };
    }
    if (role !== '' && !ids.includes(role))
      throw new CommandError(2, `There is no hat "${value}".`, `Hats: ${ids.join(', ')}.`);
    if (ids.includes(what)) return { type: 'role-set', of: 'hat', role: what, hat: role === '' ? null : role };
    if (criterion(what) !== undefined || /^(CC[1-9]|A1|C1|PI1|P[1-8])$/.test(what))
      return { type: 'role-set', of: 'accountable', where: what, role: role === '' ? null : role };
    throw new CommandError(2, `"${key}" is no hat, criterion or series.`, example);
  });
}

function saying(body: EntryBody): string {
  if (body.type === 'raci')
    return `${body.control}: ${body.person} ${body.standIn === true ? 'stands in' : (body.role ?? 'has nothing')}${body.standIn === true && body.role === null ? ' no longer' : ''}`;
  if (body.type === 'waiver')
    return `${body.rule} on ${body.control}: ${body.text} (${body.approver}, until ${body.expires})`;
  if (body.type !== 'role-set') return '';
  if (body.of === 'size') return body.size === null ? 'the set of the head count' : `the set of ${body.size} people`;
  return body.of === 'hat'
    ? `${body.role}: ${body.hat ?? 'as the set says'}`
    : `${body.where}: ${body.role ?? 'as the set says'} answers`;
}
