/** What the registers expect, as data: policies, the first vendor, and the control that each kind of fault belongs to. */
import type { Assessment } from './assessment.ts';
import { chosenCategories } from './input-selection.ts';
import type { ControlId } from './questionnaire.ts';
import type { VendorRecord } from './register-entry.ts';

/** A policy by its id, and the control that is not in place without it. */
export interface KnownPolicy {
  id: string;
  title: string;
  control: ControlId;
  /** Absent: offered, never missed. */
  expected?: 'always' | 'confidentiality' | 'privacy';
}

/**
 * The policies this program knows. Expected are the six of every SOC 2, those that a criterion asks for by itself, and
 * those of a chosen category; a small company may keep several in one document (`partOf`).
 */
export const knownPolicies: readonly KnownPolicy[] = [
  { id: 'information-security', title: 'Information security policy', control: 'CC5.3-a', expected: 'always' },
  { id: 'access-control', title: 'Access control policy', control: 'CC6.1-access-rules', expected: 'always' },
  { id: 'change-management', title: 'Change management policy', control: 'CC5.2-b', expected: 'always' },
  { id: 'risk-assessment', title: 'Risk assessment policy', control: 'CC3.2-a', expected: 'always' },
  { id: 'incident-response', title: 'Incident response policy', control: 'CC7.4-plan', expected: 'always' },
  {
    id: 'business-continuity',
    title: 'Business continuity and recovery policy',
    control: 'CC9.1-continuity-plan',
    expected: 'always',
  },
  { id: 'code-of-conduct', title: 'Code of conduct and acceptable use', control: 'CC1.1-a', expected: 'always' },
  { id: 'vendor-management', title: 'Vendor management policy', control: 'CC9.2-before-signing', expected: 'always' },
  {
    id: 'data-classification',
    title: 'Data classification and retention policy',
    control: 'C1.1-retention-rule',
    expected: 'confidentiality',
  },
  { id: 'privacy', title: 'Privacy policy for staff', control: 'P1.1-notice', expected: 'privacy' },
  { id: 'human-resources-security', title: 'People security policy', control: 'CC1.4-b' },
  { id: 'encryption', title: 'Encryption and key policy', control: 'CC6.1-key-management' },
  { id: 'vulnerability-management', title: 'Vulnerability and patch policy', control: 'CC7.1-fix-times' },
  { id: 'logging-monitoring', title: 'Logging and monitoring policy', control: 'CC7.2-log-retention' },
  { id: 'physical-devices', title: 'Physical and device policy', control: 'CC6.4-devices' },
  { id: 'secure-development', title: 'Secure development policy', control: 'CC5.2-b' },
  { id: 'backup', title: 'Backup policy', control: 'A1.2-backup-list' },
];

/** The known policies that this company is expected to have. */
export function expectedPolicies(assessment: Assessment): KnownPolicy[] {
  const categories: readonly string[] = chosenCategories(assessment);
  return knownPolicies.filter(
    ({ expected }) => expected === 'always' || (expected !== undefined && categories.includes(expected)),
  );
}

/** AWS as a vendor: the first entry of the register, offered with what is true for everybody. */
export const awsVendor: { id: string; record: VendorRecord } = {
  id: 'aws',
  record: {
    name: 'Amazon Web Services',
    tier: 'critical',
    does: 'Runs the infrastructure of the service',
    method: 'carve-out',
  },
};

/** True for AWS however somebody wrote it. */
export function isAws(id: string, name: string): boolean {
  return id === awsVendor.id || /^(aws|amazon web services|amazon aws)\b/i.test(name.trim());
}

/** The key made of a name: `Google Workspace` → `google-workspace`. Letters of any script stay; empty when none is left. */
export function registerKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * The control that a fault of a register belongs to. Where the first is not in the assessment (quick depth, another
 * questionnaire), the last one of the register, a key control, takes it.
 */
export const registerControls = {
  /** Not approved, or past its review. */
  policyReview: ['CC5.3-a'],
  /** Nobody can find it. */
  policyPlace: ['CC2.2-a', 'CC5.3-a'],
  /** Fallback of a policy that is missing: its own control comes first. */
  policyMissing: ['CC5.3-a'],
  vendorMissing: ['CC9.2-register', 'CC9.2-vendor-reports'],
  vendorReport: ['CC9.2-vendor-reports'],
  vendorDuties: ['CC9.2-customer-duties', 'CC9.2-vendor-reports'],
  vendorAgreement: ['CC9.2-agreements', 'CC9.2-vendor-reports'],
  vendorDataAgreement: ['CC9.2-data-agreements', 'CC9.2-agreements', 'CC9.2-vendor-reports'],
  vendorExit: ['CC9.2-exit', 'CC9.2-vendor-reports'],
  /** Fallback of an open exception: the control it is about comes first. */
  exceptionOpen: ['CC4.2-a'],
  exceptionAnswer: ['CC4.2-a'],
  exceptionEvidence: ['CC4.2-b', 'CC4.2-a'],
  customerDuty: ['CC2.3-b'],
  engagement: ['CC4.1-b'],
} as const satisfies Record<string, readonly ControlId[]>;

/** Constants of the registers, our judgement: docs/raci-and-plan.md prints them. */
export const registerConstants = {
  /** Months after which a policy is reviewed again where nobody committed to another number. */
  policyMonths: 12,
  /** Months after which a vendor's report is read again: a new one comes each year. */
  vendorMonths: 12,
  /** Days before the first date with an auditor by which one is chosen. */
  auditorLeadDays: 90,
} as const;
