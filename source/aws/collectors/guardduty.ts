/** GuardDuty: detectors. */
import { GetDetectorCommand, GuardDutyClient, paginateListDetectors } from '@aws-sdk/client-guardduty';
import type { Reading } from '../../core/facts.ts';
import type { Detector } from '../../core/facts-detection.ts';
import type { Session } from '../session.ts';
import { readEach } from './each.ts';
import { instant, omitAbsent } from './values.ts';

/** Ids of the detectors of a region: none where GuardDuty is off, at most one otherwise. */
export function detectorIds(session: Session, region: string): Promise<Reading<string[]>> {
  const operation = 'guardduty:ListDetectors';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const ids: string[] = [];
      const client = session.client('guardduty', GuardDutyClient, region);
      for await (const page of paginateListDetectors({ client, pageSize: 50 }, {}))
        ids.push(...(page.DetectorIds ?? []));
      return ids;
    }),
  );
}

/** Detectors of a region and whether they run. */
export async function detectors(session: Session, region: string): Promise<Reading<Detector[]>> {
  const ids = await detectorIds(session, region);
  if (ids.state !== 'ok') return ids;
  const data = await readEach(ids.data, async (id) => ({
    id,
    details: await session.reading('guardduty:GetDetector', region, async () => {
      const client = session.client('guardduty', GuardDutyClient, region);
      const { Status, CreatedAt } = await client.send(new GetDetectorCommand({ DetectorId: id }));
      return omitAbsent({ status: Status, createdAt: instant(CreatedAt) });
    }),
  }));
  return { state: 'ok', data };
}
