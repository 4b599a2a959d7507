/** Check of CloudFront: viewers come encrypted. */
import type { Check } from '../source/core/check.ts';
import { regionalFact, some } from './reading.ts';
import { overEach, type Verdict, verdict } from './regional.ts';

const closed = ['https-only', 'redirect-to-https'];

const viewerHttps: Check = {
  id: 'cloudfront-viewer-https',
  title: 'CloudFront serves viewers by HTTPS only',
  service: 'cloudfront',
  tier: 1,
  severity: 'high',
  severityReason: 'What a viewer sends in plain can be read and changed on the way.',
  criteria: ['CC6.7'],
  why: 'Encryption on the way is promised to every customer and is easily tried from outside.',
  judgement:
    'Passes for each enabled distribution whose behaviours, the default one and all others, redirect to HTTPS or take nothing else. Disabled distributions are left out. Any change of a distribution moves its date, so the settings are as old as that.',
  facts: ['cloudfront.distributions'],
  operations: ['cloudfront:ListDistributions'],
  fix: {
    summary: 'Set every behaviour of the listed distributions to redirect to HTTPS.',
    console: [
      'Open CloudFront, Distributions, the distribution, Behaviors.',
      'Edit each behaviour that says HTTP and HTTPS: Viewer protocol policy, Redirect HTTP to HTTPS.',
      'Wait until the distribution is deployed.',
    ],
    cli: [
      'aws cloudfront get-distribution-config --id DISTRIBUTION_ID',
      'aws cloudfront update-distribution --id DISTRIBUTION_ID --if-match ETAG --distribution-config file://config.json',
    ],
    terraform: `resource "aws_cloudfront_distribution" "this" {
  default_cache_behavior {
    viewer_protocol_policy = "redirect-to-https"
  }
}`,
    minutes: 15,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
  ],
  judge(reader) {
    const judged = overEach(
      regionalFact(reader, 'cloudfront.distributions'),
      'cloudfront:ListDistributions',
      ({ id }) => id,
      ({ id, domain, enabled, changedAt, behaviors }): Verdict => {
        if (!enabled) return undefined;
        const label = domain === '' ? id : `${id} (${domain})`;
        const open = behaviors.filter(({ viewerProtocol }) => viewerProtocol === 'allow-all');
        if (open.length > 0)
          return verdict(false, '', `${label} serves ${some(open.map(({ path }) => path))} without HTTPS too.`);
        if (!behaviors.every(({ viewerProtocol = '' }) => closed.includes(viewerProtocol)))
          return { leftOut: 'AWS did not name the protocol of a behaviour.' };
        return { ...verdict(true, `${label} serves viewers by HTTPS only.`, ''), since: changedAt };
      },
    );
    return { ...judged, notApplicable: 'There are no enabled distributions.' };
  },
};

/** Checks of CloudFront. */
export const distributionChecks: Check[] = [viewerHttps];
