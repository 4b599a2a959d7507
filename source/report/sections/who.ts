/** Names of owners in words: a role that nobody holds yet stands in the data by its code, which no reader knows. */
import type { Report } from '../model.ts';

/** The name of a person as it is; of a role that nobody holds its title. */
export function whoOf({ openRoles }: Pick<Report, 'openRoles'>): (owner: string) => string {
  const titles = new Map(openRoles.map(({ role, title }) => [role, title]));
  return (owner) => {
    const title = titles.get(owner);
    return title === undefined ? owner : `${title} (nobody yet)`;
  };
}
