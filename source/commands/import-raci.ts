/** `soc2-ready import raci FILE [--apply]`: the matrix back from a spreadsheet, as a diff first. */
import { keptEntries } from '../core/kept-columns.ts';
import { counted } from '../core/phrases.ts';
import { diffRaci, type RaciChange, type RaciDiff, raciEntries } from '../core/raci-csv.ts';
import { plainLine } from '../core/text.ts';
import { applyLine, importSheet, keptLines, type SheetDiff } from './import-sheet.ts';
import { json } from './output.ts';
import type { Options } from './table.ts';

/** Shows what would change; with --apply records it. A file with a fault changes nothing (exit code 2). */
export function importRaci(file: string, options: Options): Promise<number> {
  const wanted = { sheet: 'RACI', keys: ['control'], example: 'soc2-ready raci --format csv -o FILE' };
  return importSheet<RaciDiff & SheetDiff>(file, wanted, options, {
    diff: ({ table }, { decisions, workspace }) => {
      const diff = diffRaci(table, decisions.raci, workspace.assessment.keptColumns.raci);
      // A vendor of the register is a party, also where no row names it yet.
      const vendors = Object.values(workspace.assessment.registers.vendor).map(({ name }) => name.trim().toLowerCase());
      diff.newNames = diff.newNames.filter((name) => !vendors.includes(name.toLowerCase()));
      return { ...diff, bodies: [...raciEntries(diff.changes), ...keptEntries('raci', diff.kept)] };
    },
    json: ({ bodies: _, ...diff }, applied) => json({ schema: 'soc2-ready/import-raci@1', applied, ...diff }),
    lines,
  });
}

function lines({ changes, kept, untouched, newNames }: RaciDiff, applied: boolean): string[] {
  if (changes.length + kept.length === 0) return ['The file says what the matrix says: nothing to change.'];
  const say = ({ control, person, what, was, now }: RaciChange) =>
    what === 'standIn'
      ? `  ${control}  stand-in: ${was || 'nobody'} → ${now || 'nobody'}`
      : `  ${control}  ${person}: ${was || 'nothing'} → ${now || 'nothing'}`;
  const controls = new Set(changes.map(({ control }) => control)).size;
  const acknowledge = 'Who is named on a changed row has to acknowledge it again (R12).';
  return [
    ...(changes.length === 0
      ? []
      : [
          `${counted(changes.length, 'cell')} on ${counted(controls, 'control')} ${applied ? 'changed' : 'would change'}:`,
          ...changes.map(say),
        ]),
    ...keptLines(kept, applied),
    ...(newNames.length > 0 ? [`Nobody has entered ${newNames.join(', ')}: taken as a group.`] : []),
    ...(untouched.length > 0 ? [`${counted(untouched.length, 'control')} not in the file: left as they are.`] : []),
    ...(applied ? (changes.length > 0 ? [acknowledge] : []) : [applyLine]),
  ].map(plainLine);
}
