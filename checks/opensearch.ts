/** Checks of OpenSearch domains. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import type { SearchDomain } from '../source/core/facts-data.ts';
import { regionalFact, UnreadSettings } from './reading.ts';
import { overEach, type Verdict, verdict } from './regional.ts';
import { howPoliciesAreRead, judgePublic } from './resource-policies.ts';

const guide = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide';
const facts: Check['facts'] = ['opensearch.domains'];
const operations = ['ec2:DescribeRegions', 'opensearch:ListDomainNames', 'opensearch:DescribeDomains'];

function overDomains(reader: FactReader, judge: (one: SearchDomain, region: string) => Verdict): Judgement {
  const domains = regionalFact(reader, 'opensearch.domains');
  return {
    ...overEach(domains, 'opensearch:DescribeDomains', ({ name }) => name, judge),
    notApplicable: 'There are no OpenSearch domains.',
  };
}

const atRest: Check = {
  id: 'opensearch-encryption-at-rest',
  title: 'OpenSearch domains are encrypted at rest',
  service: 'opensearch',
  tier: 1,
  severity: 'high',
  severityReason: 'An index is a copy of the data it makes searchable, and often of more.',
  criteria: ['CC6.1'],
  why: 'Encryption of stored data is promised in nearly every contract and is read off one field.',
  judgement: 'Passes for each domain, of OpenSearch or Elasticsearch, with encryption of data at rest on.',
  facts,
  operations,
  fix: {
    summary: 'Switch on encryption at rest for the listed domains.',
    console: [
      'Open Amazon OpenSearch Service, Domains, the domain, Security configuration, Edit.',
      'Tick Enable encryption of data at rest and choose a key; it cannot be taken back, and starts a blue/green deployment.',
      'A domain older than Elasticsearch 6.7 has to be upgraded or made anew.',
    ],
    cli: [
      'aws opensearch update-domain-config --domain-name DOMAIN --encryption-at-rest-options Enabled=true,KmsKeyId=KEY_ID --region REGION',
    ],
    terraform: `resource "aws_opensearch_domain" "this" {
  encrypt_at_rest {
    enabled = true
  }
}`,
    minutes: 30,
  },
  references: [`${guide}/encryption-at-rest.html`],
  judge: (reader) =>
    overDomains(reader, ({ name, encryptedAtRest: on }) =>
      on === undefined
        ? { leftOut: 'AWS did not say whether the domain is encrypted at rest.' }
        : verdict(on, `${name} is encrypted at rest.`, `${name} is not encrypted at rest.`),
    ),
};

const nodeToNode: Check = {
  id: 'opensearch-node-to-node',
  title: 'OpenSearch nodes talk to each other encrypted',
  service: 'opensearch',
  tier: 1,
  severity: 'medium',
  severityReason:
    'The nodes share a network of AWS that few can listen on; without it the data crosses that in the clear.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'A promise to encrypt data in transit has to hold inside a cluster too.',
  judgement: 'Passes for each domain with node-to-node encryption on.',
  facts,
  operations,
  fix: {
    summary: 'Switch on node-to-node encryption for the listed domains.',
    console: [
      'Open Amazon OpenSearch Service, Domains, the domain, Security configuration, Edit.',
      'Tick Node-to-node encryption; it cannot be taken back, and starts a blue/green deployment.',
    ],
    cli: [
      'aws opensearch update-domain-config --domain-name DOMAIN --node-to-node-encryption-options Enabled=true --region REGION',
    ],
    terraform: `resource "aws_opensearch_domain" "this" {
  node_to_node_encryption {
    enabled = true
  }
}`,
    minutes: 20,
  },
  references: [`${guide}/ntn.html`],
  judge: (reader) =>
    overDomains(reader, ({ name, nodeToNode: on }) =>
      on === undefined
        ? { leftOut: 'AWS did not say whether the nodes talk to each other encrypted.' }
        : verdict(on, `${name} encrypts between its nodes.`, `${name} does not encrypt between its nodes.`),
    ),
};

const inVpc: Check = {
  id: 'opensearch-in-vpc',
  title: 'OpenSearch domains are in a VPC and not open to all of it',
  service: 'opensearch',
  tier: 1,
  severity: 'high',
  severityReason: 'Search clusters with a public endpoint are a classic leak; one wrong policy shows everything.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Network and policy are two locks; an auditor asks whether both are closed.',
  judgement: `Passes for each domain in a VPC whose access policy does not let everybody in. A policy that does passes in a VPC where fine-grained access control makes users sign in to the domain. A public endpoint fails whatever the policy says. ${howPoliciesAreRead}`,
  facts,
  operations,
  fix: {
    summary: 'Move the listed domains into a VPC, or narrow their policies.',
    console: [
      'A public domain cannot be moved: create a new one with VPC access, restore a snapshot into it and point the application there.',
      'For a domain in a VPC open Security configuration, Edit, and name the roles that may use it in the access policy.',
      'Switch on fine-grained access control, so that users sign in.',
    ],
    cli: [
      'aws opensearch describe-domain --domain-name DOMAIN --region REGION',
      'aws opensearch update-domain-config --domain-name DOMAIN --access-policies file://policy.json --region REGION',
    ],
    terraform: `resource "aws_opensearch_domain" "this" {
  vpc_options {
    subnet_ids         = [aws_subnet.private.id]
    security_group_ids = [aws_security_group.search.id]
  }
}`,
    minutes: 180,
  },
  references: [`${guide}/vpc.html`, `${guide}/ac.html`],
  judge(reader) {
    const unread = new UnreadSettings();
    const judged = overDomains(reader, ({ name, vpcId, fineGrained, policy }, region): Verdict => {
      if (vpcId === undefined) return verdict(false, '', `${name} has a public endpoint.`);
      const where = `${name} is in ${vpcId}`;
      if (fineGrained === true) return verdict(true, `${where}, and users sign in to it.`, '');
      const document = unread.take(policy, name, region);
      if (document === undefined) return undefined;
      const found = judgePublic(name, document.data);
      if ('leftOut' in found) return found;
      return verdict(
        found.status === 'pass',
        `${where}, and its policy does not let everybody in.`,
        `${where}, and its policy lets everybody in who reaches it, without signing in.`,
      );
    });
    return { ...judged, unknown: [...judged.unknown, ...unread.list()] };
  },
};

const wantedLogs = ['AUDIT_LOGS', 'INDEX_SLOW_LOGS', 'SEARCH_SLOW_LOGS'];

const logs: Check = {
  id: 'opensearch-logs',
  title: 'OpenSearch domains publish audit and slow logs',
  service: 'opensearch',
  tier: 1,
  severity: 'low',
  severityReason: 'It matters after the fact, and only where people sign in to the domain.',
  criteria: ['CC7.2'],
  why: 'The audit log tells who signed in and what was asked; without it a leak cannot be measured.',
  judgement:
    'Passes for each domain that publishes its audit log and both slow logs (indexing and search) to CloudWatch Logs. The audit log needs fine-grained access control.',
  facts,
  operations,
  fix: {
    summary: 'Publish the logs of the listed domains.',
    console: [
      'Switch on fine-grained access control under Security configuration.',
      'Open the domain, Logs; enable audit logs, search slow logs and index slow logs, each with a log group.',
      'Switch the audit on in OpenSearch Dashboards, Security, Audit logs, and set thresholds of the slow logs per index.',
    ],
    cli: [
      'aws opensearch update-domain-config --domain-name DOMAIN --log-publishing-options "AUDIT_LOGS={CloudWatchLogsLogGroupArn=GROUP_ARN,Enabled=true}" --region REGION',
    ],
    terraform: `resource "aws_opensearch_domain" "this" {
  log_publishing_options {
    log_type                 = "AUDIT_LOGS"
    cloudwatch_log_group_arn = aws_cloudwatch_log_group.audit.arn
  }
}`,
    minutes: 45,
  },
  references: [`${guide}/audit-logs.html`, `${guide}/createdomain-configure-slow-logs.html`],
  judge: (reader) =>
    overDomains(reader, (one) => {
      const missing = wantedLogs.filter((kind) => !one.logs.includes(kind)).map((kind) => words(kind));
      return verdict(
        missing.length === 0,
        `${one.name} publishes its audit and slow logs.`,
        `${one.name} does not publish its ${missing.join(', ')}.`,
      );
    }),
};

const words = (kind: string) => kind.toLowerCase().replaceAll('_', ' ');

/** Checks of OpenSearch. */
export const opensearchChecks: Check[] = [atRest, nodeToNode, inVpc, logs];
