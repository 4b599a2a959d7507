/** Answers written by hand for identities: where Identity Center is, what Artifact lists, no organization. */
import { type Answer, errorAnswer, requestId } from './answer.ts';
import type { Written } from './server.ts';

/** The region that has the instance of Identity Center, and its state; the emulator has an active one everywhere. */
export function identityCenterIn(region: string | undefined, status = 'ACTIVE'): Written {
  return {
    operation: 'sso-admin:ListInstances',
    answer: async ({ call, next }) => {
      const answer = await next();
      if (answer === 'reset' || answer.status !== 200) return answer;
      const { Instances } = JSON.parse(answer.body) as { Instances: object[] };
      const here = call.region === region ? Instances.map((instance) => ({ ...instance, Status: status })) : [];
      return { ...answer, body: JSON.stringify({ Instances: here }) };
    },
  };
}

/** An account outside of any organization, of which the emulator says that the organization is empty. */
export const noOrganization: Written = {
  operation: 'organizations:ListAccounts',
  answer: ({ call }) =>
    errorAnswer(call, 400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.'),
};

/** A success of a REST service that speaks JSON. */
export function restAnswer(body: object): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

/** What Artifact lists, in two pages: a SOC 2 report whose period ended so many days ago, and other things. */
export function artifactReports(soc2EndedDaysAgo: number): Written {
  return {
    operation: 'artifact:ListReports',
    answer: ({ call, now }) => {
      const instant = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
      const entry = (name: string, series: string, days: number, companyName = 'Amazon Web Services') => ({
        id: `report-${name.length}`,
        arn: `arn:aws:artifact:us-east-1::report/report-${name.length}:1`,
        version: 1,
        name,
        state: 'PUBLISHED',
        category: 'Certifications and Attestations',
        companyName,
        productName: 'AWS Services',
        description: name,
        series,
        periodStart: instant(days + 365),
        periodEnd: instant(days),
      });
      if (call.parameters.nextToken === 'second')
        return restAnswer({
          reports: [entry('System and Organization Controls (SOC) 2 Report', 'SOC 2', soc2EndedDaysAgo)],
        });
      return restAnswer({
        reports: [
          entry('System and Organization Controls (SOC) 1 Report', 'SOC 1', 10),
          entry('SOC 2 Type II Report', 'SOC 2', 10, 'Some Vendor Inc.'),
        ],
        nextToken: 'second',
      });
    },
  };
}
