/** `soc2-ready people`: who is in the assessment, which hats they wear, their hours, and the day somebody left. */
import type { EntryBody } from '../core/entry.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { plainLine } from '../core/text.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { author, openChosen, text } from './session.ts';
import { refuseOptions } from './stray-options.ts';
import type { Invocation, Options } from './table.ts';
import { dayOption } from './window.ts';

/** Lists people, or with `set NAME` enters or changes one. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [action, ...words] = args;
  if (action !== undefined && action !== 'set') throw new CommandError(2, `people takes no "${action}".`, example);
  if (action === undefined) refuseOptions(options, ['roles', 'hours', 'left'], 'people set NAME');
  const name = words.join(' ').trim();
  if (action === 'set' && name === '') throw new CommandError(2, 'people set needs a name.', example);
  const { workspace, questionnaire } = await openChosen(options, { readOnly: action === undefined });
  try {
    const { people } = workspace.assessment;
    if (action === undefined) {
      const format = formatOption(options);
      const rows = people.map((one) => [
        ...[
          one.name,
          one.roles.join(', '),
          one.hoursPerWeek === undefined ? '' : String(one.hoursPerWeek),
          one.left ?? '',
        ],
      ]);
      if (format === 'json') emit(json({ schema: 'soc2-ready/people@1', people }), options);
      else emit(formatTable({ header: ['name', 'hats', 'hours a week', 'left'], rows }, format), options);
      return 0;
    }
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const known = people.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const entry = await workspace.append(
      personBody(known ?? { name, roles: [] }, questionnaire, options),
      await author(options),
    );
    const said = workspace.assessment.people.find((one) => one.name === (known?.name ?? name));
    if (options.json === true)
      process.stdout.write(json({ schema: 'soc2-ready/people@1', entry: entry.id, people: said ? [said] : [] }));
    else if (options.quiet !== true)
      process.stdout.write(`${plainLine(said?.name ?? name)}: ${said?.roles.join(', ') || 'no hat yet'}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}

const example = 'For example: soc2-ready people set "Ada Example" --roles CTO,SEC --hours 16';

/** The whole person: what no option names stays as it was. */
function personBody(
  known: { name: string; roles: string[]; hoursPerWeek?: number; left?: string },
  { roles }: Questionnaire,
  options: Options,
): EntryBody {
  const wanted = text(options, 'roles')
    ?.split(',')
    .map((role) => role.trim().toUpperCase())
    .filter((role) => role !== '');
  const ids = roles.map(({ id }) => id);
  const wrong = wanted?.find((role) => !ids.includes(role));
  if (wrong !== undefined) throw new CommandError(2, `There is no hat "${wrong}".`, `Hats: ${ids.join(', ')}.`);
  const hours = text(options, 'hours');
  if (hours !== undefined && !(Number(hours) > 0 && Number(hours) <= 168))
    throw new CommandError(2, `--hours takes the hours a week for this work, not "${hours}".`);
  const hoursPerWeek = hours === undefined ? known.hoursPerWeek : Number(hours);
  const left = dayOption(options, 'left') ?? known.left;
  return {
    ...{ type: 'person', name: known.name, roles: wanted ?? known.roles },
    ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
    ...(left === undefined ? {} : { left }),
  };
}
