/** Lambda: functions, who may call them, and what happens to events they fail on. Values of variables are not kept. */
import {
  type FunctionConfiguration,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  LambdaClient,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import type { PolicyDocument, Reading } from '../../core/facts.ts';
import type { LambdaFunction } from '../../core/facts-compute.ts';
import { asynchronousCallers } from '../../core/lambda-callers.ts';
import { type Variable, variable } from '../../core/secret-text.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { policyDocument } from './policy-document.ts';
import { defined, instant, omitAbsent } from './values.ts';

const listOperation = 'lambda:ListFunctions';

/** Functions of a region. */
export function functions(session: Session, region: string): Promise<Reading<LambdaFunction[]>> {
  return session.once(`${listOperation} ${region}`, () =>
    session.reading(listOperation, region, async () => {
      const all: LambdaFunction[] = [];
      const client = session.client('lambda', LambdaClient, region);
      for await (const page of paginateListFunctions({ client, pageSize: 50 }, {}))
        all.push(...(page.Functions ?? []).map(lambdaFunction));
      return all;
    }),
  );
}

function lambdaFunction(found: FunctionConfiguration): LambdaFunction {
  return {
    name: defined(found.FunctionName, 'FunctionName'),
    arn: defined(found.FunctionArn, 'FunctionArn'),
    variables: variables(found),
    ...omitAbsent({
      // Empty for a function that was taken out of its VPC.
      vpcId: found.VpcConfig?.VpcId || undefined,
      deadLetterArn: found.DeadLetterConfig?.TargetArn || undefined,
      changedAt: instant(found.LastModified),
    }),
  };
}

function variables({ Environment }: FunctionConfiguration): Reading<Variable[]> {
  if (Environment?.Error) {
    const reason = `AWS could not decrypt the variables: ${Environment.Error.ErrorCode ?? 'it does not say why'}.`;
    return { state: 'unavailable', operation: listOperation, reason };
  }
  return {
    state: 'ok',
    data: Object.entries(Environment?.Variables ?? {}).map(([name, value]) => variable(name, value)),
  };
}

/** The policy of each function. */
export function policies(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<PolicyDocument | null>>>> {
  return session.once(`lambda:GetPolicy ${region}`, async () =>
    detailsOf(
      await functions(session, region),
      ({ name }) => name,
      ({ name }) =>
        session.setting('lambda:GetPolicy', region, async () => {
          const client = session.client('lambda', LambdaClient, region);
          const { Policy } = await client.send(new GetPolicyCommand({ FunctionName: name }));
          return policyDocument(defined(Policy, 'Policy'));
        }),
    ),
  );
}

/**
 * Where events go that a function fails on. Asked only of functions without a dead-letter queue that somebody may call
 * without waiting, as far as their policies could be read.
 */
export async function onFailure(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<string | null>>>> {
  const [all, known] = await Promise.all([functions(session, region), policies(session, region)]);
  if (all.state !== 'ok') return all;
  const concerned = all.data.filter(({ name, deadLetterArn }) => {
    const policy = known.state === 'ok' ? known.data[name] : known;
    if (deadLetterArn !== undefined) return false;
    return policy?.state !== 'ok' || asynchronousCallers(policy.data).length > 0;
  });
  return detailsOf(
    { state: 'ok', data: concerned },
    ({ name }) => name,
    ({ name }) =>
      session.setting('lambda:GetFunctionEventInvokeConfig', region, async () => {
        const client = session.client('lambda', LambdaClient, region);
        const found = await client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: name }));
        return found.DestinationConfig?.OnFailure?.Destination || null;
      }),
  );
}
