/** ACM: certificates. */
import { ACMClient, type KeyAlgorithm, paginateListCertificates } from '@aws-sdk/client-acm';
import type { Reading } from '../../core/facts.ts';
import type { Certificate } from '../../core/facts-detection.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

// Without them only RSA_2048 certificates come back.
const keyTypes: KeyAlgorithm[] = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
];

/** Certificates of a region. The list tells end and use, so that none is described by itself. */
export function certificates(session: Session, region: string): Promise<Reading<Certificate[]>> {
  return session.reading('acm:ListCertificates', region, async () => {
    const all: Certificate[] = [];
    const client = session.client('acm', ACMClient, region);
    for await (const page of paginateListCertificates({ client, pageSize: 1000 }, { Includes: { keyTypes } })) {
      for (const { CertificateArn, DomainName, Status, Type, InUse, NotAfter } of page.CertificateSummaryList ?? []) {
        const arn = defined(CertificateArn, 'CertificateArn');
        all.push({
          arn,
          domain: DomainName ?? arn,
          ...omitAbsent({ status: Status, type: Type, inUse: InUse, notAfter: instant(NotAfter) }),
        });
      }
    }
    return all;
  });
}
