/** Checks of the account as a whole: who AWS calls, who is let in from outside, what AWS shows of itself. */

import { bridgedUntil } from '../source/core/bridge.ts';
import type { Check, CheckSettings } from '../source/core/check.ts';
import { bridgeMonths } from '../source/core/constants.ts';
import { globalRegion, type IamRole } from '../source/core/facts.ts';
import type { ArtifactReport } from '../source/core/facts-identity.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { earlier } from '../source/core/observation-window.ts';
import { accountOf, coversAction, principals, statements } from '../source/core/policy.ts';
import { onlyCallersOf } from '../source/core/policy-condition.ts';
import { isListed, listCommitment } from './commitments.ts';
import { ownRoles } from './iam-users.ts';
import { day, globalFact, leftOut, some } from './reading.ts';
import { accountFinding } from './trails.ts';

const securityContact: Check = {
  id: 'security-contact-registered',
  title: 'AWS knows whom to call about security',
  service: 'account',
  tier: 1,
  severity: 'medium',
  severityReason: 'A warning that goes to an unread mailbox is lost hours in an incident.',
  criteria: ['CC2.3', 'CC7.4'],
  why: 'AWS writes to this contact when it sees a leaked key or an attacked machine of yours.',
  judgement: 'Passes when the account has an alternate contact for security. Who it is, is not read into the snapshot.',
  facts: ['account.security-contact'],
  operations: ['account:GetAlternateContact'],
  fix: {
    summary: 'Enter a security contact that several people read.',
    console: [
      'Open the account menu, Account, Alternate contacts, Edit.',
      'Under Security enter a shared mailbox and the number of whoever is on call.',
      'In an organization do it for all accounts from the management account.',
    ],
    cli: [
      'aws account put-alternate-contact --alternate-contact-type SECURITY --name "Security team" --title "Security" --email-address SECURITY_MAILBOX --phone-number PHONE_NUMBER',
    ],
    terraform: `resource "aws_account_alternate_contact" "security" {
  alternate_contact_type = "SECURITY"
  name                   = "Security team"
  title                  = "Security"
  email_address          = var.security_mailbox
  phone_number           = var.security_phone
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html'],
  judge(reader) {
    const contact = globalFact(reader, 'account.security-contact');
    if (!contact.known) return { resources: [], unknown: [contact.unread] };
    const found = contact.data
      ? accountFinding('pass', 'A security contact is registered.')
      : accountFinding('fail', 'No security contact is registered: warnings go to the root user’s address only.');
    return { resources: [found], unknown: [] };
  },
};

/** Accounts other than its own that a role lets in by name. Wildcards are the matter of role-trust-not-public. */
function trustedAccounts(role: IamRole): string[] {
  const own = accountOf(role.arn);
  const named = statements(role.trust).flatMap((statement) => {
    if (statement.Effect !== 'Allow' || !coversAction(statement, 'sts:AssumeRole')) return [];
    if (own !== undefined && onlyCallersOf(statement, own)) return [];
    return principals(statement).flatMap((principal) => accountOf(principal) ?? []);
  });
  return [...new Set(named)].filter((account) => account !== own);
}

const thirdParties: Check = {
  id: 'third-party-account-inventory',
  title: 'Every outside account that may come in is known',
  service: 'iam',
  tier: 1,
  severity: 'high',
  severityReason: 'A trusted account nobody remembers is a vendor nobody reviewed, with keys to the house.',
  criteria: ['CC9.2'],
  why: 'The vendor register is compared with who really has access.',
  judgement:
    'Passes for each other account named in the trust policy of a role that is on the list of known accounts in scoping, or belongs to the same organization. Without a list, accounts outside the organization are only named. Only the management account can list the organization: where that is refused, an account that is not on the list is unknown. Wildcards, and roles that AWS owns, are left out.',
  facts: ['iam.authorization-details', 'organizations.accounts'],
  operations: ['iam:GetAccountAuthorizationDetails', 'organizations:ListAccounts'],
  commitment: 'known-accounts',
  fix: {
    summary: 'Find out whose the account is; enter it in the vendor register and in scoping, or delete the role.',
    console: [
      'Open IAM, Roles, the role, and look at Trust relationships, Last activity and tags.',
      'Compare the account number with what your vendors publish in their setup guides.',
      'Delete the role if nobody claims it; look in CloudTrail for AssumeRole by that account.',
    ],
    cli: [
      'aws iam get-role --role-name ROLE',
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole --region REGION',
    ],
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html',
  ],
  judge(reader, settings) {
    const details = globalFact(reader, 'iam.authorization-details');
    if (!details.known) return { resources: [], unknown: [details.unread] };
    const { value: known, committed } = listCommitment(settings, 'known-accounts');
    const byAccount = new Map<string, string[]>();
    for (const role of ownRoles(details.data))
      for (const account of trustedAccounts(role))
        byAccount.set(account, [...(byAccount.get(account) ?? []), role.name]);
    const organization = globalFact(reader, 'organizations.accounts');
    const own = organization.known ? (organization.data ?? []) : [];
    const resources: ResourceFinding[] = [];
    const strangers: string[] = [];
    for (const [account, roles] of byAccount) {
      const seen = { id: account, region: globalRegion };
      const what = `Account ${account} may assume ${some(roles)}`;
      if (isListed(known, account)) resources.push({ ...seen, status: 'pass', reason: `${what}, and is known.` });
      else if (own.includes(account))
        resources.push({ ...seen, status: 'pass', reason: `${what}, and belongs to the organization.` });
      else {
        strangers.push(account);
        if (known.length > 0 && organization.known)
          resources.push({ ...seen, status: 'fail', reason: `${what}, and is on no list.` });
      }
    }
    if (strangers.length > 0 && !organization.known) return { resources, unknown: [organization.unread], committed };
    if (strangers.length > 0 && known.length === 0) {
      const notApplicable = `Scoping lists no known accounts to compare with; let in are ${some(strangers)}.`;
      return { resources: [], unknown: [], notApplicable, committed };
    }
    // Without a stranger nothing of the list was needed.
    return {
      resources,
      unknown: [],
      notApplicable: 'No role lets in another account.',
      committed: committed || resources.every(({ id }) => own.includes(id)),
    };
  },
};

const isAws = ({ company }: ArtifactReport) => company === undefined || /\b(aws|amazon)\b/i.test(company);
const isSoc2 = ({ name, series }: ArtifactReport) =>
  [name, series ?? ''].some((text) => /\bSOC[\s-]*2\b/i.test(text)) && !isLetter({ name });
const isLetter = ({ name }: Pick<ArtifactReport, 'name'>) =>
  /\bSOC\b/i.test(name) && /continued operations|bridge letter|gap letter/i.test(name);

/** The day up to which reports have to reach by now: today, or the end of the window where it has passed. */
function target({ now, window }: CheckSettings): string {
  const today = day(now);
  return window === undefined ? today : earlier(window.to, today);
}

const socReport: Check = {
  id: 'aws-soc-report-available',
  title: 'AWS’s own SOC 2 report reaches the observation window',
  service: 'artifact',
  tier: 1,
  severity: 'medium',
  severityReason: 'Without it the controls that AWS runs for you stand unproven, but it can be had in minutes.',
  criteria: ['CC9.2', 'CC6.4'],
  why: 'Data centres, hardware and much else are AWS’s part; its report is the evidence for them.',
  judgement: `Passes when AWS Artifact lists a SOC 2 report of AWS whose period reaches today, or the end of the planned window once that has passed; for ${bridgeMonths} months after its period a report is taken to be bridged by AWS’s continued-operations letter. It shows that the report can be had, not that anybody read it.`,
  facts: ['artifact.reports'],
  operations: ['artifact:ListReports'],
  fix: {
    summary: 'Get the newest SOC 2 report and the continued-operations letter of AWS.',
    console: [
      'Open AWS Artifact, Reports, and look for SOC 2.',
      'Accept the terms, get the newest report and the SOC Continued Operations Letter.',
      'Read what it expects of you (complementary user entity controls) and keep both with the vendor review.',
    ],
    cli: ['aws artifact list-reports --region us-east-1'],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/artifact/latest/ug/downloading-documents.html',
    'https://docs.aws.amazon.com/artifact/latest/APIReference/API_ListReports.html',
  ],
  judge(reader, settings) {
    const reports = globalFact(reader, 'artifact.reports');
    if (!reports.known) return { resources: [], unknown: [reports.unread] };
    const soc2 = reports.data.filter((report) => isAws(report) && isSoc2(report));
    const dated = soc2.flatMap(({ name, periodEnd }) =>
      periodEnd === undefined ? [] : [{ name, end: day(periodEnd) }],
    );
    const [newest] = dated.sort((a, b) => (a.end < b.end ? 1 : -1));
    if (newest === undefined) {
      if (soc2.length === 0) {
        const reason = 'AWS Artifact lists no SOC 2 report of AWS.';
        return { resources: [accountFinding('fail', reason)], unknown: [] };
      }
      const reason = `AWS Artifact does not say what ${some(soc2.map(({ name }) => name))} covers.`;
      return { resources: [], unknown: [leftOut('artifact:ListReports', reason)] };
    }
    const wanted = target(settings);
    const letters = reports.data.filter((report) => isAws(report) && isLetter(report));
    const bridged = [bridgedUntil(newest.end), ...letters.flatMap(({ periodEnd }) => periodEnd ?? [])];
    const reach = day(bridged.sort().at(-1) ?? newest.end);
    const until = wanted === settings.window?.to ? `the end of the window, ${wanted}` : `today, ${wanted}`;
    const seen = `${newest.name} covers up to ${newest.end}`;
    if (newest.end >= wanted) return pass(`${seen}, which reaches ${until}.`);
    if (reach >= wanted) return pass(`${seen}; with the continued-operations letter it reaches ${until}.`);
    return { resources: [accountFinding('fail', `${seen}, which does not reach ${until}.`)], unknown: [] };
  },
};

const pass = (reason: string) => ({ resources: [accountFinding('pass', reason)], unknown: [] });

/** Checks of the account as a whole. */
export const accountChecks: Check[] = [securityContact, thirdParties, socReport];
