/** Checks of how Redshift clusters are reached and what they log. */
import type { Check } from '../source/core/check.ts';
import { Details, overDetails } from './details.ts';
import {
  redshiftGuide as guide,
  noClusters,
  clusterOperations as operations,
  overClusters,
} from './redshift-clusters.ts';
import { type Verdict, verdict } from './regional.ts';

const notPublic: Check = {
  id: 'redshift-not-public',
  title: 'No Redshift cluster has a public address',
  service: 'redshift',
  tier: 1,
  severity: 'critical',
  severityReason: 'Behind the address is the data of the whole company, with a password and a group rule as guards.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Warehouses belong behind the tools that query them; a public one is found by search engines.',
  judgement:
    'Passes for each cluster that is not publicly accessible. Fails where AWS gives it a public address, also when no group lets anybody in today.',
  facts: ['redshift.clusters'],
  operations,
  fix: {
    summary: 'Take the public address from the listed clusters.',
    console: [
      'Find out which tools connect from outside; let them in by a Redshift-managed VPC endpoint or a VPN.',
      'Open Amazon Redshift, Clusters, the cluster, Actions, Modify publicly accessible setting, and turn it off.',
    ],
    cli: ['aws redshift modify-cluster --cluster-identifier CLUSTER --no-publicly-accessible --region REGION'],
    terraform: `resource "aws_redshift_cluster" "this" {
  publicly_accessible = false
}`,
    minutes: 30,
  },
  references: [`${guide}/rs-security-group-public-private.html`, `${guide}/managing-clusters-vpc.html`],
  judge: (reader) =>
    overClusters(reader, ({ id, public: open }) =>
      open === undefined
        ? { leftOut: 'AWS did not say whether the cluster has a public address.' }
        : verdict(!open, `${id} has no public address.`, `${id} has a public address.`),
    ),
};

const tls: Check = {
  id: 'redshift-tls',
  title: 'Redshift clusters refuse plain connections',
  service: 'redshift',
  tier: 1,
  severity: 'medium',
  severityReason: 'Inside a VPC few can listen; a client set up wrongly sends the password in the clear all the same.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'Encryption in transit has to be enforced, not only offered.',
  judgement: 'Passes for each cluster whose parameter group sets require_ssl to true. Not set is off.',
  facts: ['redshift.clusters', 'redshift.require-ssl'],
  operations: [...operations, 'redshift:DescribeClusterParameters'],
  fix: {
    summary: 'Set require_ssl in the parameter groups of the listed clusters.',
    console: [
      'Make all clients connect with TLS first.',
      'Open Amazon Redshift, Configurations, Workload management, Parameters; a default group cannot be changed: create one of your own.',
      'Set require_ssl to true, give the cluster that group, and reboot it in a quiet hour.',
    ],
    cli: [
      'aws redshift modify-cluster-parameter-group --parameter-group-name GROUP --parameters ParameterName=require_ssl,ParameterValue=true --region REGION',
      'aws redshift reboot-cluster --cluster-identifier CLUSTER --region REGION',
    ],
    terraform: `resource "aws_redshift_parameter_group" "this" {
  name   = "tls"
  family = "redshift-2.0"
  parameter {
    name  = "require_ssl"
    value = "true"
  }
}`,
    minutes: 30,
  },
  references: [`${guide}/connecting-ssl-support.html`],
  judge(reader) {
    const values = new Details(reader, 'redshift.require-ssl', 'redshift:DescribeClusterParameters');
    const judged = overClusters(reader, ({ id, parameterGroups }, region): Verdict => {
      if (parameterGroups.length === 0) return { leftOut: 'AWS did not tell the parameter group of the cluster.' };
      for (const group of parameterGroups) {
        const value = values.take(region, group, id);
        if (value === undefined) return undefined;
        if (value.data?.toLowerCase() !== 'true')
          return verdict(
            false,
            '',
            `${id} takes plain connections: require_ssl is ${value.data ?? 'not set'} in ${group}.`,
          );
      }
      return verdict(true, `${id} demands TLS by require_ssl in ${parameterGroups.join(', ')}.`, '');
    });
    return { ...judged, unknown: [...judged.unknown, ...values.list()] };
  },
};

const auditLogging: Check = {
  id: 'redshift-audit-logging',
  title: 'Redshift clusters keep an audit log',
  service: 'redshift',
  tier: 1,
  severity: 'medium',
  severityReason: 'Inside the cluster the record of who signed in lasts only days.',
  criteria: ['CC7.2'],
  why: 'After an incident the question is who signed in to the warehouse and what they asked.',
  judgement:
    'Passes for each cluster whose audit log goes to S3 or CloudWatch Logs. Whether user activity is logged as well hangs on a parameter that is not read.',
  facts: ['redshift.logging'],
  operations: [...operations, 'redshift:DescribeLoggingStatus'],
  fix: {
    summary: 'Switch on the audit log of the listed clusters.',
    console: [
      'Open Amazon Redshift, Clusters, the cluster, Properties, Edit audit logging.',
      'Turn it on, choose CloudWatch Logs or a bucket, and tick the connection log, user log and user activity log.',
      'Set enable_user_activity_logging to true in the parameter group for the last of them.',
    ],
    cli: [
      'aws redshift enable-logging --cluster-identifier CLUSTER --log-destination-type cloudwatch --log-exports connectionlog userlog useractivitylog --region REGION',
    ],
    terraform: `resource "aws_redshift_logging" "this" {
  cluster_identifier   = aws_redshift_cluster.this.id
  log_destination_type = "cloudwatch"
  log_exports          = ["connectionlog", "userlog", "useractivitylog"]
}`,
    minutes: 20,
  },
  references: [`${guide}/db-auditing.html`],
  judge: (reader) => ({
    ...overDetails(reader, 'redshift.logging', 'redshift:DescribeLoggingStatus', (id, on) =>
      on === null
        ? { leftOut: 'AWS did not say whether the audit log is on.' }
        : verdict(on, `${id} keeps an audit log.`, `${id} keeps no audit log.`),
    ),
    notApplicable: noClusters,
  }),
};

/** Checks of how Redshift is reached. */
export const redshiftAccessChecks: Check[] = [notPublic, tls, auditLogging];
