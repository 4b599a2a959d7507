/** Checks of SageMaker. */
import type { Check } from '../source/core/check.ts';
import { overDetails } from './details.ts';
import { verdict } from './regional.ts';

const operation = 'sagemaker:DescribeNotebookInstance';

const noDirectInternet: Check = {
  id: 'sagemaker-notebook-no-direct-internet',
  title: 'Notebooks reach the internet only through your network',
  service: 'sagemaker',
  tier: 1,
  severity: 'high',
  severityReason: 'A notebook holds data and credentials, runs any code, and this is a way out past every filter.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'What leaves through your own network can be filtered and logged; what leaves beside it cannot.',
  judgement: 'Passes for each SageMaker notebook instance with direct internet access disabled.',
  facts: ['sagemaker.direct-internet'],
  operations: ['ec2:DescribeRegions', 'sagemaker:ListNotebookInstances', operation],
  fix: {
    summary: 'Replace the listed notebooks by ones in a VPC without direct internet access.',
    console: [
      'Save the work of the notebook to a repository or bucket; its network cannot be changed later.',
      'Open SageMaker AI, Notebook instances, Create, Network; choose a VPC, subnet and group, and disable direct internet access.',
      'Give the subnet a NAT gateway or VPC endpoints for what the notebook needs, and delete the old one.',
    ],
    cli: [
      'aws sagemaker create-notebook-instance --notebook-instance-name NAME --instance-type TYPE --role-arn ROLE_ARN --subnet-id SUBNET_ID --security-group-ids GROUP_ID --direct-internet-access Disabled --region REGION',
    ],
    terraform: `resource "aws_sagemaker_notebook_instance" "this" {
  subnet_id              = aws_subnet.private.id
  security_groups        = [aws_security_group.notebooks.id]
  direct_internet_access = "Disabled"
}`,
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html'],
  judge: (reader) => ({
    ...overDetails(reader, 'sagemaker.direct-internet', operation, (name, access) =>
      access === null
        ? { leftOut: 'AWS did not say whether the notebook reaches the internet by itself.' }
        : verdict(
            access === 'Disabled',
            `${name} has no direct internet access.`,
            `${name} has direct internet access.`,
          ),
    ),
    notApplicable: 'There are no notebook instances.',
  }),
};

/** Checks of SageMaker. */
export const sagemakerChecks: Check[] = [noDirectInternet];
