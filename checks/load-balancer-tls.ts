/** Checks of how load balancers speak TLS: versions and certificates. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { ClassicTlsPolicy } from '../source/core/facts-edge.ts';
import { regionalFact, some } from './reading.ts';
import { Details, overEach, type Verdict, verdict } from './regional.ts';

/**
 * Whether a policy of AWS lets nothing older than TLS 1.2 in, which its name tells: the lowest version comes after the
 * family (`TLS13-1-2`, `FS-1-1`), and the oldest names have none (`2016-08`). Undefined for a name of another form.
 */
export function refusesOldTls(policy: string): boolean | undefined {
  const [, lowest] = /^ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-([0-9])-/.exec(policy) ?? [];
  if (lowest !== undefined) return Number(lowest) >= 2;
  return /^ELBSecurityPolicy-(FS-)?20\d\d-\d\d$/.test(policy) ? false : undefined;
}

const older = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1'];
const unnamed = 'Which versions of TLS the policy lets in cannot be told from what AWS said.';

/** The same for a policy of a classic load balancer: by its switches, else by the policy it was made from. */
function classicRefusesOldTls({ name, reference, on, off }: ClassicTlsPolicy): boolean | undefined {
  if (on.some((version) => older.includes(version))) return false;
  if (on.includes('TLSv1.2') && older.every((version) => version === 'SSLv2' || off.includes(version))) return true;
  return refusesOldTls(reference ?? name);
}

const tlsPolicy: Check = {
  id: 'elb-tls-policy',
  title: 'Load balancers refuse TLS older than 1.2',
  service: 'elbv2',
  tier: 1,
  severity: 'medium',
  severityReason: 'Old versions have known weaknesses, though few clients still ask for them.',
  criteria: ['CC6.7'],
  why: 'Scans from outside report old versions first, and customers run such scans.',
  judgement:
    'Passes for each load balancer whose HTTPS, TLS and SSL listeners all use a policy that lets in TLS 1.2 or newer only. AWS names the lowest version in the name of the policy; of classic load balancers the protocol switches count. A policy whose name tells nothing is unknown.',
  facts: ['elbv2.load-balancers', 'elbv2.listeners', 'elb.load-balancers', 'elb.tls-policies'],
  operations: [
    'ec2:DescribeRegions',
    'elbv2:DescribeLoadBalancers',
    'elbv2:DescribeListeners',
    'elb:DescribeLoadBalancers',
    'elb:DescribeLoadBalancerPolicies',
  ],
  fix: {
    summary: 'Set a policy with TLS 1.2 as the lowest version on the listed listeners.',
    console: [
      'Look in the access logs which versions clients still use.',
      'Open EC2, Load balancers, the load balancer, Listeners, the HTTPS or TLS listener, Edit listener.',
      'Choose the security policy ELBSecurityPolicy-TLS13-1-2-2021-06 or a newer one, and save.',
    ],
    cli: [
      'aws elbv2 modify-listener --listener-arn LISTENER_ARN --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06 --region REGION',
      'aws elb create-load-balancer-policy --load-balancer-name NAME --policy-name tls-1-2 --policy-type-name SSLNegotiationPolicyType --policy-attributes AttributeName=Reference-Security-Policy,AttributeValue=ELBSecurityPolicy-TLS-1-2-2017-01 --region REGION',
      'aws elb set-load-balancer-policies-of-listener --load-balancer-name NAME --load-balancer-port 443 --policy-names tls-1-2 --region REGION',
    ],
    terraform: `resource "aws_lb_listener" "https" {
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}`,
    minutes: 20,
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
  ],
  judge(reader) {
    const modern = modernPolicies(reader);
    const classic = classicPolicies(reader);
    return {
      resources: [...modern.resources, ...classic.resources],
      unknown: [...modern.unknown, ...classic.unknown],
      notApplicable: 'No load balancer has a listener that speaks TLS.',
    };
  },
};

function combined(name: string, policies: readonly string[], good: readonly (boolean | undefined)[]): Verdict {
  const bad = policies.filter((_, index) => good[index] === false);
  if (bad.length > 0) return verdict(false, '', `${name} lets in TLS older than 1.2 by ${some([...new Set(bad)])}.`);
  if (good.includes(undefined)) return { leftOut: unnamed };
  return verdict(true, `${name} lets in TLS 1.2 or newer only.`, '');
}

function modernPolicies(reader: FactReader) {
  const listeners = new Details(regionalFact(reader, 'elbv2.listeners'), 'elbv2:DescribeListeners');
  const judged = overEach(
    regionalFact(reader, 'elbv2.load-balancers'),
    'elbv2:DescribeLoadBalancers',
    ({ arn }) => arn,
    ({ arn, name }, region): Verdict => {
      const speaking = listeners
        .take(arn, region, name)
        ?.filter(({ protocol = '' }) => ['HTTPS', 'TLS'].includes(protocol));
      if (speaking === undefined || speaking.length === 0) return undefined;
      const policies = speaking.map(({ tlsPolicy: policy = '' }) => policy);
      const found = combined(name, policies, policies.map(refusesOldTls));
      return found && 'leftOut' in found ? { ...found, operation: 'elbv2:DescribeListeners' } : found;
    },
  );
  return { resources: judged.resources, unknown: [...judged.unknown, ...listeners.list()] };
}

const speaksTls = ({ protocol = '' }: { protocol?: string }) => ['HTTPS', 'SSL'].includes(protocol);

function classicPolicies(reader: FactReader) {
  const policies = new Details(regionalFact(reader, 'elb.tls-policies'), 'elb:DescribeLoadBalancerPolicies');
  const judged = overEach(
    regionalFact(reader, 'elb.load-balancers'),
    'elb:DescribeLoadBalancers',
    ({ name }) => name,
    ({ name, listeners }, region): Verdict => {
      const speaking = listeners.filter(speaksTls);
      if (speaking.length === 0) return undefined;
      const known = policies.take(name, region);
      if (known === undefined) return undefined;
      const used = speaking.map((listener) => known.find((policy) => listener.policies.includes(policy.name)));
      const good = used.map((policy) => policy && classicRefusesOldTls(policy));
      const found = combined(
        name,
        used.map((policy) => policy?.reference ?? policy?.name ?? ''),
        good,
      );
      return found && 'leftOut' in found ? { ...found, operation: 'elb:DescribeLoadBalancerPolicies' } : found;
    },
  );
  return { resources: judged.resources, unknown: [...judged.unknown, ...policies.list()] };
}

const acmCertificate: Check = {
  id: 'elb-acm-certificate',
  title: 'Classic load balancers use certificates of Certificate Manager',
  service: 'elb',
  tier: 1,
  severity: 'low',
  severityReason: 'Another certificate protects as well, until somebody forgets to renew it.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'Certificate Manager renews by itself and keeps the key out of hands.',
  judgement:
    'Passes for each classic load balancer whose HTTPS and SSL listeners all carry a certificate of Certificate Manager. One uploaded to IAM fails. Without such listeners there is nothing to judge.',
  facts: ['elb.load-balancers'],
  operations: ['ec2:DescribeRegions', 'elb:DescribeLoadBalancers'],
  fix: {
    summary: 'Replace the certificates of the listed listeners by ones of Certificate Manager.',
    console: [
      'Open Certificate Manager in the region, Request, and validate the name by DNS.',
      'Open EC2, Load balancers, the load balancer, Listeners, Change SSL certificate, and choose it.',
      'Delete the old certificate from IAM.',
    ],
    cli: [
      'aws acm request-certificate --domain-name NAME --validation-method DNS --region REGION',
      'aws elb set-load-balancer-listener-ssl-certificate --load-balancer-name NAME --load-balancer-port 443 --ssl-certificate-id CERTIFICATE_ARN --region REGION',
    ],
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html'],
  judge(reader) {
    const judged = overEach(
      regionalFact(reader, 'elb.load-balancers'),
      'elb:DescribeLoadBalancers',
      ({ name }) => name,
      ({ name, listeners }): Verdict => {
        const certificates = listeners.filter(speaksTls).map(({ certificateArn }) => certificateArn);
        if (certificates.length === 0) return undefined;
        const own = (arn: string | undefined) => arn !== undefined && /^arn:[^:]+:acm:/.test(arn);
        const other = certificates.filter((arn) => arn !== undefined && !own(arn));
        if (other.length > 0) return verdict(false, '', `${name} uses ${some(other as string[])}.`);
        if (!certificates.every(own)) return { leftOut: 'AWS did not name the certificate of a listener.' };
        return verdict(true, `${name} uses certificates of Certificate Manager.`, '');
      },
    );
    return { ...judged, notApplicable: 'No classic load balancer speaks TLS.' };
  },
};

/** Checks of TLS. */
export const tlsChecks: Check[] = [tlsPolicy, acmCertificate];
