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
/** Members under names that people or scoping give. */
const named = (members: Schema): Schema => ({ type: 'object', additionalProperties: members });
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
    ...{ 'registers?': list(of('registerFault')), 'exception?': of('exception') },
  }),
  planItem: object({
    ...{ id: { type: 'string', pattern: '^plan:' }, control: text, criterion, action: text, acceptedWhen: text },
    ...{ owner: text, effort: words('XS', 'S', 'M', 'L', 'XL'), hours: number, leadDays: count, after: list(text) },
    ...{ start: day, workDone: day, due: day, slackDays: number, critical: flag, rank: number, why: text },
    ...{ box: words('do now', 'start now', 'plan', 'later'), phase: text, points: number, 'stateReason?': text },
    ...{ state: words('open', 'doing', 'blocked', 'done', 'closed', 'accepted'), 'acceptedUntil?': day },
    ...{ 'acceptedBy?': text, 'cost?': text },
  }),
  raciRow: object({
    ...{ control: text, criterion, title: text, 'standIn?': text, cadence: text },
    cells: { type: 'object', additionalProperties: list(words('R', 'A', 'C', 'I')) },
  }),
  raciFinding: object({
    ...{ rule: text, severity: words('error', 'warning', 'info'), message: text },
    ...{ 'pair?': count, 'control?': text, 'person?': text, 'waived?': text },
  }),
  resource: object({
    id: text,
    region: text,
    status: words('pass', 'fail'),
    reason: text,
    'account?': text,
    'privileged?': flag,
    'since?': text,
  }),
  unread: object({
    ...{ operation: text, region: text, reason: text, kind: words('denied', 'unavailable', 'failed', 'not-run') },
    ...{ 'account?': text, 'action?': text },
  }),
  checkResult: object({
    ...{ check: text, status: words('pass', 'fail', 'not-applicable', 'unknown'), severity, criteria: list(criterion) },
    ...{ passed: count, total: count, resources: list(of('resource')), unknown: list(of('unread')), committed: flag },
    ...{ 'since?': text, 'sinceBy?': words('scans'), 'lastRead?': text, 'notApplicable?': text },
    'recorded?': object({ insteadOf: list(of('unread')) }, 'A person recorded it, since the scan could not conclude.'),
    'source?': object({
      engine: text,
      ids: list(text),
      from: text,
      seen: text,
      expires: day,
      insteadOf: list(of('unread')),
    }),
    'elsewhere?': list(
      object({
        ...{
          engine: text,
          'version?': text,
          ids: list(text),
          said: words('pass', 'fail', 'not-applicable', 'unknown'),
        },
        ...{
          counts: words('pass', 'fail', 'nothing'),
          passed: count,
          total: count,
          seen: text,
          expires: day,
          from: text,
        },
        ...{ 'account?': text, disagrees: flag, 'why?': text },
      }),
    ),
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
  registerFault: object({
    ...{ register: text, key: text, kind: words('missing', 'overdue', 'incomplete') },
    ...{ controls: list(text), 'due?': day, text },
  }),
  registerEntry: {
    ...object({ by: text, at: text, entry: text }, 'The fields that somebody filled in, and who did.'),
    additionalProperties: true,
  },
  exception: object({
    ...{ control: text, text, approver: text, approvedOn: day, expires: day, checks: list(text) },
    ...{ state: text, 'because?': text, 'by?': text, 'at?': text, 'entry?': text },
  }),
  firstRun: object({
    ...{ control: text, title: text, cadence: text, key: flag, 'owner?': text, 'due?': day, 'latest?': day },
    ...{ by: words('ran', 'date set', 'last run', 'rhythm'), 'readyOn?': day, 'warning?': text },
  }),
  control: object({
    ...{ id: text, criterion, title: text, weight: { enum: [1, 2, 3] }, 'weightReason?': text, kind: text },
    ...{ ask: text, why: text, levels: list(text), auditorWants: text, doesNotCount: text, 'smallCompany?': text },
    evidence: list(object({ what: text, tier: { enum: [0, 1, 2, 3] }, 'expiresMonths?': number })),
    cadence: object({ 'every?': text, 'onEvent?': list(text), 'continuous?': flag }),
    raci: object({ R: list(text), A: text, C: list(text), I: list(text) }),
    ...{ effort: words('XS', 'S', 'M', 'L', 'XL'), leadDays: count, 'after?': list(text), 'topics?': list(text) },
    checks: list(object({ id: text, role: text, 'because?': text })),
    ...{
      'sources?': list(text),
      remediation: object({ action: text, 'steps?': list(text), acceptedWhen: text, 'template?': text }),
    },
    ...{ 'when?': { type: 'object' }, 'inheritable?': flag },
  }),
  reportPath: object({
    ...{ name: text, 'months?': count, start: day, 'end?': day, reportFrom: day, reportTo: day },
    'meets?': words('yes', 'tight', 'no'),
  }),
  awsReport: object({ name: text, from: day, to: day, expectedOn: day, state: text }),
  range: { description: 'A number, or from and to.' },
  side: object({
    ...{ label: text, day, model: count, 'asSaved?': flag, verdict, inPlace: count, criteria: count },
    ...{ evidenced: figure, claimed: figure, upper: figure, coverage: figure, enough: flag },
  }),
  comparedGap: object({ control: text, title: text, cause: text, reason: text, key: flag }),
  checkGap: object({
    ...{ id: text, check: text, criteria: list(criterion), cause: text, standing: text, controls: list(text) },
    ...{ severity, seen: text, reason: text, trace: list(of('trace')) },
  }),
  leftOut: object({ control: text, title: text, reason: text, approver: text, 'until?': text }),
};

const decisions = object({
  controls: list(of('control')),
  excluded: list(object({ control: text, reason: text })),
  unasked: list(criterion),
  results: list(of('checkResult')),
  score: object({
    ...{ provisional: flag, verdict, design: of('ledger'), operating: of('ledger'), contradicted: list(text) },
    designEqualWeights: object({ evidenced: figure }),
    blockers: object({ gap: list(criterion), material: list(text), notImplemented: list(text) }),
    unknown: object({ criteria: list(criterion), keys: list(text), unread: list(text) }),
    conditions: object({ partial: list(criterion), failing: list(text), description: flag, 'judged?': list(text) }),
    ...{ unscheduled: list(text), systematic: list(text), weak: list(text), 'constants?': named(number) },
  }),
  'evidencedWithoutNotApplicable?': figure,
  gaps: list(of('gap')),
  checkGaps: list(of('checkGap')),
  registerFaults: list(of('registerFault')),
  plan: object({
    ...{ items: list(of('planItem')), criticalPath: list(text), criticalDays: number, keyControlsInPlaceOn: day },
    ...{ warnings: list(text), cycles: list(list(text)), 'window?': object({ from: day, to: day, chosen: flag }) },
    firstRuns: list(of('firstRun')),
    settled: list(
      object({
        ...{ id: text, control: text, state: words('done', 'closed'), fixedOn: day, fixedBy: text },
        ...{ 'on?': day, 'because?': text },
      }),
    ),
  }),
  raci: object({
    parties: list(
      object({
        name: text,
        kind: words('person', 'role', 'body', 'group', 'outside'),
        roles: list(text),
        'chair?': text,
      }),
    ),
    ...{ rows: list(of('raciRow')), findings: list(of('raciFinding')) },
    agreements: list(
      object({
        ...{ person: text, version: text, rows: count, current: flag },
        'acknowledged?': object({ on: day, version: text }),
      }),
    ),
  }),
  overrides: list(
    object({
      ...{ of: words('weight', 'constant', 'judgement'), about: text, value: text, instead: text, reason: text },
      ...{ 'idle?': text, by: text, at: text, entry: text },
    }),
  ),
  exceptions: list(of('exception')),
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
      ...{ modelVersion: count, comparable: flag, questionnaires: object({ a: text, b: text }) },
      ...{ a: of('side'), b: of('side'), common: count, closed: list(of('comparedGap')) },
      ...{ toRetest: list(of('comparedGap')), opened: list(of('comparedGap')) },
      contradictedAgain: list(of('comparedGap')),
      slipped: list(object({ control: text, title: text, wasDue: day, due: day, days: count, overdue: flag })),
      worse: list(object({ control: text, was: text, now: text })),
      notComparable: list(object({ id: text, why: text })),
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
      excluded: list(object({ control: text, reason: text })),
    }),
    method: object({
      constants: list(object({ rule: text, what: text, value: number })),
      overrides: list(
        object({
          ...{ rule: text, what: text, 'published?': number, value: number },
          ...{ reason: text, by: text, 'idle?': text },
        }),
      ),
      exceptions: list(of('exception')),
    }),
    decisions,
    openRoles: list(object({ role: text, title: text })),
    people: list(object({ name: text, roles: list(text), 'hoursPerWeek?': number, 'left?': day })),
    waivers: list(object({ rule: text, control: text, text, approver: text, expires: text })),
    window: object({
      candidates: list(
        object({
          ...{ from: day, to: day, months: count, reportFrom: day, reportTo: day },
          verdict: words('feasible', 'feasible if', 'not feasible', 'not known', 'open'),
          conditions: list(object({ 'by?': day, text, 'controls?': list(text) })),
          against: list(text),
          loads: list(
            object({
              ...{ cadence: text, label: text, controls: count, 'occurrences?': of('range'), 'sample?': of('range') },
              ...{ burden: of('range'), 'unknownPopulations?': count, warning: text },
            }),
          ),
          cannotOccur: list(
            object({
              ...{ control: text, title: text, cadence: text, key: flag, 'next?': day },
              ways: object({ moveWindow: text, runInside: text, disclose: text }),
            }),
          ),
          firstRuns: list(of('firstRun')),
          aws: object({
            asOf: day,
            'gap?': object({ from: day, to: day, days: count, letterIsEnough: flag }),
            next: of('awsReport'),
            sentence: text,
            reports: list(of('awsReport')),
          }),
        }),
      ),
      'cleanStart?': object({
        ...{ day, byChain: day, type1: day, 'setBy?': text, chain: list(text), reason: text },
      }),
      'deadline?': object({
        ...{ deadline: day, months: count, latestStart: day, latestStartTight: day, 'readyOn?': day },
        ...{ 'spareDays?': number, sentence: text, 'alternatives?': list(of('reportPath')) },
      }),
      deviations: list(
        object({
          ...{ control: text, title: text, deviations: count, missed: count, of: count, sentence: text },
          ...{ kind: words('isolated', 'systematic'), records: list(object({ on: day, text })) },
        }),
      ),
    }),
    dueRuns: list(
      object({
        ...{ control: text, title: text, day, cadence: text, accountable: list(text), doers: list(text) },
        'keep?': text,
      }),
    ),
    calendar: object({ id: text, changed: text }),
    evidence: list(of('evidence')),
    requests: list(
      object({
        ...{ id: text, control: text, criterion: text, title: text, what: text, state: text },
        ...{ have: list(text), lacking: list(text), population: list(text) },
        period: object({ from: day, to: day, proposed: flag }),
        from: object({ R: list(text), A: list(text) }),
      }),
    ),
    keptColumns: object({
      plan: object({ columns: list(text), rows: named(named(text)) }),
      raci: object({ columns: list(text), rows: named(named(text)) }),
    }),
    registers: object({
      registers: object(
        Object.fromEntries(
          ['policy', 'vendor', 'duty', 'exception', 'engagement'].map((kind) => [kind, named(of('registerEntry'))]),
        ),
        'By key; the fields of each are told by soc2-ready register.',
      ),
      reviewDue: named(day),
      faults: list(of('registerFault')),
    }),
    workshop: object({
      participants: list(text),
      parked: list(object({ text, by: text, at: text, entry: text, 'control?': text, 'outcome?': text })),
    }),
    description: list(
      object({
        ...{ id: { type: 'string', pattern: '^DC[1-9]$' }, title: text, status: words('done', 'draft', 'empty') },
        ...{ from: text, lines: list(text), missing: list(text), 'own?': text },
      }),
    ),
    questionnaireChanges: list(
      object({
        ...{ file: text, control: text, title: text, kind: words('added', 'changed', 'removed'), 'reason?': text },
        ...{ fields: list(object({ name: text, was: text, now: text })), released: list(text) },
      }),
    ),
    'scan?': of('scan'),
    scans: list(of('scan')),
    checks: list(
      object({
        ...{ id: text, title: text, why: text, judgement: text, references: list(text) },
        fix: {
          type: 'object',
          description: 'How it is mended: by console, command line and Terraform, and what it costs.',
        },
      }),
    ),
    glossary: list(
      object({
        ...{ term: text, definition: text, 'see?': list(text), 'where?': list(text), 'aliases?': list(text) },
      }),
    ),
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
