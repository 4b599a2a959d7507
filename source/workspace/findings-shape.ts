/** What the entries about findings of other engines must look like before they count. */
import { count, listOf, maybe, name, object, oneOf, text, when } from './value-shape.ts';

const instant = when(
  'an instant (UTC, ISO 8601)',
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
);

const account = when('an account id of twelve digits', (value) => typeof value === 'string' && /^\d{12}$/.test(value));

/** Shapes by entry type. */
export const findingsShapes = {
  'findings-import': object({
    ...{ engine: oneOf('prowler', 'securityhub', 'config'), version: maybe(text), from: text, fileSha256: maybe(text) },
    ...{ findingsFile: name, sha256: text, accounts: listOf(account) },
    ...{ read: count, mapped: count, unmapped: count, oldest: instant, newest: instant },
  }),
};
