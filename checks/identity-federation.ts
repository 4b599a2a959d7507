/** Checks of how people come into the account, and what they hold there by IAM Identity Center. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import type { AuthorizationDetails } from '../source/core/facts.ts';
import type { IdentityCenterAccess, IdentityCenterInstance, PermissionSet } from '../source/core/facts-identity.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { administratorTest } from './administrators.ts';
import { isListed, listCommitment } from './commitments.ts';
import { globalFact, leftOut, some, UnreadSettings, unreadOperation } from './reading.ts';
import { accountFinding } from './trails.ts';

/** Instances in all regions, each once, and the regions that could not be asked. */
function identityCenters(reader: FactReader): { instances: IdentityCenterInstance[]; unread: UnreadOperation[] } {
  const fact = globalFact(reader, 'identity-center.instances');
  if (!fact.known) return { instances: [], unread: [fact.unread] };
  const byArn = new Map<string, IdentityCenterInstance>();
  const unread: UnreadOperation[] = [];
  for (const [region, reading] of Object.entries(fact.data)) {
    if (reading.state !== 'ok') unread.push(unreadOperation(reading, region));
    else for (const instance of reading.data) byArn.set(instance.arn, byArn.get(instance.arn) ?? instance);
  }
  return { instances: [...byArn.values()], unread };
}

// Issuers whose tokens are for pipelines and clusters: no person signs in by them.
const machineIssuers =
  /(^|\.)(token\.actions\.githubusercontent\.com|gitlab\.com|api\.bitbucket\.org|oidc\.circleci\.com|app\.terraform\.io|agent\.buildkite\.com|api\.pulumi\.com|oidc\.vercel\.com|oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?)(\/|$)/;

const federated: Check = {
  id: 'federation-in-place',
  title: 'People sign in through an identity provider',
  service: 'iam',
  tier: 1,
  severity: 'medium',
  severityReason: 'Passwords kept in the account outlive the people who left, one account at a time.',
  criteria: ['CC6.1', 'CC6.2'],
  why: 'Joiners, movers and leavers are handled in one place only when people sign in through it.',
  judgement:
    'Passes when there is an active IAM Identity Center instance, a SAML provider whose metadata has not expired, or an OpenID Connect provider that is not the issuer of a pipeline or a cluster. Fails when there is none and IAM users sign in to the console by password. Does not apply without either. The date is that of the oldest provider; that people use it is not shown.',
  facts: ['iam.saml-providers', 'iam.oidc-providers', 'identity-center.instances', 'iam.credential-report'],
  operations: [
    'ec2:DescribeRegions',
    'sso-admin:ListInstances',
    'iam:ListSAMLProviders',
    'iam:ListOpenIDConnectProviders',
    'iam:GenerateCredentialReport',
    'iam:GetCredentialReport',
  ],
  fix: {
    summary: 'Let people sign in through IAM Identity Center, then take their IAM users away.',
    console: [
      'Open IAM Identity Center in the management account of the organization, Enable.',
      'Under Settings, Identity source, connect the directory you use (Google Workspace, Entra ID, Okta) with SCIM.',
      'Create permission sets, assign groups to accounts, and let people try them.',
      'Delete the console passwords of IAM users, then the users; look first whether a program uses their access keys.',
      'Keep one sealed way in for the day on which the identity provider is down, and write down who may use it.',
    ],
    cli: ['aws sso-admin list-instances --region REGION', 'aws iam delete-login-profile --user-name USER'],
    minutes: 240,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/what-is.html',
  ],
  judge(reader, { now }) {
    const unknown: UnreadOperation[] = [];
    const found: { what: string; since?: string | undefined }[] = [];
    const centers = identityCenters(reader);
    unknown.push(...centers.unread);
    for (const { status, region, createdAt } of centers.instances) {
      if (status === 'ACTIVE') found.push({ what: `IAM Identity Center in ${region}`, since: createdAt });
      else if (status === undefined)
        unknown.push(leftOut('sso-admin:ListInstances', 'AWS did not say whether the instance is active.', region));
    }
    const saml = globalFact(reader, 'iam.saml-providers');
    if (!saml.known) unknown.push(saml.unread);
    else {
      const valid = saml.data.filter(({ validUntil }) => !(Date.parse(validUntil ?? '') < Date.parse(now)));
      found.push(...valid.map(({ arn, createdAt }) => ({ what: `SAML provider ${nameOf(arn)}`, since: createdAt })));
    }
    const oidc = globalFact(reader, 'iam.oidc-providers');
    if (!oidc.known) unknown.push(oidc.unread);
    else {
      const people = oidc.data.map(nameOf).filter((issuer) => !machineIssuers.test(issuer));
      found.push(...people.map((issuer) => ({ what: `OpenID Connect provider ${issuer}` })));
    }
    if (found.length > 0) {
      const reason = `People can sign in through ${some(found.map(({ what }) => what))}.`;
      const [since] = found.flatMap((one) => one.since ?? []).sort();
      const pass = accountFinding('pass', reason);
      return { resources: [{ ...pass, ...(since === undefined ? {} : { since }) }], unknown: [] };
    }
    const report = globalFact(reader, 'iam.credential-report');
    if (!report.known) return { resources: [], unknown: [...unknown, report.unread] };
    const people = report.data.rows.filter(({ user, passwordEnabled }) => user !== '<root_account>' && passwordEnabled);
    if (people.length === 0 || unknown.length > 0) {
      const notApplicable = 'No IAM user signs in to the console, and there is no identity provider.';
      return { resources: [], unknown, notApplicable };
    }
    const names = some(people.map(({ user }) => user));
    const reason = `No identity provider for people; IAM users with a password: ${names}.`;
    return { resources: [accountFinding('fail', reason)], unknown: [] };
  },
};

/** The last part of an ARN: a provider's name or issuer. */
function nameOf(arn: string): string {
  return arn.replace(/^.*?:(?:saml|oidc)-provider\//, '');
}

/** The role that Identity Center keeps in the account for a permission set: `AWSReservedSSO_NAME_16 hex digits`. */
function roleOf(details: AuthorizationDetails, set: string) {
  const escaped = set.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^AWSReservedSSO_${escaped}_[0-9a-f]{16}$`);
  return details.roles.find(
    ({ name, path }) => path.startsWith('/aws-reserved/sso.amazonaws.com/') && pattern.test(name),
  );
}

/** Judges who holds one permission set. */
function judgeSet(
  { instance, region, users, groups }: IdentityCenterAccess,
  { arn, name, assignments }: PermissionSet,
  details: AuthorizationDetails,
  approved: readonly string[],
  unread: UnreadSettings,
): ResourceFinding[] {
  const label = unread.take(name, arn, region);
  const holders = unread.take(assignments, label?.data ?? arn, region);
  if (label === undefined || holders === undefined) return [];
  const role = roleOf(details, label.data);
  if (role === undefined && holders.data.length > 0) {
    const reason = 'The role of the permission set is not among the roles of the account, so its rights are not known.';
    unread.add(leftOut('iam:GetAccountAuthorizationDetails', reason), label.data);
    return [];
  }
  const powerful = role !== undefined && administratorTest(details)(role);
  return holders.data.flatMap((holder): ResourceFinding[] => {
    const names = holder.kind === 'USER' ? users : groups;
    const known = names.state === 'ok' ? names.data[holder.id] : undefined;
    const person = `${holder.kind === 'USER' ? 'User' : 'Group'} ${known ?? holder.id}`;
    const seen = { id: `${instance.split('/').at(-1)}/${label.data}/${known ?? holder.id}`, region };
    if (!powerful) return [{ ...seen, status: 'pass', reason: `${person} holds ${label.data}.` }];
    const what = `${person} holds administrator rights by ${label.data}`;
    if (approved.length === 0)
      return [{ ...seen, status: 'pass', reason: `${what}; scoping names nobody to compare.` }];
    if (isListed(approved, holder.id, label.data, ...(known === undefined ? [] : [known])))
      return [{ ...seen, status: 'pass', reason: `${what}, and is approved.` }];
    if (known === undefined) {
      if (names.state !== 'ok') unread.need(names, label.data, region);
      else {
        const operation = holder.kind === 'USER' ? 'identitystore:ListUsers' : 'identitystore:ListGroups';
        unread.add(leftOut(operation, 'The directory does not name who holds it.', region), label.data);
      }
      return [];
    }
    return [{ ...seen, status: 'fail', reason: `${what}, and is not on the list.`, privileged: true }];
  });
}

const accessListed: Check = {
  id: 'identity-center-access-listed',
  title: 'Only approved people hold administrator rights by IAM Identity Center',
  service: 'sso-admin',
  tier: 1,
  severity: 'high',
  severityReason: 'An administrator nobody approved can change every control in the account.',
  criteria: ['CC6.2', 'CC6.3'],
  why: 'An access review starts from a list of who holds what, and assignments are where people hold it now.',
  judgement:
    'Lists each user and group with a permission set in this account. Fails for each that holds a permission set with administrator rights and is not among the administrators in scoping (the name of the user, group or permission set; * for any run of characters). What a permission set allows is read off the role it has in the account. Members of groups are not listed. Without a list in scoping it only lists. This is no access review by itself.',
  facts: ['identity-center.instances', 'identity-center.access', 'iam.authorization-details'],
  operations: [
    'ec2:DescribeRegions',
    'sso-admin:ListInstances',
    'sso-admin:ListPermissionSetsProvisionedToAccount',
    'sso-admin:DescribePermissionSet',
    'sso-admin:ListAccountAssignments',
    'identitystore:ListUsers',
    'identitystore:ListGroups',
    'iam:GetAccountAuthorizationDetails',
  ],
  commitment: 'admin-principals',
  fix: {
    summary: 'Take the assignment away, or have the person approved and listed in scoping.',
    console: [
      'Open IAM Identity Center, AWS accounts, the account, Assigned users and groups.',
      'Choose the user or group, Change permission sets, and give a narrower one.',
      'Keep one approved group for administrators and list it in scoping.',
    ],
    cli: [
      'aws sso-admin list-account-assignments --instance-arn INSTANCE_ARN --account-id ACCOUNT_ID --permission-set-arn PERMISSION_SET_ARN --region REGION',
      'aws sso-admin delete-account-assignment --instance-arn INSTANCE_ARN --target-id ACCOUNT_ID --target-type AWS_ACCOUNT --permission-set-arn PERMISSION_SET_ARN --principal-type USER --principal-id USER_ID --region REGION',
    ],
    minutes: 20,
  },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtoviewandchangepermissionset.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/assignusers.html',
  ],
  judge(reader, settings): Judgement {
    const { value: approved, committed } = listCommitment(settings, 'admin-principals');
    const centers = identityCenters(reader);
    const notApplicable = 'Nobody holds a permission set of IAM Identity Center in this account.';
    if (centers.instances.length === 0) return { resources: [], unknown: centers.unread, notApplicable, committed };
    const access = globalFact(reader, 'identity-center.access');
    if (!access.known) return { resources: [], unknown: [...centers.unread, access.unread], committed };
    const unread = new UnreadSettings();
    const sets = access.data.flatMap((one) => {
      const read = unread.take(one.permissionSets, one.instance, one.region);
      return (read?.data ?? []).map((set) => ({ one, set }));
    });
    if (sets.length === 0)
      return { resources: [], unknown: [...centers.unread, ...unread.list()], notApplicable, committed };
    const details = globalFact(reader, 'iam.authorization-details');
    if (!details.known)
      return { resources: [], unknown: [...centers.unread, ...unread.list(), details.unread], committed };
    const resources = sets.flatMap(({ one, set }) => judgeSet(one, set, details.data, approved, unread));
    return { resources, unknown: [...centers.unread, ...unread.list()], notApplicable, committed };
  },
};

/** Checks of how people come in. */
export const federationChecks: Check[] = [federated, accessListed];
