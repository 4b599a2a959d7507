/** Checks of what load balancers do beside balancing: clean headers, keep logs, stand behind a filter. */
import type { Check } from '../source/core/check.ts';
import { regionalFact } from './reading.ts';
import { Details, overEach, type Verdict, verdict } from './regional.ts';

const dropHeaders: Check = {
  id: 'alb-drop-invalid-headers',
  title: 'Application load balancers drop invalid headers',
  service: 'elbv2',
  tier: 1,
  severity: 'medium',
  severityReason:
    'Requests that two servers read differently can be smuggled past a filter; it takes a second flaw behind.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'It closes a class of attacks by one setting.',
  judgement: 'Passes for each application load balancer, internal ones included, that drops invalid header fields.',
  facts: ['elbv2.load-balancers', 'elbv2.attributes'],
  operations: ['ec2:DescribeRegions', 'elbv2:DescribeLoadBalancers', 'elbv2:DescribeLoadBalancerAttributes'],
  fix: {
    summary: 'Let the listed load balancers drop invalid header fields.',
    console: [
      'Open EC2, Load balancers, the load balancer, Attributes, Edit.',
      'Switch on Drop invalid header fields and save; look for clients whose header names hold other characters than letters, digits and hyphens.',
    ],
    cli: [
      'aws elbv2 modify-load-balancer-attributes --load-balancer-arn LOAD_BALANCER_ARN --attributes Key=routing.http.drop_invalid_header_fields.enabled,Value=true --region REGION',
    ],
    terraform: `resource "aws_lb" "this" {
  drop_invalid_header_fields = true
}`,
    minutes: 10,
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  judge(reader) {
    const attributes = new Details(regionalFact(reader, 'elbv2.attributes'), 'elbv2:DescribeLoadBalancerAttributes');
    const judged = overEach(
      regionalFact(reader, 'elbv2.load-balancers'),
      'elbv2:DescribeLoadBalancerAttributes',
      ({ arn }) => arn,
      ({ arn, name, type }, region): Verdict => {
        if (type !== 'application') return undefined;
        const found = attributes.take(arn, region, name);
        if (found === undefined) return undefined;
        const { dropInvalidHeaders: drops } = found;
        if (drops === undefined) return { leftOut: 'AWS did not name the attribute.' };
        return verdict(drops, `${name} drops invalid header fields.`, `${name} hands on invalid header fields.`);
      },
    );
    const unknown = [...judged.unknown, ...attributes.list()];
    return { ...judged, unknown, notApplicable: 'There are no application load balancers.' };
  },
};

const accessLogs: Check = {
  id: 'elb-access-logs',
  title: 'Load balancers keep access logs',
  service: 'elbv2',
  tier: 1,
  severity: 'medium',
  severityReason: 'Without them the requests of an attack can often not be traced, though the application may log too.',
  criteria: ['CC7.2', 'CC7.3'],
  why: 'They answer who asked for what and when, before the application saw it.',
  judgement:
    'Passes for each application or classic load balancer, and each network load balancer with a TLS listener (no other traffic of theirs is ever logged), with access logs to S3 switched on.',
  facts: ['elbv2.load-balancers', 'elbv2.attributes', 'elbv2.listeners', 'elb.load-balancers', 'elb.attributes'],
  operations: [
    'ec2:DescribeRegions',
    'elbv2:DescribeLoadBalancers',
    'elbv2:DescribeLoadBalancerAttributes',
    'elbv2:DescribeListeners',
    'elb:DescribeLoadBalancers',
    'elb:DescribeLoadBalancerAttributes',
  ],
  fix: {
    summary: 'Switch on access logs of the listed load balancers.',
    console: [
      'Make a bucket in the same region, or use your log bucket, with the policy that the page below gives.',
      'Open EC2, Load balancers, the load balancer, Attributes, Edit, Access logs, and choose the bucket.',
    ],
    cli: [
      'aws elbv2 modify-load-balancer-attributes --load-balancer-arn LOAD_BALANCER_ARN --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=LOG_BUCKET --region REGION',
      'aws elb modify-load-balancer-attributes --load-balancer-name NAME --load-balancer-attributes "AccessLog={Enabled=true,S3BucketName=LOG_BUCKET,EmitInterval=5}" --region REGION',
    ],
    terraform: `resource "aws_lb" "this" {
  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }
}`,
    minutes: 20,
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html',
  ],
  judge(reader) {
    const attributes = new Details(regionalFact(reader, 'elbv2.attributes'), 'elbv2:DescribeLoadBalancerAttributes');
    const listeners = new Details(regionalFact(reader, 'elbv2.listeners'), 'elbv2:DescribeListeners');
    const classicAttributes = new Details(regionalFact(reader, 'elb.attributes'), 'elb:DescribeLoadBalancerAttributes');
    const said = (on: boolean | undefined, name: string): Verdict =>
      on === undefined
        ? { leftOut: 'AWS did not say whether access logs are on.' }
        : verdict(on, `${name} keeps access logs.`, `${name} keeps no access logs.`);
    const modern = overEach(
      regionalFact(reader, 'elbv2.load-balancers'),
      'elbv2:DescribeLoadBalancerAttributes',
      ({ arn }) => arn,
      ({ arn, name, type }, region): Verdict => {
        if (type === 'gateway') return undefined;
        if (type === 'network' && !listeners.take(arn, region, name)?.some(({ protocol }) => protocol === 'TLS'))
          return undefined;
        const found = attributes.take(arn, region, name);
        return found && said(found.accessLogs, name);
      },
    );
    const classic = overEach(
      regionalFact(reader, 'elb.load-balancers'),
      'elb:DescribeLoadBalancerAttributes',
      ({ name }) => name,
      ({ name }, region): Verdict => {
        const found = classicAttributes.take(name, region);
        return found && said(found.accessLogs, name);
      },
    );
    const missing = [...attributes.list(), ...listeners.list(), ...classicAttributes.list()];
    return {
      resources: [...modern.resources, ...classic.resources],
      unknown: [...modern.unknown, ...classic.unknown, ...missing],
      notApplicable: 'There are no load balancers that can keep access logs.',
    };
  },
};

const wafAttached: Check = {
  id: 'alb-waf-attached',
  title: 'A web filter stands before each public application load balancer',
  service: 'wafv2',
  tier: 1,
  severity: 'medium',
  severityReason: 'A filter stops common attacks; the application must stand without it too.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'Auditors ask what stands between the internet and the application.',
  judgement:
    'Passes for each internet-facing application load balancer with a web ACL of AWS WAF attached. A filter elsewhere, such as before CloudFront, is not seen here.',
  facts: ['elbv2.load-balancers', 'wafv2.load-balancer-acls'],
  operations: ['ec2:DescribeRegions', 'elbv2:DescribeLoadBalancers', 'wafv2:GetWebACLForResource'],
  fix: {
    summary: 'Attach a web ACL with managed rules to the listed load balancers.',
    console: [
      'Open WAF & Shield, Protection packs (web ACLs), and create one for regional resources with the core managed rules, first in count mode.',
      'Add the load balancer as a protected resource; web ACLs, rules and requests are charged for.',
      'Look at the sampled requests for some days, then let the rules block.',
    ],
    cli: ['aws wafv2 associate-web-acl --web-acl-arn WEB_ACL_ARN --resource-arn LOAD_BALANCER_ARN --region REGION'],
    terraform: `resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}`,
    minutes: 90,
  },
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
    'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
  ],
  judge(reader) {
    const acls = new Details(regionalFact(reader, 'wafv2.load-balancer-acls'), 'wafv2:GetWebACLForResource');
    const judged = overEach(
      regionalFact(reader, 'elbv2.load-balancers'),
      'elbv2:DescribeLoadBalancers',
      ({ arn }) => arn,
      ({ arn, name, type, scheme }, region): Verdict => {
        if (type !== 'application' || scheme === 'internal') return undefined;
        const acl = acls.take(arn, region, name);
        if (acl === undefined) return undefined;
        return verdict(acl !== null, `A web ACL stands before ${name}.`, `No web ACL stands before ${name}.`);
      },
    );
    const unknown = [...judged.unknown, ...acls.list()];
    return { ...judged, unknown, notApplicable: 'No application load balancer faces the internet.' };
  },
};

/** Checks of settings. */
export const balancerSettingChecks: Check[] = [dropHeaders, accessLogs, wafAttached];
