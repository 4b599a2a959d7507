/**
 * Answers written by hand, in the wire format of the real service, for what the emulator cannot do. Each says what it
 * stands for; test/readme.md lists them. Most change one value of the emulator's own answer.
 */
import { type Answer, type AnswerOrReset, errorAnswer, xmlAnswer } from './answer.ts';
import { denied, expired, type Refuser, throttled, unknownKey } from './errors.ts';
import { iamAction } from './operations.ts';
import { defaultCaller, type Written, type WrittenContext } from './server.ts';

/** A moment before the instant of the account, as ISO 8601 without milliseconds, the way AWS writes it in XML. */
export function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Changes the text of a successful answer; any other goes through as it is. */
export function rewrite(operation: string, change: (body: string, now: Date) => string): Written {
  return {
    operation,
    answer: async (context) => {
      const answer = await context.next();
      if (answer === 'reset' || answer.status !== 200) return answer;
      return { ...answer, body: change(answer.body, context.now) };
    },
  };
}

/** Changes the object of a successful JSON answer. */
export function rewriteJson(
  operation: string,
  change: (body: Record<string, unknown>, now: Date) => Record<string, unknown>,
): Written {
  return rewrite(operation, (body, now) => JSON.stringify(change(JSON.parse(body) as Record<string, unknown>, now)));
}

/** Sets a counter of iam:GetAccountSummary, such as AccountMFAEnabled, which the emulator keeps at 0. */
export function accountCounter(name: string, value: number): Written {
  return rewrite('iam:GetAccountSummary', (body) =>
    body.includes(`<key>${name}</key>`)
      ? body.replace(new RegExp(`(<key>${name}</key>\\s*<value>)\\d+`), `$1${value}`)
      : body.replace('</SummaryMap>', `<entry><key>${name}</key><value>${value}</value></entry></SummaryMap>`),
  );
}

/** The list of enabled regions: the emulator has every region enabled. */
export function enabledRegions(names: string[]): Written {
  const items = names
    .map(
      (name) =>
        `<item><optInStatus>opt-in-not-required</optInStatus><regionName>${name}</regionName>` +
        `<regionEndpoint>ec2.${name}.amazonaws.com</regionEndpoint></item>`,
    )
    .join('');
  return {
    operation: 'ec2:DescribeRegions',
    answer: () =>
      xmlAnswer(
        '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0</requestId>' +
          `<regionInfo>${items}</regionInfo></DescribeRegionsResponse>`,
      ),
  };
}

/** AWS's judgement of a bucket policy, which the emulator leaves empty: public when it allows `*` without a condition. */
export const policyStatus: Written = {
  operation: 's3:GetBucketPolicyStatus',
  answer: async (context) => {
    const [, bucket = ''] = (context.call.parameters.path ?? '').split('/');
    const policy = await context.nextAt(`/${bucket}?policy`);
    if (policy === 'reset' || policy.status !== 200) return policy;
    const { Statement } = JSON.parse(policy.body) as { Statement: PolicyStatement[] };
    const open = Statement.some(
      ({ Effect, Principal, Condition }) =>
        Effect === 'Allow' && Condition === undefined && (Principal === '*' || Principal?.AWS === '*'),
    );
    return xmlAnswer(
      `<PolicyStatus xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsPublic>${open}</IsPublic></PolicyStatus>`,
    );
  },
};

/** The region of each listed bucket, which AWS tells when a page size is given and the emulator never. */
export const bucketRegions: Written = {
  operation: 's3:ListBuckets',
  answer: async (context) => {
    const answer = await context.next();
    if (answer === 'reset' || answer.status !== 200) return answer;
    let body = answer.body;
    for (const [, name = ''] of answer.body.matchAll(/<Name>([^<]+)<\/Name>/g)) {
      const location = await context.nextAt(`/${name}?location`);
      const [, region = 'us-east-1'] =
        /<LocationConstraint[^>]*>([^<]+)</.exec(location === 'reset' ? '' : location.body) ?? [];
      body = body.replace(`<Name>${name}</Name>`, `<Name>${name}</Name><BucketRegion>${region}</BucketRegion>`);
    }
    return { ...answer, body };
  },
};

interface PolicyStatement {
  Effect: string;
  Principal?: '*' | { AWS?: string | string[] };
  Condition?: unknown;
}

/** A fault instead of an answer: `times` times in each region, then the real one. */
export function fault(
  operation: string,
  make: (context: WrittenContext) => AnswerOrReset,
  times = Number.POSITIVE_INFINITY,
): Written {
  return { operation, answer: (context) => (context.before < times ? make(context) : context.next()) };
}

/** Faults by name, for {@link fault}. */
export const faults = {
  throttled: ({ call }: WrittenContext): Answer => throttled(call),
  expired: ({ call }: WrittenContext): Answer => expired(call),
  unknownKey: ({ call }: WrittenContext): Answer => unknownKey(call),
  reset: (): AnswerOrReset => 'reset',
  /** A success whose body breaks off in the middle. */
  malformed: (): Answer => xmlAnswer('<ListAllMyBucketsResult><Buckets><Bucket><Name>half'),
  /** A fault of the service itself, on every attempt. */
  internal: ({ call }: WrittenContext): Answer =>
    errorAnswer(call, 500, 'InternalError', 'We encountered an internal error.'),
  /** A denial with the reason of the given policy kind. */
  deniedBy:
    (by: Refuser) =>
    ({ call }: WrittenContext): Answer =>
      denied(call, defaultCaller, iamAction(call.operation), by),
};
