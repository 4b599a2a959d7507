/** Answers written by hand for detection: what the emulator does not know, and what only time makes. */
import { errorAnswer } from './answer.ts';
import { accountId } from './clients.ts';
import type { Written } from './server.ts';
import { daysBefore, rewriteJson } from './written.ts';
import { restAnswer } from './written-identity.ts';

/** Analyzers of Access Analyzer of one type and status in some regions; none elsewhere. */
export function analyzersIn(where: readonly string[], type = 'ACCOUNT', status = 'ACTIVE'): Written {
  return {
    operation: 'accessanalyzer:ListAnalyzers',
    answer: ({ call, now }) => {
      const arn = `arn:aws:access-analyzer:${call.region}:${accountId}:analyzer/external`;
      const analyzer = { arn, name: 'external', type, status, createdAt: daysBefore(now, 300), tags: {} };
      return restAnswer({ analyzers: where.includes(call.region) ? [analyzer] : [] });
    },
  };
}

/** A finding of GuardDuty: its severity, and how many days ago it was made. */
export type Threat = [severity: number, daysAgo: number];

/** Findings of GuardDuty, the same in each region; the list answers as if sorted, oldest first. */
export function threats(...found: Threat[]): Written[] {
  const sorted = found.toSorted(([, a], [, b]) => b - a);
  const id = (index: number) => `f${String(index).padStart(31, '0')}`;
  return [
    {
      operation: 'guardduty:ListFindings',
      answer: () => restAnswer({ findingIds: sorted.map((_, index) => id(index)), nextToken: '' }),
    },
    {
      operation: 'guardduty:GetFindings',
      answer: ({ call, now }) => {
        const wanted = JSON.parse(call.parameters.findingIds ?? '[]') as string[];
        const findings = sorted.map(([severity, days], index) => ({
          accountId,
          arn: `arn:aws:guardduty:${call.region}:${accountId}:detector/d/finding/${id(index)}`,
          createdAt: daysBefore(now, days),
          updatedAt: daysBefore(now, days / 2),
          id: id(index),
          partition: 'aws',
          region: call.region,
          resource: { resourceType: 'AccessKey' },
          schemaVersion: '2.0',
          service: { archived: false, count: 1, serviceName: 'guardduty' },
          severity,
          title: 'API was invoked from a known malicious IP address.',
          type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
        }));
        return restAnswer({ findings: findings.filter((finding) => wanted.includes(finding.id)) });
      },
    },
  ];
}

const off = ({ call }: Parameters<Written['answer']>[0]) =>
  errorAnswer(call, 401, 'InvalidAccessException', `Account ${accountId} is not subscribed to AWS Security Hub`);

/** Standards of Security Hub, all of this status; none for an empty one. Asked only where it is on. */
export function standards(status: string): Written {
  return {
    operation: 'securityhub:GetEnabledStandards',
    answer: ({ call }) => {
      const name = 'aws-foundational-security-best-practices/v/1.0.0';
      const subscription = {
        StandardsArn: `arn:aws:securityhub:${call.region}::standards/${name}`,
        StandardsSubscriptionArn: `arn:aws:securityhub:${call.region}:${accountId}:subscription/${name}`,
        StandardsInput: {},
        StandardsStatus: status,
      };
      return restAnswer({ StandardsSubscriptions: status === '' ? [] : [subscription] });
    },
  };
}

/** Security Hub gathers the findings of all regions in one (`''`: each keeps its own); undefined: it is off. */
export function gatheredIn(home: string | undefined, RegionLinkingMode = 'ALL_REGIONS'): Written[] {
  const FindingAggregatorArn = `arn:aws:securityhub:${home}:${accountId}:finding-aggregator/11111111-2222-4333-8444-555555555555`;
  return [
    {
      operation: 'securityhub:ListFindingAggregators',
      answer: (context) =>
        home === undefined
          ? off(context)
          : restAnswer({ FindingAggregators: home === '' ? [] : [{ FindingAggregatorArn }] }),
    },
    {
      operation: 'securityhub:GetFindingAggregator',
      answer: (context) =>
        home === undefined
          ? off(context)
          : restAnswer({ FindingAggregatorArn, FindingAggregationRegion: home, RegionLinkingMode }),
    },
  ];
}

/** A new finding of Security Hub: its severity, and how many days ago it was made. */
export type Weak = [severity: string, daysAgo: number];

const controls = [
  'S3.8 Buckets block public access',
  'IAM.6 The root user has a hardware key',
  'EC2.19 Risky ports are closed',
];

/** New findings of Security Hub, the same in each region. */
export function hubFindings(...found: Weak[]): Written {
  return {
    operation: 'securityhub:GetFindings',
    answer: ({ call, now }) =>
      restAnswer({
        Findings: found.map(([Label, days], index) => ({
          SchemaVersion: '2018-10-08',
          Id: `arn:aws:securityhub:${call.region}:${accountId}:security-control/S3.8/finding/${index}`,
          ProductArn: `arn:aws:securityhub:${call.region}::product/aws/securityhub`,
          GeneratorId: 'security-control/S3.8',
          AwsAccountId: accountId,
          Region: call.region,
          Title: controls[index % controls.length],
          Description: 'Made up for a test.',
          CreatedAt: daysBefore(now, days),
          UpdatedAt: daysBefore(now, 0),
          Severity: { Label, Normalized: 70 },
          Workflow: { Status: 'NEW' },
          RecordState: 'ACTIVE',
          Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::files' }],
        })),
      }),
  };
}

/** Weaknesses that Inspector found in one machine, the same in each region that is scanned. */
export function weaknesses(...found: Weak[]): Written {
  return {
    operation: 'inspector2:ListFindings',
    answer: ({ call, now }) =>
      restAnswer({
        findings: found.map(([severity, days], index) => ({
          findingArn: `arn:aws:inspector2:${call.region}:${accountId}:finding/${index}`,
          awsAccountId: accountId,
          type: 'PACKAGE_VULNERABILITY',
          title: `CVE-2026-000${index} - openssl`,
          description: 'Made up for a test.',
          severity,
          status: 'ACTIVE',
          firstObservedAt: seconds(now) - days * 86_400,
          lastObservedAt: seconds(now),
          remediation: {},
          resources: [{ type: 'AWS_EC2_INSTANCE', id: 'i-00000000000000001', region: call.region }],
        })),
      }),
  };
}

const seconds = (now: Date) => Math.floor(now.getTime() / 1000);

/** The last delivery of each recorder: the emulator's stays pending for ever. */
export function lastDelivery(status: string): Written {
  return rewriteJson('config:DescribeConfigurationRecorderStatus', ({ ConfigurationRecordersStatus: all }, now) => ({
    ConfigurationRecordersStatus: (all as object[]).map((one) => ({
      ...one,
      lastStatus: status,
      lastStartTime: seconds(now) - 200 * 86_400,
    })),
  }));
}

/** Every certificate is used, and runs for so many days. */
export function certificatesRun(days: number): Written {
  return rewriteJson('acm:ListCertificates', ({ CertificateSummaryList: all }, now) => ({
    CertificateSummaryList: (all as object[]).map((one) => ({
      ...one,
      Status: 'ISSUED',
      InUse: true,
      NotAfter: seconds(now) + days * 86_400,
    })),
  }));
}

/** Every secret that rotates did so, and will again, so many days from now. */
export function rotations(lastDaysAgo: number, nextInDays: number): Written {
  return rewriteJson('secretsmanager:ListSecrets', ({ SecretList: all, ...rest }, now) => ({
    ...rest,
    SecretList: (all as { RotationEnabled?: boolean }[]).map((one) =>
      one.RotationEnabled
        ? {
            ...one,
            LastRotatedDate: seconds(now) - lastDaysAgo * 86_400,
            NextRotationDate: seconds(now) + nextInDays * 86_400,
          }
        : one,
    ),
  }));
}

/** The date of the next rotation of a key, which the emulator leaves out. */
export const nextKeyRotation = rewriteJson('kms:GetKeyRotationStatus', (body, now) => ({
  ...body,
  ...(body.KeyRotationEnabled === true && { RotationPeriodInDays: 365, NextRotationDate: seconds(now) + 100 * 86_400 }),
}));
