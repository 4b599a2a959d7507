/** ECR: repositories, how they are scanned, and what the scan of the newest image found. */
import {
  DescribeImageScanFindingsCommand,
  ECRClient,
  GetRegistryScanningConfigurationCommand,
  type ImageDetail,
  paginateDescribeImages,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr';
import type { Reading } from '../../core/facts.ts';
import type { ImageScan, LatestImage, RegistryScanning, Repository } from '../../core/facts-compute.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined, instant, omitAbsent } from './values.ts';

const pageSize = 1000;

/** Repositories of a region. */
export function repositories(session: Session, region: string): Promise<Reading<Repository[]>> {
  const operation = 'ecr:DescribeRepositories';
  return session.once(`${operation} ${region}`, () =>
    session.reading(operation, region, async () => {
      const all: Repository[] = [];
      const client = session.client('ecr', ECRClient, region);
      for await (const page of paginateDescribeRepositories({ client, pageSize }, {})) {
        for (const { repositoryName, repositoryArn, imageScanningConfiguration } of page.repositories ?? [])
          all.push({
            name: defined(repositoryName, 'repositoryName'),
            arn: defined(repositoryArn, 'repositoryArn'),
            ...omitAbsent({ scanOnPush: imageScanningConfiguration?.scanOnPush }),
          });
      }
      return all;
    }),
  );
}

/** How the registry scans; not asked where there are no repositories. */
export async function scanning(session: Session, region: string): Promise<Reading<RegistryScanning | null>> {
  const known = await repositories(session, region);
  if (known.state !== 'ok' || known.data.length === 0)
    return known.state === 'ok' ? { state: 'ok', data: null } : known;
  return session.setting('ecr:GetRegistryScanningConfiguration', region, async () => {
    const client = session.client('ecr', ECRClient, region);
    const answer = await client.send(new GetRegistryScanningConfigurationCommand({}));
    const { scanType, rules = [] } = defined(answer.scanningConfiguration, 'scanningConfiguration');
    return {
      rules: rules.map(({ scanFrequency, repositoryFilters = [] }) => ({
        ...omitAbsent({ frequency: scanFrequency }),
        filters: repositoryFilters.flatMap(({ filter }) => filter ?? []),
      })),
      ...omitAbsent({ type: scanType }),
    };
  });
}

/** The newest image of each repository and its scan. */
export async function latestImages(
  session: Session,
  region: string,
): Promise<Reading<Record<string, Reading<LatestImage | null>>>> {
  return detailsOf(
    await repositories(session, region),
    ({ name }) => name,
    ({ name }) =>
      session.reading('ecr:DescribeImages', region, async () => {
        const client = session.client('ecr', ECRClient, region);
        let newest: ImageDetail | undefined;
        for await (const page of paginateDescribeImages({ client, pageSize }, { repositoryName: name })) {
          for (const image of page.imageDetails ?? [])
            if (isImage(image) && (newest === undefined || time(image) > time(newest))) newest = image;
        }
        if (newest === undefined) return null;
        const digest = defined(newest.imageDigest, 'imageDigest');
        return {
          digest,
          tags: newest.imageTags ?? [],
          ...omitAbsent({ pushedAt: instant(newest.imagePushedAt) }),
          scan: await scan(session, region, name, digest),
        };
      }),
  );
}

const time = ({ imagePushedAt }: ImageDetail) => imagePushedAt?.getTime() ?? 0;

/** Lists of images for several platforms, signatures and attestations lie beside images and are not scanned. */
function isImage({ imageManifestMediaType = '', artifactMediaType = '', imageScanStatus }: ImageDetail): boolean {
  if (/manifest\.list|image\.index/.test(imageManifestMediaType)) return false;
  if (imageScanStatus?.status === 'UNSUPPORTED_IMAGE') return false;
  return artifactMediaType === '' || /container\.image|image\.config/.test(artifactMediaType);
}

function scan(
  session: Session,
  region: string,
  repositoryName: string,
  imageDigest: string,
): Promise<Reading<ImageScan | null>> {
  return session.setting('ecr:DescribeImageScanFindings', region, async () => {
    const client = session.client('ecr', ECRClient, region);
    const found: { status?: string | undefined; critical: number; seen: string[] } = { critical: 0, seen: [] };
    let nextToken: string | undefined;
    do {
      const command: DescribeImageScanFindingsCommand = new DescribeImageScanFindingsCommand({
        repositoryName,
        imageId: { imageDigest },
        maxResults: pageSize,
        ...omitAbsent({ nextToken }),
      });
      const answer = await client.send(command);
      const { findings = [], enhancedFindings = [] } = answer.imageScanFindings ?? {};
      // Inspector keeps findings that were suppressed or closed.
      const open = enhancedFindings.filter(
        (one) => one.severity === 'CRITICAL' && (one.status ?? 'ACTIVE') === 'ACTIVE',
      );
      found.status = answer.imageScanStatus?.status;
      found.critical += findings.filter(({ severity }) => severity === 'CRITICAL').length + open.length;
      found.seen.push(...open.flatMap(({ firstObservedAt }) => instant(firstObservedAt) ?? []));
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
    const { status, critical, seen } = found;
    return { critical, ...omitAbsent({ status, criticalSince: seen.sort()[0] }) };
  });
}
