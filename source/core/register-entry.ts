/**
 * The registers an auditor asks for, as the journal keeps them: policies, vendors, exceptions of a prior report, the
 * engagement with the auditor, and the duties of our customers. An entry holds a whole record; the last one of a key counts.
 */
import type { Day } from './entry.ts';
import type { ControlId } from './questionnaire.ts';

/** A policy of the company. Its key is an id such as `access-control`. */
export interface PolicyRecord {
  title: string;
  version?: string;
  /** Who approved the version in force, and when. */
  approver?: string;
  approvedOn?: Day;
  /** Last review, where later than the approval. */
  reviewedOn?: Day;
  nextReview?: Day;
  /** Where everybody can read it: link or path. */
  where?: string;
  /** Key of the policy whose document holds this one too; approval and review are then that one's. */
  partOf?: string;
}

/** How much depends on a vendor: it can hurt customers; it sees their data or is hard to replace; neither. */
export type VendorTier = 'critical' | 'important' | 'other';

/** Kinds of data a vendor handles for us, named as scoping names regulated data. */
export type VendorData = 'personal' | 'health' | 'payment-card' | 'financial' | 'children';

/** A vendor's assurance report. */
export interface RegisteredReport {
  /** Such as `AWS SOC 2, Spring 2026`. */
  name: string;
  /** Such as `SOC 2 Type 2` or `ISO 27001`. */
  type?: string;
  periodStart?: Day;
  periodEnd?: Day;
  /** Last day that a bridge letter stands for. */
  bridgeUntil?: Day;
}

/** An agreement with a vendor: data processing (DPA), business associate addendum (BAA), confidentiality. */
export interface VendorAgreement {
  kind: 'dpa' | 'baa' | 'confidentiality';
  /** Day it was signed or came into force. */
  date: Day;
  where: string;
}

/** A duty that a vendor's report leaves to us (CUEC), and the control of ours that does it. */
export interface VendorDuty {
  text: string;
  control?: ControlId;
}

/** A vendor. Its key is an id such as `aws`. */
export interface VendorRecord {
  name: string;
  tier: VendorTier;
  /** Who works with it here. */
  owner?: string;
  /** What it does for us. */
  does?: string;
  /** Data it sees, in words. */
  data?: string;
  handles?: VendorData[];
  report?: RegisteredReport;
  /** Who read the report, and when. */
  reviewedBy?: string;
  reviewedOn?: Day;
  /** Why there is no report, and what stands for it. */
  noReport?: string;
  /** Absent: nobody listed them yet. Empty: the report leaves none. */
  duties?: VendorDuty[];
  agreements?: VendorAgreement[];
  /** Bought through AWS Marketplace. */
  marketplace?: boolean;
  /** How our description treats it; present: it is a subservice organisation (DC 7). */
  method?: 'carve-out' | 'inclusive';
  /** Controls we expect at it, in words (CSOCs, DC 7). */
  expects?: string;
  /** How it would be left without leaving data or keys behind. */
  exit?: string;
}

/** An exception that a prior report names. Its key is the reference in that report. */
export interface ExceptionRecord {
  text: string;
  criterion?: string;
  /** Control of ours that it is about. */
  control?: ControlId;
  /** What management answered. */
  response?: string;
  /** Day by which it is to be fixed. */
  due?: Day;
  fixedOn?: Day;
  /** What shows that it is fixed. */
  evidence?: string;
}

/** The engagement with the auditor. There is one; its key is `engagement`. */
export interface EngagementRecord {
  /** Firm chosen. */
  auditor?: string;
  /** Fee range as offered, such as `20–30 k EUR`. */
  fees?: string;
  /** First day of the readiness assessment, date of the Type 1, first day of fieldwork, day the report is due. */
  readiness?: Day;
  type1?: Day;
  fieldwork?: Day;
  report?: Day;
  /** Management's assertion, and its letter of representation at the end. */
  assertion?: 'draft' | 'signed';
  representation?: 'draft' | 'signed';
}

/** A duty that our report leaves to customers (CUEC). Its key is an id such as `own-users`. */
export interface CustomerDutyRecord {
  text: string;
  /** Where customers read it. */
  where?: string;
  /** Control of ours that counts on it. */
  control?: ControlId;
}

/** What each register holds; the names are those of the journal's entry types. */
export interface RegisterRecords {
  policy: PolicyRecord;
  vendor: VendorRecord;
  exception: ExceptionRecord;
  engagement: EngagementRecord;
  duty: CustomerDutyRecord;
}

/** A register by the type of its entries. */
export type RegisterKind = keyof RegisterRecords;

/** What an entry of a register says; null takes the record off the register. */
export type RegisterBody = {
  [Kind in RegisterKind]: { type: Kind; key: string; record: RegisterRecords[Kind] | null };
}[RegisterKind];

/** The registers, in the order they are shown. */
export const registerKinds: readonly RegisterKind[] = ['policy', 'vendor', 'duty', 'exception', 'engagement'];

/** The key of the only engagement. */
export const engagementKey = 'engagement';
