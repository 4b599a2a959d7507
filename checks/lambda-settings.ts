/** Checks of how Lambda functions are set up. */
import type { Check } from '../source/core/check.ts';
import { credentialShapes, withoutCredentials } from './plain-secrets.ts';
import { regionalFact, some, UnreadSettings } from './reading.ts';
import { overEach, verdict } from './regional.ts';

const list = ['ec2:DescribeRegions', 'lambda:ListFunctions'];

// Variables that say where a database or a cache is.
const storeAddress =
  /^(?:\w+_)?(?:DB|DATABASE|PG|POSTGRES(?:QL)?|MYSQL|MARIADB|RDS|AURORA|REDIS|VALKEY|MEMCACHED?|ELASTICACHE|DOCDB|REDSHIFT)_?(?:\w+_)?(?:HOST(?:NAME)?|URL|URI|DSN|ENDPOINT|SERVER|ADDRESS|CONNECTION(?:_STRING)?)$/i;

const inVpc: Check = {
  id: 'lambda-in-vpc',
  title: 'Functions that use a database or cache run inside the network',
  service: 'lambda',
  tier: 1,
  severity: 'low',
  severityReason: 'A function outside reaches the store over its public side, but still has to sign in.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'A store that a function outside the network can reach is one that others can reach too.',
  judgement:
    'Passes for each function that runs in a VPC. Fails for each that does not while one of its variables, by its name, tells where a database or cache is (DB_HOST, DATABASE_URL, REDIS_URL …). Others are left out: S3, DynamoDB and most AWS services need no VPC. A name is a sign and no proof, so the result only corroborates.',
  facts: ['lambda.functions'],
  operations: list,
  fix: {
    summary: 'Run the listed functions in the private subnets from which the store is reached.',
    console: [
      'Open Lambda, the function, Configuration, VPC, Edit.',
      'Choose private subnets in two zones and a security group that the group of the store lets in.',
      'Give the subnets endpoints or a NAT gateway for what else the function calls, then close the public side of the store.',
    ],
    cli: [
      'aws lambda update-function-configuration --function-name FUNCTION --vpc-config SubnetIds=SUBNET_A,SUBNET_B,SecurityGroupIds=GROUP_ID --region REGION',
    ],
    minutes: 60,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  judge(reader) {
    const unread = new UnreadSettings();
    const judged = overEach(
      regionalFact(reader, 'lambda.functions'),
      'lambda:ListFunctions',
      ({ arn }) => arn,
      ({ name, vpcId, variables, changedAt }, region) => {
        if (vpcId !== undefined) return { ...verdict(true, `${name} runs in ${vpcId}.`, ''), since: changedAt };
        const known = unread.take(variables, name, region);
        const stores = (known?.data ?? []).filter((one) => storeAddress.test(one.name)).map((one) => one.name);
        if (stores.length === 0) return undefined;
        return verdict(false, '', `${name} runs in no VPC and uses what ${some(stores)} names.`);
      },
    );
    const notApplicable = 'No function runs in a VPC or names a database or cache.';
    return { ...judged, unknown: [...judged.unknown, ...unread.list()], notApplicable, committed: false };
  },
};

const noSecrets: Check = {
  id: 'lambda-env-no-secrets',
  title: 'No function holds a credential in its variables',
  service: 'lambda',
  tier: 1,
  severity: 'critical',
  severityReason: 'Whoever may list functions can read it, and so can every tool that takes an inventory.',
  criteria: ['CC6.1'],
  why: 'Secrets belong where reading them is limited and recorded.',
  judgement: `Passes for each function none of whose environment variables looks like a credential. ${credentialShapes} The date is that of the last change to the function.`,
  facts: ['lambda.functions'],
  operations: list,
  fix: {
    summary: 'Move the credential to Secrets Manager, replace it, and let the function fetch it.',
    console: [
      'Open Secrets Manager, Store a new secret, with a new value: the old one has been readable.',
      'Give the role of the function the right to read that one secret.',
      'Fetch it in code or by the Parameters and Secrets extension, and keep only its ARN in a variable.',
      'Delete the variable and revoke the old credential; the command replaces all variables of the function, so keep the others in the file.',
    ],
    cli: [
      'aws secretsmanager create-secret --name SECRET_NAME --secret-string file://secret.txt --region REGION',
      'aws lambda update-function-configuration --function-name FUNCTION --environment file://variables.json --region REGION',
    ],
    minutes: 60,
  },
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html',
  ],
  judge(reader) {
    const unread = new UnreadSettings();
    const judged = overEach(
      regionalFact(reader, 'lambda.functions'),
      'lambda:ListFunctions',
      ({ arn }) => arn,
      ({ name, variables, changedAt }, region) => {
        const known = unread.take(variables, name, region);
        return known && withoutCredentials(name, known.data, changedAt);
      },
    );
    return {
      ...judged,
      unknown: [...judged.unknown, ...unread.list()],
      notApplicable: 'There are no Lambda functions.',
    };
  },
};

/** Checks of how functions are set up. */
export const functionSettingChecks: Check[] = [inVpc, noSecrets];
