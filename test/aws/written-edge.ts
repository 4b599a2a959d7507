/** Answers written by hand for the edge: what the emulator leaves out of its list of distributions. */
import type { Written } from './server.ts';
import { rewrite } from './written.ts';

/** The default behaviour of every distribution and that of one path, by the protocol viewers may use. */
export function behaviours(byDefault: string, admin: string): Written {
  const policy = (value: string) =>
    `<TargetOriginId>site</TargetOriginId><ViewerProtocolPolicy>${value}</ViewerProtocolPolicy>`;
  const added =
    `<DefaultCacheBehavior>${policy(byDefault)}</DefaultCacheBehavior><CacheBehaviors><Quantity>1</Quantity><Items>` +
    `<CacheBehavior><PathPattern>/admin/*</PathPattern>${policy(admin)}</CacheBehavior></Items></CacheBehaviors>` +
    '<Enabled>true</Enabled>';
  return rewrite('cloudfront:ListDistributions', (body) =>
    body
      .replace(/<(DefaultCacheBehavior|CacheBehaviors|Enabled)>.*?<\/\1>/gs, '')
      .replaceAll('</DistributionSummary>', `${added}</DistributionSummary>`),
  );
}
