/** Options of everything that is about the accounts of an organization. */
import { CommandError } from './errors.ts';
import { text } from './session.ts';
import type { Options } from './table.ts';

/** The role of --role. @throws CommandError when there is none, or it is no name of one. */
export function roleName(options: Options): string {
  const role = text(options, 'role');
  if (role === undefined)
    throw new CommandError(
      2,
      '--organization needs --role: the name of the role to take in each account.',
      'soc2-ready permissions --cloudformation makes one.',
    );
  if (!/^[\w+=,.@/-]{1,512}$/.test(role)) throw new CommandError(2, `"${role}" is no name of a role.`);
  return role;
}

/** The account ids of an option. @throws CommandError for one that is none. */
export function idsOf(options: Options, name: 'accounts' | 'exclude'): string[] {
  const ids = [options[name]]
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong !== undefined)
    throw new CommandError(2, `"${wrong}" is no account id.`, 'An account id has twelve digits.');
  return ids;
}
