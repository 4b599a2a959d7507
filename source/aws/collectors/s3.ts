/** S3: the account's public access block, and every bucket with each of its settings. */
import { GetBucketLocationCommand, ListBucketsCommand, S3Client, type Bucket as SdkBucket } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { type Bucket, globalRegion, type PublicAccessBlock, type Reading, type Unread } from '../../core/facts.ts';
import { GoneError, type Session } from '../session.ts';
import { bucketSettings, publicAccessBlock, unreadSettings } from './s3-settings.ts';
import { defined } from './values.ts';

/** Buckets read at the same time: enough to keep the pace of the rates, few enough to keep memory small. */
const bucketsAtOnce = 16;

/** The public access block of the whole account; null when none is set. */
export function accountPublicAccessBlock(session: Session): Promise<Reading<PublicAccessBlock | null>> {
  // The call names the account; without one there is nothing to ask about.
  if (session.account === '' && session.callerUnread) return Promise.resolve(session.callerUnread);
  return session.setting('s3control:GetPublicAccessBlock', globalRegion, async () => {
    const command = new GetPublicAccessBlockCommand({ AccountId: session.account });
    const { PublicAccessBlockConfiguration } = await session.client('s3control', S3ControlClient).send(command);
    return PublicAccessBlockConfiguration ? publicAccessBlock(PublicAccessBlockConfiguration) : null;
  });
}

/** All general purpose buckets, sorted by name; one deleted while we read is left out. */
export function buckets(session: Session): Promise<Reading<Bucket[]>> {
  return session.reading('s3:ListBuckets', globalRegion, async () => {
    const listed = await listBuckets(session);
    const read = new Array<Bucket | undefined>(listed.length);
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < listed.length; index = next++) {
        const bucket = listed[index];
        if (bucket) read[index] = await readBucket(session, bucket);
      }
    };
    await Promise.all(Array.from({ length: Math.min(bucketsAtOnce, listed.length) }, worker));
    return read.filter((bucket) => bucket !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

async function listBuckets(session: Session): Promise<SdkBucket[]> {
  const all: SdkBucket[] = [];
  let ContinuationToken: string | undefined;
  do {
    // MaxBuckets makes AWS page, and tell each bucket's region.
    const command = new ListBucketsCommand({ MaxBuckets: 1000, ...(ContinuationToken && { ContinuationToken }) });
    const page = await session.client('s3', S3Client).send(command);
    all.push(...(page.Buckets ?? []));
    ContinuationToken = page.ContinuationToken;
  } while (ContinuationToken);
  // Directory buckets have none of the settings read here: always private, no versions, no ACL.
  return all.filter(({ Name }) => !Name?.endsWith('--x-s3'));
}

async function readBucket(session: Session, listed: SdkBucket): Promise<Bucket | undefined> {
  const name = defined(listed.Name, 'Name');
  try {
    const region = listed.BucketRegion ?? (await bucketRegion(session, name));
    if (typeof region !== 'string') return { name, region: 'unknown', ...unreadSettings(region) };
    return { name, region, ...(await bucketSettings(session, region, name)) };
  } catch (error) {
    if (error instanceof GoneError) return undefined;
    throw error;
  }
}

/** The region of a bucket that the list did not tell, or why it could not be read. AWS itself always tells. */
async function bucketRegion(session: Session, name: string): Promise<string | Unread> {
  const found = await session.reading('s3:GetBucketLocation', session.home, async () => {
    try {
      const { LocationConstraint } = await session
        .client('s3', S3Client)
        .send(new GetBucketLocationCommand({ Bucket: name }));
      // The API's own history: nothing means the first region, EU the second.
      if (!LocationConstraint) return 'us-east-1';
      return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint;
    } catch (error) {
      const told = regionInRefusal(error);
      if (told) return told;
      throw error;
    }
  });
  // The home region then serves as a guess: the client follows the redirect to the right one.
  return found.state === 'ok' ? found.data : found.state === 'failed' ? found : session.home;
}

/** S3 names the region of a bucket even where it refuses the call. */
function regionInRefusal(error: unknown): string | undefined {
  const { $response } = error as { $response?: { headers?: Record<string, string> } };
  return $response?.headers?.['x-amz-bucket-region'];
}
