/** Every command and option of the command line as data: parsing, help, suggestions and tests read it. */

/** An option as `node:util` parseArgs takes it, with its help. */
export interface OptionSpec {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** What to put after it in the help, such as `DIR`. */
  value?: string;
  help: string;
}

/** What a command gets. */
export interface Invocation {
  /** Arguments that are not options. */
  args: string[];
  options: Options;
}

/** Parsed options by name. */
export type Options = Record<string, string | boolean | string[] | undefined>;

/** One sub-command. */
export interface CommandSpec {
  name: string;
  /** Arguments after the name, such as `ID LEVEL`. */
  usage: string;
  summary: string;
  group: 'Assess' | 'Decide' | 'Hand over' | 'Around';
  /** Names of the options it takes, besides the common ones. */
  options: string[];
  /** Loads the code; resolves with the exit code when done. */
  run(invocation: Invocation): Promise<number>;
}

/** Options that every command takes. */
export const commonOptions = ['dir', 'help', 'version', 'no-color', 'quiet', 'no-input'];

/** All options by name. */
export const optionSpecs: Record<string, OptionSpec> = {
  dir: { type: 'string', value: 'DIR', help: 'the workspace to use; created when it is not there' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
  version: { type: 'boolean', short: 'V', help: 'the version' },
  'no-color': { type: 'boolean', help: 'no colour (as NO_COLOR)' },
  quiet: { type: 'boolean', help: 'only data and errors' },
  'no-input': { type: 'boolean', help: 'never ask; fail naming the option that answers' },
  json: { type: 'boolean', help: 'JSON on stdout (same as --format json)' },
  format: { type: 'string', value: 'FORMAT', help: 'text, md, csv or json; report: a list of its formats' },
  output: { type: 'string', short: 'o', value: 'FILE', help: 'write there instead of stdout; - is stdout' },
  force: { type: 'boolean', help: 'overwrite what is there' },
  template: { type: 'string', value: 'FILE', help: 'report: your own Word template (.docx) with {{placeholders}}' },
  plain: { type: 'boolean', help: 'sequential prompts instead of the full screen' },
  accessible: { type: 'boolean', help: 'the same as --plain, for screen readers' },
  'no-animation': { type: 'boolean', help: 'nothing on the screen moves by itself' },
  ascii: { type: 'boolean', help: 'ASCII symbols only' },
  theme: { type: 'string', value: 'THEME', help: 'dark, light, high-contrast or none' },
  by: { type: 'string', value: 'NAME', help: 'who is answering' },
  name: { type: 'string', value: 'NAME', help: 'name of the company or assessment' },
  'time-zone': { type: 'string', value: 'ZONE', help: 'time zone of its dates, such as Europe/Zurich' },
  profile: { type: 'string', value: 'NAME', help: 'profile of the AWS config' },
  region: {
    type: 'string',
    multiple: true,
    value: 'REGION',
    help: 'regions to read, comma-separated or repeated; default: all enabled',
  },
  regions: { type: 'string', multiple: true, value: 'LIST', help: 'the same as --region' },
  'role-arn': { type: 'string', value: 'ARN', help: 'role to assume for reading' },
  'external-id': { type: 'string', value: 'ID', help: 'external id for that role' },
  cloudformation: { type: 'boolean', help: 'a CloudFormation template of a read role for another account' },
  terraform: { type: 'boolean', help: 'the same role in Terraform' },
  'mfa-serial': { type: 'string', value: 'ARN', help: 'MFA device for that role; the code is asked for' },
  check: { type: 'string', multiple: true, value: 'ID', help: 'only these checks' },
  'no-aws': { type: 'boolean', help: 'do not read AWS in this run' },
  'max-calls': { type: 'string', value: 'N', help: 'send no more calls than this; the rest is “not sampled”' },
  account: { type: 'string', value: 'ID', help: 'which AWS account, where there are several' },
  organization: { type: 'boolean', help: 'every account of the organization, by the role of --role' },
  role: { type: 'string', value: 'NAME', help: 'name of the role to take in each account' },
  accounts: { type: 'string', multiple: true, value: 'IDS', help: 'only these accounts of the organization' },
  exclude: { type: 'string', multiple: true, value: 'IDS', help: 'not these accounts of the organization' },
  audience: {
    type: 'string',
    value: 'WHO',
    help: 'report: board (two pages), team (everything), auditor or client; default: team',
  },
  sections: {
    type: 'string',
    value: 'LIST',
    help: 'report: only these, such as summary,gaps,plan (docs/reports.md lists them)',
  },
  brand: { type: 'string', value: 'FILE', help: "report: a consultant's name, logo and colours (YAML or JSON)" },
  since: { type: 'string', value: 'DATE', help: 'report: the day that the summary compares with' },
  redact: { type: 'boolean', help: 'aliases for account ids, ARNs, names and addresses of AWS' },
  resume: { type: 'boolean', help: 'read only what the last scan of the account could not' },
  'dry-run': { type: 'boolean', help: 'print what would be called, or taken in, and stop' },
  'fail-on': { type: 'string', value: 'LEVEL', help: 'exit 3 at critical, high, medium or low and worse' },
  depth: { type: 'string', value: 'DEPTH', help: 'full, quick (key controls) or workshop; default: as chosen' },
  'what-if': {
    type: 'string',
    value: 'LIST',
    help: 'suppose CC6.1-mfa=3,…; 3 and 4 mean closed, with :words the answer alone',
  },
  actions: { type: 'boolean', help: 'blockers, unknowns and conditions as actions with owner and day' },
  save: { type: 'boolean', help: 'keep this result with its inputs, rules and content, for history and compare' },
  equal: { type: 'boolean', help: 'print the equal-weight result too' },
  owner: { type: 'string', value: 'NAME', help: 'who answers for the control' },
  note: { type: 'string', value: 'TEXT', help: 'a note on the control' },
  reason: { type: 'string', value: 'CODE', help: 'not applicable: reason code; elsewhere: why, in words' },
  text: {
    type: 'string',
    value: 'TEXT',
    help: 'not applicable: why; waiver: what is done instead; run: what went wrong',
  },
  approver: { type: 'string', value: 'NAME', help: 'not applicable, exception: who approved it' },
  'review-on': { type: 'string', value: 'DATE', help: 'not applicable: when it is looked at again' },
  evidence: { type: 'string', value: 'WHAT', help: 'evidence: what it is' },
  file: { type: 'string', value: 'PATH', help: 'evidence: file to copy into the workspace, with its SHA-256' },
  where: { type: 'string', value: 'PLACE', help: 'evidence: file or link' },
  date: { type: 'string', value: 'DATE', help: 'evidence, list: day it was made (YYYY-MM-DD)' },
  expires: { type: 'string', value: 'DATE', help: 'evidence, exception: last day on which it counts' },
  tier: {
    type: 'string',
    value: '0-3',
    help: 'evidence: 0 word, 1 document, 2 dated record, 3 system export; checks: release tier',
  },
  service: { type: 'string', value: 'NAME', help: 'only checks of this AWS service, such as iam' },
  'seen-by': { type: 'string', value: 'NAME', help: 'evidence: second name that saw it' },
  report: { type: 'string', value: 'NAME', help: 'inherited: the vendor report' },
  period: { type: 'string', value: 'FROM..TO', help: 'inherited, list: the period it covers' },
  'reviewed-by': { type: 'string', value: 'NAME', help: 'inherited: who read it' },
  'reviewed-on': { type: 'string', value: 'DATE', help: 'inherited: when' },
  'duties-assigned': { type: 'boolean', help: 'inherited: our own duties from it are assigned' },
  committed: { type: 'boolean', help: 'scoping: the company commits to this value' },
  answers: { type: 'string', value: 'FILE', help: 'a JSON file of answers, {"CC1.1-a": 3, "headcount": "6-20"}' },
  months: { type: 'string', value: 'N', help: 'length of the window in months' },
  from: { type: 'string', value: 'DATE', help: 'first day of the window' },
  to: { type: 'string', value: 'DATE', help: 'last day of the window, in place of --months; export: github or jira' },
  roles: { type: 'string', value: 'LIST', help: 'hats that somebody wears, such as CTO,SEC' },
  hours: { type: 'string', value: 'N', help: 'hours a week that somebody has for the plan' },
  left: { type: 'string', value: 'DATE', help: 'last day of somebody who left' },
  cost: { type: 'string', value: 'TEXT', help: 'what an item of the plan costs besides hours, in words' },
  view: {
    type: 'string',
    value: 'VIEW',
    help: 'plan: owners, phases, 30-60-90, timeline, load, ranking or backwards; raci: control, person or cadence',
  },
  until: { type: 'string', value: 'DATE', help: 'accepted: last day on which it may stay so' },
  on: { type: 'string', value: 'DATE', help: 'day on which it was so; default: today' },
  deadline: { type: 'string', value: 'DATE', help: 'day on which a customer wants the report' },
  lint: { type: 'boolean', help: 'only what is wrong with the matrix; exit 1 on an error' },
  kind: { type: 'string', value: 'KIND', help: 'which list: leavers, joiners, idp-users, devices, changes, …' },
  map: { type: 'string', multiple: true, value: 'FIELD=COLUMN', help: 'list: the column that holds a field' },
  dates: { type: 'string', value: 'ORDER', help: 'list: dmy or mdy, where its dates can be read both ways' },
  source: {
    type: 'string',
    value: 'SYSTEM',
    help: 'list: where it was exported from; scan: securityhub or config-aggregator',
  },
  aggregator: { type: 'string', value: 'NAME', help: 'scan: which aggregator of AWS Config, where there are several' },
  query: { type: 'string', value: 'QUERY', help: 'list: the query or filter that listed it' },
  count: { type: 'string', value: 'N', help: 'list: rows that the source itself counts' },
  sample: { type: 'string', value: 'N', help: 'list: how many rows to draw' },
  seed: { type: 'string', value: 'N', help: 'list: draw the sample of this seed again' },
  match: { type: 'string', multiple: true, value: 'PERSON=ACCOUNT', help: "the account is that person's" },
  'no-match': { type: 'string', multiple: true, value: 'PERSON=ACCOUNT', help: 'the account is not theirs' },
  refresh: { type: 'boolean', help: 'judge the lists anew and write down what has changed' },
  ready: { type: 'boolean', help: 'with --lint: a matrix not acknowledged by everybody is an error' },
  apply: { type: 'boolean', help: 'write what the diff shows' },
  fresh: { type: 'boolean', help: 'start the sample company over' },
  existing: { type: 'string', value: 'FILE', help: 'export: what the tracker has, as it exports it' },
  sha256: { type: 'string', value: 'HEX', help: 'pack verify: what the manifest has to be' },
  for: { type: 'string', value: 'NAME', help: 'the role (its code or title) or the person the sheet is for' },
};

const output = ['json', 'format', 'output', 'force'];
const list = ['kind', 'map', 'dates', 'source', 'query', 'date', 'count', 'period', 'sample', 'seed', 'dry-run'];
const aws = ['profile', 'region', 'regions', 'role-arn', 'external-id', 'mfa-serial'];
const organization = ['organization', 'role', 'accounts', 'exclude'];
const screen = ['plain', 'accessible', 'no-animation', 'ascii', 'theme', 'by'];

/** The commands, in the order of the way of working. */
export const commands: CommandSpec[] = [
  {
    name: 'init',
    usage: '[DIR]',
    summary: 'make a workspace for one assessment',
    group: 'Assess',
    options: ['name', 'time-zone', 'by', 'json'],
    run: async (invocation) => (await import('./init.ts')).run(invocation),
  },
  {
    name: 'scan',
    usage: '',
    summary: 'read AWS (read-only) and judge what it shows',
    group: 'Assess',
    options: [
      ...aws,
      ...output,
      'check',
      'dry-run',
      'max-calls',
      'resume',
      ...organization,
      'redact',
      'fail-on',
      'by',
      'source',
      'aggregator',
    ],
    run: async (invocation) => (await import('./scan.ts')).run(invocation),
  },
  {
    name: 'judge',
    usage: 'SNAPSHOT',
    summary: 'judge a saved scan again with the checks of today, without AWS',
    group: 'Assess',
    options: [...output, 'check', 'redact', 'fail-on'],
    run: async (invocation) => (await import('./judge.ts')).run(invocation),
  },
  {
    name: 'drift',
    usage: '[A B]',
    summary: 'what changed between two scans: new, fixed, changed, and what cannot be compared',
    group: 'Assess',
    options: [...output, 'check', 'redact', 'fail-on'],
    run: async (invocation) => (await import('./drift.ts')).run(invocation),
  },
  {
    name: 'answer',
    usage: '[ID VALUE]',
    summary: 'answer a control (0–4, unknown, later, inherited, n/a) or a scoping question',
    group: 'Assess',
    options: [
      ...[
        'by',
        'owner',
        'note',
        'reason',
        'text',
        'approver',
        'review-on',
        'evidence',
        'where',
        'date',
        'expires',
        'tier',
      ],
      ...[
        'seen-by',
        'report',
        'period',
        'reviewed-by',
        'reviewed-on',
        'duties-assigned',
        'committed',
        'answers',
        'json',
      ],
    ],
    run: async (invocation) => (await import('./answer.ts')).run(invocation),
  },
  {
    name: 'people',
    usage: '[set NAME]',
    summary: 'who is in it: hats, hours a week for the plan, the day somebody left',
    group: 'Assess',
    options: [...output, 'roles', 'hours', 'left', 'by'],
    run: async (invocation) => (await import('./people.ts')).run(invocation),
  },
  {
    name: 'prework',
    usage: '',
    summary: 'a sheet per person or role of what to bring before the workshop',
    group: 'Assess',
    options: ['for', ...output, 'depth'],
    run: async (invocation) => (await import('./prework.ts')).run(invocation),
  },
  {
    name: 'import',
    usage: 'population FILE --kind KIND | answers FILE | plan FILE | raci FILE | findings FILE',
    summary:
      'take in a list, answers, plan or RACI from a spreadsheet, or findings of Prowler or Security Hub, as a diff first',
    group: 'Assess',
    options: [...list, 'by', 'json', 'apply'],
    run: async (invocation) => (await import('./import.ts')).run(invocation),
  },
  {
    name: 'populations',
    usage: '[KIND]',
    summary: 'the imported lists, their exceptions, and whose accounts are whose',
    group: 'Assess',
    options: [...output, 'match', 'no-match', 'refresh', 'by'],
    run: async (invocation) => (await import('./populations.ts')).run(invocation),
  },
  {
    name: 'settle',
    usage: '[ID VALUE]',
    summary: 'where people answered differently: the list, or what holds',
    group: 'Assess',
    options: [
      ...['by', 'reason', 'text', 'approver', 'review-on', 'report', 'period', 'reviewed-by', 'reviewed-on'],
      ...['duties-assigned', 'json'],
    ],
    run: async (invocation) => (await import('./settle.ts')).run(invocation),
  },
  {
    name: 'reassess',
    usage: '',
    summary: 'begin a new round: every answer is to be confirmed before it counts again',
    group: 'Assess',
    options: ['by', 'json'],
    run: async (invocation) => (await import('./reassess.ts')).run(invocation),
  },
  {
    name: 'merge',
    usage: 'OTHER',
    summary: 'take another copy of this assessment in; nothing is dropped, conflicts are listed',
    group: 'Assess',
    options: ['dry-run', 'json'],
    run: async (invocation) => (await import('./merge.ts')).run(invocation),
  },
  {
    name: 'score',
    usage: '[ID]',
    summary: 'the three verdicts, the figures, and with an id the trace of one',
    group: 'Decide',
    options: [...output, 'depth', 'equal', 'actions', 'what-if', 'save', 'by'],
    run: async (invocation) => (await import('./score.ts')).run(invocation),
  },
  {
    name: 'gaps',
    usage: '',
    summary: 'what is short of target, why, and what closing it gives',
    group: 'Decide',
    options: [...output, 'depth', 'fail-on'],
    run: async (invocation) => (await import('./gaps.ts')).run(invocation),
  },
  {
    name: 'override',
    usage: '[list | constants | set KIND WHAT VALUE | remove KIND WHAT]',
    summary: 'another weight, constant or level (KIND) than the model says, logged with --reason and printed',
    group: 'Decide',
    options: [...output, 'reason', 'by'],
    run: async (invocation) => (await import('./override.ts')).run(invocation),
  },
  {
    name: 'exception',
    usage: '[list | add CONTROL | withdraw CONTROL]',
    summary: 'a gap or failure that somebody approved until a day; it is shown, and lifts no figure',
    group: 'Decide',
    options: [...output, 'approver', 'expires', 'reason', 'on', 'check', 'depth', 'by'],
    run: async (invocation) => (await import('./exception.ts')).run(invocation),
  },
  {
    name: 'plan',
    usage: '[set ITEM STATE]',
    summary: 'the remediation plan with dates and its critical path; set says how far an item is',
    group: 'Decide',
    options: [...output, 'depth', 'view', 'deadline', 'reason', 'until', 'approver', 'cost', 'on', 'by'],
    run: async (invocation) => (await import('./plan.ts')).run(invocation),
  },
  {
    name: 'window',
    usage: '[plan | open | run CONTROL | next CONTROL DATE]',
    summary: 'when a Type 2 window can open, what it asks for, and whether the report comes in time',
    group: 'Decide',
    options: [...output, 'months', 'from', 'to', 'deadline', 'depth', 'on', 'text', 'by'],
    run: async (invocation) => (await import('./window.ts')).run(invocation),
  },
  {
    name: 'raci',
    usage: '[ack | channel NAME TEXT | set CONTROL NAME LETTER | waive RULE CONTROL | hats WHAT=ROLE…]',
    summary: 'who does it, who answers for it; with --lint what is wrong; ack agrees to your rows',
    group: 'Decide',
    options: [...output, 'lint', 'ready', 'view', 'for', 'text', 'approver', 'expires', 'by'],
    run: async (invocation) => (await import('./raci.ts')).run(invocation),
  },
  {
    name: 'compare',
    usage: 'A [B]',
    summary: 'two days, or two assessments: closed, new, slipped, contradicted again, not comparable',
    group: 'Decide',
    options: ['json', 'format', 'output', 'force'],
    run: async (invocation) => (await import('./compare.ts')).run(invocation),
  },
  {
    name: 'history',
    usage: '',
    summary: 'the verdicts of the days on which something was said',
    group: 'Decide',
    options: [...output],
    run: async (invocation) => (await import('./history.ts')).run(invocation),
  },
  {
    name: 'register',
    usage: '[KIND [set ID FIELD=VALUE… | remove ID]]',
    summary: 'policies, vendors, duties, exceptions, engagement, description',
    group: 'Assess',
    options: [...output, 'by'],
    run: async (invocation) => (await import('./register.ts')).run(invocation),
  },
  {
    name: 'evidence',
    usage: '[list | add CONTROL | verify]',
    summary: 'the register of evidence and what each piece counts for; add attaches a file; verify hashes them again',
    group: 'Assess',
    options: [...output, 'file', 'evidence', 'where', 'date', 'expires', 'tier', 'seen-by', 'by', 'depth'],
    run: async (invocation) => (await import('./evidence.ts')).run(invocation),
  },
  {
    name: 'requests',
    usage: '',
    summary: 'what an auditor will ask for: period, population, from whom, and how far it is there',
    group: 'Hand over',
    options: [...output, 'depth'],
    run: async (invocation) => (await import('./requests.ts')).run(invocation),
  },
  {
    name: 'interviews',
    usage: '',
    summary: 'a sheet per person or role of what an auditor will ask, and what to show',
    group: 'Hand over',
    options: ['for', ...output, 'depth'],
    run: async (invocation) => (await import('./interviews.ts')).run(invocation),
  },
  {
    name: 'calendar',
    usage: '',
    summary: 'the runs of recurring controls that fall due, as a calendar file (.ics)',
    group: 'Hand over',
    options: ['output', 'force', 'depth'],
    run: async (invocation) => (await import('./calendar.ts')).run(invocation),
  },
  {
    name: 'report',
    usage: '[DIR]',
    summary: 'write the report for whom it is meant: HTML, Word, Excel, Markdown, JSON, CSV, calendar',
    group: 'Hand over',
    options: ['audience', 'sections', 'format', 'brand', 'template', 'since', 'force', 'depth', 'redact', 'json'],
    run: async (invocation) => (await import('./report.ts')).run(invocation),
  },
  {
    name: 'export',
    usage: 'tickets [DIR] --to github|jira',
    summary: 'the plan for a tracker: GitHub issues as files, or a CSV that Jira imports; again, it updates',
    group: 'Hand over',
    options: ['to', 'existing', 'force', 'depth', 'redact', 'json'],
    run: async (invocation) => (await import('./export.ts')).run(invocation),
  },
  {
    name: 'pack',
    usage: 'DIR | verify DIR',
    summary: 'the folder an auditor gets: requests, evidence, scans, journal, report, with SHA-256; verify checks one',
    group: 'Hand over',
    options: ['force', 'depth', 'redact', 'sha256', 'json'],
    run: async (invocation) => (await import('./pack.ts')).run(invocation),
  },
  {
    name: 'questions',
    usage: 'ACTION [FILE]',
    summary: 'the questionnaire: stats, list, export it as a sheet, lint your own files',
    group: 'Around',
    options: [...output],
    run: async (invocation) => (await import('./questions.ts')).run(invocation),
  },
  {
    name: 'policies',
    usage: '[export DIR]',
    summary: 'policy starters filled with your roles, values and rhythms',
    group: 'Hand over',
    options: output,
    run: async (invocation) => (await import('./policies.ts')).run(invocation),
  },
  {
    name: 'glossary',
    usage: '[TERM]',
    summary: 'what the words of an audit mean',
    group: 'Around',
    options: output,
    run: async (invocation) => (await import('./glossary.ts')).run(invocation),
  },
  {
    name: 'checks',
    usage: 'ACTION [ID [STATUS]]',
    summary: 'what is looked at in AWS: list, show ID, mapping to other engines, record ID pass|fail|n/a by hand',
    group: 'Around',
    options: [...output, 'tier', 'service', 'evidence', 'where', 'date', 'expires', 'account', 'by'],
    run: async (invocation) => (await import('./checks.ts')).run(invocation),
  },
  {
    name: 'permissions',
    usage: '',
    summary: 'the least-privilege IAM policy of exactly the operations used',
    group: 'Around',
    options: [...output, 'check', 'cloudformation', 'terraform', 'external-id', 'organization', 'role', 'source'],
    run: async (invocation) => (await import('./permissions.ts')).run(invocation),
  },
  {
    name: 'list',
    usage: '',
    summary: 'the workspaces on this machine with their verdicts',
    group: 'Around',
    options: ['json'],
    run: async (invocation) => (await import('./list.ts')).run(invocation),
  },
  {
    name: 'demo',
    usage: '',
    summary: 'a sample company with a recorded AWS account',
    group: 'Around',
    options: [...screen, 'fresh', 'json'],
    run: async (invocation) => (await import('./demo.ts')).run(invocation),
  },
  {
    name: 'doctor',
    usage: '[aws]',
    summary: 'what this machine, terminal, workspace and AWS access allow; aws: which permissions are missing',
    group: 'Around',
    options: [...aws, 'json', 'no-aws', 'check'],
    run: async (invocation) => (await import('./doctor.ts')).run(invocation),
  },
];

/** The command that runs without a name: open or resume. */
export const openCommand: CommandSpec = {
  name: '',
  usage: '',
  summary: 'open or resume the assessment',
  group: 'Assess',
  options: [...screen, ...aws, 'no-aws', 'name', 'time-zone', 'json', 'depth'],
  run: async (invocation) => (await import('./open.ts')).run(invocation),
};
