/** The report as an Excel workbook: what people filter, sort, fill in and give back. */
import { planStates } from '../core/plan-sheet.ts';
import { planSheet, raciSheet } from './edit-sheets.ts';
import { evidenceTable } from './evidence-table.ts';
import type { Report } from './model.ts';
import { requestTable } from './request-table.ts';
import { gapTable, raciFindingTable, type Table } from './tables.ts';
import type { Sheet, Tone } from './xlsx.ts';

const severities: Record<string, Tone> = { critical: 'bad', high: 'bad', medium: 'partial', low: 'neutral' };
const planTones: Record<string, Tone> = {
  ...{ open: 'unknown', doing: 'neutral', blocked: 'bad', done: 'partial', accepted: 'partial', closed: 'good' },
};
const letters: Record<string, Tone> = { A: 'bad', 'R/A': 'bad', R: 'good', C: 'partial', I: 'unknown' };
const statuses: Record<string, Tone> = { pass: 'good', fail: 'bad', unknown: 'unknown', 'not-applicable': 'neutral' };

/** The sheets, in the order in which they are read. */
export function workbookSheets(report: Report): Sheet[] {
  const { decisions, keptColumns } = report;
  const { raci } = decisions;
  return [
    { name: 'Summary', table: summaryTable(report) },
    {
      name: 'Gaps',
      table: gapTable(decisions),
      tones: { severity: severities, blocks: { blocks: 'bad' }, key: { key: 'partial' } },
      numbers: { points: '0.0' },
    },
    planWorksheet(decisions, keptColumns),
    raciWorksheet(raci, keptColumns),
    {
      name: 'RACI rules',
      table: raciFindingTable(raci),
      tones: { severity: { error: 'bad', warning: 'partial', info: 'neutral', waived: 'neutral' } },
    },
    { name: 'Evidence', table: evidenceTable(report.evidence), tones: { 'counts as': evidenceTones } },
    {
      name: 'Requests',
      table: requestTable(report.requests),
      choices: { state: ['have it', 'partly', 'missing'] },
      tones: { state: { 'have it': 'good', partly: 'partial', missing: 'bad' } },
    },
    {
      name: 'Checks',
      table: checkTable(report),
      tones: { status: statuses, severity: severities },
      numbers: { passed: '0', judged: '0' },
    },
    { name: 'Resources', table: resourceTable(report), tones: { status: statuses, severity: severities } },
  ];
}

const evidenceTones: Record<string, Tone> = { E0: 'bad', E1: 'partial', E2: 'good', E3: 'good' };

/** The sheet of the plan alone. */
export function planWorksheet(decisions: Report['decisions'], kept: Report['keptColumns']): Sheet {
  return {
    name: 'Plan',
    table: planSheet(decisions, kept),
    choices: { state: planStates },
    tones: { state: planTones, slack: { critical: 'bad' } },
    numbers: { 'lead days': '0', points: '0.0' },
  };
}

/** The sheet of the matrix alone. */
export function raciWorksheet(raci: Report['decisions']['raci'], kept: Report['keptColumns']): Sheet {
  const parties = raci.parties.map(({ name }) => name);
  return {
    ...{ name: 'RACI', table: raciSheet(raci, kept) },
    choices: Object.fromEntries(parties.map((name) => [name, ['R', 'A', 'R/A', 'C', 'I']])),
    tones: Object.fromEntries(parties.map((name) => [name, letters])),
  };
}

function summaryTable(report: Report): Table {
  const { score, plan } = report.decisions;
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  const enough = report.headline.notEnough === undefined;
  return {
    header: ['what', 'value'],
    rows: [
      ['Readiness of', report.name],
      ['On', report.date],
      ['In one sentence', report.headline.sentence],
      ['Type 1 today', report.headline.verdictSentence],
      ['Type 2 window may open', score.verdict.opening],
      ['Inside the window', score.verdict.inWindow],
      ...(enough
        ? [
            ['Evidenced', percent(score.design.evidenced)],
            ['Claimed', percent(score.design.claimed)],
            ['Coverage', percent(score.design.coverage)],
          ]
        : [['Figures', report.headline.notEnough ?? '']]),
      ['Gaps', String(report.decisions.gaps.length)],
      ['Items of the plan', String(plan.items.length)],
      // Rule S-H1: no day while too little is known.
      ['Key controls in place on', enough ? plan.keyControlsInPlaceOn : 'too little is known for a day'],
      ['AWS accounts read', report.scans.map(({ account }) => account).join(', ') || 'none'],
      [
        'Made by',
        `${report.madeBy.program}, questionnaire ${report.madeBy.questionnaire}, model ${report.madeBy.model}`,
      ],
      ['What this is not', 'No attestation, no opinion, no audit: a self-assessment of readiness.'],
      [
        'To give back',
        'Change state, owner, reason, until, approver, cost (Plan) and the letters (RACI); then soc2-ready import plan FILE',
      ],
    ],
  };
}

function checkTable({ decisions, checks }: Report): Table {
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  return {
    header: ['check', 'title', 'status', 'severity', 'passed', 'judged', 'criteria', 'seen', 'in place since'],
    rows: decisions.results.map((result) => [
      ...[result.check, titles.get(result.check) ?? '', result.status, result.severity],
      ...[String(result.passed), String(result.total), result.criteria.join(' ')],
      result.resources.find(({ status }) => status === 'fail')?.reason ??
        result.unknown[0]?.reason ??
        result.notApplicable ??
        '',
      result.since?.slice(0, 10) ?? '',
    ]),
  };
}

/** What fails, and what could not be read; what passes is only counted, on the sheet before. */
function resourceTable({ decisions }: Report): Table {
  return {
    header: ['check', 'status', 'severity', 'account', 'region', 'resource or operation', 'what was seen'],
    rows: decisions.results.flatMap(({ check, severity, resources, unknown }) => [
      ...resources
        .filter(({ status }) => status === 'fail')
        .map(({ status, account = '', region, id, reason }) => [check, status, severity, account, region, id, reason]),
      ...unknown.map(({ account = '', region, operation, reason }) => [
        ...[check, 'unknown', severity, account, region, operation, reason],
      ]),
    ]),
  };
}
