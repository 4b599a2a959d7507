/** Checks of certificates. */
import type { Check } from '../source/core/check.ts';
import { numberCommitment } from './commitments.ts';
import { fail, overItems, pass } from './over-regions.ts';
import { day, daysSince, leftOut, regionalFact } from './reading.ts';

const operations = ['ec2:DescribeRegions', 'acm:ListCertificates'];

// A certificate in these states was never issued: nothing runs out.
const neverIssued = ['PENDING_VALIDATION', 'VALIDATION_TIMED_OUT', 'FAILED'];

const expiry: Check = {
  id: 'acm-certificate-expiry',
  title: 'No certificate in use is about to run out',
  service: 'acm',
  tier: 1,
  severity: 'high',
  severityReason: 'On the day a certificate runs out, every customer sees a warning or nothing at all.',
  criteria: ['CC6.1', 'CC6.7'],
  why: 'Encryption in transit stands and falls with certificates, and a lapse is an outage that was announced long before.',
  judgement:
    'Passes for each certificate in ACM that an AWS resource uses and that runs for longer than the days of notice in scoping (default 30). Fails also for one that has run out or was revoked. Certificates that nothing uses, or that were never issued, are left out.',
  facts: ['acm.certificates'],
  operations,
  commitment: 'certificate-notice-days',
  fix: {
    summary: 'Renew the listed certificates, or find out why ACM could not.',
    console: [
      'Open Certificate Manager in the region, the certificate, and read its renewal status.',
      'Issued by Amazon: put back the CNAME records of the validation; ACM then renews by itself, well before the end.',
      'Imported: get a new one from its issuer and choose Reimport; better, replace it by one that ACM issues and renews.',
    ],
    cli: [
      'aws acm describe-certificate --certificate-arn CERTIFICATE_ARN --region REGION',
      'aws acm import-certificate --certificate-arn CERTIFICATE_ARN --certificate fileb://certificate.pem --private-key fileb://key.pem --certificate-chain fileb://chain.pem --region REGION',
    ],
    terraform: `resource "aws_acm_certificate" "this" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  lifecycle {
    create_before_destroy = true
  }
}`,
    minutes: 30,
  },
  references: [
    'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',
    'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html',
  ],
  judge(reader, settings) {
    const { value: notice, committed } = numberCommitment(settings, 'certificate-notice-days', 30);
    const judged = overItems(
      regionalFact(reader, 'acm.certificates'),
      ({ arn }) => arn,
      ({ domain, status, type, inUse, notAfter }, region, unread) => {
        if (inUse === false || (status !== undefined && neverIssued.includes(status))) return undefined;
        const age = daysSince(notAfter, settings.now);
        const missing = inUse === undefined ? 'is in use' : age === undefined ? 'runs out' : undefined;
        if (status === 'REVOKED' && inUse)
          return fail(`The certificate for ${domain} was revoked and is still in use.`);
        if (missing !== undefined || age === undefined) {
          const reason = `AWS did not say ${missing === 'runs out' ? 'when' : 'whether'} the certificate ${missing}.`;
          unread.add(leftOut('acm:ListCertificates', reason, region), domain);
          return undefined;
        }
        const end = day(notAfter ?? '');
        if (age >= 0) return fail(`The certificate for ${domain} ran out on ${end} and is still in use.`);
        const renewal = type === 'AMAZON_ISSUED' ? '; ACM should have renewed it by now' : '';
        return -age > notice
          ? pass(`The certificate for ${domain} runs until ${end}.`)
          : fail(`The certificate for ${domain} runs out on ${end}, in less than ${notice} days${renewal}.`);
      },
    );
    return { ...judged, notApplicable: 'No certificate of ACM is in use.', committed };
  },
};

/** Checks of ACM. */
export const certificateChecks: Check[] = [expiry];
