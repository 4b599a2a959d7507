/** The records of checks against the catalogue, and the words people read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allChecks, checkById } from '../../checks/index.ts';
import { isAllowed } from '../../source/aws/operations.ts';
import { criterion } from '../../source/core/framework.ts';

// Id, severity and criteria as the catalogue of checks gives them.
const catalogue = `
root-mfa-enabled critical CC6.1 CC6.6
root-hardware-mfa medium CC6.1 CC6.6
root-no-access-keys critical CC6.1 CC6.2 CC6.3
root-not-used-recently high CC6.1 CC6.3 CC7.2
console-user-mfa critical CC6.1 CC6.6
password-policy-present medium CC6.1 CC6.2
password-policy-min-length medium CC6.1 CC6.2
access-keys-rotated high CC6.1 CC6.2
unused-access-keys-removed high CC6.2 CC6.3
unused-console-passwords-removed high CC6.2 CC6.3
users-only-by-group low CC6.3
users-belong-to-group low CC6.3
no-inline-policies low CC6.3
no-admin-customer-policies high CC6.3
no-admin-aws-managed-attached high CC6.3
no-admin-inline-policies critical CC6.3
stale-roles medium CC6.2 CC6.3
cross-account-trust-external-id high CC6.3 CC9.2
role-trust-not-public critical CC6.3 CC6.6
s3-account-public-access-block high CC6.1 CC6.6
s3-bucket-public-access-block high CC6.1 CC6.6
s3-no-public-read critical CC6.1 CC6.6
s3-no-public-write critical CC6.1 CC6.6
s3-policy-not-public critical CC6.1 CC6.3 CC6.6
s3-default-encryption medium CC6.1 C1.1
s3-tls-only medium CC6.1 CC6.7
s3-access-logging medium CC6.1 CC7.2 CC7.3
s3-versioning medium CC7.4 CC7.5 A1.2
s3-object-lock low CC6.1 C1.1
s3-replication low A1.2 CC7.4 CC9.1
cloudtrail-multi-region critical CC7.2 CC2.1 A1.2
cloudtrail-management-events high CC7.2 CC2.1
cloudtrail-log-validation medium CC7.2 CC7.3
cloudtrail-kms-encryption medium CC6.1
cloudtrail-to-cloudwatch medium CC7.2 CC7.3 A1.2
cloudtrail-delivery-healthy high CC7.2
cloudtrail-s3-data-events low CC7.2 CC2.1
cloudtrail-bucket-not-public critical CC6.1 CC7.2
cloudtrail-bucket-retention medium CC7.2 CC7.3
sg-no-ssh-from-internet high CC6.1 CC6.6 CC7.2
sg-no-rdp-from-internet high CC6.1 CC6.6
sg-no-all-ports-from-internet critical CC6.1 CC6.6
sg-no-database-ports-from-internet critical CC6.1 CC6.6
sg-no-admin-ports-from-internet high CC6.1 CC6.6
sg-open-ports-authorized high CC6.1 CC6.6
sg-default-closed medium CC6.1 CC6.6
sg-unused low CC6.1
federation-in-place medium CC6.1 CC6.2
identity-center-access-listed high CC6.2 CC6.3
third-party-account-inventory high CC9.2
security-contact-registered medium CC2.3 CC7.4
aws-soc-report-available medium CC9.2 CC6.4
lambda-not-public critical CC6.1 CC6.6
lambda-in-vpc low CC6.1 CC6.6
lambda-env-no-secrets critical CC6.1
lambda-dlq low CC7.2 CC7.3 CC7.4
ecs-env-no-secrets critical CC6.1
ecr-scan-on-push high CC6.8 CC7.1 CC8.1
ecr-image-vulnerabilities high CC6.8 CC7.1
eks-endpoint-restricted high CC6.6
ssm-documents-not-public high CC6.1 CC6.6
cfn-no-drift medium CC7.1 CC8.1
codebuild-no-plaintext-credentials critical CC6.1 CC7.2 CC8.1
codebuild-source-oauth medium CC7.2 CC8.1
codepipeline-manual-approval high CC8.1
console-changes-in-window medium CC8.1
unused-region-activity medium CC6.1 CC7.1 CC2.1
backup-plan-exists high A1.2 CC7.4 CC7.5
backup-plan-frequency-retention medium A1.2 CC7.4
backup-recovery-point-retention medium A1.2 CC7.4 C1.2
backup-recovery-point-encrypted medium A1.2 CC6.1 CC7.4
backup-manual-deletion-blocked medium A1.2 CC7.4
backup-jobs-succeed high A1.2 CC7.5
backup-copy-other-region medium A1.2 CC9.1
restore-tested high A1.3 CC7.5
data-stores-backed-up high A1.2 CC7.4 CC7.5
rds-not-public critical CC6.1 CC6.6
rds-encrypted high CC6.1
rds-snapshot-encrypted medium CC6.1
rds-snapshot-not-public critical CC6.1 CC6.6
rds-backups-enabled high CC7.4 CC7.5 A1.2
rds-multi-az medium A1.2 CC9.1
rds-deletion-protection medium C1.1 A1.2
rds-log-exports medium CC7.2 CC7.3 A1.2
rds-tls-required medium CC6.7
dynamodb-pitr medium CC7.4 A1.2
redshift-encrypted high CC6.1
redshift-not-public critical CC6.1 CC6.6
redshift-tls medium CC6.1 CC6.7
redshift-audit-logging medium CC7.2
redshift-snapshots medium CC7.4 CC7.5 A1.2
elasticache-backups low CC7.4 A1.2
opensearch-encryption-at-rest high CC6.1
opensearch-node-to-node medium CC6.1 CC6.7
opensearch-in-vpc high CC6.1 CC6.6
opensearch-logs low CC7.2
efs-encrypted high CC6.1
sns-encrypted medium CC6.1
sns-not-public high CC6.1 CC6.6
sqs-not-public high CC6.1 CC6.6
emr-no-public-master medium CC6.1 CC6.6
dms-not-public high CC6.1 CC6.6
sagemaker-notebook-no-direct-internet high CC6.1 CC6.6
ec2-imdsv2 high CC6.1 CC6.6
ec2-no-public-ip high CC6.1 CC6.6
ec2-ssm-managed medium CC6.1 CC7.1
ec2-patch-compliance high CC6.8 CC7.1
ec2-association-compliance low CC6.1 CC7.1
ec2-detailed-monitoring low CC7.2
ec2-ami-not-public critical CC6.1 CC6.6
ebs-volume-encrypted high CC6.1
ebs-encryption-by-default high CC6.1 CC8.1
ebs-snapshot-encrypted high CC6.1 CC7.5
ebs-snapshot-not-public critical CC6.1 CC6.6
vpc-flow-logs high CC6.6 CC7.2 CC7.3
igw-authorized-vpc low CC6.6
elb-https-listeners high CC6.1 CC6.7
alb-http-redirect medium CC6.1 CC6.7
elb-tls-policy medium CC6.7
elb-acm-certificate low CC6.1 CC6.7
alb-drop-invalid-headers medium CC6.1 CC6.7
elb-access-logs medium CC7.2 CC7.3
alb-waf-attached medium CC6.1 CC6.6
wafv2-logging medium CC7.2 CC7.3 A1.2
cloudfront-viewer-https high CC6.7
apigw-logging medium CC7.2 CC7.3 A1.2
apigw-authorizer high CC6.1
apigw-cache-encrypted low CC6.1 CC6.7
kms-rotation medium CC6.1
kms-not-pending-deletion high CC6.1 A1.2
secret-rotation-enabled medium CC6.1 CC6.2
secret-rotation-succeeds medium CC6.1 CC6.2
acm-certificate-expiry high CC6.1 CC6.7
guardduty-all-regions high CC6.6 CC6.8 CC7.1 CC7.2 CC7.3 CC7.4 CC4.2
config-recorder-all-regions high CC3.4 CC7.1 CC8.1
guardduty-findings-triaged high CC4.2 CC7.3 CC7.4
security-findings-routed high CC7.3 CC7.4
securityhub-enabled medium CC6.6 CC6.8 CC7.1 CC7.2 CC7.3 CC7.4 CC3.1
securityhub-findings-clear high CC7.1 CC7.3
inspector-enabled high CC6.8 CC7.1
inspector-findings-sla high CC7.1
external-access-analyzer-enabled medium CC6.3 CC6.6
alarm-root-usage high CC5.2 CC7.2
alarms-have-actions medium CC4.2 CC7.2 CC7.3 CC7.4
alarm-topics-have-subscribers medium CC4.2 CC7.3 CC7.4
capacity-alarms-exist medium A1.1 CC7.2
log-retention medium CC7.2 CC7.3 C1.2
log-group-encrypted low CC6.1 CC7.3`;

test('ids, severities and criteria are the catalogue’s, sorted by id', () => {
  const rows = catalogue.trim().split('\n').sort();
  assert.deepEqual(
    allChecks.map((check) => [check.id, check.severity, ...check.criteria].join(' ')),
    rows,
  );
});

test('every check is found by its id', () => {
  for (const check of allChecks) assert.equal(checkById(check.id), check);
  assert.equal(checkById('no-such-check'), undefined);
});

test('every check names operations that may be sent, criteria that exist, and facts', () => {
  for (const { id, operations, criteria, facts } of allChecks) {
    assert.deepEqual([id, operations.filter((operation) => !isAllowed(operation))], [id, []]);
    assert.deepEqual([id, criteria.filter((one) => criterion(one) === undefined)], [id, []]);
    assert.ok(operations.length > 0 && facts.length > 0, id);
    assert.equal(new Set(operations).size, operations.length, id);
  }
});

test('every check has words for people, and advises no service that is closed to new customers', () => {
  const closed =
    /Audit Manager|Incident Manager|Change Manager|WorkDocs|WAF Classic|AWS Single Sign-On|CloudTrail Lake|Glacier vault|launch configuration|Inspector Classic|Macie Classic|Cloud9|DevOps Guru|compliant|certified|will pass/i;
  for (const check of allChecks) {
    const { id, title, why, judgement, severityReason, fix, references } = check;
    for (const text of [title, why, judgement, severityReason, fix.summary, ...fix.console]) {
      assert.ok(text.length >= 10, `${id}: ${text}`);
    }
    assert.ok(!title.endsWith('.'), id);
    for (const text of [why, judgement, severityReason, fix.summary, ...fix.console]) {
      assert.match(text, /[.;]$/, `${id}: ${text}`);
    }
    assert.ok(fix.console.length > 0 && fix.cli.length > 0 && fix.minutes > 0, id);
    for (const command of fix.cli) assert.match(command, /^aws [a-z0-9-]+ [a-z0-9-]+/, id);
    assert.ok(references.length > 0 && references.every((url) => url.startsWith('https://docs.aws.amazon.com/')), id);
    assert.doesNotMatch(JSON.stringify(check), closed, id);
  }
});

test('no shell reads the commands of fixes otherwise than they are written', () => {
  for (const { id, fix } of allChecks)
    for (const command of fix.cli) {
      // Single quotes keep everything; in double quotes a shell still replaces $ and `.
      const bare = command.replace(/'[^']*'/g, '').replace(/"(?:[^"$`\\]|\\.)*"/g, '');
      assert.doesNotMatch(bare, /[{}[\]*?;&|<>$`!'"\\]/, `${id}: ${command}`);
    }
});

test('a fix that stops what runs says so before it is carried out', () => {
  const warned: Record<string, RegExp> = {
    's3-account-public-access-block': /refused at once/,
    's3-no-public-read': /ends at once/,
    's3-tls-only': /go dark/,
    'igw-authorized-vpc': /NAT gateway/,
    'sg-default-closed': /without a single network interface/,
    'secret-rotation-enabled': /locked out/,
    'ec2-patch-compliance': /reboots/,
    'backup-manual-deletion-blocked': /jobs fail/,
    'cloudtrail-management-events': /replaces all selectors/,
    'cloudtrail-s3-data-events': /stops recording/,
    'rds-tls-required': /clients connect with TLS first/,
    'log-retention': /goes for good/,
    'unused-region-activity': /global services/,
  };
  for (const [id, warning] of Object.entries(warned)) assert.match(checkById(id)?.fix.console.join(' ') ?? '', warning);
});
