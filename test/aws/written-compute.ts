/** Answers written by hand for containers: what the emulator's scans never find. */
import type { Written } from './server.ts';
import { rewriteJson } from './written.ts';

/** A critical finding of enhanced scanning, first seen so many days ago, beside one that was closed long before. */
export function criticalFinding(daysAgo: number): Written {
  return rewriteJson('ecr:DescribeImageScanFindings', (body, now) => {
    const finding = (days: number, status: string) => ({
      findingArn: `arn:aws:inspector2:eu-west-1:123456789012:finding/${days}`,
      title: 'CVE-2026-0001 - openssl',
      type: 'PACKAGE_VULNERABILITY',
      severity: 'CRITICAL',
      status,
      firstObservedAt: Math.floor(now.getTime() / 1000) - days * 86_400,
    });
    return {
      ...body,
      imageScanStatus: { status: 'ACTIVE', description: 'Continuous scan is selected for image.' },
      imageScanFindings: {
        findingSeverityCounts: { CRITICAL: 1 },
        enhancedFindings: [finding(daysAgo, 'ACTIVE'), finding(400, 'CLOSED')],
      },
    };
  });
}
