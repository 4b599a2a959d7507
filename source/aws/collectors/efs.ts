/** EFS: file systems. */
import { EFSClient, paginateDescribeFileSystems } from '@aws-sdk/client-efs';
import type { Reading } from '../../core/facts.ts';
import type { FileSystem } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { defined, omitAbsent } from './values.ts';

/** File systems of a region. */
export function fileSystems(session: Session, region: string): Promise<Reading<FileSystem[]>> {
  return session.reading('efs:DescribeFileSystems', region, async () => {
    const all: FileSystem[] = [];
    const client = session.client('efs', EFSClient, region);
    for await (const page of paginateDescribeFileSystems({ client, pageSize: 100 }, {})) {
      for (const { FileSystemId, Name, Encrypted } of page.FileSystems ?? []) {
        const id = defined(FileSystemId, 'FileSystemId');
        all.push({ id, ...omitAbsent({ name: Name || undefined, encrypted: Encrypted }) });
      }
    }
    return all;
  });
}
