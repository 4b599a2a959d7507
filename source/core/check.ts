/** What a check is: a small record with a pure judgement. The records live in `checks/`, one file per service. */
import type { FactName, FactTypes, OperationName, Reading } from './facts.ts';
import type { ResourceFinding, Severity, UnreadOperation } from './finding.ts';
import type { CriterionId } from './framework.ts';
import type { Span } from './observation-window.ts';

/** Values a check may be judged against: what scoping holds, else the catalogue's default (rule S-C5). */
export interface CheckSettings {
  /** The value in force for a commitment of scoping.yaml, such as `access-key-age-days`, and whether the company committed to it. */
  commitment<T>(id: string, fallback: T): { value: T; committed: boolean };
  /** The observation window, open or planned; undefined while there is none. */
  window?: Span;
  /** Regions in scope; undefined when scoping names none (then all regions read are judged). */
  regions?: readonly string[];
  /** UTC instant against which ages are measured: when the scan finished, so that a re-judgement gives the same. */
  now: string;
}

/** The only way a check sees facts. */
export interface FactReader {
  /** The readings of a fact by region; a region that was not read is absent. Empty: "snapshot predates this check". */
  each<Name extends FactName>(name: Name): [region: string, reading: Reading<FactTypes[Name]>][];
  /** The same whatever regions are in scope: every enabled one, as far as those could be listed. */
  everywhere<Name extends FactName>(name: Name): [region: string, reading: Reading<FactTypes[Name]>][];
}

/** What a judgement returns; {@link CheckResult} is computed from it in one place (core/judge.ts). */
export interface Judgement {
  /** Resources judged; none and nothing unread means not applicable. */
  resources: ResourceFinding[];
  /** What was missing. */
  unknown: UnreadOperation[];
  /** Why there is nothing to judge, one sentence. */
  notApplicable?: string;
  /** False when a default nobody committed to was tested (rule S-C5). Default true. */
  committed?: boolean;
}

/** One check of the catalogue. */
export interface Check {
  /** Id exactly as in the catalogue's `check` column; stable for ever. */
  id: string;
  /** What passes, as a short sentence in the affirmative. */
  title: string;
  /** AWS service it reads, as the SDK names it: `iam`, `s3`, `cloudtrail`, `ec2`. */
  service: string;
  /** Release tier of the catalogue: 1 first release. */
  tier: 1 | 2 | 3;
  severity: Severity;
  /** Why this severity. */
  severityReason: string;
  criteria: CriterionId[];
  /** Why an auditor asks. */
  why: string;
  /** The judgement in words: when it passes, fails, does not apply. */
  judgement: string;
  /** Facts it reads. */
  facts: FactName[];
  /** Operations behind those facts that this check needs; the least-privilege policy is made of these. */
  operations: OperationName[];
  /** The commitment of scoping that it is judged against, if any. */
  commitment?: string;
  /** How to mend a failure. */
  fix: {
    /** One sentence with a verb. */
    summary: string;
    /** Steps in the AWS console. */
    console: string[];
    /** AWS CLI v2 commands; placeholders in capitals. */
    cli: string[];
    /** Terraform to compare with, where it helps. */
    terraform?: string;
    /** Hands-on minutes for one resource, our estimate. */
    minutes: number;
  };
  /** Public pages to read on, AWS documentation first. */
  references: string[];
  /** Judges the facts. Pure: the same facts and settings give the same judgement. */
  judge(facts: FactReader, settings: CheckSettings): Judgement;
}
