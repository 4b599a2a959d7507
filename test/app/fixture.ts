/** A small questionnaire, a company, an account: what the tests of the program and of its screens start from. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passwordPolicyChecks } from '../../checks/iam-password-policy.ts';
import { rootChecks } from '../../checks/iam-root.ts';
import { derive } from '../../source/app/derive.ts';
import type { Ports, RunningScan, ScanEvent, WorkspacePort } from '../../source/app/ports.ts';
import type { ScreenId } from '../../source/app/screens.ts';
import { type State, startState } from '../../source/app/state.ts';
import { enterInterview } from '../../source/app/step-interview.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { type Facts, factsVersion } from '../../source/core/facts.ts';
import type { Questionnaire, ScopeQuestion } from '../../source/core/questionnaire.ts';
import { createWorkspace, openWorkspace, type Workspace } from '../../source/workspace/workspace.ts';
import { assessment, control, roleSets, roles, threePeople } from '../core/sample.ts';

/** The instant at which the tests run. */
export const now = new Date('2026-12-01T12:04:00Z');

const scoping: ScopeQuestion[] = [
  { id: 'company', ask: 'What is the company called?', why: 'Names the reports.', type: 'text', group: 'first' },
  {
    id: 'headcount',
    ask: 'How many people work there?',
    why: 'Chooses the role set.',
    type: 'choice',
    group: 'first',
    options: [
      { value: '1-5', label: '1 to 5', number: 1 },
      { value: '6-20', label: '6 to 20', number: 6 },
      { value: '51-200', label: '51 to 200', number: 51 },
    ],
  },
  { id: 'offices', ask: 'Does the company have an office?', why: 'Brings in doors.', type: 'yes-no', group: 'first' },
  {
    id: 'categories',
    ask: 'Which categories beside security?',
    why: 'Each adds its criteria.',
    type: 'choices',
    group: 'first',
    options: [
      { value: 'availability', label: 'Availability' },
      { value: 'confidentiality', label: 'Confidentiality' },
      { value: 'privacy', label: 'Privacy' },
    ],
  },
  { id: 'window-start', ask: 'When should the window begin?', why: 'Sets the dates.', type: 'date', group: 'first' },
  {
    id: 'access-key-age-days',
    ask: 'After how many days are access keys replaced?',
    why: 'An auditor tests your own number.',
    type: 'number',
    unit: 'days',
    min: 1,
    max: 365,
    commitment: true,
    group: 'commitments',
  },
  { id: 'regions', ask: 'Which regions are in scope?', why: 'Bounds the system.', type: 'list', group: 'boundary' },
];

/** Controls of two series, one with live checks, one that AWS may carry. */
export const questionnaire: Questionnaire = {
  hash: '0123456789ab',
  scoping,
  roles,
  roleSets,
  topics: {},
  controls: [
    control('CC1.1-conduct', {
      title: 'A code of conduct that people have signed',
      ask: 'Has everybody signed the code of conduct?',
      kind: 'people',
    }),
    control('CC1.3-raci', {
      title: 'One accountable person per control',
      weight: 2,
      ask: 'Does every control have one owner?',
    }),
    control('CC6.1-mfa', {
      title: 'Second factor for everyone who can reach production',
      kind: 'technology',
      ask: 'Does everyone who can reach production or its admin tools sign in with a second factor, with no exception?',
      levels: [
        'No, or not everywhere.',
        'We ask people to switch it on; nothing enforces it.',
        'Enforced for everyone by the identity provider or AWS, but no written rule and no dated list.',
        'Enforced, the rule written, and a dated list shows it for everyone.',
        'The list was checked every quarter in the last twelve months, exceptions closed or approved.',
      ],
      auditorWants: 'The enforcement setting, and the full list of users with their factor, dated.',
      doesNotCount: 'A screenshot of one person’s settings; “everyone has it” without the list.',
      smallCompany: 'The AWS credential report and the user list, saved once a quarter.',
      evidence: [{ what: 'Identity provider policy export', tier: 3, expiresMonths: 3 }],
      checks: [{ id: 'root-mfa-enabled', role: 'determinative', because: 'the root user can reach everything' }],
    }),
    control('CC6.1-passwords', {
      title: 'Passwords are long',
      weight: 1,
      checks: [{ id: 'password-policy-min-length', role: 'corroborating', because: 'one of several places' }],
    }),
    control('CC6.4-doors', { title: 'Doors of the data centre', inheritable: true }),
  ],
};

/** The real checks that the fixture's controls and account are about. */
export const checks = [...rootChecks, ...passwordPolicyChecks].filter((check) =>
  ['root-mfa-enabled', 'root-no-access-keys', 'password-policy-min-length', 'root-hardware-mfa'].includes(check.id),
);

/** What a scan of the account read; one thing was denied. */
export function facts(rootMfa: boolean): Facts {
  return {
    factsVersion,
    account: '123456780097',
    partition: 'aws',
    callerArn: 'arn:aws:iam::123456780097:user/reader',
    startedAt: '2026-12-01T09:57:00.000Z',
    finishedAt: '2026-12-01T09:58:12.000Z',
    regions: ['eu-west-1'],
    calls: { total: 4, byOperation: { 'iam:GetAccountSummary': 1 } },
    readings: {
      'iam.account-summary': {
        global: {
          state: 'ok',
          data: { rootMfaEnabled: rootMfa, rootAccessKeys: 0, rootPasswordPresent: true, users: 3 },
        },
      },
      'iam.password-policy': {
        global: {
          state: 'denied',
          operation: 'iam:GetAccountPasswordPolicy',
          action: 'iam:GetAccountPasswordPolicy',
          reason: 'An identity policy does not allow iam:GetAccountPasswordPolicy.',
        },
      },
      'iam.virtual-mfa-devices': { global: { state: 'ok', data: [] } },
      'iam.credential-report': {
        global: {
          state: 'denied',
          operation: 'iam:GenerateCredentialReport',
          action: 'iam:GenerateCredentialReport',
          reason: 'An identity policy does not allow iam:GenerateCredentialReport.',
        },
      },
    },
  };
}

/** Answers of a company that is half way. */
export const halfWay: EntryBody[] = [
  { type: 'created', name: 'Example Robotics', timeZone: 'UTC' },
  { type: 'scope', question: 'company', value: 'Example Robotics' },
  ...threePeople,
  { type: 'scope', question: 'offices', value: false },
  { type: 'scope', question: 'categories', value: [] },
  { type: 'answer', control: 'CC1.1-conduct', answer: { level: 3 } },
  {
    type: 'evidence',
    control: 'CC1.1-conduct',
    evidence: { what: 'Signed codes', where: 'evidence/codes.pdf', date: '2026-11-03', tier: 2, seenBy: 'Theo Tech' },
  },
  { type: 'answer', control: 'CC1.3-raci', answer: { level: 2 } },
  { type: 'answer', control: 'CC6.1-mfa', answer: { level: 3 } },
];

/** What people put beside the model: an exception, a level and a weight by judgement. */
export const judgements: EntryBody[] = [
  {
    type: 'approved-exception',
    control: 'CC6.1-mfa',
    exception: {
      ...{ text: 'a gateway stands before it', approver: 'Cara', approvedOn: '2026-11-20', expires: '2027-05-31' },
      checks: [{ check: 'root-mfa-enabled', failing: 1 }],
    },
  },
  { type: 'override', of: 'judgement', control: 'CC1.3-raci', value: 1, reason: 'two people share one duty' },
  { type: 'override', of: 'weight', control: 'CC1.3-raci', value: 1, reason: 'five people in one room' },
];

/** A scan that stands still half way: one thing read, one denied, one called, one waiting. */
export function halfRead(onEvent: (event: ScanEvent) => void): RunningScan {
  const whole = facts(false);
  const call = { queued: 0, running: 0, ok: 0, denied: 0, failed: 0 };
  queueMicrotask(() => {
    const { account, partition, regions, readings } = whole;
    onEvent({ type: 'identity', account, arn: whole.callerArn, partition, regions });
    onEvent({ type: 'started', total: 8 });
    for (const name of ['iam.account-summary', 'iam.password-policy'] as const) {
      const reading = readings[name]?.global;
      if (reading !== undefined) onEvent({ type: 'fact', name, region: 'global', reading } as ScanEvent);
    }
    onEvent({
      ...{ type: 'progress', done: 3, total: 8, calls: 4, denied: 1, failed: 0 },
      operations: {
        'iam:GetAccountSummary': { ...call, ok: 1 },
        'iam:GetAccountPasswordPolicy': { ...call, denied: 1 },
        'iam:ListVirtualMFADevices': { ...call, running: 1 },
        'iam:GenerateCredentialReport': { ...call, queued: 2 },
      },
    });
  });
  return { done: new Promise(() => undefined), cancel: () => undefined };
}

/** A state of the program, everything worked out; `given` changes it. */
export function stateOf(
  bodies: EntryBody[],
  given: { facts?: Facts; screen?: ScreenId; columns?: number; rows?: number; readOnly?: string } = {},
): State {
  const { columns = 80, rows = 24 } = given;
  const state = startState({
    size: { columns, rows },
    questionnaire,
    checks,
    assessment: assessment(...bodies),
    readOnly: given.readOnly,
    problems: [],
    canScan: true,
    screen: given.screen ?? 'overview',
  });
  if (given.facts !== undefined) {
    state.facts = given.facts;
    state.scan = { state: 'finished', denied: 1, calls: given.facts.calls.total };
  } else state.scan = { state: 'none' };
  state.derived = derive(state, now);
  return given.screen === 'interview' ? enterInterview(state) : state;
}

/** A real workspace in a folder of its own with these entries; both are gone when `end` is called. */
export async function workspaceWith(bodies: EntryBody[]): Promise<{ workspace: Workspace; end(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'soc2-ready-app-'));
  const folder = join(parent, 'example');
  const options = { questionnaire: questionnaire.hash, now: () => now };
  const workspace = await createWorkspace(folder, { ...options, name: 'Example Robotics', timeZone: 'UTC', by: 'Ada' });
  for (const body of bodies) if (body.type !== 'created') await workspace.append(body, 'Ada');
  return {
    workspace,
    async end() {
      await workspace.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** The same folder opened again, as after a restart. */
export function reopened(folder: string): Promise<Workspace> {
  return openWorkspace(folder, { questionnaire: questionnaire.hash, now: () => now });
}

/** Ports over a workspace. */
export function portsOf(workspace: WorkspacePort, given: Partial<Ports> = {}): Ports {
  return { workspace, questionnaire, checks, now: () => now, by: 'Ada', ...given };
}

/** A scan that a test drives: it sends events, then ends it. */
export function drivenScan(): {
  start: NonNullable<Ports['startScan']>;
  send(event: ScanEvent): void;
  finish(facts: Facts): void;
  fail(error: Error): void;
  cancelled: boolean;
} {
  let onEvent: (event: ScanEvent) => void = () => undefined;
  const { promise, resolve, reject } = Promise.withResolvers<Facts>();
  const scan = {
    cancelled: false,
    start(listener: (event: ScanEvent) => void): RunningScan {
      onEvent = listener;
      return {
        done: promise,
        cancel() {
          scan.cancelled = true;
          reject(Object.assign(new Error('cancelled'), { name: 'AbortError' }));
        },
      };
    },
    send: (event: ScanEvent) => onEvent(event),
    finish: resolve,
    fail: reject,
  };
  return scan;
}
