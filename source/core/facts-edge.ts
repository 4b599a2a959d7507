/** Facts of what stands at the edge: load balancers, web filters, distributions, APIs. */
import type { FactSource } from './fact-sources.ts';
import type { Reading } from './facts.ts';

/** An application, network or gateway load balancer. */
export interface LoadBalancer {
  arn: string;
  name: string;
  /** `application`, `network`, `gateway`. */
  type: string;
  /** `internet-facing`, `internal`; absent on gateway load balancers. */
  scheme?: string;
}

/** What a listener or one of its rules does. */
export interface ListenerAction {
  /** `forward`, `redirect`, `fixed-response`, `authenticate-oidc`, … */
  type: string;
  /** Protocol that a redirect leads to; `#{protocol}` is the one of the request. */
  redirectProtocol?: string;
}

/** A listener of an application, network or gateway load balancer. */
export interface Listener {
  arn: string;
  /** `HTTP`, `HTTPS`, `TCP`, `TLS`, `UDP`, `TCP_UDP`, `QUIC`, `TCP_QUIC`, `GENEVE`. */
  protocol?: string;
  port?: number;
  tlsPolicy?: string;
  actions: ListenerAction[];
}

/** Attributes of a load balancer that checks need; absent when AWS did not name them. */
export interface LoadBalancerAttributes {
  accessLogs?: boolean;
  dropInvalidHeaders?: boolean;
}

/** A listener of a classic load balancer. */
export interface ClassicListener {
  /** `HTTP`, `HTTPS`, `TCP`, `SSL`. */
  protocol?: string;
  port?: number;
  certificateArn?: string;
  policies: string[];
}

/** A classic load balancer. */
export interface ClassicLoadBalancer {
  name: string;
  scheme?: string;
  listeners: ClassicListener[];
}

/** A policy of a classic load balancer that says how TLS is spoken. */
export interface ClassicTlsPolicy {
  name: string;
  /** AWS's policy that it was made from. */
  reference?: string;
  /** Protocol versions switched on, such as `TLSv1.2`, and off. */
  on: string[];
  off: string[];
}

/** A web ACL of AWS WAF. */
export interface WebAcl {
  arn: string;
  name: string;
  /** Where its log goes; null when it has none. */
  logging: Reading<{ destinations: string[] } | null>;
}

/** A CloudFront distribution. */
export interface Distribution {
  id: string;
  domain: string;
  enabled: boolean;
  /** UTC instant of the last change of any setting: settings are as they are since then. */
  changedAt?: string;
  /** The default behaviour has the path `*`. */
  behaviors: { path: string; viewerProtocol?: string }[];
}

/** A REST API of API Gateway. */
export interface RestApi {
  id: string;
  name: string;
}

/** A stage of a REST API; its variables are never kept. */
export interface ApiStage {
  name: string;
  /** Access logs go somewhere. */
  accessLog: boolean;
  cacheCluster: boolean;
  /** Settings by path and method; `*` followed by a slash and `*` is the stage's default. */
  methods: { path: string; logging?: string; caching: boolean; cacheEncrypted: boolean }[];
  /** UTC instant of the last change, deployments included. */
  changedAt?: string;
}

/** A method of a REST API, or a route of an HTTP or WebSocket API. */
export interface ApiMethod {
  /** `GET /orders`, or a route key such as `POST /orders` or `$connect`. */
  name: string;
  /** `NONE`, `AWS_IAM`, `CUSTOM`, `JWT`, `COGNITO_USER_POOLS`. */
  authorization?: string;
}

/** An HTTP or WebSocket API. */
export interface HttpApi {
  id: string;
  name: string;
  /** `HTTP`, `WEBSOCKET`. */
  protocol?: string;
}

/** Facts of the edge, per region unless said. Of details by id, what was deleted while we read is left out. */
export interface EdgeFacts {
  /** elbv2:DescribeLoadBalancers */
  'elbv2.load-balancers': LoadBalancer[];
  /** elbv2:DescribeListeners, by load balancer ARN */
  'elbv2.listeners': Record<string, Reading<Listener[]>>;
  /** elbv2:DescribeRules, by ARN of each HTTP listener: every action of every rule */
  'elbv2.rules': Record<string, Reading<ListenerAction[]>>;
  /** elbv2:DescribeLoadBalancerAttributes, by ARN */
  'elbv2.attributes': Record<string, Reading<LoadBalancerAttributes>>;
  /** elb:DescribeLoadBalancers */
  'elb.load-balancers': ClassicLoadBalancer[];
  /** elb:DescribeLoadBalancerAttributes, by name */
  'elb.attributes': Record<string, Reading<LoadBalancerAttributes>>;
  /** elb:DescribeLoadBalancerPolicies, by name, of those with an HTTPS or SSL listener: policies of TLS */
  'elb.tls-policies': Record<string, Reading<ClassicTlsPolicy[]>>;
  /** wafv2:GetWebACLForResource, by ARN of each internet-facing application load balancer: the web ACL's ARN, null for none */
  'wafv2.load-balancer-acls': Record<string, Reading<string | null>>;
  /** wafv2:ListWebACLs, GetLoggingConfiguration: web ACLs of regional resources */
  'wafv2.web-acls': WebAcl[];
  /** wafv2:ListWebACLs, GetLoggingConfiguration: web ACLs of CloudFront (global) */
  'wafv2.cloudfront-web-acls': WebAcl[];
  /** cloudfront:ListDistributions (global) */
  'cloudfront.distributions': Distribution[];
  /** apigateway:GetRestApis */
  'apigateway.rest-apis': RestApi[];
  /** apigateway:GetStages, by API id */
  'apigateway.stages': Record<string, Reading<ApiStage[]>>;
  /** apigateway:GetResources, by API id */
  'apigateway.methods': Record<string, Reading<ApiMethod[]>>;
  /** apigatewayv2:GetApis */
  'apigatewayv2.apis': HttpApi[];
  /** apigatewayv2:GetRoutes, by API id */
  'apigatewayv2.routes': Record<string, Reading<ApiMethod[]>>;
}

/** How each of these facts is read. */
export const edgeSources: Record<keyof EdgeFacts, FactSource> = {
  'elbv2.load-balancers': { operation: 'elbv2:DescribeLoadBalancers', regional: true },
  'elbv2.listeners': { operation: 'elbv2:DescribeListeners', regional: true },
  'elbv2.rules': { operation: 'elbv2:DescribeRules', regional: true },
  'elbv2.attributes': { operation: 'elbv2:DescribeLoadBalancerAttributes', regional: true },
  'elb.load-balancers': { operation: 'elb:DescribeLoadBalancers', regional: true },
  'elb.attributes': { operation: 'elb:DescribeLoadBalancerAttributes', regional: true },
  'elb.tls-policies': { operation: 'elb:DescribeLoadBalancerPolicies', regional: true },
  'wafv2.load-balancer-acls': { operation: 'wafv2:GetWebACLForResource', regional: true },
  'wafv2.web-acls': { operation: 'wafv2:ListWebACLs', regional: true },
  'apigateway.rest-apis': { operation: 'apigateway:GetRestApis', regional: true },
  'apigateway.stages': { operation: 'apigateway:GetStages', regional: true },
  'apigateway.methods': { operation: 'apigateway:GetResources', regional: true },
  'apigatewayv2.apis': { operation: 'apigatewayv2:GetApis', regional: true },
  'apigatewayv2.routes': { operation: 'apigatewayv2:GetRoutes', regional: true },
  'wafv2.cloudfront-web-acls': { operation: 'wafv2:ListWebACLs', regional: false },
  'cloudfront.distributions': { operation: 'cloudfront:ListDistributions', regional: false },
};
