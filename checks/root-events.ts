/** Events of CloudTrail that a filter is asked about: those of the root user, and those of others. */

const identity = (type: string, arn: string, account: string) => ({
  type,
  principalId: account,
  arn,
  accountId: account,
  accessKeyId: 'ASIAEXAMPLE',
});

const common = {
  eventVersion: '1.11',
  eventTime: '2026-01-01T00:00:00Z',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
};

/** A sign-in, a change and a read, by the root user. */
export function rootEvents(account: string): object[] {
  const userIdentity = identity('Root', `arn:aws:iam::${account}:root`, account);
  return [
    {
      ...common,
      userIdentity,
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      readOnly: false,
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'Yes', MobileVersion: 'No' },
      managementEvent: true,
      recipientAccountId: account,
    },
    {
      ...common,
      userIdentity,
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      eventType: 'AwsApiCall',
      readOnly: false,
      managementEvent: true,
      recipientAccountId: account,
    },
    {
      ...common,
      userIdentity,
      awsRegion: 'eu-west-1',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      eventType: 'AwsApiCall',
      readOnly: true,
      managementEvent: true,
      recipientAccountId: account,
    },
  ];
}

/** The same change by a user and by a role. */
export function otherEvents(account: string): object[] {
  const [, change = {}] = rootEvents(account);
  return [
    { ...change, userIdentity: identity('IAMUser', `arn:aws:iam::${account}:user/ana`, account) },
    { ...change, userIdentity: identity('AssumedRole', `arn:aws:sts::${account}:assumed-role/app/i-1`, account) },
  ];
}
