/** Databases of the good and the bad account. */
import {
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  type CreateDBInstanceMessage,
  CreateDBParameterGroupCommand,
  CreateDBSnapshotCommand,
  ModifyDBClusterParameterGroupCommand,
  ModifyDBClusterSnapshotAttributeCommand,
  ModifyDBParameterGroupCommand,
  ModifyDBSnapshotAttributeCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { SeedClients } from './clients.ts';

/** The region of the data stores. */
export const dataHome = 'eu-west-1';

/** Client of the databases. */
export const rdsOf = (clients: SeedClients) => clients.of(RDSClient, dataHome);

/** How a database of these accounts is made. */
export interface SeededDatabase {
  id: string;
  engine: 'postgres' | 'aurora-mysql';
  /** All protections on, or none. */
  guarded: boolean;
  tags?: Record<string, string>;
  /** Settings in place of those. */
  change?: Partial<CreateDBInstanceMessage>;
}

const login = { MasterUsername: 'owner', MasterUserPassword: 'Only-for-the-emulator-1' };
const tagList = (tags: Record<string, string> = {}) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** A PostgreSQL instance with a parameter group of its own. */
export async function seedInstance(rds: RDSClient, { id, guarded, tags, change }: SeededDatabase): Promise<void> {
  const DBParameterGroupName = `${id}-settings`;
  await rds.send(
    new CreateDBParameterGroupCommand({
      DBParameterGroupName,
      DBParameterGroupFamily: 'postgres17',
      Description: 'Seeded',
    }),
  );
  await demandTls(rds, id, guarded);
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: id,
      DBInstanceClass: 'db.t4g.small',
      Engine: 'postgres',
      EngineVersion: '17.2',
      AllocatedStorage: 20,
      ...login,
      DBParameterGroupName,
      PubliclyAccessible: !guarded,
      StorageEncrypted: guarded,
      BackupRetentionPeriod: guarded ? 35 : 0,
      MultiAZ: guarded,
      DeletionProtection: guarded,
      EnableCloudwatchLogsExports: guarded ? ['postgresql'] : [],
      Tags: tagList(tags),
      ...change,
    }),
  );
}

/** Sets or clears what makes PostgreSQL refuse plain connections. */
export async function demandTls(rds: RDSClient, id: string, on: boolean): Promise<void> {
  await rds.send(
    new ModifyDBParameterGroupCommand({
      DBParameterGroupName: `${id}-settings`,
      Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: on ? '1' : '0', ApplyMethod: 'pending-reboot' }],
    }),
  );
}

/** An Aurora MySQL cluster of two members, in two zones when guarded. */
export async function seedCluster(rds: RDSClient, { id, guarded, tags }: SeededDatabase): Promise<void> {
  const group = { DBClusterParameterGroupName: `${id}-settings` };
  await rds.send(
    new CreateDBClusterParameterGroupCommand({
      ...group,
      DBParameterGroupFamily: 'aurora-mysql8.0',
      Description: 'Seeded',
    }),
  );
  await rds.send(
    new ModifyDBClusterParameterGroupCommand({
      ...group,
      Parameters: [
        { ParameterName: 'require_secure_transport', ParameterValue: guarded ? 'ON' : 'OFF', ApplyMethod: 'immediate' },
      ],
    }),
  );
  await rds.send(
    new CreateDBClusterCommand({
      DBClusterIdentifier: id,
      Engine: 'aurora-mysql',
      ...login,
      ...group,
      StorageEncrypted: guarded,
      BackupRetentionPeriod: guarded ? 35 : 1,
      DeletionProtection: guarded,
      EnableCloudwatchLogsExports: guarded ? ['audit', 'error'] : [],
      Tags: tagList(tags),
    }),
  );
  for (const [index, zone] of ['a', guarded ? 'b' : 'a'].entries()) {
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: `${id}-${index + 1}`,
        DBClusterIdentifier: id,
        DBInstanceClass: 'db.r8g.large',
        Engine: 'aurora-mysql',
        AvailabilityZone: `${dataHome}${zone}`,
        PubliclyAccessible: !guarded,
      }),
    );
  }
}

/** A snapshot of an instance; of a plain one it can be public. */
export async function snapshotOf(rds: RDSClient, DBInstanceIdentifier: string, open = false): Promise<void> {
  const DBSnapshotIdentifier = `${DBInstanceIdentifier}-before-release`;
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier }));
  if (!open) return;
  const share = { AttributeName: 'restore', ValuesToAdd: ['all'] };
  await rds.send(new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier, ...share }));
}

/** A snapshot of a cluster; of a plain one it can be public. */
export async function clusterSnapshotOf(rds: RDSClient, DBClusterIdentifier: string, open = false): Promise<void> {
  const DBClusterSnapshotIdentifier = `${DBClusterIdentifier}-before-release`;
  await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier, DBClusterSnapshotIdentifier }));
  if (!open) return;
  const share = { AttributeName: 'restore', ValuesToAdd: ['all'] };
  await rds.send(new ModifyDBClusterSnapshotAttributeCommand({ DBClusterSnapshotIdentifier, ...share }));
}

const production = { environment: 'production' };

/** Databases that pass every check. */
export async function seedGoodDatabases(clients: SeedClients): Promise<void> {
  const rds = rdsOf(clients);
  await seedInstance(rds, { id: 'orders', engine: 'postgres', guarded: true, tags: production });
  await seedCluster(rds, { id: 'shop', engine: 'aurora-mysql', guarded: true, tags: production });
  await snapshotOf(rds, 'orders');
  await clusterSnapshotOf(rds, 'shop');
}

/** Databases that fail every check. */
export async function seedBadDatabases(clients: SeedClients): Promise<void> {
  const rds = rdsOf(clients);
  await seedInstance(rds, { id: 'legacy', engine: 'postgres', guarded: false, tags: production });
  await seedCluster(rds, { id: 'old-shop', engine: 'aurora-mysql', guarded: false, tags: production });
  await snapshotOf(rds, 'legacy', true);
  await clusterSnapshotOf(rds, 'old-shop', true);
}
