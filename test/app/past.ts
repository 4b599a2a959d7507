/** A workspace with a past: three days of answers and two scans, and the wishes of History fulfilled from its files. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '../../source/app/ports.ts';
import { comparedTold, driftTold, historyTold } from '../../source/commands/outside-history.ts';
import type { EntryBody } from '../../source/core/entry.ts';
import { createWorkspace, type Workspace } from '../../source/workspace/workspace.ts';
import { facts, halfWay, questionnaire } from './fixture.ts';

const later: EntryBody[] = [
  { type: 'answer', control: 'CC6.1-passwords', answer: { level: 3 } },
  { type: 'answer', control: 'CC6.4-doors', answer: { level: 2 } },
];

const last: EntryBody[] = [
  { type: 'scope', question: 'deadline', value: '2027-09-18' },
  { type: 'run', control: 'CC1.1-conduct', on: '2026-12-01' },
  { type: 'schedule', control: 'CC6.1-mfa', next: '2027-02-15' },
  { type: 'answer', control: 'CC1.3-raci', answer: { level: 1 } },
  {
    type: 'evidence',
    control: 'CC6.1-passwords',
    evidence: {
      what: 'Policy export',
      where: 'evidence/policy.json',
      date: '2026-11-20',
      tier: 3,
      seenBy: 'Theo Tech',
    },
  },
];

/** Written on 5 October, 9 November and 1 December 2026; scanned on the last two. */
export async function workspaceWithPast(): Promise<{ workspace: Workspace; end(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'soc2-ready-past-'));
  let now = new Date('2026-10-05T09:00:00Z');
  const options = { questionnaire: questionnaire.hash, now: () => now };
  const folder = join(parent, 'example');
  const workspace = await createWorkspace(folder, { ...options, name: 'Example Robotics', timeZone: 'UTC', by: 'Ada' });
  const write = async (bodies: readonly EntryBody[]) => {
    for (const body of bodies) if (body.type !== 'created') await workspace.append(body, 'Ada');
  };
  await write(halfWay);
  now = new Date('2026-11-09T09:00:00Z');
  await write(later);
  const before = { startedAt: '2026-11-09T08:57:00.000Z', finishedAt: '2026-11-09T08:58:12.000Z' };
  await workspace.saveScan({ ...facts(false), ...before }, 'Ada');
  now = new Date('2026-12-01T11:00:00Z');
  await write(last);
  await workspace.saveScan(facts(true), 'Ada');
  return {
    workspace,
    async end() {
      await workspace.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** The port of a workspace, for the wishes of History alone. */
export function pastOutside(workspace: Workspace): NonNullable<Ports['outside']> {
  const session = { workspace, questionnaire };
  return async (wish) => {
    if (wish.type === 'read-history') return historyTold(session);
    if (wish.type === 'compare-days') return comparedTold(session, wish.from, wish.to);
    if (wish.type === 'compare-scans') return driftTold(session, wish);
    throw new Error(`not asked for here: ${wish.type}`);
  };
}
