/** The report as Markdown. */
import { longDay } from '../core/calendar.ts';
import { formatTrace } from '../core/score-trace.ts';
import type { Ledger } from '../core/score-types.ts';
import { markdown } from '../core/text.ts';
import type { BarParts, Report } from './model.ts';
import { registerSections } from './registers-markdown.ts';
import {
  criticalPathLine,
  gapTable,
  planTable,
  questionnaireChangeTable,
  raciFindingTable,
  raciTable,
  type Table,
} from './tables.ts';

/** The whole report; everything that came from people or AWS is escaped. */
export function markdownReport(report: Report): string {
  const sections = [
    summary(report),
    series(report),
    traces(report),
    gaps(report),
    plan(report),
    raci(report),
    ...registerSections(report),
    aws(report),
    ...questionnaireChanges(report),
    limits(report),
  ];
  return `${sections.join('\n\n')}\n`;
}

function summary({ name, date, headline, decisions, nextSteps }: Report): string {
  const { score } = decisions;
  const lines = [
    `# SOC 2 readiness of ${markdown(name)}`,
    `${longDay(date)}. ${headline.sentence}`,
    '',
    `- **Type 1 today:** ${markdown(headline.verdictSentence)}`,
    `- **Type 2 window may open:** ${score.verdict.opening}`,
    `- **Inside the window:** ${score.verdict.inWindow}`,
    `- ${headline.notEnough ?? figures(score.design)}`,
    ...(headline.notEnough === undefined && decisions.evidencedWithoutNotApplicable !== undefined
      ? [`- With every N/A counted as 0, evidenced ${percent(decisions.evidencedWithoutNotApplicable)}`]
      : []),
  ];
  if (nextSteps.length > 0)
    lines.push('', '## Next', '', ...nextSteps.map((step) => `1. **${step.control}** ${markdown(step.text)}`));
  return [...lines, '', '## What a report is for', '', purpose].join('\n');
}

/** Why a company goes through this (source S1.4), in one paragraph. */
const purpose = [
  'A SOC 2 report is what customers ask for before they hand over data: an independent auditor says whether the controls you',
  'describe are suitably designed (Type 1) and, over months, whether they worked (Type 2). It answers security questionnaires',
  'once instead of one by one, sets you apart from those who cannot show one, serves other rules you have to meet, and the',
  'work towards it finds weak points while they are still yours to fix.',
].join('\n');

function figures(ledger: Ledger): string {
  const debt = ledger.claimed - ledger.evidenced;
  return `Evidenced ${percent(ledger.evidenced)}, claimed ${percent(ledger.claimed)}, could be ${percent(ledger.upper)}, coverage ${percent(ledger.coverage)} %, evidence debt ${percent(debt)}, not applicable ${percent(ledger.naShare)} % of weight`;
}

function series({ series: all, decisions }: Report): string {
  const rows = all.map(({ id, title, bar, criteria }) => [
    `${id} ${title}`,
    `\`${barText(bar)}\``,
    percent(bar.evidenced),
    criteria.map((c) => `${c.id} ${c.state}`).join(', '),
  ]);
  const table = rawTable({
    header: ['series', 'evidenced █ claimed only ▓ unknown ░ missing ·', 'evidenced', 'criteria'],
    rows,
  });
  const unasked =
    decisions.unasked.length > 0 ? `\n\nNot asked by this version, so unknown: ${decisions.unasked.join(', ')}.` : '';
  return `## Where it stands\n\n${table}${unasked}`;
}

/** The bar in 20 characters. */
function barText(bar: BarParts, width = 20): string {
  const ends = [bar.evidenced, bar.evidenced + bar.claimedOnly, 1 - bar.missing].map((share) =>
    Math.round(share * width),
  );
  return Array.from({ length: width }, (_, i) =>
    i < (ends[0] ?? 0) ? '█' : i < (ends[1] ?? 0) ? '▓' : i < (ends[2] ?? 0) ? '░' : '·',
  ).join('');
}

function traces({ decisions }: Report): string {
  const lines = decisions.score.design.criteria.flatMap((criterion) => [
    '',
    `### ${criterion.id} ${criterion.state}`,
    '',
    `- ${markdown(formatTrace(criterion))}`,
    ...criterion.controls.map((control) => `- ${markdown(formatTrace(control))}`),
  ]);
  return `## Every figure and the rules that made it\n${lines.join('\n')}`;
}

function gaps({ decisions }: Report): string {
  return `## Gaps\n\n${escapedTable(gapTable(decisions))}`;
}

function plan({ decisions }: Report): string {
  const notes = [criticalPathLine(decisions.plan), ...decisions.plan.warnings].map((line) => `- ${markdown(line)}`);
  return `## Plan\n\n${notes.join('\n')}\n\n${escapedTable(planTable(decisions))}`;
}

function raci({ decisions }: Report): string {
  const lint =
    decisions.raci.findings.length === 0
      ? 'The rules find nothing wrong with it.'
      : escapedTable(raciFindingTable(decisions.raci));
  return `## RACI\n\n${escapedTable(raciTable(decisions.raci))}\n\n### What the rules say of it\n\n${lint}`;
}

function aws({ scan, decisions }: Report): string {
  if (scan === undefined) return '## AWS\n\nNo AWS account was read. Every figure rests on what people said.';
  const unread = decisions.results.filter((result) => result.unknown.length > 0);
  const rows = decisions.results.map((r) => [
    r.check,
    r.status,
    r.severity,
    r.total > 0 ? `${r.passed} of ${r.total}` : '',
    r.criteria.join(' '),
    r.resources.find((resource) => resource.status === 'fail')?.reason ?? r.unknown[0]?.reason ?? r.notApplicable ?? '',
    r.since?.slice(0, 10) ?? '',
  ]);
  const calls = Object.entries(scan.calls.byOperation).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '## AWS',
    `Account ${scan.account} (${scan.partition}), read-only, ${scan.finishedAt}, regions ${scan.regions.join(', ')}.`,
    escapedTable({ header: ['check', 'status', 'severity', 'passed', 'criteria', 'seen', 'in place since'], rows }),
    '### What could not be read',
    unread.length === 0
      ? 'Nothing.'
      : unread
          .map(
            (r) =>
              `- ${r.check}: ${r.unknown.map((u) => markdown(`${u.operation} in ${u.region}: ${u.reason}`)).join('; ')}`,
          )
          .join('\n'),
    `### The ${scan.calls.total} calls made`,
    escapedTable({
      header: ['operation', 'calls'],
      rows: calls.map(([operation, count]) => [operation, String(count)]),
    }),
  ].join('\n\n');
}

/** No section for the questionnaire as shipped. */
function questionnaireChanges({ questionnaireChanges: changes }: Report): string[] {
  if (changes.length === 0) return [];
  const files = [...new Set(changes.map(({ file }) => markdown(file)))];
  return [
    [
      '## Changes to the questionnaire',
      `The questionnaire that was used is not the shipped one: the company's own files ${files.join(', ')} were laid over it, in this order.`,
      escapedTable(questionnaireChangeTable(changes)),
    ].join('\n\n'),
  ];
}

function limits({ madeBy, scan }: Report): string {
  return [
    '## What this is not',
    'A self-assessment of readiness: no attestation, no opinion, no audit. "Evidenced" means that dated evidence or a',
    `reading of AWS${scan === undefined ? ' (none here)' : ''} stands behind a figure; nobody independent has tested it. The constants of the model are our`,
    `judgement, published in docs/scoring.md. Made by ${madeBy.program}, questionnaire ${madeBy.questionnaire}, model ${madeBy.model}.`,
  ].join('\n');
}

function percent(value: number): string {
  return String(Math.round(value * 100));
}

function escapedTable(table: Table): string {
  return rawTable({ header: table.header, rows: table.rows.map((row) => row.map(markdown)) });
}

function rawTable({ header, rows }: Table): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
