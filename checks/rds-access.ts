/** Checks of how databases are reached and what they log. */
import type { Check } from '../source/core/check.ts';
import type { Database } from '../source/core/facts-rds.ts';
import { dbEngine } from '../source/core/rds-engines.ts';
import { Details } from './details.ts';
import {
  databaseOperations,
  named,
  overClusters,
  overDatabases,
  overInstances,
  together,
  whichDatabases,
} from './rds-databases.ts';
import { type Verdict, verdict } from './regional.ts';

const guide = 'https://docs.aws.amazon.com/AmazonRDS/latest';

const notPublic: Check = {
  id: 'rds-not-public',
  title: 'No database has a public address',
  service: 'rds',
  tier: 1,
  severity: 'critical',
  severityReason: 'Behind the address is the data itself, with a password and a group rule as the only guards.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Databases belong behind the application; a public one is found by search engines.',
  judgement: `Passes for each instance that is not publicly accessible. Fails where AWS gives it a public address, also when no group lets anybody in today. Judged are ${whichDatabases}, members of clusters too.`,
  facts: ['rds.instances'],
  operations: ['ec2:DescribeRegions', 'rds:DescribeDBInstances'],
  fix: {
    summary: 'Take the public address from the listed databases.',
    console: [
      'Find out who connects from outside; let them in by Systems Manager Session Manager or a VPN.',
      'Open RDS, Databases, the instance, Modify, Connectivity, Additional configuration, and choose Not publicly accessible.',
      'Apply at once; connections over the public address end.',
    ],
    cli: [
      'aws rds modify-db-instance --db-instance-identifier DATABASE --no-publicly-accessible --apply-immediately --region REGION',
    ],
    terraform: `resource "aws_db_instance" "this" {
  publicly_accessible = false
}`,
    minutes: 30,
  },
  references: [`${guide}/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html`],
  judge: (reader) => ({
    ...overInstances(reader, (one) =>
      one.public === undefined
        ? { leftOut: 'AWS did not say whether the database has a public address.' }
        : verdict(!one.public, `${named(one)} has no public address.`, `${named(one)} has a public address.`),
    ),
    notApplicable: 'There are no database instances.',
  }),
};

const off = /^(0|off|false|no|disabled)?$/i;

/** What parameter groups say on TLS. */
function demandsTls(
  one: Database,
  groups: readonly string[],
  parameter: string,
  valuesOf: (group: string) => { data: Record<string, string | null> } | undefined,
): Verdict {
  if (groups.length === 0) return { leftOut: 'AWS did not tell the parameter group of the database.' };
  for (const group of groups) {
    const values = valuesOf(group)?.data;
    if (values === undefined) return undefined;
    const value = values[parameter];
    if (value === undefined || value === null || off.test(value)) {
      const seen = value ? `is ${value}` : 'is not set';
      return { status: 'fail', reason: `${named(one)} takes plain connections: ${parameter} ${seen} in ${group}.` };
    }
  }
  return { status: 'pass', reason: `${named(one)} demands TLS by ${parameter} in ${groups.join(', ')}.` };
}

const tlsRequired: Check = {
  id: 'rds-tls-required',
  title: 'Databases refuse plain connections',
  service: 'rds',
  tier: 1,
  severity: 'medium',
  severityReason: 'Inside a VPC few can listen; a client set up wrongly sends the password in the clear all the same.',
  criteria: ['CC6.7'],
  why: 'Encryption in transit has to be enforced, not only offered.',
  judgement:
    'Passes for each database whose parameter group switches on what makes its engine refuse plain connections: rds.force_ssl of PostgreSQL and SQL Server, require_secure_transport of MySQL and MariaDB, tls of DocumentDB; of clusters the cluster parameter group counts. Engines without such a parameter (Oracle, Db2, Neptune) are left out. A parameter without a value is off.',
  facts: ['rds.instances', 'rds.clusters', 'rds.parameters', 'rds.cluster-parameters'],
  operations: [...databaseOperations, 'rds:DescribeDBParameters', 'rds:DescribeDBClusterParameters'],
  fix: {
    summary: 'Demand TLS in the parameter groups of the listed databases.',
    console: [
      'Make all clients connect with TLS first; the certificate bundle is on the page below.',
      'Open RDS, Parameter groups; a default group cannot be changed: create one of your own, or a cluster parameter group.',
      'Set rds.force_ssl or require_secure_transport to 1 (DocumentDB: tls to enabled) and save.',
      'Give the database that group, and restart it where its status says pending reboot.',
    ],
    cli: [
      'aws rds modify-db-parameter-group --db-parameter-group-name GROUP --parameters ParameterName=rds.force_ssl,ParameterValue=1,ApplyMethod=pending-reboot --region REGION',
      'aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name GROUP --parameters ParameterName=require_secure_transport,ParameterValue=ON,ApplyMethod=pending-reboot --region REGION',
    ],
    terraform: `resource "aws_db_parameter_group" "this" {
  family = "postgres17"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}`,
    minutes: 45,
  },
  references: [`${guide}/UserGuide/UsingWithRDS.SSL.html`, `${guide}/AuroraUserGuide/UsingWithRDS.SSL.html`],
  judge(reader) {
    const ofInstances = new Details(reader, 'rds.parameters', 'rds:DescribeDBParameters');
    const ofClusters = new Details(reader, 'rds.cluster-parameters', 'rds:DescribeDBClusterParameters');
    const { resources, unknown } = together(
      overInstances(reader, (one, region) => {
        const parameter = dbEngine(one.engine)?.tls;
        if (parameter === undefined || one.cluster !== undefined) return undefined;
        return demandsTls(one, one.parameterGroups, parameter, (group) => ofInstances.take(region, group, one.id));
      }),
      overClusters(reader, (one, region) => {
        const parameter = dbEngine(one.engine)?.tls;
        if (parameter === undefined) return undefined;
        const groups = one.parameterGroup === undefined ? [] : [one.parameterGroup];
        return demandsTls(one, groups, parameter, (group) => ofClusters.take(region, group, one.id));
      }),
    );
    return {
      resources,
      unknown: [...unknown, ...ofInstances.list(), ...ofClusters.list()],
      notApplicable: 'There are no databases of an engine with a parameter that demands TLS.',
    };
  },
};

const logExports: Check = {
  id: 'rds-log-exports',
  title: 'Databases send their logs to CloudWatch Logs',
  service: 'rds',
  tier: 1,
  severity: 'medium',
  severityReason: 'Logs that stay on the instance are deleted after days, and are gone with the instance.',
  criteria: ['CC7.2', 'CC7.3', 'A1.2'],
  why: 'After an incident the question is who signed in to the database and what failed.',
  judgement: `Passes for each database that exports the error log of its engine and, where there is one to export, the audit log: postgresql; audit and error of MySQL and MariaDB; error of SQL Server; alert and audit of Oracle; diag.log of Db2; audit of DocumentDB and Neptune. Whether the audit is also switched on inside the engine is not seen. Unknown for an engine that is not on this list. Judged are ${whichDatabases}: clusters, and instances outside of clusters.`,
  facts: ['rds.instances', 'rds.clusters'],
  operations: databaseOperations,
  fix: {
    summary: 'Export the error and audit logs of the listed databases.',
    console: [
      'Switch the audit on: pgaudit in the parameter group, the audit plug-in in the option group, or the audit parameters of Aurora.',
      'Open RDS, Databases, the database, Modify, Log exports, and tick the logs.',
      'Set a retention on the new log groups.',
    ],
    cli: [
      'aws rds modify-db-instance --db-instance-identifier DATABASE --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["postgresql"]}\' --region REGION',
      'aws rds modify-db-cluster --db-cluster-identifier CLUSTER --cloudwatch-logs-export-configuration \'{"EnableLogTypes":["audit","error"]}\' --region REGION',
    ],
    terraform: `resource "aws_db_instance" "this" {
  enabled_cloudwatch_logs_exports = ["postgresql"]
}`,
    minutes: 30,
  },
  references: [`${guide}/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html`],
  judge: (reader) => ({
    ...overDatabases(reader, (one) => {
      const wanted = dbEngine(one.engine)?.logs;
      if (wanted === undefined) return { leftOut: `This program does not know the logs of the engine ${one.engine}.` };
      const missing = wanted.filter((log) => !one.logExports.includes(log));
      return verdict(
        missing.length === 0,
        `${named(one)} exports ${one.logExports.join(', ')}.`,
        `${named(one)} does not export ${missing.join(' and ')}.`,
      );
    }),
    notApplicable: 'There are no databases.',
  }),
};

/** Checks of how databases are reached and what they log. */
export const databaseAccessChecks: Check[] = [notPublic, tlsRequired, logExports];
