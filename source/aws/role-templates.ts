/** A cross-account read role with an external id, as CloudFormation and as Terraform. */
import type { PolicyDocument } from '../core/facts.ts';

/** Most characters, white space not counted, of one customer managed policy. */
export const managedPolicyLimit = 6_144;

/** Characters that count against {@link managedPolicyLimit}. */
export function policyLength(policy: PolicyDocument): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

/** External ids as AWS takes them. */
export function isExternalId(text: string): boolean {
  return /^[\w+=,.@:/-]{2,1224}$/.test(text);
}

function actionsOf(policy: PolicyDocument): string[] {
  const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  return statements.flatMap(({ Action = [] }) => Action);
}

/**
 * A CloudFormation template: one role, trusted by the principal and external id given as parameters. The policy is in
 * the role, where 10,240 characters fit; a managed policy takes only 6,144.
 */
export function cloudFormationRole(policy: PolicyDocument, externalId?: string): string {
  const lines = [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Description: A role that may only read what soc2-ready reads, from another account with an external id.',
    'Parameters:',
    '  TrustedPrincipal:',
    '    Type: String',
    '    Description: ARN of the user, role or account root that may take the role.',
    "    AllowedPattern: '^arn:[a-z-]+:(iam|sts)::[0-9]{12}:.+$'",
    '  ExternalId:',
    '    Type: String',
    '    Description: A value that only you and whoever reads know; the role cannot be taken without it.',
    '    MinLength: 2',
    ...(externalId === undefined ? [] : [`    Default: ${JSON.stringify(externalId)}`]),
    '  RoleName:',
    '    Type: String',
    '    Default: soc2-ready-read',
    'Resources:',
    '  ReadRole:',
    '    Type: AWS::IAM::Role',
    '    Properties:',
    '      RoleName: !Ref RoleName',
    '      Description: Read-only, for SOC 2 readiness',
    '      MaxSessionDuration: 3600',
    '      AssumeRolePolicyDocument:',
    "        Version: '2012-10-17'",
    '        Statement:',
    '          - Effect: Allow',
    '            Principal:',
    '              AWS: !Ref TrustedPrincipal',
    '            Action: sts:AssumeRole',
    '            Condition:',
    '              StringEquals:',
    '                sts:ExternalId: !Ref ExternalId',
    '      Policies:',
    '        - PolicyName: soc2-ready-read',
    '          PolicyDocument:',
    "            Version: '2012-10-17'",
    '            Statement:',
    '              - Sid: Soc2ReadyReadOnly',
    '                Effect: Allow',
    '                Action:',
    ...actionsOf(policy).map((action) => `                  - ${action}`),
    "                Resource: '*'",
    'Outputs:',
    '  RoleArn:',
    '    Description: Give it to soc2-ready scan --role-arn, with --external-id.',
    '    Value: !GetAtt ReadRole.Arn',
  ];
  return `${lines.join('\n')}\n`;
}

/** The same role in Terraform. */
export function terraformRole(policy: PolicyDocument, externalId?: string): string {
  const lines = [
    'variable "trusted_principal" {',
    '  type        = string',
    '  description = "ARN of the user, role or account root that may take the role"',
    '}',
    '',
    'variable "external_id" {',
    '  type        = string',
    '  description = "A value that only you and whoever reads know; the role cannot be taken without it"',
    ...(externalId === undefined ? [] : [`  default     = ${JSON.stringify(externalId)}`]),
    '}',
    '',
    'data "aws_iam_policy_document" "soc2_ready_trust" {',
    '  statement {',
    '    actions = ["sts:AssumeRole"]',
    '    principals {',
    '      type        = "AWS"',
    '      identifiers = [var.trusted_principal]',
    '    }',
    '    condition {',
    '      test     = "StringEquals"',
    '      variable = "sts:ExternalId"',
    '      values   = [var.external_id]',
    '    }',
    '  }',
    '}',
    '',
    'data "aws_iam_policy_document" "soc2_ready_read" {',
    '  statement {',
    '    sid       = "Soc2ReadyReadOnly"',
    '    resources = ["*"]',
    '    actions = [',
    ...actionsOf(policy).map((action) => `      ${JSON.stringify(action)},`),
    '    ]',
    '  }',
    '}',
    '',
    'resource "aws_iam_role" "soc2_ready_read" {',
    '  name                 = "soc2-ready-read"',
    '  description          = "Read-only, for SOC 2 readiness"',
    '  max_session_duration = 3600',
    '  assume_role_policy   = data.aws_iam_policy_document.soc2_ready_trust.json',
    '}',
    '',
    'resource "aws_iam_role_policy" "soc2_ready_read" {',
    '  name   = "soc2-ready-read"',
    '  role   = aws_iam_role.soc2_ready_read.id',
    '  policy = data.aws_iam_policy_document.soc2_ready_read.json',
    '}',
    '',
    'output "soc2_ready_role_arn" {',
    '  value = aws_iam_role.soc2_ready_read.arn',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
