/** Checks of container images. */
import type { Check } from '../source/core/check.ts';
import type { LatestImage, RegistryScanning } from '../source/core/facts-compute.ts';
import { globMatches } from '../source/core/policy.ts';
import { numberCommitment } from './commitments.ts';
import { day, daysSince, regionalFact, UnreadSettings } from './reading.ts';
import { Details, overEach, type Verdict, verdict, whyUnread } from './regional.ts';

const list = ['ec2:DescribeRegions', 'ecr:DescribeRepositories'];
const none = 'There are no image repositories.';

/** Whether a rule of the registry scans new images of a repository. */
function ruleScans({ rules }: RegistryScanning, repository: string): boolean {
  return rules.some(
    ({ frequency, filters }) =>
      (frequency === 'SCAN_ON_PUSH' || frequency === 'CONTINUOUS_SCAN') &&
      // A filter without a wildcard matches as a part of the name.
      filters.some((filter) => globMatches(filter.includes('*') ? filter : `*${filter}*`, repository)),
  );
}

const scanOnPush: Check = {
  id: 'ecr-scan-on-push',
  title: 'New images are scanned for known weaknesses',
  service: 'ecr',
  tier: 1,
  severity: 'high',
  severityReason: 'An image brings a whole operating system along; unscanned, its holes go straight to production.',
  criteria: ['CC6.8', 'CC7.1', 'CC8.1'],
  why: 'Weaknesses are cheapest to keep out before the image runs.',
  judgement:
    'Passes for each ECR repository whose images are scanned on push or continuously, by a rule of the registry or, with basic scanning, by its own setting. With enhanced scanning only the rules of the registry count.',
  facts: ['ecr.repositories', 'ecr.scanning'],
  operations: [...list, 'ecr:GetRegistryScanningConfiguration'],
  fix: {
    summary: 'Turn on scanning for all repositories of the registry.',
    console: [
      'Open ECR, Private registry, Features and settings, Scanning configuration, Edit.',
      'Choose Enhanced scanning with Continuously scan all repositories, which Amazon Inspector charges for, or Basic scanning with Scan on push all repositories.',
      'The command below replaces the settings of the registry: where it says ENHANCED today, leave it so and change the rules only.',
    ],
    cli: [
      'aws ecr get-registry-scanning-configuration --region REGION',
      'aws ecr put-registry-scanning-configuration --scan-type BASIC --rules \'[{"scanFrequency":"SCAN_ON_PUSH","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]\' --region REGION',
    ],
    terraform: `resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "BASIC"
  rule {
    scan_frequency = "SCAN_ON_PUSH"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html'],
  judge(reader) {
    const repositories = regionalFact(reader, 'ecr.repositories');
    const scanning = regionalFact(reader, 'ecr.scanning');
    const missing = [...repositories.read].flatMap(([region, all]) =>
      all.length === 0 || scanning.read.has(region)
        ? []
        : [...whyUnread(scanning.unread, 'ecr:GetRegistryScanningConfiguration', region)],
    );
    const judged = overEach(
      { read: repositories.read, unread: [...repositories.unread, ...missing] },
      'ecr:DescribeRepositories',
      ({ arn }) => arn,
      ({ name, scanOnPush: own }, region): Verdict => {
        if (!scanning.read.has(region)) return undefined;
        const registry = scanning.read.get(region) ?? { type: 'BASIC', rules: [] };
        const enhanced = registry.type === 'ENHANCED';
        if (ruleScans(registry, name))
          return verdict(
            true,
            `Images of ${name} are scanned by a rule of the registry${enhanced ? ', enhanced' : ''}.`,
            '',
          );
        if (enhanced) return verdict(false, '', `No rule of enhanced scanning covers ${name}.`);
        if (own === undefined) return { leftOut: 'AWS did not say whether images are scanned on push.' };
        return verdict(own, `Images of ${name} are scanned on push.`, `Images of ${name} are not scanned on push.`);
      },
    );
    return { ...judged, notApplicable: none };
  },
};

/** Judges the newest image against the time in which critical weaknesses are mended. */
function judgeImage(
  label: string,
  image: LatestImage,
  now: string,
  days: number,
  unread: (name: string) => void,
): Verdict {
  const operation = 'ecr:DescribeImageScanFindings';
  const { scan, pushedAt } = image;
  if (scan.state !== 'ok') {
    unread(label);
    return undefined;
  }
  if (scan.data === null) return verdict(false, '', `${label} was never scanned.`);
  const { status, critical, criticalSince } = scan.data;
  if (status !== 'COMPLETE' && status !== 'ACTIVE')
    return { leftOut: `The scan has no result (${status ?? 'AWS did not say why'}).`, operation };
  if (critical === 0) return verdict(true, `${label} has no critical weakness.`, '');
  const since = criticalSince ?? pushedAt;
  const age = daysSince(since, now);
  if (age === undefined) return { leftOut: 'AWS did not say since when the weaknesses are known.', operation };
  const known = `${critical} critical weakness${critical === 1 ? '' : 'es'}, the oldest since ${day(since ?? '')}`;
  return verdict(
    age <= days,
    `${label} has ${known}; ${days} days are given.`,
    `${label} has ${known}; only ${days} days are given.`,
  );
}

const vulnerabilities: Check = {
  id: 'ecr-image-vulnerabilities',
  title: 'The newest images have no old critical weaknesses',
  service: 'ecr',
  tier: 1,
  severity: 'high',
  severityReason: 'Known critical holes in what runs are what attacks begin with.',
  criteria: ['CC6.8', 'CC7.1'],
  why: 'A promise to mend in so many days is tested against what the scanner found, and when.',
  judgement:
    'Passes for each repository whose newest image has no critical finding open for longer than the days in scoping (default 7). Enhanced scanning tells when a finding was first seen; with basic scanning it counts from the push of the image. An image that was never scanned fails. A scan that failed or is still running is unknown. Repositories without images are left out.',
  facts: ['ecr.repositories', 'ecr.latest-images'],
  operations: [...list, 'ecr:DescribeImages', 'ecr:DescribeImageScanFindings'],
  commitment: 'patch-days-critical',
  fix: {
    summary: 'Rebuild the listed images on a mended base and deploy them.',
    console: [
      'Open ECR, the repository, the image, Vulnerabilities, and look for critical ones that have a fix.',
      'Rebuild with an updated base image and packages, push, and see the new scan.',
      'Deploy the new image; record an exception where there is no fix yet.',
    ],
    cli: [
      'aws ecr describe-image-scan-findings --repository-name REPOSITORY --image-id imageDigest=DIGEST --region REGION',
    ],
    minutes: 90,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
    'https://docs.aws.amazon.com/inspector/latest/user/scanning-ecr.html',
  ],
  judge(reader, settings) {
    const { value: days, committed } = numberCommitment(settings, 'patch-days-critical', 7);
    const images = new Details(regionalFact(reader, 'ecr.latest-images'), 'ecr:DescribeImages');
    const unread = new UnreadSettings();
    const judged = overEach(
      regionalFact(reader, 'ecr.repositories'),
      'ecr:DescribeRepositories',
      ({ arn }) => arn,
      ({ name }, region) => {
        const image = images.take(name, region);
        if (image === undefined || image === null) return undefined;
        const label = `${name}:${image.tags[0] ?? image.digest.slice(0, 19)}`;
        return judgeImage(label, image, settings.now, days, () => unread.need(image.scan, name, region));
      },
    );
    const unknown = [...judged.unknown, ...images.list(), ...unread.list()];
    return { ...judged, unknown, notApplicable: 'There are no images in ECR.', committed };
  },
};

/** Checks of container images. */
export const imageChecks: Check[] = [scanOnPush, vulnerabilities];
