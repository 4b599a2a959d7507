/** KMS: keys, what they are, and whether they rotate. */
import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  type KeyListEntry,
  KMSClient,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import type { Reading } from '../../core/facts.ts';
import type { KeyRotation, KmsKey, KmsKeyDetails } from '../../core/facts-detection.ts';
import type { Session } from '../session.ts';
import { readEach } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Keys of a region, those that AWS manages for the account included. */
export function keys(session: Session, region: string): Promise<Reading<KmsKey[]>> {
  return session.reading('kms:ListKeys', region, async () => {
    const listed: KeyListEntry[] = [];
    const client = session.client('kms', KMSClient, region);
    for await (const page of paginateListKeys({ client, pageSize: 1000 }, {})) listed.push(...(page.Keys ?? []));
    return readEach(listed, async ({ KeyId, KeyArn }) => {
      const id = defined(KeyId, 'KeyId');
      const details = await describe(session, region, id);
      return { id, arn: KeyArn ?? id, details, rotation: await rotation(session, region, id, details) };
    });
  });
}

function describe(session: Session, region: string, KeyId: string): Promise<Reading<KmsKeyDetails>> {
  return session.reading('kms:DescribeKey', region, async () => {
    const answer = await session.client('kms', KMSClient, region).send(new DescribeKeyCommand({ KeyId }));
    const { KeyManager, KeyState, KeySpec, Origin, DeletionDate } = defined(answer.KeyMetadata, 'KeyMetadata');
    return omitAbsent({
      manager: KeyManager,
      state: KeyState,
      spec: KeySpec,
      origin: Origin,
      deletionAt: instant(DeletionDate),
    });
  });
}

/** Whether KMS can rotate such a key by itself. What AWS left out does not rule it out. */
export function rotates({ manager, state, spec, origin }: KmsKeyDetails): boolean {
  const is = (value: string | undefined, wanted: string) => value === undefined || value === wanted;
  return is(manager, 'CUSTOMER') && is(state, 'Enabled') && is(spec, 'SYMMETRIC_DEFAULT') && is(origin, 'AWS_KMS');
}

async function rotation(
  session: Session,
  region: string,
  KeyId: string,
  details: Reading<KmsKeyDetails>,
): Promise<Reading<KeyRotation | null>> {
  if (details.state !== 'ok') return details;
  if (!rotates(details.data)) return { state: 'ok', data: null };
  return session.setting('kms:GetKeyRotationStatus', region, async () => {
    const answer = await session.client('kms', KMSClient, region).send(new GetKeyRotationStatusCommand({ KeyId }));
    return omitAbsent({
      enabled: answer.KeyRotationEnabled,
      periodDays: answer.RotationPeriodInDays,
      nextAt: instant(answer.NextRotationDate),
    });
  });
}
