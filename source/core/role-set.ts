/** A company's own set of hats, laid over the one of its size: which set, who stands for whom, and who answers for what. */
import type { Assessment } from './assessment.ts';
import type { Entry } from './entry.ts';
import { keep } from './own-record.ts';
import type { RoleId, RoleSet } from './questionnaire.ts';

/** One change to the set. A value of null goes back to the set of the size. */
export type RoleSetBody =
  | { type: 'role-set'; of: 'size'; size: RoleSet['size'] | null }
  /** Who holds none of `role`'s own gets it through `hat`. */
  | { type: 'role-set'; of: 'hat'; role: RoleId; hat: RoleId | null }
  /** `where`: a criterion such as `CC6.2`, or a series such as `CC6`. */
  | { type: 'role-set'; of: 'accountable'; where: string; role: RoleId | null };

/** What is laid over the set. */
export interface OwnRoleSet {
  size?: RoleSet['size'];
  holds: Record<RoleId, RoleId>;
  accountable: Record<string, RoleId>;
}

/** Nothing of one's own. */
export function emptyRoleSet(): OwnRoleSet {
  return { holds: {}, accountable: {} };
}

/** Handler for the fold; see assessment.ts. */
export const roleSetHandlers = {
  'role-set': ({ roleSet: own }: Assessment, entry: Entry & { type: 'role-set' }) => {
    if (entry.of === 'size') {
      if (entry.size === null) delete own.size;
      else own.size = entry.size;
      return;
    }
    const [map, key, value] =
      entry.of === 'hat' ? [own.holds, entry.role, entry.hat] : [own.accountable, entry.where, entry.role];
    if (value === null) delete map[key];
    else keep(map, key, value);
  },
};
