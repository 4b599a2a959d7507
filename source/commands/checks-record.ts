/** `soc2-ready checks record ID STATUS`: what a person found where the scan could not conclude. */
import type { ManualResult } from '../core/entry.ts';
import { concludedFault, manualResultFault } from '../core/manual-result.ts';
import { ownValue } from '../core/own-record.ts';
import { accountsInScope } from '../core/results.ts';
import { namedCheck } from './checks-show.ts';
import { CommandError } from './errors.ts';
import { json } from './output.ts';
import { author, derive, openChosen, text } from './session.ts';
import type { Invocation, Options } from './table.ts';

const statuses: Record<string, ManualResult['status']> = {
  pass: 'pass',
  fail: 'fail',
  'n/a': 'not-applicable',
  'not-applicable': 'not-applicable',
};

/** Records a result, or with `none` takes the last one back. Exits 2 for what is missing or where the scan has concluded. */
export async function run({ args, options }: Invocation): Promise<number> {
  const [id, given, more] = args;
  if (more !== undefined) throw new CommandError(2, `checks record takes an id and a status, without "${more}".`);
  const check = namedCheck(id === undefined ? [] : [id]);
  const status = given === undefined ? undefined : ownValue(statuses, given);
  if (given === undefined || (status === undefined && given !== 'none'))
    throw new CommandError(
      2,
      `A result is pass, fail or n/a (none takes it back)${given === undefined ? '.' : `, not "${given}".`}`,
    );
  const { workspace, questionnaire } = await openChosen(options, { readOnly: false });
  try {
    const session = await derive(workspace, questionnaire);
    const accounts = accountsInScope(workspace.assessment);
    const known = accounts.length > 0 ? accounts : session.scans.map(({ account }) => account);
    const account = chosenAccount(options, known);
    const result = status === undefined ? null : recorded(status, options, session.today);
    const now = session.results.find((candidate) => candidate.check === check.id);
    const concluded = result === null ? undefined : concludedFault(check.id, now);
    if (concluded !== undefined) throw new CommandError(2, concluded, 'Mend it and scan again.');
    await workspace.append(
      { type: 'manual-result', check: check.id, ...(account === undefined ? {} : { account }), result },
      await author(options),
    );
    if (options.json === true)
      process.stdout.write(
        json({ schema: 'soc2-ready/manual-result@1', check: check.id, account: account ?? null, result }),
      );
    else
      process.stdout.write(
        result === null ? `${check.id}: taken back\n` : `${check.id}: ${result.status}, until ${result.expires}\n`,
      );
    return 0;
  } finally {
    await workspace.close();
  }
}

/** The account it is about: needs no name while there is only one. */
function chosenAccount(options: Options, known: readonly string[]): string | undefined {
  const account = text(options, 'account');
  if (account === undefined) {
    if (known.length <= 1) return undefined;
    throw new CommandError(2, 'There are several accounts.', `Name one with --account: ${known.join(', ')}`);
  }
  if (!known.includes(account))
    throw new CommandError(2, `The account ${account} is none of this assessment.`, `Known: ${known.join(', ')}`);
  return account;
}

function recorded(status: ManualResult['status'], options: Options, today: string): ManualResult {
  const need = (name: string, what: string): string => {
    const value = text(options, name);
    if (value === undefined) throw new CommandError(2, `A recorded result needs --${name}: ${what}.`);
    return value;
  };
  const evidence = need('evidence', 'what was looked at');
  const where = need('where', 'file or link');
  const date = text(options, 'date') ?? today;
  const expires = need('expires', 'the last day on which it counts');
  const result = { status, evidence, where, date, expires };
  const fault = manualResultFault(result, today);
  if (fault !== undefined) throw new CommandError(2, fault);
  return result;
}
