/** Who is asking. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CallerIdentity } from '../../core/facts.ts';
import type { Session } from '../session.ts';

/** The caller's account and ARN. Rejects as the SDK does: whoever starts a scan tells a denial from bad credentials. */
export function callerIdentity(session: Session): Promise<CallerIdentity> {
  return session.once('sts:GetCallerIdentity', async () => {
    const { Account = '', Arn = '' } = await session.client('sts', STSClient).send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
}
