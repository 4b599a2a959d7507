/** What is deleted at the edge while it is read is left out, and says nothing of the rest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorAnswer } from './answer.ts';
import { edgeSuite } from './edge-suite.ts';
import { recordingOf, scanSuite } from './suite.ts';
import { fault } from './written.ts';

const gone: [operation: string, status: number, code: string, check: string, left: number][] = [
  // The classic load balancer is left.
  ['elbv2:DescribeListeners', 400, 'LoadBalancerNotFound', 'elb-https-listeners', 1],
  ['elbv2:DescribeRules', 400, 'ListenerNotFound', 'alb-http-redirect', 0],
  ['elbv2:DescribeLoadBalancerAttributes', 400, 'LoadBalancerNotFound', 'alb-drop-invalid-headers', 0],
  ['elb:DescribeLoadBalancerAttributes', 400, 'LoadBalancerNotFound', 'elb-access-logs', 2],
  ['elb:DescribeLoadBalancerPolicies', 400, 'LoadBalancerNotFound', 'elb-tls-policy', 2],
  ['wafv2:GetWebACLForResource', 400, 'WAFNonexistentItemException', 'alb-waf-attached', 0],
  ['apigateway:GetStages', 404, 'NotFoundException', 'apigw-logging', 0],
  ['apigateway:GetResources', 404, 'NotFoundException', 'apigw-authorizer', 1],
  ['apigatewayv2:GetRoutes', 404, 'NotFoundException', 'apigw-authorizer', 1],
];

for (const [operation, status, code, check, left] of gone) {
  test(`${operation} finds its resource deleted: ${check} judges the ${left} that are left`, async () => {
    const [good] = edgeSuite.accounts;
    const deleted = fault(operation, ({ call }) => errorAnswer(call, status, code, 'It is not there.'));
    const checks = edgeSuite.checks.filter(({ id }) => id === check);
    const options = { replay: recordingOf(edgeSuite, 'good'), written: [...good.written, deleted] };
    const { results } = await scanSuite(edgeSuite, options, checks);
    const { status: found, total, unknown } = results.get(check) ?? {};
    assert.deepEqual([found, total, unknown], [left === 0 ? 'not-applicable' : 'pass', left, []]);
  });
}

test('a web ACL without a log is a failure, not an error', async () => {
  const [good] = edgeSuite.accounts;
  const none = fault('wafv2:GetLoggingConfiguration', ({ call }) =>
    errorAnswer(call, 400, 'WAFNonexistentItemException', 'AWS WAF could not perform the operation.'),
  );
  const options = { replay: recordingOf(edgeSuite, 'good'), written: [...good.written, none] };
  const { results } = await scanSuite(edgeSuite, options);
  assert.deepEqual([results.get('wafv2-logging')?.status, results.get('wafv2-logging')?.total], ['fail', 2]);
});
