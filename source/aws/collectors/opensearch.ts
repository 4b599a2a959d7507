/** OpenSearch: domains, those that still run Elasticsearch among them. */
import {
  DescribeDomainsCommand,
  type DomainStatus,
  ListDomainNamesCommand,
  OpenSearchClient,
} from '@aws-sdk/client-opensearch';
import type { Reading } from '../../core/facts.ts';
import type { SearchDomain } from '../../core/facts-data.ts';
import type { Session } from '../session.ts';
import { policyDocument } from './policy-document.ts';
import { defined, omitAbsent } from './values.ts';

/** The most that may be asked about at once. */
const atOnce = 5;
const describe = 'opensearch:DescribeDomains';

/** Domains of a region. */
export async function domains(session: Session, region: string): Promise<Reading<SearchDomain[]>> {
  const client = () => session.client('opensearch', OpenSearchClient, region);
  const list = await session.reading('opensearch:ListDomainNames', region, async () => {
    const { DomainNames } = await client().send(new ListDomainNamesCommand({}));
    return (DomainNames ?? []).map(({ DomainName }) => defined(DomainName, 'DomainName'));
  });
  if (list.state !== 'ok') return list;
  return session.reading(describe, region, async () => {
    const all: SearchDomain[] = [];
    for (let first = 0; first < list.data.length; first += atOnce) {
      const names = list.data.slice(first, first + atOnce);
      const { DomainStatusList } = await client().send(new DescribeDomainsCommand({ DomainNames: names }));
      for (const one of defined(DomainStatusList, 'DomainStatusList'))
        if (one.Deleted !== true) all.push(await domain(session, region, one));
    }
    return all;
  });
}

async function domain(session: Session, region: string, one: DomainStatus): Promise<SearchDomain> {
  const text = one.AccessPolicies;
  return {
    name: defined(one.DomainName, 'DomainName'),
    // A reading of its own, so that a policy that is not JSON hides nothing else.
    policy: await session.reading(describe, region, async () => (text ? policyDocument(text) : null)),
    logs: Object.entries(one.LogPublishingOptions ?? {}).flatMap(([kind, to]) => (to.Enabled === true ? kind : [])),
    ...omitAbsent({
      encryptedAtRest: one.EncryptionAtRestOptions?.Enabled,
      nodeToNode: one.NodeToNodeEncryptionOptions?.Enabled,
      vpcId: one.VPCOptions?.VPCId || undefined,
      fineGrained: one.AdvancedSecurityOptions?.Enabled,
    }),
  };
}
