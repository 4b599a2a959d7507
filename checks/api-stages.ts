/** Checks of the stages of REST APIs: logs, and what a cache holds. */
import type { Check, FactReader, Judgement } from '../source/core/check.ts';
import type { ApiStage } from '../source/core/facts-edge.ts';
import { regionalFact, some } from './reading.ts';
import { Details, labelled, overEach, type Verdict, verdict } from './regional.ts';

const stageFacts: Check['facts'] = ['apigateway.rest-apis', 'apigateway.stages'];
const stageOperations = ['ec2:DescribeRegions', 'apigateway:GetRestApis', 'apigateway:GetStages'];

/** Judges each stage of each REST API; the id names both. */
function overStages(reader: FactReader, judge: (stage: ApiStage, label: string) => Verdict): Judgement {
  const { read, unread } = regionalFact(reader, 'apigateway.rest-apis');
  const stages = new Details(regionalFact(reader, 'apigateway.stages'), 'apigateway:GetStages');
  const all = [...read].map(([region, apis]) => {
    const found = apis.flatMap((api) =>
      (stages.take(api.id, region, labelled(api)) ?? []).map((stage) => ({
        id: `${api.id}/${stage.name}`,
        label: `Stage ${stage.name} of ${labelled(api)}`,
        stage,
      })),
    );
    return [region, found] as const;
  });
  const judged = overEach(
    { read: new Map(all), unread },
    'apigateway:GetStages',
    ({ id }) => id,
    ({ stage, label }) => judge(stage, label),
  );
  return { resources: judged.resources, unknown: [...judged.unknown, ...stages.list()] };
}

/** Whether calls of every method are logged: by the stage's default, with no method that switches it off. */
function executionLogs({ methods }: ApiStage): boolean {
  const on = (level: string | undefined) => level === 'INFO' || level === 'ERROR';
  const everywhere = methods.some(({ path, logging }) => path === '*/*' && on(logging));
  return everywhere && methods.every(({ logging }) => logging === undefined || on(logging));
}

const logging: Check = {
  id: 'apigw-logging',
  title: 'Stages of REST APIs keep logs',
  service: 'apigateway',
  tier: 1,
  severity: 'medium',
  severityReason: 'Without them calls of an attack can often not be traced, though what lies behind may log too.',
  criteria: ['CC7.2', 'CC7.3', 'A1.2'],
  why: 'They answer who called what and when.',
  judgement:
    'Passes for each stage with access logs, or with execution logs at the level of errors or above for every method. Any change of a stage moves its date, so the settings are as old as that.',
  facts: stageFacts,
  operations: stageOperations,
  fix: {
    summary: 'Switch on access logs of the listed stages.',
    console: [
      'Open API Gateway, Settings, and give the region a role that may write to CloudWatch Logs.',
      'Open the API, Stages, the stage, Logs and tracing, Edit, Custom access logging, with the ARN of a log group and a format with request id, caller, method, path and status.',
    ],
    cli: [
      "aws apigateway update-stage --rest-api-id API_ID --stage-name STAGE --patch-operations op=replace,path=/accessLogSettings/destinationArn,value=LOG_GROUP_ARN 'op=replace,path=/accessLogSettings/format,value=$context.requestId $context.identity.sourceIp $context.identity.caller $context.httpMethod $context.resourcePath $context.status' --region REGION",
    ],
    terraform: `resource "aws_api_gateway_stage" "this" {
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = jsonencode({ requestId = "$context.requestId", status = "$context.status" })
  }
}`,
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  judge: (reader) => ({
    ...overStages(reader, (stage, label) => {
      const kind = stage.accessLog ? 'access' : 'execution';
      const found = verdict(
        stage.accessLog || executionLogs(stage),
        `${label} keeps ${kind} logs.`,
        `${label} keeps neither access logs nor execution logs of every method.`,
      );
      return { ...found, since: stage.changedAt };
    }),
    notApplicable: 'No REST API has a stage.',
  }),
};

const cacheEncrypted: Check = {
  id: 'apigw-cache-encrypted',
  title: 'Caches of REST APIs are encrypted',
  service: 'apigateway',
  tier: 1,
  severity: 'low',
  severityReason: 'A cache holds answers for minutes and nobody but AWS comes near it.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'A promise to encrypt stored data includes what is stored for a short time.',
  judgement:
    'Passes for each stage with a cache when every method that caches has its data encrypted. Stages that cache nothing are left out.',
  facts: stageFacts,
  operations: stageOperations,
  fix: {
    summary: 'Encrypt the cache of the listed stages.',
    console: [
      'Open API Gateway, the API, Stages, the stage, Edit, Encrypt cache data; do the same for methods with settings of their own.',
      'Flush the cache.',
    ],
    cli: [
      'aws apigateway update-stage --rest-api-id API_ID --stage-name STAGE --patch-operations "op=replace,path=/*/*/caching/dataEncrypted,value=true" --region REGION',
    ],
    terraform: `resource "aws_api_gateway_method_settings" "this" {
  method_path = "*/*"
  settings {
    caching_enabled      = true
    cache_data_encrypted = true
  }
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html'],
  judge: (reader) => ({
    ...overStages(reader, ({ cacheCluster, methods, changedAt }, label) => {
      const caching = cacheCluster ? methods.filter((method) => method.caching) : [];
      if (caching.length === 0) return undefined;
      const plain = caching.filter((method) => !method.cacheEncrypted).map(({ path }) => path);
      const found = verdict(
        plain.length === 0,
        `${label} encrypts its cache.`,
        `${label} keeps plain cache data of ${some(plain)}.`,
      );
      return { ...found, since: changedAt };
    }),
    notApplicable: 'No stage of a REST API caches.',
  }),
};

/** Checks of stages. */
export const stageChecks: Check[] = [logging, cacheEncrypted];
