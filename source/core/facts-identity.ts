/** Facts of federation, IAM Identity Center, the organization, and what AWS keeps for the account as a whole. */
import type { FactSource } from './fact-sources.ts';
import type { Reading } from './facts.ts';

/** A SAML provider of IAM. */
export interface SamlProvider {
  arn: string;
  /** UTC instants. */
  createdAt?: string;
  validUntil?: string;
}

/** An instance of IAM Identity Center that the account sees. */
export interface IdentityCenterInstance {
  arn: string;
  /** Region in which it was found. */
  region: string;
  identityStoreId: string;
  /** `ACTIVE`, `CREATE_IN_PROGRESS`, `CREATE_FAILED`, `DELETE_IN_PROGRESS`. */
  status?: string;
  /** UTC instant. */
  createdAt?: string;
}

/** Who holds a permission set in the scanned account. */
export interface Assignment {
  kind: 'USER' | 'GROUP';
  /** Id in the identity store. */
  id: string;
}

/** A permission set that is provisioned to the scanned account. */
export interface PermissionSet {
  arn: string;
  name: Reading<string>;
  assignments: Reading<Assignment[]>;
}

/** What an instance of IAM Identity Center gives in the scanned account. */
export interface IdentityCenterAccess {
  instance: string;
  region: string;
  permissionSets: Reading<PermissionSet[]>;
  /** Names of the users who hold something, by id; not asked where none do. */
  users: Reading<Record<string, string>>;
  /** The same of groups. */
  groups: Reading<Record<string, string>>;
}

/** A report or letter that AWS Artifact lists. Its text is under AWS's terms and never read. */
export interface ArtifactReport {
  name: string;
  /** Such as `SOC`; absent when Artifact does not say. */
  series?: string;
  company?: string;
  /** UTC instants of what it covers. */
  periodStart?: string;
  periodEnd?: string;
}

/** Facts of this group, all of them of the whole account. */
export interface IdentityFacts {
  /** iam:ListSAMLProviders */
  'iam.saml-providers': SamlProvider[];
  /** iam:ListOpenIDConnectProviders: ARNs, which end with the issuer */
  'iam.oidc-providers': string[];
  /** sso-admin:ListInstances in every enabled region, by region */
  'identity-center.instances': Record<string, Reading<IdentityCenterInstance[]>>;
  /** sso-admin:ListPermissionSetsProvisionedToAccount and what hangs on it, per instance */
  'identity-center.access': IdentityCenterAccess[];
  /** organizations:ListAccounts: ids; null: the account is in no organization */
  'organizations.accounts': string[] | null;
  /**
   * organizations:ListAccounts: ids of accounts that are closed, suspended or not active yet, with their state; for the
   * scan of a whole organization, no check reads it
   */
  'organizations.inactive': Record<string, string>;
  /** account:GetAlternateContact: whether there is one for security */
  'account.security-contact': boolean;
  /** artifact:ListReports */
  'artifact.reports': ArtifactReport[];
}

/** How each of these facts is read. */
export const identitySources: Record<keyof IdentityFacts, FactSource> = {
  'iam.saml-providers': { operation: 'iam:ListSAMLProviders', regional: false },
  'iam.oidc-providers': { operation: 'iam:ListOpenIDConnectProviders', regional: false },
  'identity-center.instances': { operation: 'sso-admin:ListInstances', regional: false },
  'identity-center.access': { operation: 'sso-admin:ListPermissionSetsProvisionedToAccount', regional: false },
  'organizations.accounts': { operation: 'organizations:ListAccounts', regional: false },
  'organizations.inactive': { operation: 'organizations:ListAccounts', regional: false },
  'account.security-contact': { operation: 'account:GetAlternateContact', regional: false },
  'artifact.reports': { operation: 'artifact:ListReports', regional: false },
};
