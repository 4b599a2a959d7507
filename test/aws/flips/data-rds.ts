/** Databases. */
import {
  DeleteDBInstanceCommand,
  DeleteDBParameterGroupCommand,
  DeleteDBSnapshotCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
  type ModifyDBInstanceMessage,
} from '@aws-sdk/client-rds';
import type { SeedClients } from '../clients.ts';
import { demandTls, rdsOf, seedInstance, snapshotOf } from '../seed-data-rds.ts';
import type { Flip } from './flip.ts';

function modify(clients: SeedClients, change: Partial<ModifyDBInstanceMessage>): Promise<unknown> {
  return rdsOf(clients).send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'orders', ApplyImmediately: true, ...change }),
  );
}

/** A flip of one setting of the instance. */
function setting(check: string, words: string, bad: Partial<ModifyDBInstanceMessage>, good: typeof bad): Flip {
  return {
    check,
    setting: words,
    apply: (clients) => modify(clients, bad),
    undo: (clients) => modify(clients, good),
  };
}

const plain = { id: 'scratch', engine: 'postgres', guarded: false } as const;

async function removePlain(clients: SeedClients, withSnapshot: boolean): Promise<void> {
  const rds = rdsOf(clients);
  if (withSnapshot) await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'scratch-before-release' }));
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'scratch', SkipFinalSnapshot: true }));
  await rds.send(new DeleteDBParameterGroupCommand({ DBParameterGroupName: 'scratch-settings' }));
}

/** One setting each. */
export const databaseFlips: Flip[] = [
  setting(
    'rds-not-public',
    'an instance gets a public address',
    { PubliclyAccessible: true },
    { PubliclyAccessible: false },
  ),
  {
    check: 'rds-encrypted',
    setting: 'a plain database is made',
    apply: (clients) => seedInstance(rdsOf(clients), plain),
    undo: (clients) => removePlain(clients, false),
  },
  {
    check: 'rds-snapshot-encrypted',
    setting: 'a plain snapshot is made',
    apply: async (clients) => {
      await seedInstance(rdsOf(clients), plain);
      await snapshotOf(rdsOf(clients), plain.id);
    },
    undo: (clients) => removePlain(clients, true),
  },
  {
    check: 'rds-snapshot-not-public',
    setting: 'a plain snapshot is made public',
    apply: async (clients) => {
      await seedInstance(rdsOf(clients), plain);
      await snapshotOf(rdsOf(clients), plain.id, true);
    },
    undo: (clients) => removePlain(clients, true),
  },
  setting(
    'rds-backups-enabled',
    'backups of an instance are kept for a day',
    { BackupRetentionPeriod: 1 },
    { BackupRetentionPeriod: 35 },
  ),
  setting('rds-multi-az', 'an instance loses its standby', { MultiAZ: false }, { MultiAZ: true }),
  {
    check: 'rds-deletion-protection',
    setting: 'a cluster loses its protection',
    apply: (clients) => protect(clients, false),
    undo: (clients) => protect(clients, true),
  },
  setting(
    'rds-log-exports',
    'an instance stops to export its log',
    { CloudwatchLogsExportConfiguration: { DisableLogTypes: ['postgresql'] } },
    { CloudwatchLogsExportConfiguration: { EnableLogTypes: ['postgresql'] } },
  ),
  {
    check: 'rds-tls-required',
    setting: 'a parameter group takes plain connections',
    apply: (clients) => demandTls(rdsOf(clients), 'orders', false),
    undo: (clients) => demandTls(rdsOf(clients), 'orders', true),
  },
];

function protect(clients: SeedClients, DeletionProtection: boolean): Promise<unknown> {
  return rdsOf(clients).send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'shop', DeletionProtection }));
}
