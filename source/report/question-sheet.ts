/** The questionnaire on paper: every question with its levels and room for an answer. */
import { answerTitles, questionTitles } from '../core/answer-sheet.ts';
import { describeCadence } from '../core/cadence.ts';
import { compareCriteria, criteria, seriesTitles } from '../core/framework.ts';
import type { Condition, Control, Questionnaire, ScopeQuestion } from '../core/questionnaire.ts';
import { markdown } from '../core/text.ts';
import { questionnaireChangeTable, type Table } from './tables.ts';

/** The sheet as Markdown: scoping first, then criterion by criterion. */
export function questionSheet(questionnaire: Questionnaire): string {
  const { controls, scoping, hash, changes = [] } = questionnaire;
  const parts = [
    '# SOC 2 readiness: the questions',
    `${controls.length} controls, questionnaire ${hash}. Tick one level per control; levels 3 and 4 need a dated record. These are our own words: no auditor has approved them, and no audit follows from them.`,
    '## Scope',
    ...scoping.map(scopeEntry),
  ];
  let series = '';
  for (const criterion of criteria) {
    const own = controls.filter((control) => control.criterion === criterion.id);
    if (own.length === 0) continue;
    if (criterion.series !== series)
      parts.push(`## ${criterion.series} ${seriesTitles[criterion.series] ?? ''}`.trimEnd());
    series = criterion.series;
    parts.push(`### ${criterion.id} ${criterion.title}`, criterion.summary, ...own.map(controlEntry));
  }
  if (changes.length > 0) {
    const { header, rows } = questionnaireChangeTable(changes);
    const lines = [header, header.map(() => '---'), ...rows.map((row) => row.map(markdown))];
    parts.push('## Changes to the questionnaire', lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function scopeEntry({ ask, type, options, unit, default: offered, when }: ScopeQuestion): string {
  const lines = [`**${markdown(ask)}**${unit === undefined ? '' : ` (${markdown(unit)})`}`];
  if (when !== undefined) lines.push(`Only if ${markdown(conditionText(when))}.`);
  const boxes = type === 'yes-no' ? ['yes', 'no'] : (options ?? []).map(({ label }) => label);
  lines.push(
    boxes.length > 0 ? boxes.map((label) => `- [ ] ${markdown(label)}`).join('\n') : 'Answer: ____________________',
  );
  if (offered !== undefined) {
    const labels = [offered]
      .flat()
      .map((value) => options?.find((option) => option.value === value)?.label ?? valueText(value));
    lines.push(`Usual: ${markdown(labels.join(', '))}`);
  }
  return lines.join('\n\n');
}

function controlEntry(control: Control): string {
  const { id, title, weight, ask, levels, auditorWants, doesNotCount, raci, when } = control;
  return [
    `#### ${id} ${markdown(title)}${weight === 3 ? ' (key)' : ''}`,
    `**${markdown(ask)}**`,
    ...(when === undefined ? [] : [`Only if ${markdown(conditionText(when))}.`]),
    levels.map((level, index) => `- [ ] ${index} ${markdown(level)}`).join('\n'),
    [
      `- An auditor wants: ${markdown(auditorWants)}`,
      `- Does not count: ${markdown(doesNotCount)}`,
      `- Usually done by ${raci.R.join(', ')}, answered for by ${raci.A}; ${markdown(describeCadence(control.cadence))}`,
    ].join('\n'),
    'Who answers for it: ____________________  Evidence, and where it is: ____________________',
  ].join('\n\n');
}

/** One row per control, for a spreadsheet; the last columns are empty to be filled in. */
export function questionTable({ controls }: Questionnaire): Table {
  return {
    header: [...questionTitles, ...answerTitles],
    rows: [...controls].sort((a, b) => compareCriteria(a.criterion, b.criterion)).map(row),
  };
}

function row(control: Control): string[] {
  const { criterion, id, weight, kind, title, ask, when, levels, raci, after } = control;
  return [
    ...[criterion, id, weight === 3 ? 'key' : '', kind, title, ask, when === undefined ? '' : conditionText(when)],
    ...levels,
    ...[control.auditorWants, control.doesNotCount, control.smallCompany],
    ...[control.evidence.map(({ what }) => what).join('; '), describeCadence(control.cadence)],
    ...[raci.R.join(' '), raci.A, raci.C.join(' '), raci.I.join(', '), after.join(' ')],
    ...answerTitles.map(() => ''),
  ];
}

/** A value as a person says it. */
function valueText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** A condition in words. */
function conditionText(condition: Condition): string {
  if ('all' in condition) return condition.all.map(conditionText).join(' and ');
  if ('any' in condition) return condition.any.map(conditionText).join(' or ');
  if ('not' in condition) return `not (${conditionText(condition.not)})`;
  if ('answer' in condition) {
    const { answer, atLeast, atMost } = condition;
    const bounds = [
      ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
      ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ];
    return `${answer} is ${bounds.join(' and ')}`;
  }
  const { scope, is, in: among, atLeast } = condition;
  const tests = [
    ...(is === undefined ? [] : [`is ${[is].flat().map(valueText).join(', ')}`]),
    ...(among === undefined ? [] : [`is one of ${among.map(valueText).join(', ')}`]),
    ...(atLeast === undefined ? [] : [`is at least ${atLeast}`]),
  ];
  return `${scope} ${tests.join(' and ')}`;
}
