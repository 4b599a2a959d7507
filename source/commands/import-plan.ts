/** `soc2-ready import plan FILE [--apply]`: states, owners and people's own columns back from a spreadsheet, as a diff first. */

import { counted } from '../core/phrases.ts';
import { diffPlan, type PlanDiff, planEntries } from '../core/plan-sheet.ts';
import { plainLine } from '../core/text.ts';
import { planCells } from '../report/edit-sheets.ts';
import { applyLine, importSheet, keptLines, type SheetDiff, short } from './import-sheet.ts';
import { json } from './output.ts';
import type { Options } from './table.ts';

/** Shows what would change; with --apply records it. A file with a fault changes nothing (exit code 2). */
export function importPlan(file: string, options: Options): Promise<number> {
  const wanted = { sheet: 'Plan', keys: ['id'], example: 'soc2-ready plan --format csv -o FILE' };
  return importSheet<PlanDiff & SheetDiff>(file, wanted, options, {
    diff: ({ table }, { decisions, workspace: { assessment }, today }) => {
      const diff = diffPlan(table, decisions, assessment, planCells(decisions));
      return { ...diff, bodies: planEntries(diff, assessment, today) };
    },
    json: ({ bodies: _, ...diff }, applied) => json({ schema: 'soc2-ready/import-plan@1', applied, ...diff }),
    lines,
  });
}

function lines({ changes, kept, untouched, gone, workedOut }: PlanDiff, applied: boolean): string[] {
  const notes = [
    ...(gone.length > 0
      ? [
          `${gone.join(', ')}: no gap any more, so nothing of ${gone.length === 1 ? 'its row' : 'their rows'} is taken in.`,
        ]
      : []),
    ...(workedOut > 0
      ? [`${counted(workedOut, 'cell')} of columns that the plan works out differ from today's plan: not taken in.`]
      : []),
    ...(untouched.length > 0 ? [`${counted(untouched.length, 'item')} not in the file: left as they are.`] : []),
  ];
  if (changes.length + kept.length === 0)
    return ['The file says what the plan says: nothing to change.', ...notes].map(plainLine);
  const items = new Set(changes.map(({ control }) => control)).size;
  return [
    ...(changes.length === 0
      ? []
      : [
          `${counted(changes.length, 'change')} to ${counted(items, 'item')} ${applied ? 'recorded' : 'would be recorded'}:`,
          ...changes.map(({ control, what, was, now }) => `  ${control}  ${what}: ${short(was)} → ${short(now)}`),
        ]),
    ...keptLines(kept, applied),
    ...notes,
    ...(applied ? [] : [applyLine]),
  ].map(plainLine);
}
