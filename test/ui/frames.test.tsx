/** Golden frames: each screen at five sizes, as a person sees it. `npm test -- FILE --update` writes them anew. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Ports, WorkspacePort } from '../../source/app/ports.ts';
import type { ScreenId } from '../../source/app/screens.ts';
import { widthOf } from '../../source/ui/lines.ts';
import type { Workspace } from '../../source/workspace/workspace.ts';
import { drivenScan, facts, halfRead, halfWay, judgements, portsOf, workspaceWith } from '../app/fixture.ts';
import { pastOutside, workspaceWithPast } from '../app/past.ts';
import { framesGlossary, framesOutside } from './outside.ts';
import { openTerminal, type Terminal } from './terminal.tsx';

const sizes = [
  { columns: 40, rows: 12 },
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

/** What is opened and which keys lead to the frame. */
interface Shot {
  name: string;
  screen: ScreenId;
  /** Reads of the terminal, one after the other. */
  keys?: string[];
  ports?: Partial<Ports>;
  from?: 'empty' | 'half way' | 'workshop' | 'with a past' | 'judged';
  until?: (frame: string) => boolean;
}

const shots: Shot[] = [
  { name: 'overview', screen: 'overview' },
  { name: 'overview-empty', screen: 'overview', from: 'empty', until: (frame) => frame.includes('Welcome') },
  {
    name: 'overview-trace',
    screen: 'overview',
    keys: ['G', 'kkk', 't'],
    until: (frame) => frame.includes('Trace of CC6'),
  },
  { name: 'interview', screen: 'interview', keys: ['\u001b[D'], until: (frame) => frame.includes('CC6.1') },
  {
    name: 'interview-typed',
    screen: 'interview',
    from: 'empty',
    keys: ['Example Robotics'],
    until: (f) => f.includes('> Example Robotics'),
  },
  {
    name: 'interview-picker',
    screen: 'interview',
    from: 'empty',
    keys: ['Acme\r', 'j'],
    until: (f) => f.includes('1 to 5'),
  },
  { name: 'interview-evidence', screen: 'interview', keys: ['v', 'The list'], until: (f) => f.includes('The list') },
  { name: 'interview-owner', screen: 'interview', keys: ['a'], until: (f) => f.includes('Who owns') },
  { name: 'interview-why', screen: 'interview', keys: ['w'], until: (f) => f.includes('Why we ask') },
  { name: 'checks', screen: 'checks', until: (frame) => frame.includes('root-mfa-enabled') },
  { name: 'checks-detail', screen: 'checks', keys: ['\r'], until: (frame) => frame.includes('Fails on') },
  { name: 'checks-filter', screen: 'checks', keys: ['/', 'pass'], until: (frame) => frame.includes('/ pass') },
  { name: 'checks-permissions', screen: 'checks', keys: ['p'], until: (frame) => frame.includes('"Version"') },
  {
    name: 'checks-order',
    screen: 'checks',
    keys: ['O'],
    until: (frame) => frame.includes('by service') || frame.length < 600,
  },
  {
    name: 'checks-running',
    screen: 'checks',
    keys: ['R'],
    ports: { startScan: halfRead },
    until: (f) => f.includes('3/8'),
  },
  { name: 'checks-by-hand', screen: 'checks', keys: ['jj', 'm'], until: (frame) => frame.includes('looked at') },
  { name: 'gaps-checks', screen: 'gaps', keys: [']'], until: (frame) => frame.includes('root-hardware-mfa') },
  { name: 'gaps-only', screen: 'gaps', keys: ['fff'], until: (frame) => !frame.includes('CC6.1-mfa') },
  { name: 'gaps-approve', screen: 'gaps', keys: ['X'], until: (frame) => frame.includes('approved by') },
  { name: 'gaps-judge', screen: 'gaps', keys: ['J'], until: (frame) => frame.includes('weight') },
  { name: 'gaps', screen: 'gaps', until: (frame) => frame.includes('CC6.1-mfa') },
  { name: 'plan', screen: 'plan', until: (frame) => frame.includes('Put CC1') },
  { name: 'raci', screen: 'raci', until: (frame) => frame.includes('controls') },
  { name: 'start', screen: 'start', until: (frame) => frame.includes('The path') || frame.includes('Go on') },
  { name: 'start-new', screen: 'start', from: 'empty', until: (frame) => frame.includes('Welcome') },
  {
    name: 'start-tour',
    screen: 'start',
    from: 'empty',
    ports: { tour: true, outside: framesOutside },
    until: (f) => f.includes('1 of 4'),
  },
  { name: 'scope', screen: 'scope', until: (frame) => frame.includes('headcount') },
  { name: 'clients', screen: 'clients', ports: { outside: framesOutside }, until: (f) => f.includes('Could not read') },
  { name: 'accounts', screen: 'accounts', ports: { outside: framesOutside }, until: (f) => f.includes('production') },
  {
    name: 'accounts-plan',
    screen: 'accounts',
    keys: ['P'],
    ports: { outside: framesOutside },
    until: (frame) => frame.includes('318 calls'),
  },
  { name: 'settings', screen: 'settings', until: (frame) => frame.includes('Reduced motion') },
  { name: 'settings-theme', screen: 'settings', keys: ['\r'], until: (frame) => frame.includes('Which theme') },
  { name: 'glossary', screen: 'glossary', ports: { glossary: framesGlossary }, until: (f) => f.includes('evidence') },
  {
    name: 'glossary-term',
    screen: 'glossary',
    keys: ['/', 'obs', '\r', '\r'],
    ports: { glossary: framesGlossary },
    until: (frame) => frame.includes('also: audit period'),
  },
  { name: 'registers', screen: 'registers', until: (frame) => frame.includes('information-security') },
  { name: 'registers-form', screen: 'registers', keys: ['\r'], until: (frame) => frame.includes('approver') },
  { name: 'registers-vendors', screen: 'registers', keys: [']'], until: (frame) => frame.includes('Vendors') },
  {
    name: 'registers-approved',
    screen: 'registers',
    from: 'judged',
    keys: ['[['],
    until: (frame) => frame.includes('CC6.1-mfa'),
  },
  {
    name: 'registers-overrides',
    screen: 'registers',
    from: 'judged',
    keys: ['['],
    until: (f) => f.includes('CC1.3-raci'),
  },
  {
    name: 'registers-withdraw',
    screen: 'registers',
    from: 'judged',
    keys: ['[', '-'],
    until: (f) => f.includes('reason'),
  },
  { name: 'populations', screen: 'populations', until: (frame) => frame.includes('leavers') },
  { name: 'populations-form', screen: 'populations', keys: ['\r'], until: (frame) => frame.includes('Import leavers') },
  {
    name: 'report',
    screen: 'report',
    keys: [']'],
    until: (frame) => frame.includes('▸For the board') || frame.includes('Names of AWS'),
  },
  { name: 'plan-boxes', screen: 'plan', keys: [']'], until: (f) => /later/i.test(f) && /start now/i.test(f) },
  { name: 'plan-timeline', screen: 'plan', keys: [']', ']'], until: (f) => f.includes('▸Timeline') },
  {
    name: 'plan-what-if',
    screen: 'plan',
    keys: ['[', ' ', 'j '],
    until: (f) => f.includes('2 marked rows were') && !f.includes('working'),
  },
  { name: 'plan-edit', screen: 'plan', keys: ['E'], until: (f) => f.includes('hours a week') || f.includes('state') },
  { name: 'raci-cell', screen: 'raci', keys: ['\u001b[C', 'E'], until: (f) => f.includes('answers for it') },
  { name: 'raci-message', screen: 'raci', keys: ['\t'], until: (f) => f.includes('R9') },
  { name: 'raci-person', screen: 'raci', keys: [']'], until: (f) => f.includes('not signed') || f.includes('A 3') },
  { name: 'raci-cadence', screen: 'raci', keys: ['['], until: (f) => f.includes('yearly') },
  { name: 'window', screen: 'window', from: 'with a past', until: (f) => f.includes('AWS') },
  {
    name: 'window-lengths',
    screen: 'window',
    from: 'with a past',
    keys: [']', '\u001b[C'],
    until: (f) => f.includes('verdict'),
  },
  {
    name: 'window-outside',
    screen: 'window',
    from: 'with a past',
    keys: ['['],
    until: (f) => f.includes('three ways'),
  },
  { name: 'history', screen: 'history', from: 'with a past', until: (f) => f.includes('2026-12-01') },
  {
    name: 'history-verdicts',
    screen: 'history',
    from: 'with a past',
    keys: [']'],
    until: (f) => f.includes('2026-10-05'),
  },
  {
    name: 'history-days',
    screen: 'history',
    from: 'with a past',
    keys: ['[', '['],
    until: (f) => f.includes('closed,'),
  },
  { name: 'history-scans', screen: 'history', from: 'with a past', keys: ['['], until: (f) => f.includes('fixed') },
  { name: 'workshop', screen: 'workshop', from: 'workshop', until: (f) => f.includes('Bo Li') },
  {
    name: 'workshop-answers',
    screen: 'workshop',
    from: 'workshop',
    keys: ['\u001b[D', '\u001b[D'],
    until: (f) => f.includes('L1'),
  },
  { name: 'workshop-parking', screen: 'workshop', from: 'workshop', keys: [']'], until: (f) => f.includes('keys?') },
  { name: 'workshop-people', screen: 'workshop', from: 'workshop', keys: ['['], until: (f) => f.includes('disputed') },
  { name: 'workshop-empty', screen: 'workshop', until: (frame) => frame.includes('Nobody takes part yet') },
  { name: 'help', screen: 'interview', keys: ['?'], until: (frame) => frame.includes('Keys of interview') },
  { name: 'palette', screen: 'checks', keys: [':', 'aws'], until: (frame) => frame.includes(': aws') },
];

/** Asserts what is true of every frame: it fits the window, and the footer tells where help is. */
function assertFits(frame: string, columns: number, rows: number): void {
  const lines = frame.split('\n');
  assert.ok(lines.length <= rows, `${lines.length} lines in ${rows} rows\n${frame}`);
  for (const line of lines) assert.ok(widthOf(line) <= columns, `wider than ${columns}: ${line}`);
  assert.match(lines.at(-1) ?? '', /\? help/, frame);
}

function snapshot(t: TestContext, name: string, frame: string): void {
  const file = fileURLToPath(new URL(`../frames/${name}.txt`, import.meta.url));
  t.assert.fileSnapshot(`${frame}\n`, file, { serializers: [(value) => String(value)] });
}

describe('frames', () => {
  const made: Record<string, { workspace: Workspace; end(): Promise<void> }> = {};
  before(async () => {
    made.empty = await workspaceWith([]);
    made['with a past'] = await workspaceWithPast();
    made['half way'] = await workspaceWith(halfWay);
    await made['half way'].workspace.saveScan(facts(false), 'Ada');
    made.judged = await workspaceWith([...halfWay, ...judgements]);
    made.workshop = await workspaceWith([...halfWay, { type: 'participants', names: ['Ann Ng', 'Bo Li', 'Cleo'] }]);
    for (const [by, level] of [['Ann Ng', 3] as const, ['Bo Li', 1] as const, ['Cleo', 3] as const])
      await made.workshop.workspace.append({ type: 'answer', control: 'CC1.3-raci', answer: { level } }, by);
    await made.workshop.workspace.append({ type: 'answer', control: 'CC6.1-mfa', answer: { level: 2 } }, 'Ann Ng');
    await made.workshop.workspace.append(
      { type: 'park', text: 'Who pays for the keys?', control: 'CC6.1-mfa' },
      'Bo Li',
    );
  });
  after(async () => {
    for (const one of Object.values(made)) await one.end();
  });

  function portsFor(shot: Shot): Ports {
    const workspace = made[shot.from ?? 'half way']?.workspace;
    assert.ok(workspace);
    // Frames must not depend on each other: nothing a shot types reaches the shared workspace.
    const { assessment, problems, readOnly, folder } = workspace;
    const frozen: WorkspacePort = {
      ...{ assessment, problems, readOnly, folder },
      append: async () => ({ id: 'x' }),
      saveScan: async () => undefined,
      latestScan: () => workspace.latestScan(),
    };
    const past = shot.from === 'with a past' ? { outside: pastOutside(workspace) } : {};
    return portsOf(frozen, { startScan: drivenScan().start, ...past, ...shot.ports });
  }

  for (const shot of shots) {
    for (const size of sizes) {
      test(`${shot.name} at ${size.columns}×${size.rows}`, async (t) => {
        const terminal = openTerminal(portsFor(shot), size, { screen: shot.screen });
        try {
          await settled(terminal);
          for (const key of shot.keys ?? []) {
            const shown = terminal.frames.length;
            terminal.write(key);
            await terminal.until(() => terminal.frames.length > shown);
          }
          await terminal.until(shot.until ?? (() => true));
          assertFits(terminal.frame(), size.columns, size.rows);
          snapshot(t, `${shot.name}-${size.columns}x${size.rows}`, terminal.frame());
        } finally {
          terminal.end();
        }
      });
    }
  }

  /** The last scan is open and everything has been worked out. */
  function settled(terminal: Terminal): Promise<void> {
    return terminal.until(() => {
      const { derived, scan } = terminal.program.getState();
      return derived !== undefined && scan.state !== 'loading';
    });
  }
});
