/** Checks of what load balancers listen to: nothing of the public in plain, and plain HTTP only to redirect. */
import type { Check, FactReader } from '../source/core/check.ts';
import type { Listener, ListenerAction } from '../source/core/facts-edge.ts';
import type { ResourceFinding, UnreadOperation } from '../source/core/finding.ts';
import { leftOut, outOfReach, regionalFact, some } from './reading.ts';
import { Details, overEach, type Verdict, verdict } from './regional.ts';

const encrypted = ['HTTPS', 'TLS', 'SSL', 'QUIC'];
const passedThrough = 'The protocol is passed through, so whether clients speak TLS inside it cannot be seen from AWS.';

const port = ({ protocol, port: number }: Pick<Listener, 'protocol' | 'port'>) =>
  `${protocol ?? 'an unknown protocol'} on port ${number ?? '?'}`;

/** Whether an action of an HTTP listener hands out nothing in plain: it leads to HTTPS or gives a fixed answer. */
const harmless = ({ type, redirectProtocol }: ListenerAction) =>
  type === 'fixed-response' || (type === 'redirect' && redirectProtocol === 'HTTPS');

/** The details of listeners and the rules of those that speak HTTP. */
class Listeners {
  readonly listeners: Details<Listener[]>;
  readonly rules: Details<ListenerAction[]>;

  constructor(reader: FactReader) {
    this.listeners = new Details(regionalFact(reader, 'elbv2.listeners'), 'elbv2:DescribeListeners');
    this.rules = new Details(regionalFact(reader, 'elbv2.rules'), 'elbv2:DescribeRules');
  }

  /** Whether an HTTP listener only redirects to HTTPS; undefined when that is not known. */
  redirects(listener: Listener, region: string, owner: string): boolean | undefined {
    if (!listener.actions.every(harmless)) return false;
    const actions = this.rules.take(listener.arn, region, owner);
    if (actions?.length === 0) this.rules.doubt(leftOut('elbv2:DescribeRules', 'AWS named no rules.', region), owner);
    return actions === undefined || actions.length === 0 ? undefined : actions.every(harmless);
  }

  unknown(): UnreadOperation[] {
    return [...this.listeners.list(), ...this.rules.list()];
  }
}

const httpsListeners: Check = {
  id: 'elb-https-listeners',
  title: 'Load balancers that face the internet listen only encrypted',
  service: 'elbv2',
  tier: 1,
  severity: 'high',
  severityReason: 'What a customer sends in plain can be read and changed on the way.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'Encryption on the way is promised to every customer and is easily tried from outside.',
  judgement:
    'Passes for each internet-facing load balancer, classic ones included, whose listeners all speak HTTPS, TLS, SSL or QUIC; an HTTP listener counts as closed when every rule redirects to HTTPS or gives a fixed answer. A listener that passes TCP or UDP through is unknown, for nobody can see from AWS what is spoken inside. Internal and gateway load balancers are left out.',
  facts: ['elbv2.load-balancers', 'elbv2.listeners', 'elbv2.rules', 'elb.load-balancers'],
  operations: [
    'ec2:DescribeRegions',
    'elbv2:DescribeLoadBalancers',
    'elbv2:DescribeListeners',
    'elbv2:DescribeRules',
    'elb:DescribeLoadBalancers',
  ],
  fix: {
    summary: 'Give the listed load balancers HTTPS listeners, and let plain ones only redirect.',
    console: [
      'Request a certificate in Certificate Manager.',
      'Open EC2, Load balancers, the load balancer, Listeners, Add listener, HTTPS 443 with that certificate.',
      'Change the HTTP listener and its rules to Redirect to HTTPS 443, or delete it; replace a classic load balancer by an application one.',
    ],
    cli: [
      'aws elbv2 create-listener --load-balancer-arn LOAD_BALANCER_ARN --protocol HTTPS --port 443 --certificates CertificateArn=CERTIFICATE_ARN --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06 --default-actions Type=forward,TargetGroupArn=TARGET_GROUP_ARN --region REGION',
      'aws elb delete-load-balancer-listeners --load-balancer-name NAME --load-balancer-ports 80 --region REGION',
    ],
    terraform: `resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.this.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}`,
    minutes: 45,
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html',
  ],
  judge(reader) {
    const details = new Listeners(reader);
    const judged = overEach(
      regionalFact(reader, 'elbv2.load-balancers'),
      'elbv2:DescribeLoadBalancers',
      ({ arn }) => arn,
      ({ arn, name, type, scheme }, region): Verdict => {
        if (scheme === 'internal' || type === 'gateway') return undefined;
        const listeners = details.listeners.take(arn, region, name);
        if (listeners === undefined || listeners.length === 0) return undefined;
        const closed = listeners.map((listener) => {
          if (encrypted.includes(listener.protocol ?? '')) return true;
          if (listener.protocol === 'HTTP') return details.redirects(listener, region, name);
          details.listeners.doubt(
            outOfReach('elbv2:DescribeListeners', passedThrough, region),
            `${name}: ${port(listener)}`,
          );
          return undefined;
        });
        const plain = listeners.filter((_, index) => closed[index] === false);
        if (plain.length > 0) return verdict(false, '', `${name} serves ${some(plain.map(port))} in plain.`);
        return closed.includes(undefined) ? undefined : verdict(true, `${name} listens only encrypted.`, '');
      },
    );
    const classic = classicListeners(reader);
    return {
      resources: [...judged.resources, ...classic.resources],
      unknown: [...judged.unknown, ...details.unknown(), ...classic.unknown],
      notApplicable: 'No load balancer that faces the internet has a listener.',
    };
  },
};

function classicListeners(reader: FactReader): { resources: ResourceFinding[]; unknown: UnreadOperation[] } {
  return overEach(
    regionalFact(reader, 'elb.load-balancers'),
    'elb:DescribeLoadBalancers',
    ({ name }) => name,
    ({ name, scheme, listeners }) => {
      if (scheme === 'internal' || listeners.length === 0) return undefined;
      const plain = listeners.filter(({ protocol }) => protocol === 'HTTP');
      if (plain.length > 0) return verdict(false, '', `${name} serves ${some(plain.map(port))} in plain.`);
      const all = listeners.every(({ protocol = '' }) => encrypted.includes(protocol));
      return all ? verdict(true, `${name} listens only encrypted.`, '') : { leftOut: passedThrough };
    },
  );
}

const httpRedirect: Check = {
  id: 'alb-http-redirect',
  title: 'HTTP listeners lead to HTTPS',
  service: 'elbv2',
  tier: 1,
  severity: 'medium',
  severityReason: 'The first request and its cookies go in plain until somebody redirects it.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'People type addresses without https, and links grow old.',
  judgement:
    'Passes for each application load balancer with an HTTP listener when every rule of such listeners redirects to HTTPS or gives a fixed answer. Internal load balancers count too. Without HTTP listeners there is nothing to judge.',
  facts: ['elbv2.load-balancers', 'elbv2.listeners', 'elbv2.rules'],
  operations: ['ec2:DescribeRegions', 'elbv2:DescribeLoadBalancers', 'elbv2:DescribeListeners', 'elbv2:DescribeRules'],
  fix: {
    summary: 'Change every rule of the listed HTTP listeners to a redirect to HTTPS.',
    console: [
      'Open EC2, Load balancers, the load balancer, Listeners, HTTP 80, Rules.',
      'See first that an HTTPS listener with a certificate answers, and that programs which send data here follow a redirect or already use HTTPS.',
      'Edit the default rule: Redirect to URL, HTTPS, port 443, status 301; delete or change the other rules alike.',
    ],
    cli: [
      "aws elbv2 modify-listener --listener-arn LISTENER_ARN --default-actions 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}' --region REGION",
    ],
    terraform: `resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}`,
    minutes: 15,
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html'],
  judge(reader) {
    const details = new Listeners(reader);
    const judged = overEach(
      regionalFact(reader, 'elbv2.load-balancers'),
      'elbv2:DescribeLoadBalancers',
      ({ arn }) => arn,
      ({ arn, name, type }, region): Verdict => {
        if (type !== 'application') return undefined;
        const plain = details.listeners.take(arn, region, name)?.filter(({ protocol }) => protocol === 'HTTP') ?? [];
        if (plain.length === 0) return undefined;
        const leads = plain.map((listener) => details.redirects(listener, region, name));
        const open = plain.filter((_, index) => leads[index] === false);
        if (open.length > 0)
          return verdict(false, '', `${name} answers ${some(open.map(port))} without a redirect to HTTPS.`);
        return leads.includes(undefined) ? undefined : verdict(true, `${name} leads HTTP to HTTPS.`, '');
      },
    );
    return {
      resources: judged.resources,
      unknown: [...judged.unknown, ...details.unknown()],
      notApplicable: 'No application load balancer has an HTTP listener.',
    };
  },
};

/** Checks of listeners. */
export const listenerChecks: Check[] = [httpsListeners, httpRedirect];
