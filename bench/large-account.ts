/** A large account, whose answers are made up as they are asked for: nothing but the program under measure is slow. */
import { errorAnswer, xmlAnswer } from '../test/aws/answer.ts';
import type { Call } from '../test/aws/identify.ts';
import type { Written } from '../test/aws/server.ts';

/** How much there is of what an account can have most of. */
export interface AccountSize {
  users: number;
  roles: number;
  buckets: number;
  /** Rules of security groups, 50 to a group. */
  rules: number;
}

const account = '123456789012';
const day = '2026-03-01T09:00:00Z';
const list = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');
const document = (statement: object) =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }));

/** The answers of its services; everything else is that of an account on its first day. */
export function largeAccount(size: AccountSize): Written[] {
  return [...identities(size), ...buckets(size.buckets), ...securityGroups(size.rules / rulesOfGroup)];
}

const trust = document({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
const inline = document({
  Action: ['s3:GetObject', 's3:PutObject', 'dynamodb:Query'],
  Resource: 'arn:aws:s3:::data/*',
});
const policies = (kind: string) =>
  `<${kind}PolicyList><member><PolicyName>own</PolicyName><PolicyDocument>${inline}</PolicyDocument></member></${kind}PolicyList>` +
  '<AttachedManagedPolicies><member><PolicyName>ReadOnlyAccess</PolicyName>' +
  '<PolicyArn>arn:aws:iam::aws:policy/ReadOnlyAccess</PolicyArn></member></AttachedManagedPolicies>';

const user = (i: number) =>
  `<member><Path>/</Path><UserName>user-${i}</UserName><UserId>AIDAEXAMPLE${i}</UserId><CreateDate>${day}</CreateDate>` +
  `<Arn>arn:aws:iam::${account}:user/user-${i}</Arn><GroupList><member>engineers</member></GroupList>${policies('User')}</member>`;
const role = (i: number) =>
  `<member><Path>/</Path><RoleName>role-${i}</RoleName><RoleId>AROAEXAMPLE${i}</RoleId><CreateDate>${day}</CreateDate>` +
  `<Arn>arn:aws:iam::${account}:role/role-${i}</Arn><AssumeRolePolicyDocument>${trust}</AssumeRolePolicyDocument>` +
  `<RoleLastUsed><LastUsedDate>${day}</LastUsedDate></RoleLastUsed>${policies('Role')}</member>`;

/** Principals in pages of a hundred, which is what AWS itself sends at most times. */
function identities({ users, roles }: AccountSize): Written[] {
  const page = 100;
  const header =
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
    'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,' +
    'access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,' +
    'access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
  const row = (name: string, arn: string) =>
    `${name},${arn},${day},true,${day},${day},N/A,true,true,${day},${day},us-east-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  const rows = [
    row('<root_account>', `arn:aws:iam::${account}:root`),
    ...Array.from({ length: users }, (_, i) => row(`user-${i}`, `arn:aws:iam::${account}:user/user-${i}`)),
  ];
  const report = Buffer.from([header, ...rows].join('\n')).toString('base64');
  return [
    {
      operation: 'iam:GetAccountAuthorizationDetails',
      answer: ({ call }) => {
        const from = Number(call.parameters.Marker ?? 0);
        const members = (kind: string, make: (i: number) => string, first: number, count: number) => {
          const [start, end] = [Math.max(0, from - first), Math.min(count, from + page - first)];
          return `<${kind}DetailList>${list(Math.max(0, end - start), (i) => make(start + i))}</${kind}DetailList>`;
        };
        const more = from + page < users + roles;
        return xmlAnswer(
          '<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult>' +
            `<IsTruncated>${more}</IsTruncated>${more ? `<Marker>${from + page}</Marker>` : ''}` +
            `${members('User', user, 0, users)}${members('Role', role, users, roles)}` +
            '</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>',
        );
      },
    },
    {
      operation: 'iam:GetCredentialReport',
      answer: () =>
        xmlAnswer(
          '<GetCredentialReportResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetCredentialReportResult>' +
            `<Content>${report}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>${new Date().toISOString()}</GeneratedTime>` +
            '</GetCredentialReportResult></GetCredentialReportResponse>',
        ),
    },
  ];
}

const s3 = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

function buckets(count: number): Written[] {
  const owner = '<Owner><ID>owner</ID></Owner>';
  const name = (call: Call) => (call.parameters.path ?? '').split('/')[1] ?? '';
  const tlsOnly = (bucket: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          ...{ Effect: 'Deny', Principal: '*', Action: 's3:*' },
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
  const settings: Record<string, string> = {
    GetPublicAccessBlock: `<PublicAccessBlockConfiguration ${s3}><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>`,
    GetBucketAcl: `<AccessControlPolicy ${s3}>${owner}<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>owner</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>`,
    GetBucketPolicyStatus: `<PolicyStatus ${s3}><IsPublic>false</IsPublic></PolicyStatus>`,
    GetBucketEncryption: `<ServerSideEncryptionConfiguration ${s3}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
    GetBucketLogging: `<BucketLoggingStatus ${s3}><LoggingEnabled><TargetBucket>bucket-0</TargetBucket><TargetPrefix>logs/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`,
    GetBucketVersioning: `<VersioningConfiguration ${s3}><Status>Enabled</Status></VersioningConfiguration>`,
  };
  const absent: Record<string, string> = {
    GetObjectLockConfiguration: 'ObjectLockConfigurationNotFoundError',
    GetBucketReplication: 'ReplicationConfigurationNotFoundError',
    GetBucketLifecycleConfiguration: 'NoSuchLifecycleConfiguration',
  };
  return [
    {
      operation: 's3:ListBuckets',
      answer: () =>
        xmlAnswer(
          `<ListAllMyBucketsResult ${s3}>${owner}<Buckets>${list(
            count,
            (i) =>
              `<Bucket><Name>bucket-${i}</Name><CreationDate>${day}</CreationDate><BucketRegion>us-east-1</BucketRegion></Bucket>`,
          )}</Buckets></ListAllMyBucketsResult>`,
        ),
    },
    {
      operation: 's3:GetBucketPolicy',
      answer: ({ call }) => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: tlsOnly(name(call)),
      }),
    },
    ...Object.entries(settings).map(([operation, body]) => ({
      operation: `s3:${operation}`,
      answer: () => xmlAnswer(body),
    })),
    ...Object.entries(absent).map(([operation, code]) => ({
      operation: `s3:${operation}`,
      answer: ({ call }: { call: Call }) => errorAnswer(call, 404, code, 'There is none.'),
    })),
  ];
}

const rulesOfGroup = 50;
const ec2 = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';

/** Groups and an interface for each, in one page as AWS sends up to a thousand. */
function securityGroups(count: number): Written[] {
  const rule = (group: number, i: number) =>
    `<item><ipProtocol>tcp</ipProtocol><fromPort>${1024 + i}</fromPort><toPort>${1024 + i}</toPort>` +
    `<ipRanges><item><cidrIp>10.${group % 256}.${i}.0/24</cidrIp></item></ipRanges></item>`;
  const group = (g: number) =>
    `<item><ownerId>${account}</ownerId><groupId>sg-${g}</groupId><groupName>group-${g}</groupName><vpcId>vpc-1</vpcId>` +
    `<ipPermissions>${list(rulesOfGroup, (i) => rule(g, i))}</ipPermissions></item>`;
  const network = (g: number) =>
    `<item><networkInterfaceId>eni-${g}</networkInterfaceId><vpcId>vpc-1</vpcId><subnetId>subnet-1</subnetId>` +
    `<groupSet><item><groupId>sg-${g}</groupId></item></groupSet></item>`;
  return [
    {
      operation: 'ec2:DescribeSecurityGroups',
      answer: () =>
        xmlAnswer(
          `<DescribeSecurityGroupsResponse ${ec2}><requestId>0</requestId><securityGroupInfo>${list(count, group)}</securityGroupInfo></DescribeSecurityGroupsResponse>`,
        ),
    },
    {
      operation: 'ec2:DescribeNetworkInterfaces',
      answer: () =>
        xmlAnswer(
          `<DescribeNetworkInterfacesResponse ${ec2}><requestId>0</requestId><networkInterfaceSet>${list(count, network)}</networkInterfaceSet></DescribeNetworkInterfacesResponse>`,
        ),
    },
  ];
}
