/** Which permissions a scan lacked: every denial in its facts, also those inside a resource. */
import type { Facts, OperationName, PolicyDocument } from './facts.ts';

/** An IAM action that was denied somewhere. */
export interface MissingPermission {
  action: string;
  /** Operations that it would have allowed, sorted. */
  operations: OperationName[];
  /** Regions in which it was denied, `global` among them, sorted. */
  regions: string[];
  /** Who refused, one sentence each, as far as AWS said. */
  reasons: string[];
  /** False: another policy forbids it (service control policy, boundary …), so that a grant to the caller is not enough. */
  grantHelps: boolean;
}

/** Every action that was denied, sorted. */
export function missingPermissions(facts: Facts): MissingPermission[] {
  const found = new Map<string, Record<'operations' | 'regions' | 'reasons', Set<string>>>();
  for (const byRegion of Object.values(facts.readings)) {
    for (const [region, reading] of Object.entries(byRegion ?? {})) {
      for (const { action, operation, reason } of denials(reading)) {
        const entry = found.get(action) ?? { operations: new Set(), regions: new Set(), reasons: new Set() };
        entry.operations.add(operation);
        entry.regions.add(region);
        entry.reasons.add(reason);
        found.set(action, entry);
      }
    }
  }
  return [...found]
    .map(([action, { operations, regions, reasons }]) => ({
      action,
      operations: [...operations].sort(),
      regions: [...regions].sort(),
      reasons: [...reasons].sort(),
      grantHelps: [...reasons].some(liftedByGrant),
    }))
    .sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** A statement that grants just what is missing and can be granted; undefined when that is nothing. */
export function missingStatement(missing: readonly MissingPermission[]): PolicyDocument | undefined {
  const actions = missing.filter(({ grantHelps }) => grantHelps).map(({ action }) => action);
  if (actions.length === 0) return undefined;
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Soc2ReadyMissing', Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}

interface Denial {
  action: string;
  operation: OperationName;
  reason: string;
}

/** The denied readings in a value, at any depth: settings of a resource are readings of their own. */
function* denials(value: unknown): Generator<Denial> {
  if (typeof value !== 'object' || value === null) return;
  if (isDenial(value)) {
    yield value;
    return;
  }
  for (const member of Array.isArray(value) ? value : Object.values(value)) yield* denials(member);
}

function isDenial(value: object): value is Denial {
  const { state, action, operation, reason } = value as Record<string, unknown>;
  return (
    state === 'denied' && typeof action === 'string' && typeof operation === 'string' && typeof reason === 'string'
  );
}

/** Whether an added permission can lift the denial: nothing allows it yet, or AWS did not say what refused. */
function liftedByGrant(reason: string): boolean {
  return reason.startsWith('No policy of the caller allows') || reason.includes('did not say which policy');
}
