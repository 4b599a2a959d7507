// Writes docs/report.schema.json, the JSON Schema of report.json. `--check` only says whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Schema = Record<string, unknown>;

const file = fileURLToPath(new URL('../docs/report.schema.json', import.meta.url));

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const number: Schema = { type: 'number' };
const count: Schema = { type: 'integer', minimum: 0 };
const figure: Schema = { type: 'number', minimum: 0, maximum: 1 };
const day: Schema = { type: 'string', format: 'date' };
const instant: Schema = { type: 'string', format: 'date-time' };
const criterion: Schema = { type: 'string', pattern: '^(CC|A|C|PI|P)\\d+\\.\\d+$' };
const words = (...values: string[]): Schema => ({ enum: values });
const list = (items: Schema): Schema => ({ type: 'array', items });
const of = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** An object; names that end in `?` may be absent. A reader skips members it does not know: later versions add some. */
function object(members: Record<string, Schema>, description?: string): Schema {
  const names = Object.keys(members);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), members[name]])),
  };
}

const severity = words('critical', 'high', 'medium', 'low');
const type1 = words('Not ready', 'Not enough known', 'Ready with conditions', 'Ready');
const verdict = object({
  type1,
  opening: type1,
  inWindow: words('Not started', 'At risk', 'Not enough known', 'On track with exceptions', 'On track'),
});

const definitions: Record<string, Schema> = {
  trace: object({ rule: text, text, 'value?': number }, 'One step behind a figure: a rule of docs/scoring.md.'),
  bar: object(
    { evidenced: number, claimedOnly: number, unknown: number, missing: number },
    'Shares of one bar; they add to 1.',
  ),
  controlScore: object({
    ...{ id: text, state: words('Met', 'Partial', 'Gap', 'Unknown', 'Contradicted', 'Inherited') },
    ...{ evidenced: figure, claimed: figure, upper: figure, known: flag, trace: list(of('trace')) },
  }),
  criterionScore: object({
    ...{ id: criterion, state: words('Met', 'Partial', 'Gap', 'Unknown', 'Unsupported') },
    ...{ evidenced: figure, claimed: figure, upper: figure, coverage: figure },
    ...{ controls: list(of('controlScore')), trace: list(of('trace')) },
  }),
  ledger: object({
    ...{ evidenced: figure, claimed: figure, upper: figure, coverage: figure, naShare: figure },
    criteria: list(of('criterionScore')),
  }),
  gap: object({
    ...{ id: { type: 'string', pattern: '^gap:' }, control: text, criterion, title: text, cause: text, reason: text },
    ...{ blocks: flag, key: flag, severity, points: number, trace: list(of('trace')), checks: list(text) },
  }),
  planItem: object({
    ...{ id: { type: 'string', pattern: '^plan:' }, control: text, criterion, action: text, acceptedWhen: text },
    ...{ owner: text, effort: words('XS', 'S', 'M', 'L', 'XL'), hours: number, leadDays: count, after: list(text) },
    ...{ start: day, workDone: day, due: day, slackDays: number, critical: flag, rank: number, why: text },
    ...{ box: words('do now', 'start now', 'plan', 'later'), phase: text, points: number, 'stateReason?': text },
    ...{ state: words('open', 'doing', 'blocked', 'done', 'closed', 'accepted'), 'acceptedUntil?': day },
  }),
  raciRow: object({
    ...{ control: text, criterion, title: text, 'standIn?': text, cadence: text },
    cells: { type: 'object', additionalProperties: list(words('R', 'A', 'C', 'I')) },
  }),
  raciFinding: object({
    ...{ rule: text, severity: words('error', 'warning', 'info'), message: text },
    ...{ 'pair?': count, 'control?': text, 'person?': text, 'waived?': text },
  }),
  resource: object({ id: text, region: text, status: words('pass', 'fail'), reason: text, 'account?': text }),
  unread: object({
    ...{ operation: text, region: text, reason: text, kind: words('denied', 'unavailable', 'failed', 'not-run') },
    ...{ 'account?': text, 'action?': text },
  }),
  checkResult: object({
    ...{ check: text, status: words('pass', 'fail', 'not-applicable', 'unknown'), severity, criteria: list(criterion) },
    ...{ passed: count, total: count, resources: list(of('resource')), unknown: list(of('unread')), committed: flag },
    ...{ 'since?': text, 'notApplicable?': text },
  }),
  scan: object({
    ...{ account: text, partition: text, startedAt: instant, finishedAt: instant, regions: list(text) },
    calls: object({ total: count, byOperation: { type: 'object', additionalProperties: count } }),
  }),
  evidence: object({
    ...{ id: text, control: text, what: text, where: text, date: text, 'expires?': text, addedBy: text },
    ...{ stated: { enum: [0, 1, 2, 3] }, tier: { enum: [0, 1, 2, 3] }, asked: flag },
    ...{ 'because?': text, 'seenBy?': text, 'sha256?': { type: 'string', pattern: '^[0-9a-f]{64}$' } },
  }),
  leftOut: object({ control: text, title: text, reason: text, approver: text, 'until?': text }),
};

const decisions = object({
  controls: list(object({ id: text, criterion, title: text, weight: { enum: [1, 2, 3] } })),
  excluded: list(object({ control: text, reason: text })),
  unasked: list(criterion),
  results: list(of('checkResult')),
  score: object({
    ...{ provisional: flag, verdict, design: of('ledger'), operating: of('ledger'), contradicted: list(text) },
    designEqualWeights: object({ evidenced: figure }),
  }),
  'evidencedWithoutNotApplicable?': figure,
  gaps: list(of('gap')),
  plan: object({
    ...{ items: list(of('planItem')), criticalPath: list(text), criticalDays: number, keyControlsInPlaceOn: day },
    ...{ warnings: list(text), cycles: list(list(text)), 'window?': object({ from: day, to: day, chosen: flag }) },
  }),
  raci: object({
    parties: list(object({ name: text, kind: words('person', 'role', 'body', 'group', 'outside') })),
    ...{ rows: list(of('raciRow')), findings: list(of('raciFinding')) },
    agreements: list(object({ person: text, version: text, rows: count, current: flag })),
  }),
});

/** The schema of this version. */
export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'soc2-ready/report@1',
  title: 'A readiness report of soc2-ready, version 1',
  description:
    'Figures are 0 to 1 and unrounded, points are of 100. Members may be added within a version; one is taken away or ' +
    'changes its meaning only with the next. A self-assessment: no attestation, no opinion.',
  ...object({
    schema: { const: 'soc2-ready/report@1' },
    madeBy: object({ program: text, questionnaire: text, model: { type: 'integer', minimum: 1 } }),
    ...{ name: text, date: day },
    headline: object({ inPlace: count, total: count, sentence: text, verdictSentence: text, 'notEnough?': text }),
    nextSteps: list(object({ symbol: text, control: text, text, kind: text, minutesOrEffort: text })),
    series: list(object({ id: text, title: text, bar: of('bar'), criteria: list(of('criterionScore')) })),
    trend: list(
      object({
        ...{ day, type1, inPlace: count, criteria: count },
        ...{ evidenced: figure, claimed: figure, coverage: figure, enough: flag },
      }),
    ),
    'comparison?': object({
      common: count,
      closed: list(object({ control: text })),
      opened: list(object({ control: text })),
    }),
    basis: object({
      assessors: list(object({ name: text, answers: count, evidence: count, 'last?': day })),
      ...{ controls: count, answered: count, toConfirm: count },
      evidence: { type: 'array', items: count, minItems: 4, maxItems: 4 },
      checks: object({ concluded: count, unknown: count, recorded: count }),
    }),
    scope: object({
      answers: list(object({ question: text, ask: text, answer: text, committed: flag, by: text })),
      ...{ unanswered: list(text), criteria: list(criterion), unasked: list(criterion) },
      ...{ notApplicable: list(of('leftOut')), inherited: list(of('leftOut')) },
    }),
    method: object({
      constants: list(object({ rule: text, what: text, value: number })),
      overrides: list(object({ rule: text, what: text, value: number, reason: text, by: text })),
      exceptions: list(object({ control: text, text, approver: text, approvedOn: text, expires: text })),
    }),
    decisions,
    people: list(object({ name: text, roles: list(text) })),
    waivers: list(object({ rule: text, control: text, text, approver: text, expires: text })),
    window: object({
      candidates: list(
        object({
          ...{ from: day, to: day, months: count, reportFrom: day, reportTo: day },
          verdict: words('feasible', 'feasible if', 'not feasible', 'not known', 'open'),
        }),
      ),
      ...{ 'cleanStart?': object({ day, reason: text }), deviations: list(object({ control: text, sentence: text })) },
    }),
    dueRuns: list(
      object({ control: text, title: text, day, cadence: text, accountable: list(text), doers: list(text) }),
    ),
    calendar: object({ id: text, changed: text }),
    evidence: list(of('evidence')),
    requests: list(object({ id: text, control: text, what: text, state: text, have: list(text), lacking: list(text) })),
    keptColumns: { type: 'object' },
    registers: object({
      registers: { type: 'object', additionalProperties: { type: 'object' } },
      faults: list(object({ register: text, key: text, kind: words('missing', 'overdue', 'incomplete'), text })),
    }),
    description: list(
      object({ id: { type: 'string', pattern: '^DC[1-9]$' }, title: text, status: words('done', 'draft', 'empty') }),
    ),
    questionnaireChanges: list(object({ file: text, control: text, kind: words('added', 'changed', 'removed') })),
    'scan?': of('scan'),
    scans: list(of('scan')),
    checks: list(object({ id: text, title: text, why: text, judgement: text, references: list(text) })),
    glossary: list(object({ term: text, definition: text })),
  }),
  $defs: definitions,
};

if (import.meta.main) {
  const fresh = `${JSON.stringify(reportSchema, null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(file, fresh);
  else if (readFileSync(file, 'utf8') !== fresh) {
    process.stderr.write('docs/report.schema.json is stale; run node scripts/report-schema.ts\n');
    process.exitCode = 1;
  }
}
