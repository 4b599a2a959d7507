/** `soc2-ready questions stats`: what the questionnaire covers, and what serves each row of the sources. */
import { criterion } from '../core/framework.ts';
import { type CriterionCoverage, criterionCoverage } from '../core/questionnaire-stats.ts';
import { type ServedRow, servedRows } from '../core/source-rows.ts';
import type { Table } from '../report/tables.ts';
import { sourceRows } from '../workspace/content.ts';
import { emit, formatOption, formatTable, json } from './output.ts';
import { questionnaireInForce } from './questions.ts';
import type { Invocation } from './table.ts';

/** The contract of `questions stats --json`. */
export interface QuestionStats {
  schema: 'soc2-ready/questions-stats@1';
  criteria: CriterionCoverage[];
  /** Rows of the sources; what serves one is the id of a control, or `command:`, `check:`, `scoping:`, `page:` and a name. */
  sources: Pick<ServedRow, 'id' | 'servedBy'>[];
}

/** Prints both tables with their totals; as CSV only the criteria. */
export async function run({ options }: Invocation): Promise<number> {
  const format = formatOption(options);
  const questionnaire = await questionnaireInForce(options);
  const coverage = criterionCoverage(questionnaire);
  const served = servedRows(await sourceRows(), questionnaire);
  if (format === 'json') {
    const sources = served.map(({ id, servedBy }) => ({ id, servedBy }));
    const stats: QuestionStats = { schema: 'soc2-ready/questions-stats@1', criteria: coverage, sources };
    emit(json(stats), options);
    return 0;
  }
  const tables = [formatTable(criterionTable(coverage), format)];
  if (format !== 'csv') tables.push(totals(coverage, served), formatTable(sourceTable(served), format));
  emit(tables.join('\n\n'), options);
  return 0;
}

function criterionTable(coverage: CriterionCoverage[]): Table {
  return {
    header: ['criterion', 'controls', 'key', 'topics', 'about'],
    rows: coverage.map(({ id, controls, keyControls, topics }) => [
      id,
      String(controls),
      String(keyControls),
      `${topics.touched} of ${topics.total}`,
      criterion(id)?.title ?? '',
    ]),
  };
}

/** Always n of m: a share without its whole says nothing. */
function totals(coverage: CriterionCoverage[], served: ServedRow[]): string {
  const sum = (figure: (c: CriterionCoverage) => number) => coverage.reduce((total, c) => total + figure(c), 0);
  const withKey = coverage.filter(({ keyControls }) => keyControls > 0).length;
  const unserved = served.filter(({ servedBy }) => servedBy.length === 0).map(({ id }) => id);
  return [
    `- ${withKey} of ${coverage.length} criteria with a key control, ${sum((c) => c.controls)} controls`,
    `- ${sum((c) => c.topics.touched)} of ${sum((c) => c.topics.total)} topics of the points of focus touched`,
    `- ${served.length - unserved.length} of ${served.length} rows of the sources served${unserved.length > 0 ? `; not yet: ${unserved.join(', ')}` : ''}`,
  ].join('\n');
}

function sourceTable(served: ServedRow[]): Table {
  return {
    header: ['source', 'about', 'served by'],
    rows: served.map(({ id, what, servedBy }) => [id, what, servedBy.join(', ') || 'nothing yet']),
  };
}
