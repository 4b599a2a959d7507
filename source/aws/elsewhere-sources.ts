/** From where in AWS findings of other engines can be read. Loads nothing of the AWS SDK. */
import type { OperationName } from '../core/facts.ts';
import type { Engine } from '../core/foreign-findings.ts';

/** Where findings can be read from, as `scan --source` names it. */
export type ElsewhereSource = 'securityhub' | 'config-aggregator';

/** Each with its engine and the operations it sends besides those that every scan starts with. */
export const elsewhereSources: Readonly<Record<ElsewhereSource, { engine: Engine; operations: OperationName[] }>> = {
  securityhub: { engine: 'securityhub', operations: ['securityhub:DescribeHub', 'securityhub:GetFindings'] },
  'config-aggregator': {
    engine: 'config',
    operations: [
      'config:DescribeConfigurationAggregators',
      'config:DescribeAggregateComplianceByConfigRules',
      'config:SelectAggregateResourceConfig',
    ],
  },
};
