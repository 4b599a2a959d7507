/** The errors every service can give, under the code and status that its protocol has for them. */
import { type Answer, errorAnswer } from './answer.ts';
import type { Call, Protocol } from './identify.ts';

/** Why AWS refuses; the sentence it adds to a denial. */
export type Refuser = 'identity' | 'explicit' | 'scp' | 'boundary' | 'session' | 'resource' | 'endpoint';

const sentences: Record<Refuser, (action: string) => string> = {
  identity: (action) => `because no identity-based policy allows the ${action} action`,
  explicit: () => 'with an explicit deny in an identity-based policy',
  scp: () => 'with an explicit deny in a service control policy',
  boundary: (action) => `because no permissions boundary allows the ${action} action`,
  session: (action) => `because no session policy allows the ${action} action`,
  resource: () => 'with an explicit deny in a resource-based policy',
  endpoint: () => 'with an explicit deny in a VPC endpoint policy',
};

type Form = [status: number, code: string];
const forms: Record<'denied' | 'throttled' | 'expired' | 'unknownKey', Record<Protocol, Form>> = {
  denied: {
    query: [403, 'AccessDenied'],
    ec2: [403, 'UnauthorizedOperation'],
    json: [400, 'AccessDeniedException'],
    s3: [403, 'AccessDenied'],
    'rest-xml': [403, 'AccessDenied'],
    'rest-json': [403, 'AccessDeniedException'],
  },
  throttled: {
    query: [400, 'Throttling'],
    ec2: [503, 'RequestLimitExceeded'],
    json: [400, 'ThrottlingException'],
    s3: [503, 'SlowDown'],
    'rest-xml': [503, 'SlowDown'],
    'rest-json': [429, 'TooManyRequestsException'],
  },
  expired: {
    query: [403, 'ExpiredToken'],
    ec2: [400, 'RequestExpired'],
    json: [400, 'ExpiredTokenException'],
    s3: [400, 'ExpiredToken'],
    'rest-xml': [400, 'ExpiredToken'],
    'rest-json': [403, 'ExpiredTokenException'],
  },
  unknownKey: {
    query: [403, 'InvalidClientTokenId'],
    ec2: [401, 'AuthFailure'],
    json: [400, 'UnrecognizedClientException'],
    s3: [403, 'InvalidAccessKeyId'],
    'rest-xml': [403, 'InvalidAccessKeyId'],
    'rest-json': [403, 'UnrecognizedClientException'],
  },
};

/** Access denied: the caller may not perform the action. `by` chooses the reason AWS adds. */
export function denied(call: Call, caller: string, action: string, by: Refuser = 'identity'): Answer {
  const [status, code] = forms.denied[call.protocol];
  const where = call.service === 's3' ? bucketArn(call) : call.protocol === 'ec2' ? '' : ' on resource: *';
  const text = `User: ${caller} is not authorized to perform: ${action}${where} ${sentences[by](action)}`;
  // EC2 puts its own sentence before the common one.
  const opening = call.protocol === 'ec2' ? 'You are not authorized to perform this operation. ' : '';
  return errorAnswer(call, status, code, opening + text);
}

/** AWS refuses for rate. */
export function throttled(call: Call): Answer {
  const [status, code] = forms.throttled[call.protocol];
  return errorAnswer(call, status, code, call.protocol === 'ec2' ? 'Request limit exceeded.' : 'Rate exceeded');
}

/** The session's temporary credentials are over. */
export function expired(call: Call): Answer {
  const [status, code] = forms.expired[call.protocol];
  const message =
    call.protocol === 'ec2' ? 'Request has expired.' : 'The security token included in the request is expired';
  return errorAnswer(call, status, code, message);
}

/** The access key is not known, or the region is not enabled for the account. */
export function unknownKey(call: Call): Answer {
  const [status, code] = forms.unknownKey[call.protocol];
  return errorAnswer(call, status, code, 'The security token included in the request is invalid.');
}

function bucketArn(call: Call): string {
  const [, name = ''] = (call.parameters.path ?? '').split('/');
  return name === '' ? '' : ` on resource: "arn:aws:s3:::${name}"`;
}
