/** The published mapping as a table: for each check of ours the names under which other engines say something of it. */
import { foreignLinks } from '../../checks/foreign-findings.ts';
import { type Engine, type ForeignLink, marks } from '../core/foreign-findings.ts';

const symbols = new Map(Object.entries(marks).map(([mark, decides]) => [decides, mark]));

/** A row for each check that any engine knows, sorted by check. */
export function mappingTable(links: readonly ForeignLink[] = foreignLinks): { header: string[]; rows: string[][] } {
  const names = (check: string, engine: Engine) =>
    links
      // Other names of the same rule are one.
      .filter((link) => link.check === check && link.engine === engine && link.alias === undefined)
      .map(({ id, decides }) => `${symbols.get(decides) ?? '~'} ${id}`)
      .join(', ');
  const checks = [...new Set(links.map(({ check }) => check))].sort();
  return {
    header: ['check', 'Security Hub CSPM', 'AWS Config', 'Prowler'],
    rows: checks.map((check) => [check, names(check, 'securityhub'), names(check, 'config'), names(check, 'prowler')]),
  };
}
