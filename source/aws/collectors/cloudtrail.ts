/** CloudTrail: trails, their health and what they record. */
import {
  type AdvancedFieldSelector,
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail as SdkTrail,
} from '@aws-sdk/client-cloudtrail';
import type { Reading, Trail, TrailSelectors, TrailStatus } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

/**
 * Every trail visible in a region, shadows of other regions' trails included: without them an organization's trail
 * could not be seen from a member account.
 */
export function trails(session: Session, region: string): Promise<Reading<Trail[]>> {
  const operation = 'cloudtrail:DescribeTrails';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const command = new DescribeTrailsCommand({ includeShadowTrails: true });
      const { trailList } = await session.client('cloudtrail', CloudTrailClient, region).send(command);
      return Promise.all(defined(trailList, 'trailList').map((trail) => withDetails(session, region, trail)));
    }),
  );
}

async function withDetails(session: Session, region: string, trail: SdkTrail): Promise<Trail> {
  const arn = defined(trail.TrailARN, 'TrailARN');
  const homeRegion = trail.HomeRegion ?? region;
  const [status, selectors] = await Promise.all([
    trailStatus(session, homeRegion, arn),
    trailSelectors(session, homeRegion, arn),
  ]);
  return {
    arn,
    name: trail.Name ?? arn,
    homeRegion,
    multiRegion: trail.IsMultiRegionTrail ?? false,
    organization: trail.IsOrganizationTrail ?? false,
    logFileValidation: trail.LogFileValidationEnabled ?? false,
    ...omitAbsent({
      kmsKeyId: trail.KmsKeyId,
      bucket: trail.S3BucketName,
      logGroupArn: trail.CloudWatchLogsLogGroupArn,
    }),
    // AWS leaves the field out where there is no prefix.
    keyPrefix: trail.S3KeyPrefix ?? '',
    status,
    selectors,
  };
}

// Both details are asked once per trail, in its home region and by ARN: elsewhere a trail is not known by its name.

function trailStatus(session: Session, home: string, arn: string): Promise<Reading<TrailStatus>> {
  const operation = 'cloudtrail:GetTrailStatus';
  return session.once(`${operation} ${arn}`, () =>
    session.reading(operation, home, async () => {
      const answer = await session
        .client('cloudtrail', CloudTrailClient, home)
        .send(new GetTrailStatusCommand({ Name: arn }));
      return {
        logging: defined(answer.IsLogging, 'IsLogging'),
        ...omitAbsent({
          startedLoggingAt: instant(answer.StartLoggingTime),
          latestDeliveryAt: instant(answer.LatestDeliveryTime),
          latestDeliveryError: answer.LatestDeliveryError || undefined,
          latestLogGroupDeliveryAt: instant(answer.LatestCloudWatchLogsDeliveryTime),
          latestLogGroupDeliveryError: answer.LatestCloudWatchLogsDeliveryError || undefined,
        }),
      };
    }),
  );
}

function trailSelectors(session: Session, home: string, arn: string): Promise<Reading<TrailSelectors>> {
  const operation = 'cloudtrail:GetEventSelectors';
  return session.once(`${operation} ${arn}`, () =>
    session.reading(operation, home, async () => {
      const answer = await session
        .client('cloudtrail', CloudTrailClient, home)
        .send(new GetEventSelectorsCommand({ TrailName: arn }));
      return {
        classic: (answer.EventSelectors ?? []).map((selector) => ({
          readWriteType: defined(selector.ReadWriteType, 'ReadWriteType'),
          // The API's documented default.
          includeManagementEvents: selector.IncludeManagementEvents ?? true,
          excludedSources: selector.ExcludeManagementEventSources ?? [],
          dataResources: (selector.DataResources ?? []).map(({ Type = '', Values = [] }) => ({
            type: Type,
            values: Values,
          })),
        })),
        advanced: (answer.AdvancedEventSelectors ?? []).map(({ Name, FieldSelectors }) => ({
          ...omitAbsent({ name: Name }),
          fields: (FieldSelectors ?? []).map(fieldSelector),
        })),
      };
    }),
  );
}

function fieldSelector(selector: AdvancedFieldSelector) {
  return {
    field: defined(selector.Field, 'Field'),
    ...omitAbsent({
      equals: selector.Equals,
      notEquals: selector.NotEquals,
      startsWith: selector.StartsWith,
      notStartsWith: selector.NotStartsWith,
      endsWith: selector.EndsWith,
      notEndsWith: selector.NotEndsWith,
    }),
  };
}
