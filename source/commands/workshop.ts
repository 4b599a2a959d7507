/** `soc2-ready workshop`: what came of a workshop; who takes part, and what was put aside. */
import type { EntryBody } from '../core/entry.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { Redactor } from '../core/redact.ts';
import { plainLine } from '../core/text.ts';
import { uniqueNames, workshopSummary } from '../core/workshop.ts';
import { type WorkshopReport, withoutNames, workshopMarkdown } from '../report/workshop-summary.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, json } from './output.ts';
import { author, openChosen, openSession, type Session } from './session.ts';
import type { Invocation, Options } from './table.ts';

/** Prints the summary, or with a verb writes who takes part or what is parked. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [verb, ...words] = args;
  switch (verb) {
    case undefined:
      return await show(options);
    case 'participants':
      // Nobody at all is said with the word none: a name left out of a script must not empty the table.
      if (words.length === 0)
        throw new CommandError(
          2,
          'workshop participants needs names, with commas between, or none.',
          'For example: soc2-ready workshop participants "Ada Example, Bob Example"',
        );
      if (words.join(' ').trim().toLowerCase() === 'none')
        return await write(options, () => ({ type: 'participants', names: [] }));
      return await write(options, () => ({ type: 'participants', names: uniqueNames(words.join(' ').split(',')) }));
    case 'park':
      return await write(options, ({ controls }) => {
        const control = controls.find(({ id }) => id.toLowerCase() === words[0]?.toLowerCase())?.id;
        const line = words.slice(control === undefined ? 0 : 1).join(' ');
        if (line === '') throw new CommandError(2, 'workshop park needs a text.', 'workshop park [CONTROL] TEXT');
        return { type: 'park', text: line, ...(control === undefined ? {} : { control }) };
      });
    case 'parked':
      return await outcome(words, options);
    default:
      throw new CommandError(
        2,
        `workshop has no "${verb}".`,
        'Use: participants, park or parked; alone it prints the summary.',
      );
  }
}

/** The summary of a session; redacted, neither AWS nor the people are named. */
export function workshopReport(
  { workspace, decisions, scans, questionnaire }: Session,
  redact: boolean,
): WorkshopReport {
  const { assessment } = workspace;
  const named = assessment.scope.company?.value;
  const company = typeof named === 'string' && named.trim() !== '' ? named : assessment.name;
  const people = workshopSummary(assessment, decisions.controls);
  const report = { company, people, parked: assessment.workshop.parked };
  return redact ? new Redactor(scans, JSON.stringify(questionnaire)).value(withoutNames(report)) : report;
}

async function show(options: Options): Promise<number> {
  const format = formatOption(options, ['md', 'json'], 'md');
  const session = await openSession(options);
  try {
    const report = workshopReport(session, options.redact === true);
    emit(format === 'json' ? json({ schema: 'soc2-ready/workshop@1', ...report }) : workshopMarkdown(report), options);
    return 0;
  } finally {
    await session.workspace.close();
  }
}

async function outcome([number, ...words]: string[], options: Options): Promise<number> {
  return await write(options, (_, parked) => {
    const item = parked[Number(number) - 1];
    if (item === undefined)
      throw new CommandError(
        2,
        `There is no parked line ${number ?? 'without its number'}.`,
        parked.length === 0
          ? 'Nothing is parked.'
          : parked.map(({ text: line }, index) => `${index + 1} ${plainLine(line)}`).join('\n'),
      );
    return { type: 'parked', item: item.entry, outcome: words.length === 0 ? null : words.join(' ') };
  });
}

async function write(
  options: Options,
  make: (questionnaire: Questionnaire, parked: readonly { entry: string; text: string }[]) => EntryBody,
): Promise<number> {
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    if (workspace.readOnly !== undefined) throw new CommandError(1, `Nothing was written: ${workspace.readOnly}`);
    const body = make(questionnaire, workspace.assessment.workshop.parked);
    const { id } = await workspace.append(body, await author(options));
    if (options.json === true) process.stdout.write(json({ schema: 'soc2-ready/workshop-set@1', entry: id }));
    else if (options.quiet !== true) process.stdout.write(`saved in ${workspace.folder}\n`);
    return 0;
  } finally {
    await workspace.close();
  }
}
