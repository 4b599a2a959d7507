/** `soc2-ready questions list`: every control of the questionnaire in force, one line each. */
import { compareCriteria } from '../core/framework.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation } from './table.ts';

/** Prints the controls in the order of the criteria. */
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
  emit(formatTable({ header: ['control', 'weight', 'kind', 'title', 'from'], rows }, format), options);
  return 0;
}

/** Where a control comes from: empty as shipped, else the files that added or changed it. */
export function origin({ changes = [] }: Questionnaire, id: string): string {
  return [
    ...new Set(changes.filter(({ control }) => control === id).map(({ file, kind }) => `${kind} by ${file}`)),
  ].join(', ');
}
