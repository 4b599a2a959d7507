/** Secrets Manager: secrets and their rotation, never their values. */
import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Reading } from '../../core/facts.ts';
import type { Secret } from '../../core/facts-detection.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Secrets of a region; those planned for deletion are not listed. The list tells all that describing one would. */
export function secrets(session: Session, region: string): Promise<Reading<Secret[]>> {
  return session.reading('secretsmanager:ListSecrets', region, async () => {
    const all: Secret[] = [];
    const client = session.client('secretsmanager', SecretsManagerClient, region);
    for await (const page of paginateListSecrets({ client, pageSize: 100 }, {})) {
      for (const secret of page.SecretList ?? []) {
        const arn = defined(secret.ARN, 'ARN');
        all.push({
          arn,
          name: secret.Name ?? arn,
          ...omitAbsent({
            primaryRegion: secret.PrimaryRegion === region ? undefined : secret.PrimaryRegion,
            owningService: secret.OwningService,
            rotationEnabled: secret.RotationEnabled,
            everyDays: secret.RotationRules?.AutomaticallyAfterDays,
            schedule: secret.RotationRules?.ScheduleExpression,
            createdAt: instant(secret.CreatedDate),
            lastRotatedAt: instant(secret.LastRotatedDate),
            nextRotationAt: instant(secret.NextRotationDate),
          }),
        });
      }
    }
    return all;
  });
}
