/** `soc2-ready questions list`: every question of the questionnaire in force, one line each. */
import { compareCriteria } from '../core/framework.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation } from './table.ts';

/** Prints the scoping questions and the controls in the order of the criteria; as a sheet the controls alone. */
export async function run({ options }: Invocation): Promise<number> {
  const format = formatOption(options);
  const questionnaire = await questionnaireInForce(options);
  if (format === 'json') {
    const { hash, controls, scoping, changes = [] } = questionnaire;
    emit(json({ schema: 'soc2-ready/questions@1', questionnaire: hash, controls, scoping, changes }), options);
    return 0;
  }
  const sorted = [...questionnaire.controls].sort((a, b) => compareCriteria(a.criterion, b.criterion));
  const rows = sorted.map(({ id, weight, kind, title }) => [
    id,
    weight === 3 ? 'key' : String(weight),
    kind,
    title,
    origin(questionnaire, id),
  ]);
  const table = formatTable({ header: ['control', 'weight', 'kind', 'title', 'from'], rows }, format);
  emit(format === 'text' ? `${scopingList(questionnaire)}\n\n${table}` : table, options);
  return 0;
}

/** The ids that `answer` takes besides those of controls. */
function scopingList({ scoping }: Questionnaire): string {
  const rows = scoping.map(({ id, type, ask }) => [id, type, ask]);
  return formatTable({ header: ['scoping question', 'takes', 'asks'], rows }, 'text');
}

/** Where a control comes from: empty as shipped, else the files that added or changed it. */
export function origin({ changes = [] }: Questionnaire, id: string): string {
  return [
    ...new Set(changes.filter(({ control }) => control === id).map(({ file, kind }) => `${kind} by ${file}`)),
  ].join(', ');
}
