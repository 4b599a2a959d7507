/** Facts of detection (GuardDuty, Config …) and of keys, secrets and certificates. */
import type { FactSource } from './fact-sources.ts';
import type { Reading } from './facts.ts';
import { type AlarmFacts, alarmSources } from './facts-alarms.ts';
import { type SecurityFacts, securitySources } from './facts-security.ts';

/** A KMS key, whoever manages it. */
export interface KmsKey {
  id: string;
  arn: string;
  /** `kms:DescribeKey`. */
  details: Reading<KmsKeyDetails>;
  /** `kms:GetKeyRotationStatus`; null where automatic rotation does not apply: see {@link KmsKeyDetails}. */
  rotation: Reading<KeyRotation | null>;
}

/** What a key is. Automatic rotation applies to enabled symmetric encryption keys that KMS made for the customer. */
export interface KmsKeyDetails {
  /** `CUSTOMER`, `AWS`. */
  manager?: string;
  /** `Enabled`, `Disabled`, `PendingDeletion`, `PendingReplicaDeletion`, `PendingImport` … */
  state?: string;
  /** `SYMMETRIC_DEFAULT`, `RSA_2048`, `HMAC_256` … */
  spec?: string;
  /** `AWS_KMS`, `EXTERNAL`, `AWS_CLOUDHSM`, `EXTERNAL_KEY_STORE`. */
  origin?: string;
  /** UTC instant of a deletion that is planned. */
  deletionAt?: string;
}

/** Automatic rotation of a key. */
export interface KeyRotation {
  enabled?: boolean;
  periodDays?: number;
  /** UTC instant of the next one; less the period it bounds since when rotation has been on (aws-timestamps.csv). */
  nextAt?: string;
}

/** A secret of Secrets Manager; its value is never read. */
export interface Secret {
  arn: string;
  name: string;
  /** Region of the secret that it is a copy of; absent for a secret that is no copy. */
  primaryRegion?: string;
  /** The AWS service that keeps it, such as `rds`. */
  owningService?: string;
  /** Absent when rotation was never set up. */
  rotationEnabled?: boolean;
  /** Days between rotations, as AWS works them out of the schedule. */
  everyDays?: number;
  /** `rate(…)` or `cron(…)`. */
  schedule?: string;
  /** UTC instants. */
  createdAt?: string;
  lastRotatedAt?: string;
  nextRotationAt?: string;
}

/** A certificate of ACM. */
export interface Certificate {
  arn: string;
  domain: string;
  /** `ISSUED`, `EXPIRED`, `REVOKED`, `PENDING_VALIDATION` … */
  status?: string;
  /** `AMAZON_ISSUED`, `IMPORTED`, `PRIVATE`. */
  type?: string;
  /** Some AWS resource uses it. */
  inUse?: boolean;
  /** UTC instant. */
  notAfter?: string;
}

/** A GuardDuty detector: at most one per region. */
export interface Detector {
  id: string;
  /** `guardduty:GetDetector`. */
  details: Reading<{
    /** `ENABLED`, `DISABLED`. */
    status?: string;
    /** UTC instant. It was made then, and may have been suspended since. */
    createdAt?: string;
  }>;
}

/** A recorder of AWS Config that the customer set up; those that other services keep are left out. */
export interface ConfigRecorder {
  name: string;
  /** Absent when AWS did not say. */
  allTypes?: boolean;
  /** Resource types it leaves out by name, when it records all but those. */
  excluded: string[];
  /** `config:DescribeConfigurationRecorderStatus`; null when that list has no entry for it. */
  status: Reading<RecorderStatus | null>;
}

/** Whether a recorder runs. */
export interface RecorderStatus {
  recording?: boolean;
  /** Last delivery: `Success`, `Pending`, `Failure`, `NotApplicable`. */
  lastStatus?: string;
  lastErrorCode?: string;
  /** UTC instant since which it has recorded, while `recording` holds (aws-timestamps.csv). */
  startedAt?: string;
}

/** Facts of this group, each per region unless said. */
export interface DetectionFacts extends AlarmFacts, SecurityFacts {
  /** kms:ListKeys, DescribeKey, GetKeyRotationStatus */
  'kms.keys': KmsKey[];
  /** secretsmanager:ListSecrets */
  'secretsmanager.secrets': Secret[];
  /** acm:ListCertificates, of every key type */
  'acm.certificates': Certificate[];
  /** guardduty:ListDetectors, GetDetector */
  'guardduty.detectors': Detector[];
  /** config:DescribeConfigurationRecorders, DescribeConfigurationRecorderStatus */
  'config.recorders': ConfigRecorder[];
}

/** How each of these facts is read. */
export const detectionSources: Record<keyof DetectionFacts, FactSource> = {
  ...alarmSources,
  ...securitySources,
  'kms.keys': { operation: 'kms:ListKeys', regional: true },
  'secretsmanager.secrets': { operation: 'secretsmanager:ListSecrets', regional: true },
  'acm.certificates': { operation: 'acm:ListCertificates', regional: true },
  'guardduty.detectors': { operation: 'guardduty:ListDetectors', regional: true },
  'config.recorders': { operation: 'config:DescribeConfigurationRecorders', regional: true },
};
