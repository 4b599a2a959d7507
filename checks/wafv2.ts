/** Check of web filters: what they saw is kept. */
import type { Check } from '../source/core/check.ts';
import { regionalFact, UnreadSettings } from './reading.ts';
import { overEach, type Verdict, verdict } from './regional.ts';

const logging: Check = {
  id: 'wafv2-logging',
  title: 'Every web filter keeps a log',
  service: 'wafv2',
  tier: 1,
  severity: 'medium',
  severityReason: 'A filter without a log still filters, but nobody can tell what came and what passed.',
  criteria: ['CC7.2', 'CC7.3', 'A1.2'],
  why: 'The log shows attempts, and is needed to tell an attack from a customer.',
  judgement:
    'Passes for each web ACL of AWS WAF, those of CloudFront included, with a logging configuration. The former generation of WAF is not read.',
  facts: ['wafv2.web-acls', 'wafv2.cloudfront-web-acls'],
  operations: ['ec2:DescribeRegions', 'wafv2:ListWebACLs', 'wafv2:GetLoggingConfiguration'],
  fix: {
    summary: 'Switch on logging of the listed web ACLs.',
    console: [
      'Open WAF & Shield, Protection packs (web ACLs), the web ACL, Logging, Enable.',
      'Choose a log group, bucket or stream whose name begins with aws-waf-logs-; leave out fields with secrets, such as the authorization header.',
    ],
    cli: [
      'aws wafv2 put-logging-configuration --logging-configuration ResourceArn=WEB_ACL_ARN,LogDestinationConfigs=LOG_DESTINATION_ARN --region REGION',
    ],
    terraform: `resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_s3_bucket.waf_logs.arn]
}`,
    minutes: 20,
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/logging.html'],
  judge(reader) {
    const unclear = new UnreadSettings();
    const judged = (['wafv2.web-acls', 'wafv2.cloudfront-web-acls'] as const).map((name) =>
      overEach(
        regionalFact(reader, name),
        'wafv2:ListWebACLs',
        ({ arn }) => arn,
        ({ name: label, logging: reading }, region): Verdict => {
          const found = unclear.take(reading, label, region);
          return found && verdict(found.data !== null, `${label} keeps a log.`, `${label} keeps no log.`);
        },
      ),
    );
    return {
      resources: judged.flatMap(({ resources }) => resources),
      unknown: [...judged.flatMap(({ unknown }) => unknown), ...unclear.list()],
      notApplicable: 'There are no web ACLs.',
    };
  },
};

/** Checks of web filters. */
export const webFilterChecks: Check[] = [logging];
