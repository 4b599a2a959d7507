/** `soc2-ready checks mapping`: which findings of other engines answer which check, and how far. */
import { foreignFindingsDate, foreignLinks } from '../../checks/foreign-findings.ts';
import { isDeterminative } from '../core/foreign-findings.ts';
import { mappingTable } from '../report/mapping-table.ts';
import { CommandError } from './errors.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import type { Invocation } from './table.ts';

/** Prints the mapping. */
export async function run({ args, options }: Invocation): Promise<number> {
  if (args.length > 0) throw new CommandError(2, `checks mapping takes nothing, without "${args[0]}".`);
  const format = formatOption(options);
  if (format === 'json') {
    const links = foreignLinks.map((link) => ({
      ...link,
      role: isDeterminative(link) ? 'determinative' : 'corroborating',
    }));
    emit(json({ schema: 'soc2-ready/mapping@1', asOf: foreignFindingsDate, links }), options);
    return 0;
  }
  emit(formatTable(mappingTable(), format), options);
  return 0;
}
