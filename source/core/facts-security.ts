/** Facts of services that look for attacks and weaknesses. Findings are those of the account itself, also for an administrator of others. */
import type { FactSource } from './fact-sources.ts';

/**
 * The findings that have been open for longest: all there are, or the oldest of each severity when there are many
 * (`more`). Whether one is older than its severity allows can be told from them either way.
 */
export interface OpenFindings<Finding> {
  findings: Finding[];
  /** There are more than these. */
  more: boolean;
}

/** A GuardDuty finding that is not archived. */
export interface ThreatFinding {
  id: string;
  /** `UnauthorizedAccess:EC2/SSHBruteForce` … */
  type: string;
  /** 1 to 10: low below 4, medium below 7, high below 9, critical. */
  severity: number;
  /** UTC instant. */
  createdAt?: string;
}

/** A finding of Security Hub CSPM whose workflow is still `NEW`. */
export interface HubFinding {
  id: string;
  title: string;
  severity: 'CRITICAL' | 'HIGH';
  /** UTC instant. */
  createdAt?: string;
}

/** An active finding of Amazon Inspector. */
export interface Weakness {
  arn: string;
  title: string;
  severity: string;
  /** Id or ARN of the instance, image or function. */
  resource: string;
  /** UTC instant. */
  firstSeenAt?: string;
}

/** Security Hub CSPM of a region. */
export interface Hub {
  /** UTC instant since which it has been on. */
  subscribedAt?: string;
}

/** A standard of Security Hub CSPM that is switched on. */
export interface HubStandard {
  arn: string;
  /** `READY`, `PENDING`, `INCOMPLETE`, `DELETING`, `FAILED`. */
  status?: string;
}

/** How Security Hub CSPM gathers the findings of several regions in one. */
export interface HubAggregation {
  home: string;
  /** `ALL_REGIONS`, `ALL_REGIONS_EXCEPT_SPECIFIED`, `SPECIFIED_REGIONS`, `NO_REGIONS`. */
  mode?: string;
  /** Regions that the mode names. */
  regions: string[];
}

/** What Amazon Inspector looks at: `ENABLED`, `DISABLED` and states in between; absent when AWS did not say. */
export interface ScanStates {
  ec2?: string;
  ecr?: string;
  lambda?: string;
}

/** An analyzer of IAM Access Analyzer. */
export interface Analyzer {
  name: string;
  /** `ACCOUNT`, `ORGANIZATION` look for access from outside; the others for unused or inner access. */
  type?: string;
  /** `ACTIVE`, `CREATING`, `DISABLED`, `FAILED`. */
  status?: string;
}

/** Facts of these services, each per region but the aggregation. */
export interface SecurityFacts {
  /** guardduty:ListFindings, GetFindings; null where there is no detector */
  'guardduty.findings': OpenFindings<ThreatFinding> | null;
  /** securityhub:DescribeHub; null: off */
  'securityhub.hub': Hub | null;
  /** securityhub:GetEnabledStandards; null and not asked where Security Hub is off */
  'securityhub.standards': HubStandard[] | null;
  /** securityhub:GetFindings, critical and high; null and not asked where Security Hub is off */
  'securityhub.findings': OpenFindings<HubFinding> | null;
  /** securityhub:ListFindingAggregators, GetFindingAggregator (global); null: each region keeps its own */
  'securityhub.aggregation': HubAggregation | null;
  /** inspector2:BatchGetAccountStatus; null: never switched on */
  'inspector2.states': ScanStates | null;
  /** inspector2:ListFindings; null and not asked where nothing is scanned */
  'inspector2.findings': OpenFindings<Weakness> | null;
  /** accessanalyzer:ListAnalyzers */
  'accessanalyzer.analyzers': Analyzer[];
}

/** How each of these facts is read. */
export const securitySources: Record<keyof SecurityFacts, FactSource> = {
  'guardduty.findings': { operation: 'guardduty:ListFindings', regional: true },
  'securityhub.hub': { operation: 'securityhub:DescribeHub', regional: true },
  'securityhub.standards': { operation: 'securityhub:GetEnabledStandards', regional: true },
  'securityhub.findings': { operation: 'securityhub:GetFindings', regional: true },
  'securityhub.aggregation': { operation: 'securityhub:ListFindingAggregators', regional: false },
  'inspector2.states': { operation: 'inspector2:BatchGetAccountStatus', regional: true },
  'inspector2.findings': { operation: 'inspector2:ListFindings', regional: true },
  'accessanalyzer.analyzers': { operation: 'accessanalyzer:ListAnalyzers', regional: true },
};
