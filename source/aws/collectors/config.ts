/** AWS Config: recorders. */
import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import type { Reading } from '../../core/facts.ts';
import type { ConfigRecorder, RecorderStatus } from '../../core/facts-detection.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** Recorders of a region that the customer set up; their status is not asked for where there are none. */
export function recorders(session: Session, region: string): Promise<Reading<ConfigRecorder[]>> {
  return session.reading('config:DescribeConfigurationRecorders', region, async () => {
    const client = session.client('config', ConfigServiceClient, region);
    const { ConfigurationRecorders = [] } = await client.send(new DescribeConfigurationRecordersCommand({}));
    // A service-linked recorder serves the service that keeps it.
    const own = ConfigurationRecorders.filter(({ servicePrincipal }) => !servicePrincipal);
    if (own.length === 0) return [];
    const statuses = await recorderStatuses(session, region);
    return own.map((recorder) => recorderFact(recorder, statuses));
  });
}

function recorderFact(
  { name, recordingGroup }: ConfigurationRecorder,
  statuses: Reading<Map<string, RecorderStatus>>,
): ConfigRecorder {
  const known = defined(name, 'name');
  const strategy = recordingGroup?.recordingStrategy?.useOnly;
  const all = strategy === undefined ? recordingGroup?.allSupported : strategy === 'ALL_SUPPORTED_RESOURCE_TYPES';
  return {
    name: known,
    ...omitAbsent({ allTypes: all }),
    excluded: recordingGroup?.exclusionByResourceTypes?.resourceTypes ?? [],
    status: statuses.state === 'ok' ? { state: 'ok', data: statuses.data.get(known) ?? null } : statuses,
  };
}

function recorderStatuses(session: Session, region: string): Promise<Reading<Map<string, RecorderStatus>>> {
  return session.reading('config:DescribeConfigurationRecorderStatus', region, async () => {
    const client = session.client('config', ConfigServiceClient, region);
    const answer = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
    return new Map(
      (answer.ConfigurationRecordersStatus ?? []).map(
        ({ name, recording, lastStatus, lastErrorCode, lastStartTime }) => [
          defined(name, 'name'),
          omitAbsent({
            recording,
            lastStatus,
            lastErrorCode: lastErrorCode || undefined,
            startedAt: instant(lastStartTime),
          }),
        ],
      ),
    );
  });
}
