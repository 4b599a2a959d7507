/** Checks of who calls Lambda functions, and what happens to events they fail on. */
import type { Check } from '../source/core/check.ts';
import { asynchronousCallers } from '../source/core/lambda-callers.ts';
import { publicStatements } from '../source/core/policy-condition.ts';
import { regionalFact, some } from './reading.ts';
import { Details, overEach, verdict } from './regional.ts';

const list = ['ec2:DescribeRegions', 'lambda:ListFunctions'];
const none = 'There are no Lambda functions.';

const notPublic: Check = {
  id: 'lambda-not-public',
  title: 'No function can be called by everybody',
  service: 'lambda',
  tier: 1,
  severity: 'critical',
  severityReason: 'Anybody on the internet can run the code, with the rights of its role.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A policy with a wildcard makes a function part of the boundary without anybody having drawn it there.',
  judgement:
    'Passes for each function whose policy lets in nobody but chosen accounts, services or organizations, or that has no policy. A function address (URL) open to everybody counts as public, with or without IAM sign-in, since such a policy names everybody. A condition that this program does not know leaves the function unknown.',
  facts: ['lambda.functions', 'lambda.policies'],
  operations: [...list, 'lambda:GetPolicy'],
  fix: {
    summary: 'Take the wildcard out of the policy of the listed functions.',
    console: [
      'Open Lambda, the function, Configuration, Permissions, Resource-based policy statements.',
      'Find out who calls it today: whoever is not named is refused from then on.',
      'Delete the statement, or name the account and the source ARN that may call.',
      'For an address that customers call, put API Gateway or CloudFront with origin access control before it.',
    ],
    cli: [
      'aws lambda get-policy --function-name FUNCTION --region REGION',
      'aws lambda remove-permission --function-name FUNCTION --statement-id STATEMENT_ID --region REGION',
    ],
    terraform: `resource "aws_lambda_permission" "this" {
  function_name = aws_lambda_function.this.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "\${aws_apigatewayv2_api.this.execution_arn}/*"
}`,
    minutes: 30,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  judge(reader) {
    const policies = new Details(regionalFact(reader, 'lambda.policies'), 'lambda:GetPolicy');
    const judged = overEach(
      regionalFact(reader, 'lambda.functions'),
      'lambda:ListFunctions',
      ({ arn }) => arn,
      ({ name }, region) => {
        const policy = policies.take(name, region);
        if (policy === undefined) return undefined;
        const open = policy === null ? [] : publicStatements(policy);
        if (open.some(({ certain }) => certain)) return verdict(false, '', `${name} can be called by everybody.`);
        if (open.length > 0) {
          const reason = 'Whether the conditions on everybody narrow it cannot be told.';
          return { leftOut: reason, operation: 'lambda:GetPolicy' };
        }
        return verdict(true, `${name} can be called by nobody but those its policy names.`, '');
      },
    );
    return { ...judged, unknown: [...judged.unknown, ...policies.list()], notApplicable: none };
  },
};

const deadLetters: Check = {
  id: 'lambda-dlq',
  title: 'Events that a function fails on are kept',
  service: 'lambda',
  tier: 1,
  severity: 'low',
  severityReason: 'Work is lost without a sound; data is not exposed.',
  criteria: ['CC7.2', 'CC7.3', 'CC7.4'],
  why: 'An event that is dropped after its retries is an error that nobody can see or repeat.',
  judgement:
    'Passes for each function with a dead-letter queue or a destination for failures. Fails for each without either that S3, SNS, EventBridge, SES or another service may call without waiting, by the policy of the function. Functions that nobody calls so are left out; calls by code or by EventBridge Scheduler do not show in the policy.',
  facts: ['lambda.functions', 'lambda.policies', 'lambda.on-failure'],
  operations: [...list, 'lambda:GetPolicy', 'lambda:GetFunctionEventInvokeConfig'],
  fix: {
    summary: 'Send what the listed functions fail on to a queue that somebody watches.',
    console: [
      'Create an SQS queue for failures with an alarm on its number of messages.',
      'Open Lambda, the function, Configuration, Destinations, Add destination: Asynchronous invocation, On failure; its role has to be allowed to send to the queue.',
    ],
    cli: [
      'aws lambda put-function-event-invoke-config --function-name FUNCTION --destination-config \'{"OnFailure":{"Destination":"QUEUE_ARN"}}\' --region REGION',
    ],
    terraform: `resource "aws_lambda_function_event_invoke_config" "this" {
  function_name = aws_lambda_function.this.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed.arn
    }
  }
}`,
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  judge(reader) {
    const policies = new Details(regionalFact(reader, 'lambda.policies'), 'lambda:GetPolicy');
    const failures = new Details(regionalFact(reader, 'lambda.on-failure'), 'lambda:GetFunctionEventInvokeConfig');
    const judged = overEach(
      regionalFact(reader, 'lambda.functions'),
      'lambda:ListFunctions',
      ({ arn }) => arn,
      ({ name, deadLetterArn, changedAt }, region) => {
        if (deadLetterArn !== undefined)
          return { ...verdict(true, `${name} sends failed events to ${last(deadLetterArn)}.`, ''), since: changedAt };
        const policy = policies.take(name, region);
        const callers = policy === undefined ? undefined : asynchronousCallers(policy);
        if (callers?.length === 0) return undefined;
        const destination = failures.take(name, region);
        if (destination === undefined) return undefined;
        if (destination !== null) return verdict(true, `${name} sends failed events to ${last(destination)}.`, '');
        if (callers === undefined) return undefined;
        return verdict(false, '', `${name} is called by ${some(callers)} and keeps no events it fails on.`);
      },
    );
    const unknown = [...judged.unknown, ...policies.list(), ...failures.list()];
    return { ...judged, unknown, notApplicable: 'No function is called without somebody waiting for the answer.' };
  },
};

const last = (arn: string) => arn.split(':').at(-1) ?? arn;

/** Checks of who calls functions. */
export const functionCallChecks: Check[] = [notPublic, deadLetters];
