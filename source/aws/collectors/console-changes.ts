/** CloudTrail's event history: what people changed in the console. Only who, what and when is kept. */
import { CloudTrailClient, type Event, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { Reading } from '../../core/facts.ts';
import type { ConsoleChange, ConsoleChanges } from '../../core/facts-delivery.ts';
import type { Session } from '../session.ts';
import { defined, instant } from './values.ts';

/** Days that are looked at. */
const days = 30;

// AWS grants two calls a second to everybody in the account together, so a busy region is not read to its end.
const mostPages = 20;

/** What people changed in the console of a region in the last 30 days, as far as the newest 1,000 changes reach. */
export function consoleChanges(session: Session, region: string): Promise<Reading<ConsoleChanges>> {
  return session.reading('cloudtrail:LookupEvents', region, async () => {
    const client = session.client('cloudtrail', CloudTrailClient, region);
    const start = new Date(Date.now() - days * 86_400_000);
    const asked = {
      StartTime: start,
      LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' } as const],
    };
    const changes: ConsoleChange[] = [];
    let [pages, complete, oldest] = [0, true, start.toISOString()];
    for await (const page of paginateLookupEvents({ client, pageSize: 50 }, asked)) {
      pages += 1;
      for (const event of page.Events ?? []) {
        oldest = instant(event.EventTime) ?? oldest;
        const change = consoleChange(event);
        if (change) changes.push(change);
      }
      complete = !page.NextToken;
      if (pages === mostPages) break;
    }
    return { from: complete ? start.toISOString() : oldest, complete, changes };
  });
}

/** The fields of a CloudTrail record that tell who made it, and from where. */
interface CloudTrailRecord {
  eventSource?: string;
  eventType?: string;
  readOnly?: boolean;
  errorCode?: string;
  userAgent?: string;
  /** `"true"` for calls with credentials that the console gave. */
  sessionCredentialFromConsole?: string;
  userIdentity?: { type?: string; arn?: string; userName?: string; invokedBy?: string };
}

/** The change, when a person made it in the console and it took effect; signing in changes nothing. */
function consoleChange(event: Event): ConsoleChange | undefined {
  const record = JSON.parse(defined(event.CloudTrailEvent, 'CloudTrailEvent')) as CloudTrailRecord;
  const { eventSource = '', userIdentity = {}, userAgent = '' } = record;
  const fromConsole =
    record.sessionCredentialFromConsole === 'true' ||
    record.eventType === 'AwsConsoleAction' ||
    /console\.amazonaws\.com/.test(userAgent);
  const byPerson = userIdentity.type !== 'AWSService' && userIdentity.invokedBy === undefined;
  const failed = record.errorCode !== undefined;
  if (!fromConsole || !byPerson || failed || record.readOnly || eventSource === 'signin.amazonaws.com')
    return undefined;
  return {
    at: defined(instant(event.EventTime), 'EventTime'),
    by:
      event.Username ?? userIdentity.userName ?? userIdentity.arn?.split('/').at(-1) ?? userIdentity.type ?? 'unknown',
    event: event.EventName ?? '',
    source: eventSource,
  };
}
