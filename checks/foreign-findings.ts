/**
 * How findings of other engines answer our checks. The names of Prowler's checks and of AWS Config's managed rules are
 * those of peers.ts, in its order; the controls of AWS Security Hub CSPM are here. As known on 2026-11-22.
 *
 * Each name carries a mark for how far a result of theirs is one of ours:
 *
 * - `=` the same question of the same things: its pass and its fail are ours
 * - `>` asks for more, or judges more things: its pass is ours, its fail need not be
 * - `<` asks for less, or judges fewer things: its fail is ours, its pass need not be
 * - `&` one part of the question: its fail is ours, a pass only when every `&` of the engine is there and passes
 * - `~` near, but measured otherwise (another number, another set of things): shown beside ours, decides nothing
 *
 * Checks judged against a value of scoping are always `~`: another engine knows nothing of what was committed to.
 */
import { type Engine, type ForeignLink, marks } from '../source/core/foreign-findings.ts';
import { peerIds } from './peers.ts';

/** Day on which the names and marks were last looked at. */
export const foreignFindingsDate = '2026-11-22';

interface Marks {
  /** One mark for each name of peers.ts, in its order; absent: all `~`. */
  prowler?: string;
  config?: string;
  /** Controls of Security Hub CSPM, each with its mark. */
  securityhub?: string;
}

const same = { prowler: '=', config: '=' };

/** By check id of the catalogue. A check that is not here has `~` for whatever peers.ts names. */
const table: Readonly<Record<string, Marks>> = {
  // Identity
  'root-mfa-enabled': { ...same, securityhub: 'IAM.9=' },
  'root-hardware-mfa': { ...same, securityhub: 'IAM.6=' },
  'root-no-access-keys': { ...same, securityhub: 'IAM.4=' },
  'console-user-mfa': { prowler: '=', config: '=>', securityhub: 'IAM.5= IAM.19>' },
  'access-keys-rotated': { securityhub: 'IAM.3~' },
  'unused-access-keys-removed': { securityhub: 'IAM.8~ IAM.22~' },
  'unused-console-passwords-removed': { securityhub: 'IAM.8~ IAM.22~' },
  'users-only-by-group': { ...same, securityhub: 'IAM.2=' },
  'users-belong-to-group': { config: '=' },
  'no-inline-policies': { config: '>' },
  'no-admin-customer-policies': { prowler: '<', securityhub: 'IAM.1~' },
  'no-admin-inline-policies': { prowler: '<' },
  'password-policy-present': { prowler: '>', config: '>', securityhub: 'IAM.7> IAM.10> IAM.15>' },
  'password-policy-min-length': { securityhub: 'IAM.7~ IAM.15~' },
  'external-access-analyzer-enabled': { config: '=', securityhub: 'IAM.28=' },
  'security-contact-registered': { ...same, securityhub: 'Account.1=' },
  // Storage
  's3-account-public-access-block': { ...same, securityhub: 'S3.1=' },
  's3-bucket-public-access-block': { config: '>', securityhub: 'S3.8>' },
  's3-default-encryption': { prowler: '=' },
  's3-no-public-read': { securityhub: 'S3.2~' },
  's3-no-public-write': { config: '=', securityhub: 'S3.3=' },
  's3-tls-only': { securityhub: 'S3.5~' },
  's3-versioning': { ...same, securityhub: 'S3.14=' },
  's3-access-logging': { prowler: '>', config: '>', securityhub: 'S3.9>' },
  's3-object-lock': { securityhub: 'S3.15~' },
  's3-policy-not-public': { securityhub: 'S3.6~' },
  's3-replication': { securityhub: 'S3.7~' },
  'ebs-volume-encrypted': { prowler: '>', config: '=', securityhub: 'EC2.3=' },
  'ebs-encryption-by-default': { prowler: '>', config: '>', securityhub: 'EC2.7>' },
  'ebs-snapshot-encrypted': { prowler: '=' },
  'ebs-snapshot-not-public': { ...same, securityhub: 'EC2.1=' },
  'efs-encrypted': { ...same, securityhub: 'EFS.8= EFS.1>' },
  'backup-recovery-point-encrypted': { ...same, securityhub: 'Backup.1=' },
  // Records of what happens
  'cloudtrail-multi-region': { prowler: '=', config: '><', securityhub: 'CloudTrail.1> CloudTrail.3<' },
  'cloudtrail-management-events': { securityhub: 'CloudTrail.1~' },
  'cloudtrail-kms-encryption': { prowler: '>', config: '>', securityhub: 'CloudTrail.2>' },
  'cloudtrail-log-validation': { prowler: '>', config: '>', securityhub: 'CloudTrail.4>' },
  'cloudtrail-to-cloudwatch': { prowler: '>', securityhub: 'CloudTrail.5~' },
  'cloudtrail-bucket-not-public': { securityhub: 'CloudTrail.6~' },
  'cloudtrail-s3-data-events': { securityhub: 'S3.22~ S3.23~' },
  'config-recorder-all-regions': { prowler: '<', securityhub: 'Config.1~' },
  'alarm-root-usage': { securityhub: 'CloudWatch.1~' },
  'alarms-have-actions': { securityhub: 'CloudWatch.15~ CloudWatch.17~' },
  'log-retention': { securityhub: 'CloudWatch.16~' },
  'log-group-encrypted': same,
  // Detection
  'guardduty-all-regions': { ...same, securityhub: 'GuardDuty.1=' },
  'securityhub-enabled': { prowler: '<', config: '<' },
  'inspector-enabled': { securityhub: 'Inspector.1~ Inspector.2~ Inspector.4~' },
  // Network and machines
  'sg-default-closed': { ...same, securityhub: 'EC2.2=' },
  'sg-no-ssh-from-internet': { prowler: '<', config: '<', securityhub: 'EC2.13<' },
  'sg-no-rdp-from-internet': { prowler: '<', securityhub: 'EC2.14<' },
  'sg-no-all-ports-from-internet': { prowler: '<' },
  // High-risk ports of Prowler are others than ours; Telnet, FTP and Kafka are the same.
  'sg-no-admin-ports-from-internet': { prowler: '~<<<', securityhub: 'EC2.19~' },
  // MySQL, PostgreSQL, Redis; Cassandra and Elasticsearch have ports that are not ours; Memcached, MongoDB, Oracle, SQL Server.
  'sg-no-database-ports-from-internet': { prowler: '<<<~~<<<<', securityhub: 'EC2.19~' },
  'sg-open-ports-authorized': { securityhub: 'EC2.18~' },
  'sg-unused': { config: '>', securityhub: 'EC2.22>' },
  'vpc-flow-logs': { securityhub: 'EC2.6~' },
  'ec2-imdsv2': { prowler: '=', config: '>', securityhub: 'EC2.8>' },
  'ec2-no-public-ip': { prowler: '>', config: '>', securityhub: 'EC2.9>' },
  'ec2-ami-not-public': { prowler: '=' },
  'ec2-detailed-monitoring': { prowler: '>', config: '>' },
  'ec2-ssm-managed': { config: '<', securityhub: 'SSM.1<' },
  'ec2-patch-compliance': { securityhub: 'SSM.2~' },
  'ec2-association-compliance': { config: '>', securityhub: 'SSM.3>' },
  'ssm-documents-not-public': { ...same, securityhub: 'SSM.4=' },
  // Edge
  'alb-drop-invalid-headers': { ...same, securityhub: 'ELB.4=' },
  'alb-http-redirect': { config: '>', securityhub: 'ELB.1>' },
  'alb-waf-attached': { securityhub: 'ELB.16~' },
  'elb-access-logs': { config: '<', securityhub: 'ELB.5<' },
  'elb-acm-certificate': { ...same, securityhub: 'ELB.2=' },
  'elb-https-listeners': { securityhub: 'ELB.3~ ELB.18~' },
  'elb-tls-policy': { securityhub: 'ELB.8~ ELB.17~' },
  'wafv2-logging': { prowler: '=~', config: '=', securityhub: 'WAF.11=' },
  'cloudfront-viewer-https': { prowler: '<', config: '>', securityhub: 'CloudFront.3>' },
  'apigw-authorizer': { securityhub: 'APIGateway.8~' },
  'apigw-cache-encrypted': { config: '>', securityhub: 'APIGateway.5=' },
  'apigw-logging': { prowler: '>', config: '>', securityhub: 'APIGateway.1>' },
  'acm-certificate-expiry': { securityhub: 'ACM.1~' },
  // Databases and other stores
  // Our checks of RDS judge DocumentDB and Neptune too, which have controls of their own.
  'rds-encrypted': { prowler: '<<', config: '<', securityhub: 'RDS.3< RDS.27< DocumentDB.1< Neptune.1<' },
  'rds-not-public': { prowler: '<', config: '=', securityhub: 'RDS.2=' },
  'rds-snapshot-encrypted': { prowler: '=', config: '<', securityhub: 'RDS.4< Neptune.6<' },
  'rds-snapshot-not-public': { prowler: '=', config: '<', securityhub: 'RDS.1< DocumentDB.3< Neptune.3<' },
  'rds-tls-required': { config: '<', securityhub: 'RDS.38< RDS.39< RDS.41< RDS.44<' },
  'rds-deletion-protection': { securityhub: 'RDS.7~ RDS.8~' },
  'rds-backups-enabled': { securityhub: 'RDS.11~' },
  'rds-multi-az': { securityhub: 'RDS.5~ RDS.15~' },
  'rds-log-exports': { securityhub: 'RDS.9~' },
  'dynamodb-pitr': { ...same, securityhub: 'DynamoDB.2=' },
  'redshift-audit-logging': { ...same, securityhub: 'Redshift.4=' },
  'redshift-encrypted': { prowler: '=', config: '>', securityhub: 'Redshift.10=' },
  'redshift-not-public': { prowler: '<', config: '=', securityhub: 'Redshift.1=' },
  'redshift-snapshots': { securityhub: 'Redshift.3~' },
  'redshift-tls': { ...same, securityhub: 'Redshift.2=' },
  'elasticache-backups': { securityhub: 'ElastiCache.1~' },
  'opensearch-encryption-at-rest': { prowler: '=', config: '<', securityhub: 'Opensearch.1< ES.1<' },
  'opensearch-in-vpc': { config: '<', securityhub: 'Opensearch.2< ES.2<' },
  'opensearch-node-to-node': { prowler: '=', config: '<', securityhub: 'Opensearch.3< ES.3<' },
  'opensearch-logs': { prowler: '&&', config: '<', securityhub: 'Opensearch.5<' },
  'emr-no-public-master': { config: '<', securityhub: 'EMR.1< EMR.2~' },
  'dms-not-public': { ...same, securityhub: 'DMS.1=' },
  'sns-encrypted': { ...same, securityhub: 'SNS.1=' },
  'sns-not-public': { prowler: '<', securityhub: 'SNS.4<' },
  'sqs-not-public': { prowler: '<', securityhub: 'SQS.3<' },
  'sagemaker-notebook-no-direct-internet': { ...same, securityhub: 'SageMaker.1=' },
  // Keys and secrets
  'kms-rotation': { ...same, securityhub: 'KMS.4=' },
  'kms-not-pending-deletion': { ...same, securityhub: 'KMS.3=' },
  'secret-rotation-enabled': { securityhub: 'SecretsManager.1~' },
  'secret-rotation-succeeds': { securityhub: 'SecretsManager.2~' },
  // Code and its delivery
  'codebuild-no-plaintext-credentials': { config: '<', securityhub: 'CodeBuild.2<' },
  'codebuild-source-oauth': { prowler: '<', config: '<', securityhub: 'CodeBuild.1<' },
  'ecr-scan-on-push': { config: '>', securityhub: 'ECR.1>' },
  'ecs-env-no-secrets': { config: '<', securityhub: 'ECS.8<' },
  'eks-endpoint-restricted': { prowler: '<', config: '>', securityhub: 'EKS.1>' },
  'lambda-dlq': { prowler: '>', config: '>' },
  'lambda-in-vpc': { prowler: '>', config: '>', securityhub: 'Lambda.3>' },
  'lambda-not-public': { prowler: '<', config: '<', securityhub: 'Lambda.1<' },
};

/** Other names that a managed rule goes by: the one of its page, and that of its later form. */
const alsoNamed: Readonly<Record<string, readonly string[]>> = {
  'cloud-trail-enabled': ['cloudtrail-enabled'],
  'ec2-instance-managed-by-ssm': ['ec2-instance-managed-by-systems-manager'],
  'elasticsearch-encrypted-at-rest': ['opensearch-encrypted-at-rest'],
  'elasticsearch-in-vpc-only': ['opensearch-in-vpc-only'],
  'elasticsearch-node-to-node-encryption-check': ['opensearch-node-to-node-encryption-check'],
  'incoming-ssh-disabled': ['restricted-ssh'],
  'kms-cmk-not-scheduled-for-deletion': ['kms-cmk-not-scheduled-for-deletion-2'],
  'multi-region-cloud-trail-enabled': ['multi-region-cloudtrail-enabled'],
  'restricted-incoming-traffic': ['restricted-common-ports'],
  's3-account-level-public-access-blocks': ['s3-account-level-public-access-blocks-periodic'],
};

/** Checks that one thing answers for the whole account, such as a trail over all regions: no region needs a word of its own. */
const accountWide: ReadonlySet<string> = new Set([
  'cloudtrail-multi-region',
  'cloudtrail-kms-encryption',
  'cloudtrail-log-validation',
  'cloudtrail-to-cloudwatch',
]);

function named(check: string, engine: Engine, ids: string, given: string | undefined): ForeignLink[] {
  return ids.split(' ').flatMap((id, index) => {
    const mark = marks[given?.[index] ?? '~'];
    if (mark === undefined) throw new RangeError(`${check}: no mark "${given?.[index]}"`);
    const others = engine === 'config' ? (alsoNamed[id] ?? []) : [];
    return [id, ...others].map((name) => link(check, engine, name, mark, others.length > 0 ? id : undefined));
  });
}

function link(check: string, engine: Engine, id: string, decides: ForeignLink['decides'], rule?: string): ForeignLink {
  const anywhere = accountWide.has(check) ? { anywhere: true as const } : {};
  return { check, engine, id, decides, ...(rule === undefined || rule === id ? {} : { alias: rule }), ...anywhere };
}

function controls(check: string, list: string): ForeignLink[] {
  return list.split(' ').map((text) => {
    const decides = marks[text.slice(-1)];
    if (decides === undefined) throw new RangeError(`${check}: no mark in "${text}"`);
    return link(check, 'securityhub', text.slice(0, -1), decides);
  });
}

/** Every name of another engine that says something of a check of ours, sorted by check. */
export const foreignLinks: readonly ForeignLink[] = [...new Set([...Object.keys(peerIds), ...Object.keys(table)])]
  .sort()
  .flatMap((check) => {
    const { prowler, config } = peerIds[check] ?? {};
    const given = table[check] ?? {};
    return [
      ...(prowler === undefined ? [] : named(check, 'prowler', prowler, given.prowler)),
      ...(config === undefined ? [] : named(check, 'config', config, given.config)),
      ...(given.securityhub === undefined ? [] : controls(check, given.securityhub)),
    ];
  });

/** Marks for which peers.ts has no name: a fault in the table, of which a test sees that there is none. */
export const strayMarks: readonly string[] = Object.entries(table).flatMap(([check, given]) =>
  (['prowler', 'config'] as const)
    .filter((engine) => {
      const names = peerIds[check]?.[engine]?.split(' ').length ?? 0;
      return given[engine] !== undefined && given[engine].length !== names;
    })
    .map((engine) => `${check} ${engine}`),
);
